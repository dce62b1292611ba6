import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Confirmation } from './answers.js';
import type { WebSettings } from './web-settings.js';

/** Keeps the confirmation for the page that comes next, in this browser, for a minute at most. */
export function keepConfirmation(reply: FastifyReply, confirmation: Confirmation, { confirmationCookie, secureCookies }: WebSettings): void {
  const value = Buffer.from(JSON.stringify(confirmation)).toString('base64url');
  void reply.setCookie(confirmationCookie, value, { ...options(secureCookies), maxAge: 60 });
}

/** The confirmation of the change before, once. */
export function takeConfirmation(request: FastifyRequest, reply: FastifyReply, { confirmationCookie, secureCookies }: WebSettings): Confirmation | null {
  const value = request.cookies[confirmationCookie];
  if (!value) return null;
  void reply.clearCookie(confirmationCookie, options(secureCookies));
  try {
    const { title, text } = JSON.parse(Buffer.from(value, 'base64url').toString()) as Record<string, unknown>;
    return typeof title === 'string' ? { title, ...(typeof text === 'string' && { text }) } : null;
  } catch {
    return null;
  }
}

/** Browsers take a `__Host-` name with Secure alone, also to clear it. */
const options = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure });
