import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Confirmation } from './answers.js';

const COOKIE = 'lsa-confirmation';

/** Keeps the confirmation for the page that comes next, in this browser, for a minute at most. */
export function keepConfirmation(reply: FastifyReply, confirmation: Confirmation, secure: boolean): void {
  const value = Buffer.from(JSON.stringify(confirmation)).toString('base64url');
  void reply.setCookie(COOKIE, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 60 });
}

/** The confirmation of the change before, once. */
export function takeConfirmation(request: FastifyRequest, reply: FastifyReply): Confirmation | null {
  const value = request.cookies[COOKIE];
  if (!value) return null;
  void reply.clearCookie(COOKIE, { path: '/' });
  try {
    const { title, text } = JSON.parse(Buffer.from(value, 'base64url').toString()) as Record<string, unknown>;
    return typeof title === 'string' ? { title, ...(typeof text === 'string' && { text }) } : null;
  } catch {
    return null;
  }
}
