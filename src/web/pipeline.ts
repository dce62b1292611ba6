import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { withRequestContext } from '../audit/request-context.js';
import { actingAs } from '../database/identity.js';
import type { Config } from '../config.js';
import { purposeOfRoute } from '../domain/purposes.js';
import { ApplicationReference } from './api/application-reference.js';
import { setUpAssets } from './assets.js';
import { languageOf } from './language.js';
import { refuseUnmarkedRoutes } from './refuse-unmarked-routes.js';
import { refusalOf } from './problems.js';
import { RequestLog } from './request-log.js';
import { secretOf } from './secret-of.js';
import { setUpTemplates } from './templates.js';
import { UPLOAD_LIMIT } from './uploads.js';
import { Visitors } from './visitors.service.js';
import { WebSettings } from './web-settings.js';

const BODY_LIMIT = 1024 * 1024;
/** A request that has not arrived by then is given up: the largest file comes in time over a line of 1.5 Mbit a second. */
const ARRIVES_WITHIN_MS = 120_000;

/**
 * The adapter to make the application with: `NestFactory.create(AppModule, webAdapter(config))`. Where a visitor comes from is
 * what the connection says, unless it is a proxy that the configuration trusts.
 */
export const webAdapter = ({ trustProxy = false, publicUrl = '' }: Partial<Pick<Config, 'trustProxy' | 'publicUrl'>> = {}) =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy,
    multipart: false,
    requestTimeout: ARRIVES_WITHIN_MS,
    genReqId: () => randomUUID(),
    // An address that cannot be read has no route, and so none of the hooks.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const { status, detail } = refusalOf(error);
      void reply.status(status).headers({ 'x-request-id': request.id, ...bareHeaders(publicUrl.startsWith('https:')) }).type('text/plain; charset=utf-8').send(detail);
    },
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: true },
  });

/**
 * Everything around the routes, to be called once before `app.listen` or `app.init`: request ids, security headers, cookies,
 * uploads, templates, assets, the log. Throws where a route does not say who may come in. The application has to have been
 * made with `webAdapter()` and to import `WebModule.forRoot(config)`.
 */
export async function setUpWeb(app: NestFastifyApplication, config: Pick<Config, 'publicUrl'>): Promise<void> {
  refuseUnmarkedRoutes(app);
  app.get(ApplicationReference).hold(app);
  const server = app.getHttpAdapter().getInstance();
  const log = app.get(RequestLog);
  const settings = app.get(WebSettings);
  const visitors = app.get(Visitors);
  /** The request's reference, what its page is for, and as whom its transactions work: whoever has the secret that it brought. */
  const within = (request: FastifyRequest, done: () => void) => withRequestContext({ requestId: request.id, purpose: purposeOfRoute(request.method, request.routeOptions.url ?? ''), language: languageOf(request, settings) }, () => actingAs({ secret: secretOf(request, settings), lookAgain: () => visitors.lookAgain(request) }, done));
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    within(request, done);
  });
  // Once more after the body has been read: its events come from outside of the context.
  server.addHook('preValidation', (request, _reply, done) => within(request, done));
  server.addHook('onResponse', (request, reply, done) => {
    log.answered(request, reply);
    done();
  });
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, securityHeaders(config.publicUrl.startsWith('https:')));
  await app.register(fastifyMultipart, { limits: { fileSize: UPLOAD_LIMIT, files: 1 } });
  // Left unread, as a multipart body is: the guard reads it once it knows whose it is.
  server.addContentTypeParser('text/csv', (_request, _payload, done) => done(null));
  setUpTemplates(app);
  setUpAssets(app);
}

const HSTS = { maxAge: 31_536_000, includeSubDomains: true };

/** Those of an answer that is a sentence and nothing else. */
const bareHeaders = (https: boolean) => ({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(https && { 'strict-transport-security': `max-age=${HSTS.maxAge}; includeSubDomains` }),
});

/** `default-src 'none'`, and beyond it only what our own pages use. Over http no browser is told to come by https. */
const securityHeaders = (https: boolean) => ({
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      ...(https && { upgradeInsecureRequests: [] }),
    },
  },
  hsts: https && HSTS,
  // Not “no-referrer”: browsers then send “Origin: null” with our own forms.
  referrerPolicy: { policy: 'same-origin' as const },
  frameguard: { action: 'deny' as const },
});
