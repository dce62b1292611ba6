import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { WebSettings } from './web-settings.js';

/** Whether the request is from a program: it gets JSON, and may bring an access token. `/api` itself is a page. */
export const isApi = ({ url }: Pick<FastifyRequest, 'url'>): boolean => url.startsWith('/api/') || url.startsWith('/health');

/** The secret by which a request says whose it is: an access token under /api/, else the session's cookie; null where it brings none. */
export function secretOf({ url, headers, server }: FastifyRequest, { sessionCookie }: Pick<WebSettings, 'sessionCookie'>): string | null {
  if (headers.authorization !== undefined && isApi({ url })) return /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1] ?? null;
  return server.parseCookie(headers.cookie ?? '')[sessionCookie] ?? null;
}
