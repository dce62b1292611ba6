import type { FastifyReply } from 'fastify';
import type { WebSettings } from '../web/web-settings.js';
import { ABSOLUTE_MS } from './session-limits.js';

const options = ({ secureCookies }: WebSettings) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: secureCookies, maxAge: ABSOLUTE_MS / 1000 });

/** Hands a session's secret to the browser. */
export const giveSessionCookie = (reply: FastifyReply, settings: WebSettings, secret: string): void => void reply.setCookie(settings.sessionCookie, secret, options(settings));

/** Takes it back. */
export const takeSessionCookie = (reply: FastifyReply, settings: WebSettings): void => void reply.clearCookie(settings.sessionCookie, options(settings));

/** Somebody is done here: what the browser keeps of this place, it forgets. */
export const forgetAll = (reply: FastifyReply): void => void reply.header('clear-site-data', '"cache", "storage"');
