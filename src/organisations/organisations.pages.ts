import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CLAUSES } from '../domain/agreement/clauses.js';
import { isOrganisationHold, isWaiting } from '../domain/agreement/holds.js';
import { ORGANISATION_RECORD_KINDS, type RecordKind } from '../domain/agreement/records.js';
import { POSTS, type Post as PostName } from '../domain/agreement/roles.js';
import { canInOrganisation } from '../domain/permissions.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { notAllowed, notFound } from '../errors.js';
import { OrganisationRecordsService, type PlainKind, type RecordOwner } from '../organisation-records/organisation-records.service.js';
import { dtoFor, fieldsOf } from '../records/record-form.js';
import { saysOf } from '../records/says-of.js';
import { IdField, PatternField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { OrganisationViewService, type OrganisationView } from './organisation-view.service.js';
import { PROVIDER_TYPES, type ProviderType } from './provider.entity.js';

export class OrganisationRecordQuery {
  @IdField({ description: 'agreement', optional: true }) agreement?: number;
  @IdField({ description: 'what it answers', optional: true }) about?: number;
  @PatternField(/^[A-Za-z0-9/-]{1,100}$/, 'VS7/authority-E08000025/first', { description: 'the duty that is put on hold', optional: true }) of?: string;
}

/** A provider or an authority as its own people and the Virtual School of the area see it, and what they record about it. */
@Controller()
export class OrganisationsPages {
  constructor(
    private readonly views: OrganisationViewService,
    private readonly records: OrganisationRecordsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('providers/:id') @Allow.signedIn()
  async provider(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return shown(actor, await this.views.readProvider(actor, id), await this.today());
  }

  @Get('authorities/:code') @Allow.signedIn()
  async authority(@CurrentActor() actor: SignedIn, @Param('code') code: string): Promise<Page> {
    return shown(actor, await this.views.readAuthority(actor, code), await this.today());
  }

  @Get('providers/:id/records/:kind/new') @Allow.signedIn()
  async askProvider(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('kind') kind: string, @Query() query: OrganisationRecordQuery): Promise<Page> {
    return this.ask(await this.views.readProvider(actor, id), kind, query);
  }

  @Post('providers/:id/records/:kind/new') @Allow.signedIn()
  recordProvider(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('kind') kind: string, @Query() query: OrganisationRecordQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    const owner = { providerId: id, authorityCode: null, agreementId: query.agreement ?? null };
    return this.record(actor, owner, kind, form, `/providers/${id}`, () => this.askProvider(actor, id, kind, query));
  }

  @Get('authorities/:code/records/:kind/new') @Allow.signedIn()
  async askAuthority(@CurrentActor() actor: SignedIn, @Param('code') code: string, @Param('kind') kind: string, @Query() query: OrganisationRecordQuery): Promise<Page> {
    return this.ask(await this.views.readAuthority(actor, code), kind, query);
  }

  @Post('authorities/:code/records/:kind/new') @Allow.signedIn()
  recordAuthority(@CurrentActor() actor: SignedIn, @Param('code') code: string, @Param('kind') kind: string, @Query() query: OrganisationRecordQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return this.record(actor, { providerId: null, authorityCode: code, agreementId: null }, kind, form, `/authorities/${code}`, () => this.askAuthority(actor, code, kind, query));
  }

  private ask(view: OrganisationView, kind: string, { agreement, about: aboutId, of }: OrganisationRecordQuery): Promise<Page> {
    const row = kindOf(kind);
    const agreementId = agreement ?? null;
    const duty = view.duties.find(({ key, hold }) => key === of && hold?.kind === kind && hold.agreementId === agreementId);
    if (!duty && !view.offers.some((offer) => offer.kind === kind && offer.agreementId === agreementId && offer.aboutId === (aboutId ?? null))) throw notAllowed('record this here');
    const back = hrefOf(view);
    const action = hrefWith(`${back}/records/${kind}/new`, { agreement: agreement?.toString(), about: aboutId?.toString(), of });
    const about = view.records.find(({ id }) => id === aboutId);
    const held = about && isOrganisationHold(about.kind) ? view.duties.find(({ key }) => key === about.details.dutyKey) : undefined;
    return this.unitOfWork.run(async ({ now }) => {
      const values = { ...dateParts('happenedOn', londonDate(now)), ...(duty && { dutyKey: duty.key }) };
      return page('organisations/record', { organisation: view, row, fields: fieldsOf(row), about: about && { ...about, says: saysOf(ORGANISATION_RECORD_KINDS[about.kind], about) }, held, duty, back, action, values });
    });
  }

  private today = () => this.unitOfWork.run(async ({ now }) => londonDate(now));

  private record(actor: SignedIn, owner: RecordOwner, kind: string, form: FormValues, back: string, again: () => Promise<Page>): Promise<Redirect | Page> {
    const row = kindOf(kind);
    return submitForm(dtoFor(kind as PlainKind, row), form, {
      work: async (input) => {
        await this.records.record(actor, owner, kind as PlainKind, input);
        return redirect(back, `Recorded: ${row.name}`);
      },
      again,
    });
  }
}

const hrefOf = ({ kind, id }: OrganisationView): string => (kind === 'provider' ? `/providers/${id}` : `/authorities/${id}`);

function kindOf(kind: string): RecordKind {
  if (!Object.hasOwn(ORGANISATION_RECORD_KINDS, kind) || kind === 'agreement-review') throw notFound('such page');
  return ORGANISATION_RECORD_KINDS[kind as PlainKind];
}

/** What a correction put right, in words. */
function nameOf({ fact, what, whose }: OrganisationView['corrections'][number]): string {
  if (fact === 'person' || fact === 'provider') return `what is recorded of ${what}`;
  if (fact === 'post-holding') return `${POSTS[what as PostName].name}, ${whose}`;
  if (fact === 'designated-person-notice') return `acknowledgement of ${what} as designated person`;
  return fact === 'duty-release' ? 'reason why a duty was no longer owed' : (ORGANISATION_RECORD_KINDS[what as PlainKind] as RecordKind).name;
}

/** What was said or is said, in words: of people and providers texts, of the others days. */
function saidOf({ fact, what }: OrganisationView['corrections'][number], said: Record<string, string | null>): string {
  if (fact === 'person' || fact === 'provider') return Object.entries(said).map(([field, text]) => (field === 'type' ? (PROVIDER_TYPES[text as ProviderType] ?? text) : (text ?? `no ${field}`))).join(', ');
  return fact === 'duty-release' ? `${what}, ${daysOf(said)}` : daysOf(said);
}

/** The days of a correction in words; an end is the first day after it. */
const daysOf = (said: Record<string, string | null>): string =>
  Object.values(said).map((on) => (on === null ? 'no end' : describeDate(on))).join(' until ');

/** Whether somebody may change who is in post there. */
function mayChangePosts(actor: SignedIn, { kind, id, areaCode }: OrganisationView): boolean {
  if (kind === 'authority') return canInOrganisation(actor, 'authority-posts.manage', areaCode);
  return canInOrganisation(actor, 'designated-person.appoint', areaCode, Number(id)) || canInOrganisation(actor, 'provider-posts.manage', null, Number(id));
}

/** The hold on a duty that waits for a second person, where one does, and where this person decides on it. */
function holdAsked({ records, offers }: OrganisationView, dutyKey: string, base: string, today: LocalDate) {
  const hold = records.find((one) => isOrganisationHold(one.kind) && one.details.dutyKey === dutyKey && isWaiting(one, records, today));
  const offer = offers.find(({ aboutId }) => hold !== undefined && aboutId === hold.id);
  return hold && { until: hold.details.until, by: hold.recordedByName, href: offer ? hrefWith(`${base}/records/${offer.kind}/new`, { agreement: offer.agreementId?.toString(), about: String(hold.id) }) : null };
}

function shown(actor: SignedIn, view: OrganisationView, today: LocalDate): Page {
  const base = hrefOf(view);
  return page('organisations/show', {
    organisation: view,
    clauses: CLAUSES,
    postsHref: mayChangePosts(actor, view) && hrefWith('/posts', view.kind === 'provider' ? { provider: String(view.id) } : { authority: String(view.id) }),
    openDuties: view.duties.filter(({ outcome }) => outcome === 'open').map((duty) => ({
      ...duty,
      holdAsked: holdAsked(view, duty.key, base, today),
      holdHref: duty.hold && hrefWith(`${base}/records/${duty.hold.kind}/new`, { agreement: duty.hold.agreementId?.toString(), of: duty.key }),
    })),
    closedDuties: view.duties.filter(({ outcome }) => outcome !== 'open'),
    records: view.records.map((record) => ({ ...record, name: (ORGANISATION_RECORD_KINDS[record.kind] as RecordKind).name, says: saysOf(ORGANISATION_RECORD_KINDS[record.kind], record) })),
    corrections: view.corrections.map((one) => ({ ...one, name: nameOf(one), was: saidOf(one, one.before), is: one.after && saidOf(one, one.after) })),
    offers: view.offers.map(({ kind, text, agreementId, aboutId }) => ({ text, href: hrefWith(`${base}/records/${kind}/new`, { agreement: agreementId?.toString(), about: aboutId?.toString() }) })),
  });
}
