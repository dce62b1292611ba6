import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { RENDER_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { FormDrafts, type ShownDraft } from '../drafts/form-drafts.service.js';
import { hasFields, markForms } from '../drafts/marked-forms.js';
import { markOf } from '../drafts/what-is-kept.js';
import { CaseSight } from '../young-people/case-sight.service.js';
import { JsonAnswer, Page, Redirect } from './answers.js';
import { openToOtherSites } from './content-security.js';
import { keepConfirmation } from './flash.js';
import { PageContexts, type PageContext } from './page-context.service.js';
import { Sheet, sheetEnding, SHEET_TYPES } from './sheet.js';
import { zipped } from './zipped.js';
import { etagOf } from './api/versions.js';
import { WebSettings } from './web-settings.js';
import { whereTheyCanRead } from './where-they-can-read.js';

/** Turns what handlers return (`page`, `redirect`, `json`, or a model for @Render) into the HTTP answer. */
@Injectable()
export class AnswersInterceptor implements NestInterceptor {
  constructor(
    private readonly contexts: PageContexts,
    private readonly reflector: Reflector,
    private readonly settings: WebSettings,
    private readonly drafts: FormDrafts,
    private readonly sight: CaseSight,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const isRendered = this.reflector.get<string | undefined>(RENDER_METADATA, context.getHandler()) !== undefined;
    return next.handle().pipe(mergeMap((answer: unknown) => this.answer(answer, isRendered, request, reply)));
  }

  private async answer(answer: unknown, isRendered: boolean, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (answer instanceof Redirect) {
      await this.drafts.sent(request);
      const { to, confirmation } = await whereTheyCanRead(answer, request, this.sight);
      if (confirmation) keepConfirmation(reply, confirmation, this.settings);
      void reply.status(303).header('location', to);
      return '';
    }
    if (answer instanceof Sheet) {
      const ending = sheetEnding(request.url) ?? 'csv';
      void reply.type(SHEET_TYPES[ending].type).header('content-disposition', `attachment; filename="${answer.name}.${ending}"`);
      return SHEET_TYPES[ending].write(answer);
    }
    if (answer instanceof JsonAnswer) {
      const { version, location, status } = answer.beside;
      if (version !== undefined) void reply.header('etag', etagOf(version));
      if (location !== undefined) void reply.header('location', location);
      if (status !== undefined) void reply.status(status);
      return answer.body;
    }
    if (answer instanceof Page) {
      if (answer.status < 400) await this.drafts.sent(request);
      const context = answer.isEmbedded ? await this.contexts.ofNobody(request, reply) : await this.contexts.of(request, reply);
      if (answer.isEmbedded) openToOtherSites(reply);
      const html = await this.htmlOf(answer, context, request, reply);
      void reply.status(answer.status).type('text/html; charset=utf-8');
      return zipped(html, request, reply);
    }
    if (isRendered) reply.locals = { ...(await this.contexts.of(request, reply)) };
    return answer;
  }

  /** The page; with what was begun on it filled in, where it has something to fill in. */
  private async htmlOf({ view, model }: Page, context: PageContext, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const drawn = (kept: ShownDraft | null) => {
      const { values } = { ...context, ...model };
      return reply.viewAsync(view, { ...context, ...model, kept, values: { ...values, ...kept?.draft.fields, ...context.draft } });
    };
    const html = await drawn(null);
    if (context.draftsAt === null || !hasFields(html)) return html;
    const { path, marks } = this.drafts.comesBack(request);
    if (path !== null) return markForms(html, path, marks);
    const kept = await this.drafts.shownOn(request);
    return kept ? markForms(await drawn(kept), kept.draft.action, { _draft: markOf(kept.draft) }) : html;
  }
}
