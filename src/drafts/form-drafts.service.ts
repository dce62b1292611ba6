import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionsService } from '../sign-in/sessions.service.js';
import { equalSecrets } from '../sign-in/secrets.js';
import { pathOf } from '../web/path-of.js';
import { isFromHere } from '../web/same-origin.js';
import { isApi, secretOf } from '../web/secret-of.js';
import { WebSettings } from '../web/web-settings.js';
import type { KeptDraft } from './draft.entity.js';
import { Drafts } from './drafts.service.js';
import { isKept, keptOf, markOf, marksOf } from './what-is-kept.js';

/** What was begun on a page: the latest, which is shown, and the others that can be gone on with instead. */
export interface ShownDraft {
  draft: KeptDraft;
  others: { id: number; begunAt: Date; savedAt: Date }[];
}

/** Forms as browsers send them, kept until they have gone through. */
@Injectable()
export class FormDrafts {
  constructor(
    private readonly drafts: Drafts,
    private readonly sessions: SessionsService,
    private readonly settings: WebSettings,
  ) {}

  /** Where the forms of this page are kept while they are filled in; null where they are not: without a session, in a young person's without their PIN, and on pages about signing in. */
  whereKept({ visitor, url }: FastifyRequest): string | null {
    if (!visitor?.session || visitor.session.enrolling || visitor.session.choosing || visitor.level === 'link' || !isKept(url)) return null;
    return visitor.person.ownCaseId === null ? '/drafts' : '/me/drafts';
  }

  /** What whoever asks for this page began on it. */
  async shownOn(request: FastifyRequest): Promise<ShownDraft | null> {
    const { visitor, url, method } = request;
    if (!visitor || method !== 'GET' || this.whereKept(request) === null) return null;
    const [draft, ...others] = await this.drafts.listOn(visitor.person.personId, url);
    return draft ? { draft, others: others.map(({ id, begunAt, savedAt }) => ({ id, begunAt, savedAt })) } : null;
  }

  /** Of a form that comes back to be put right: where it is sent to, and what goes on with it. */
  comesBack({ method, url, body, headers }: FastifyRequest): { path: string | null; marks: Record<string, string | null> } {
    if (method !== 'POST') return { path: null, marks: {} };
    const { tab, version, page } = marksOf(body);
    return { path: pathOf(url), marks: { _draft: tab && markOf({ tab, version }), _page: page ?? pageBefore(headers.referer) } };
  }

  /** A form has gone through: what was kept of it is forgotten. */
  async sent({ visitor, method, body }: FastifyRequest): Promise<void> {
    const { tab } = marksOf(body);
    if (visitor?.session && method === 'POST' && tab !== null) await this.drafts.sent(visitor.person.personId, tab);
  }

  /**
   * A form came after its session had run out: it is kept for whoever's session it was, who finds it on its page once they have signed in
   * again. It has to have come from a page of that session. `stoodOn` is the page as far as the browser says it.
   */
  async keepAfterTimeOut(request: FastifyRequest, stoodOn: string): Promise<void> {
    const secret = secretOf(request, this.settings);
    if (request.method !== 'POST' || isApi(request) || secret === null) return;
    const session = await this.sessions.findRunOut(secret);
    const sent = (request.body as { _token?: unknown } | undefined)?._token;
    if (!session || session.level === 'link' || !equalSecrets(typeof sent === 'string' ? sent : '', session.formToken) || !isFromHere(request, this.settings.publicUrl)) return;
    const { page, action, ...marks } = marksOf(request.body);
    const begun = { ...marks, page: page ?? stoodOn, action: action ?? pathOf(request.url) };
    const fields = isKept(begun.page) && isKept(begun.action) ? keptOf(request.body) : null;
    if (fields) await this.drafts.saveAfterTimeOut(session.personId, { ...begun, fields });
  }
}

const pageBefore = (referer: string | undefined): string | null => (referer !== undefined && URL.canParse(referer) ? new URL(referer).pathname + new URL(referer).search : null);
