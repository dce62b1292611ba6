import { Catch, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../errors.js';
import { hrefWith } from './links.js';
import { PageContexts } from './page-context.service.js';
import { problemOf, refusalOf, RETRY_AFTER_S, TITLES } from './problems.js';
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
    private readonly visitors: Visitors,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    if (reply.sent) return;
    const refusal = refusalOf(error);
    if (refusal.status >= 500) this.log.fault(request.id, error);
    if (refusal instanceof TooMany) void reply.header('retry-after', refusal.retryAfterSeconds);
    if (refusal.status === 503) void reply.header('retry-after', RETRY_AFTER_S);
    void reply.header('cache-control', 'no-store');
    if (isApi(request)) return this.answerApi(refusal, request, reply);
    const elsewhere = await this.wayOut(refusal, request);
    if (elsewhere !== null) return void reply.status(303).header('location', elsewhere).send('');
    await this.answerPage(refusal, request, reply);
  }

  /** Where a page leads whom it does not let in, and who comes back afterwards. */
  private async wayOut({ status, code }: Refusal, request: FastifyRequest): Promise<string | null> {
    if (code === 'ENROL_FIRST') return '/account/second-factors';
    if (status !== 401) return null;
    const next = nextAfter(request);
    if (code === 'PROVE_YOURSELF' && request.method !== 'GET') await this.visitors.keepForm(request, next);
    return hrefWith(code === 'PROVE_YOURSELF' ? '/sign-in/again' : '/sign-in', { next: next === '/' ? null : next });
  }

  private answerApi(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
    if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer realm="Learner Support"');
    const problem = JSON.stringify(problemOf(refusal, request.id));
    void reply.status(refusal.status).type('application/problem+json; charset=utf-8').send(problem);
  }

  private async answerPage(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const context = await this.contexts.of(request, reply).catch(() => this.contexts.bare(request, reply));
    const title = TITLES[refusal.status] ?? TITLES[422];
    const html = await reply.viewAsync('errors/problem', { ...context, title, refusal });
    void reply.status(refusal.status).type('text/html; charset=utf-8').send(html);
  }
}

/**
 * The page that was asked for. After a form, the page it stood on, since a POST cannot be asked for; and for a file, the page
 * that it was asked for on.
 */
function nextAfter({ method, url, headers }: FastifyRequest): string {
  const referer = headers.referer && URL.canParse(headers.referer) ? new URL(headers.referer) : null;
  const stoodOn = referer?.host === headers.host ? `${referer?.pathname}${referer?.search}` : null;
  if (method !== 'GET') return stoodOn ?? '/';
  return (/^[^?]*\.csv(\?|$)/.test(url) && stoodOn) || url;
}
