import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { WebSettings } from './web-settings.js';

/** The language that a young person chose in this browser, for their own pages. */
export const languageOf = ({ headers, server }: FastifyRequest, { languageCookie }: WebSettings): string | undefined => server.parseCookie(headers.cookie ?? '')[languageCookie];
