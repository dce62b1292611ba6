import type { FastifyReply } from 'fastify';

/**
 * Lets this page's forms lead to other origins as well: browsers hold `form-action` also against where a form's answer sends
 * them on to. Every other page's forms stay with us.
 */
export function allowFormsTo(reply: FastifyReply, origins: readonly string[]): void {
  changePolicy(reply, "form-action 'self'", ["form-action 'self'", ...origins].join(' '));
}

/** How long a page that is the same for everybody may be kept, by browsers and by what stands between. */
export const KEPT_FIVE_MINUTES = 'public, max-age=300';

/** Lets other sites show this page in a frame of theirs (VS7), and caches keep it: it has no form of a session's and no cookie. */
export function openToOtherSites(reply: FastifyReply): void {
  changePolicy(reply, "frame-ancestors 'none'", 'frame-ancestors *');
  void reply.removeHeader('x-frame-options').header('cache-control', KEPT_FIVE_MINUTES);
}

function changePolicy(reply: FastifyReply, usual: string, here: string): void {
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  void reply.header('content-security-policy', policy.replace(usual, here));
}
