import type { FastifyRequest } from 'fastify';

/**
 * Whether a change may have come from one of our own pages. Sec-Fetch-Site says it where the browser sends it, else Origin,
 * else Referer. A client that sends none of the three is no browser of today: there the form token alone decides.
 */
export function isFromHere(request: FastifyRequest, publicUrl: string): boolean {
  const { origin, referer, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const from = origin ?? referer;
  if (from === undefined) return true;
  if (!URL.canParse(from)) return false;
  const { host, origin: fromOrigin } = new URL(from);
  return host === request.headers.host || fromOrigin === new URL(publicUrl).origin;
}

/** A path of our own to go to, or `/`: another site's address, however disguised, is none. */
export function localPath(text: unknown): string {
  const here = 'https://here.invalid';
  if (typeof text !== 'string' || !text.startsWith('/') || !URL.canParse(text, here)) return '/';
  const { origin, pathname, search, hash } = new URL(text, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
