import { AsyncLocalStorage } from 'node:async_hooks';
import type { Purpose } from '../domain/purposes.js';

/** What the edge knows of a request and the trail wants. */
export interface RequestContext {
  /** The request's reference, which error pages show too. */
  requestId: string;
  /** What the page is for. */
  purpose?: Purpose;
  /** The language that they chose for their own pages, where it is another than English. */
  language?: string;
  /** How its sender proved who they are (`proofReference`), once that is known. */
  session?: string;
}

const current = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => current.getStore();

export const withRequestContext = <T>(context: RequestContext, work: () => T): T => current.run(context, work);

/** A session or an access token as the trail names it: 64 bits of the hash that is kept of it, which let nobody in. */
export const proofReference = (kind: 'session' | 'token', secretHash: string): string => `${kind}-${secretHash.slice(0, 16)}`;

/** From here on the trail of this request says by which session or token it was sent. */
export function noteProof(kind: 'session' | 'token', secretHash: string): void {
  const context = current.getStore();
  if (context) context.session = proofReference(kind, secretHash);
}
