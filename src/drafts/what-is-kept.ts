import { pathOf } from '../web/path-of.js';
import { localPath } from '../web/same-origin.js';
import type { DraftFields } from './draft.entity.js';

/** So long after its last change a form is kept, in real time. */
export const KEPT_DAYS = 7;
/** The largest form that is kept, in characters. */
const LARGEST = 200_000;
/** Never kept: what the page itself adds, and whatever lets somebody in. */
const NEVER = /^_|[Pp]assword|[Ss]ecret|[Tt]oken|(^|[a-z])Pin$|^(pin|code)$/;
/** Pages whose forms are about signing in, move the training clock, or say what counts now rather than what was typed. */
const NOT_THESE = /^\/(cases$|sign-in|sign-out|account|invitations|administration|training|drafts|me\/(consent|enter|pin|drafts|quick-exit|sign-out))(\/|$)/;

/** Whether forms of a page are kept while they are filled in. */
export const isKept = (page: string): boolean => !NOT_THESE.test(pathOf(page));

/** What of a form's body is kept; null where it is too large, or has no field. */
export function keptOf(body: unknown): DraftFields | null {
  if (typeof body !== 'object' || body === null) return null;
  const isText = (value: unknown): value is string | string[] => typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  const fields: DraftFields = {};
  for (const [name, value] of Object.entries(body)) if (!NEVER.test(name) && isText(value)) fields[name] = value;
  return Object.keys(fields).length === 0 || JSON.stringify(fields).length > LARGEST ? null : fields;
}

/** What the page itself put into a form: the draft that it goes on with, the page it stands on, and where it is sent to. */
export interface FormMarks {
  tab: string | null;
  version: number;
  page: string | null;
  action: string | null;
}

const KEY = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,9})$/;

/** Reads the marks of a form's body: `_draft` is `<tab>.<version>`. */
export function marksOf(body: unknown): FormMarks {
  const { _draft: draft, _page: page, _action: action } = (body ?? {}) as Record<string, unknown>;
  const [, tab = null, version = '0'] = KEY.exec(typeof draft === 'string' ? draft : '') ?? [];
  const path = (text: unknown): string | null => (typeof text === 'string' && text.startsWith('/') && text.length <= 2_000 ? localPath(text) : null);
  return { tab, version: Number(version), page: path(page), action: path(action) };
}

/** The mark of a draft that a form goes on with, as `marksOf` reads it. */
export const markOf = ({ tab, version }: { tab: string; version: number }): string => `${tab}.${version}`;
