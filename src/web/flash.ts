import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Confirmation } from './answers.js';
import type { WebSettings } from './web-settings.js';

const options = ({ secureCookies }: WebSettings) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: secureCookies });

/** Keeps the confirmation for the page that comes next, in this browser, for a minute at most. */
export function keepConfirmation(reply: FastifyReply, confirmation: Confirmation, settings: WebSettings): void {
  const value = Buffer.from(JSON.stringify(confirmation)).toString('base64url');
  void reply.setCookie(settings.confirmationCookie, value, { ...options(settings), maxAge: 60 });
}

/** The confirmation of the change before, once. */
export function takeConfirmation(request: FastifyRequest, reply: FastifyReply, settings: WebSettings): Confirmation | null {
  const value = request.cookies[settings.confirmationCookie];
  if (!value) return null;
  void reply.clearCookie(settings.confirmationCookie, options(settings));
  try {
    const { title, text } = JSON.parse(Buffer.from(value, 'base64url').toString()) as Record<string, unknown>;
    return typeof title === 'string' ? { title, ...(typeof text === 'string' && { text }) } : null;
  } catch {
    return null;
  }
}
