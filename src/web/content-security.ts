import type { FastifyReply } from 'fastify';

/**
 * Lets this page's forms lead to other origins as well: browsers hold `form-action` also against where a form's answer sends
 * them on to. Every other page's forms stay with us.
 */
export function allowFormsTo(reply: FastifyReply, origins: readonly string[]): void {
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  void reply.header('content-security-policy', policy.replace("form-action 'self'", ["form-action 'self'", ...origins].join(' ')));
}
