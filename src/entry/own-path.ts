import { localPath } from '../web/same-origin.js';

/** One of the young person's own pages to go on to; their first where something else was asked for. */
export function ownPath(next: unknown): string {
  const path = localPath(next);
  return path.startsWith('/me/') ? path : '/me';
}
