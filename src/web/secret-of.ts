import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { WebSettings } from './web-settings.js';

/** Whether the request is from a program: it gets JSON, and may bring an access token. `/api` itself is a page. */
export const isApi = ({ url }: Pick<FastifyRequest, 'url'>): boolean => url.startsWith('/api/') || url.startsWith('/health');

/** Where a calendar program fetches its feed: it can send nothing but the address, so the address is the secret. */
const FEED = /^\/api\/(?:my-)?calendar\/([\w-]+)\.ics(?:\?|$)/;
const secretInAddress = (url: string): string | null => FEED.exec(url)?.[1] ?? null;

/** Whether a request says by an access token whose it is, in its header or, of a calendar feed, in its address. */
export const isByToken = ({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean =>
  isApi({ url }) && (headers.authorization !== undefined || secretInAddress(url) !== null);

/** The secret by which a request says whose it is: an access token under /api/, else the session's cookie; null where it brings none. */
export function secretOf({ url, headers, server }: FastifyRequest, { sessionCookie }: Pick<WebSettings, 'sessionCookie'>): string | null {
  if (isByToken({ url, headers })) return secretInAddress(url) ?? /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
  return server.parseCookie(headers.cookie ?? '')[sessionCookie] ?? null;
}
