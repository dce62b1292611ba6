import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestContext } from '../audit/request-context.js';
import type { ServiceContact } from '../branding/branding.js';
import { londonDate } from '../domain/time/london.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { FormDrafts, type ShownDraft } from '../drafts/form-drafts.service.js';
import { InstallationFacts, type InstallationNow } from '../installation/installation-facts.service.js';
import type { Confirmation } from './answers.js';
import { ASSET_PATH } from './assets.js';
import { takeConfirmation } from './flash.js';
import type { FormState, FormValues } from './forms.js';
import { navigationFor, type NavigationItem } from './navigation.js';
import { pathOf } from './path-of.js';
import type { SignedIn } from './visitor.js';
import { Visitors } from './visitors.service.js';
import { WebSettings } from './web-settings.js';

export const SERVICE_NAME = 'Learner Support';

/** What every view has, beside its own model. A name of the model's wins. */
export interface PageContext extends FormState {
  /** As the reader's authority calls it. */
  serviceName: string;
  /** Of the header, where it is not the installation's, and the stylesheet that says so. */
  brandColour: string | null;
  brandStylesheet: string | null;
  /** Whom to call about the service; null where the reader's authority has named nobody. */
  serviceContact: ServiceContact | null;
  /** Null on pages without a sign-in. */
  person: SignedIn | null;
  /** For `{{ formToken() }}` of components/form.njk: the hidden field of every form. */
  formTokenValue: string;
  cspNonce: string;
  assets: string;
  path: string;
  navigation: NavigationItem[];
  /** Null only where the database cannot be asked. */
  installation: InstallationNow | null;
  /** The installation's time and London's day; null and '' where the database cannot be asked. */
  now: Date | null;
  today: LocalDate;
  confirmation: Confirmation | null;
  requestId: string;
  /** What was typed into this page's form before its sender had to show who they are; shown in place of the page's own values. */
  draft: FormValues | null;
  /** Where this page's forms are kept while they are filled in; null where they are not. */
  draftsAt: string | null;
  /** What was begun on this page and not sent. */
  kept: ShownDraft | null;
}

@Injectable()
export class PageContexts {
  constructor(
    private readonly visitors: Visitors,
    private readonly installations: InstallationFacts,
    private readonly settings: WebSettings,
    private readonly drafts: FormDrafts,
  ) {}

  /** The context of a page about to be shown: read after the work is done, so that a moved clock is already seen. */
  async of(request: FastifyRequest, reply: FastifyReply): Promise<PageContext> {
    const visitor = await this.visitors.identify(request);
    const nobodys = await this.ofNobody(request, reply);
    const person = visitor?.person ?? null;
    return {
      ...nobodys,
      person,
      ...brandedFor(person),
      formTokenValue: visitor?.session?.formToken ?? '',
      navigation: person && !visitor?.session?.enrolling && !visitor?.session?.choosing ? navigationFor(person, pathOf(request.url), nobodys.installation?.kind === 'training') : [],
      confirmation: takeConfirmation(request, reply, this.settings),
      draft: visitor?.session?.draft?.page === request.url && request.method === 'GET' ? visitor.session.draft.fields : null,
      draftsAt: this.drafts.whereKept(request),
    };
  }

  /** The context of a page that is the same for everybody, whoever asks. */
  async ofNobody(request: FastifyRequest, reply: FastifyReply): Promise<PageContext> {
    const installation = await this.installations.read();
    return { ...this.bare(request, reply), installation, now: installation.now, today: londonDate(installation.now) };
  }

  /** What can be said without the database: an error page must not fail for the reason it tells of. */
  bare(request: FastifyRequest, reply: FastifyReply): PageContext {
    return {
      ...brandedFor(null),
      person: null,
      formTokenValue: '',
      cspNonce: reply.cspNonce?.script ?? '',
      assets: ASSET_PATH,
      path: pathOf(request.url),
      navigation: [],
      installation: null,
      now: null,
      today: '',
      confirmation: null,
      requestId: requestContext()?.requestId ?? request.id,
      values: {},
      errors: {},
      errorList: [],
      draft: null,
      draftsAt: null,
      kept: null,
    };
  }
}

/** What a page says of the service to whoever reads it: what their authority set, else the installation's. */
function brandedFor(person: SignedIn | null): Pick<PageContext, 'serviceName' | 'brandColour' | 'brandStylesheet' | 'serviceContact'> {
  const { id, serviceName = null, colour = null, contact = null } = person?.branding ?? {};
  return { serviceName: serviceName ?? SERVICE_NAME, brandColour: colour, brandStylesheet: colour === null ? null : `/branding/${id}.css`, serviceContact: contact };
}
