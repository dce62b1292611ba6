import { Catch, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedAttempts } from '../audit/refused-attempts.service.js';
import { FormDrafts } from '../drafts/form-drafts.service.js';
import { notFound, type Refusal } from '../errors.js';
import { CASE_REFERENCE } from '../young-people/case-reference.js';
import { catalogue, texts } from '../me/languages.js';
import { sheetEnding } from './sheet.js';
import { hrefWith } from './links.js';
import { PageContexts, type PageContext } from './page-context.service.js';
import { pathOf } from './path-of.js';
import { problemOf, refusalOf, RETRY_AFTER_S, TITLES, WAYS_ON } from './problems.js';
import { TooMany } from './refusals.js';
import { RequestLog } from './request-log.js';
import { isApi } from './secret-of.js';
import { Visitors } from './visitors.service.js';

/** Answers everything that was thrown: the API as problem details, pages as a page with a way on and the reference. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly contexts: PageContexts,
    private readonly log: RequestLog,
    private readonly refused: RefusedAttempts,
    private readonly visitors: Visitors,
    private readonly drafts: FormDrafts,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (reply.sent) return;
    const refusal = refusalOf(error);
    if (refusal.status >= 500) this.log.fault(request.id, error);
    await this.noteRefused(refusal, request);
    if (refusal instanceof TooMany) void reply.header('retry-after', refusal.retryAfterSeconds);
    if (refusal.status === 503) void reply.header('retry-after', RETRY_AFTER_S);
    void reply.header('cache-control', 'no-store');
    if (isApi(request)) return this.answerApi(refusal, request, reply);
    const wayOn = wayOnFrom(refusal, request);
    if (wayOn && refusal.code === 'PROVE_YOURSELF' && request.method !== 'GET') await this.visitors.keepForm(request, nextAfter(request));
    if (refusal.code === 'NOT_SIGNED_IN') await this.drafts.keepAfterTimeOut(request, nextAfter(request)).catch((fault: unknown) => this.log.fault(request.id, fault));
    if (wayOn) return void reply.status(303).header('location', wayOn).send('');
    await this.answerPage(refusal, request, reply);
  }

  /** Somebody signed in came to a case without a part in it, or with one that does not let them: that is part of its trail. */
  private async noteRefused({ status, code, detail }: Refusal, { visitor, params, id }: FastifyRequest): Promise<void> {
    const reference = String((params as { reference?: string } | undefined)?.reference).toUpperCase();
    if (!visitor || !CASE_REFERENCE.test(reference) || (status !== 403 && detail !== notFound('case').detail)) return;
    if (NOT_ABOUT_THE_CASE.includes(code)) return;
    await this.refused.note(visitor.person.personId, reference).catch((error: unknown) => this.log.fault(id, error));
  }

  private answerApi(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
    if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer realm="Learner Support"');
    const problem = JSON.stringify(problemOf(refusal, request.id));
    void reply.status(refusal.status).type('application/problem+json; charset=utf-8').send(problem);
  }

  private async answerPage(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const context = await this.contexts.of(request, reply).catch(() => this.contexts.bare(request, reply));
    const isOwn = isOwnPage(request) || context.person?.ownReference;
    const title = isOwn ? ownTitle(refusal.status) : (TITLES[refusal.status] ?? TITLES[422]);
    const html = await reply.viewAsync(isOwn ? 'me/problem' : 'errors/problem', { ...context, ...catalogue(), title, refusal, wayOn: WAYS_ON[refusal.status], againHref: againHref(refusal, request), emergencyReference: emergencyReference(refusal, context) });
    void reply.status(refusal.status).type('text/html; charset=utf-8').send(html);
  }
}

/** Refused for how somebody signed in, whatever they asked for. */
const NOT_ABOUT_THE_CASE = ['ENROL_FIRST', 'CHOOSE_PASSWORD', 'SCOPE_MISSING'];

const isOwnPage = (request: FastifyRequest): boolean => /^\/me(\/|$)/.test(pathOf(request.url));

function ownTitle(status: number): string {
  const { byStatus, other } = texts().problems;
  return (byStatus as Readonly<Record<number, string>>)[status] ?? other;
}

/** Where a page's visitor goes instead of reading why not: to the sign-in, a young person to their PIN, or from the start page to their own. */
function wayOnFrom({ status, code }: Refusal, request: FastifyRequest): string | null {
  const path = pathOf(request.url);
  if (status === 401) return isOwnPage(request) ? '/me/enter' : signInPath(code, nextAfter(request));
  if (code === 'ENROL_FIRST') return '/account/second-factors';
  if (code === 'CHOOSE_PASSWORD') return '/account/password';
  if (code === 'PIN_NEEDED') return `/me/pin?next=${encodeURIComponent(request.method === 'GET' ? path : '/me')}`;
  return status === 404 && path === '/' && request.visitor?.person.ownReference ? '/me' : null;
}

/** The page itself, where trying again is all that there is to do; what was sent is not sent again by a link. */
const againHref = ({ status }: Refusal, { method, url }: FastifyRequest): string | null => (method === 'GET' && [429, 500, 503].includes(status) ? url : null);

/** The case that somebody of an organisation did not find: the same way on whether there is one or not. */
function emergencyReference({ status }: Refusal, { person, path }: PageContext): string | null {
  const reference = /^\/cases\/([^/]+)/.exec(path)?.[1]?.toUpperCase() ?? '';
  const isStaff = person !== null && (person.authorityCode !== null || person.providerId !== null);
  return status === 404 && isStaff && CASE_REFERENCE.test(reference) ? reference : null;
}

const signInPath = (code: string, next: string): string => hrefWith(code === 'PROVE_YOURSELF' ? '/sign-in/again' : '/sign-in', { next: next === '/' ? null : next });

/**
 * The page that was asked for. After a form, the page it stood on, since a POST cannot be asked for; and for a file, the page
 * that it was asked for on.
 */
function nextAfter({ method, url, headers }: FastifyRequest): string {
  const referer = headers.referer && URL.canParse(headers.referer) ? new URL(headers.referer) : null;
  const stoodOn = referer?.host === headers.host ? `${referer?.pathname}${referer?.search}` : null;
  if (method !== 'GET') return stoodOn ?? '/';
  return (sheetEnding(url) !== null && stoodOn) || url;
}
