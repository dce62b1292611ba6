import { Injectable } from '@nestjs/common';
import { Approvals } from '../approvals/approvals.service.js';
import { AuditService } from '../audit/audit.service.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { POSTS, type Post } from '../domain/agreement/roles.js';
import { mayAppoint, takesTwo } from '../domain/appointing.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import { OrganisationCorrection } from '../organisation-records/organisation-correction.entity.js';
import { Provider } from '../organisations/provider.entity.js';
import { Person } from '../people/person.entity.js';
import { PostHolding } from '../people/post-holding.entity.js';
import type { SignedIn } from '../web/visitor.js';
import { checkAppointment, MOST_DAYS_AHEAD, placeOf, type Appointment, type Organisation } from './appointment.js';
import { changedFields, changePerson } from './changed-person.js';
import type { AppointDto, CorrectPersonDto, CorrectPostDto, EndPostDto, OrganisationQuery, TakePostBackDto } from './posts.dto.js';
import { everHeld, wasEverHeld } from '../people/ever-held.js';
import { isSameTeam } from '../domain/teams.js';

/** What an appointment came to: a time in post, or a request that waits for a second person. */
export type Appointed = { holdingId: number; approvalId: null } | { holdingId: null; approvalId: number };

export interface HeldPost {
  id: number;
  personId: number;
  name: string;
  email: string;
  phone: string | null;
  post: Post;
  team: string | null;
  fromOn: LocalDate;
  /** The first day on which they are no longer in post. */
  untilOn: LocalDate | null;
}

/** Who holds which post. A change of designated person or key contact opens and keeps duties (EP1, EP2, VS1). */
@Injectable()
export class PostsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
    private readonly approvals: Approvals,
  ) {}

  /** The posts of an organisation, those in post first, then those of before. Errors: NOT_FOUND, NOT_ALLOWED. */
  async listPosts(actor: SignedIn, query: OrganisationQuery): Promise<HeldPost[]> {
    return this.unitOfWork.run(async ({ manager }) => {
      const { authorityCode, providerId } = await this.open(actor, query, query.provider === undefined ? 'administrator' : 'designated-person');
      return manager.query<HeldPost[]>(LIST_SQL, [providerId === null ? authorityCode : null, providerId]);
    });
  }

  /**
   * Puts somebody into a post, today or on a day to come; it waits for a second person unless somebody of a provider fills its own. Somebody of the organisation is known by e-mail
   * address; anybody else is added. Another name or phone of somebody known is kept as a correction. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (WRONG_POST, TOO_FAR, EMAIL_IN_USE, REASON_MISSING), ALREADY_IN_POST.
   */
  async appoint(actor: SignedIn, query: OrganisationQuery, dto: AppointDto): Promise<Appointed> {
    return this.unitOfWork.run(async ({ now }) => {
      const organisation = await this.open(actor, query, dto.post);
      const appointment = await checkAppointment(actor, organisation, dto, now);
      if (!takesTwo(actor, dto.post, organisation)) return { holdingId: await this.write(actor, actor, appointment), approvalId: null };
      const { id } = await this.approvals.ask(actor, { act: 'post.appoint', ...placeOf(organisation), payload: { ...dto, reason: appointment.reason ?? undefined, at: await nameOf(organisation) }, grantedTo: [appointment.email] });
      return { holdingId: null, approvalId: id };
    });
  }

  /**
   * What one asked for and the other, the last of the two, approves: done where both still may. Errors: as `appoint`, of what has
   * changed since. The trail names who approved; the request names who asked.
   */
  async appointApproved([asker, approver]: [SignedIn, SignedIn], query: OrganisationQuery, dto: AppointDto): Promise<void> {
    await this.unitOfWork.run(async ({ now }) => {
      await this.open(asker, query, dto.post);
      await this.write(asker, approver, await checkAppointment(approver, await this.open(approver, query, dto.post), dto, now));
    });
  }

  /** Ends somebody's time in post, today or on a day to come; of one that has not begun, the day before its first: they are never in post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (TOO_EARLY), ALREADY_ENDED. */
  async endPost(actor: SignedIn, holdingId: number, dto: EndPostDto): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      const holding = await manager.findOne(PostHolding, { where: { id: holdingId }, lock: { mode: 'for_no_key_update' } });
      if (!holding) throw notFound('post');
      const organisation = await this.open(actor, { authority: holding.authorityCode ?? undefined, provider: holding.providerId ?? undefined }, holding.post);
      const today = londonDate(now);
      const isToCome = holding.fromOn > today;
      if (holding.untilOn !== null && (holding.untilOn <= today || !wasEverHeld(holding))) throw conflict('ALREADY_ENDED', 'This time in post has ended already.');
      if (dto.lastOn < addDays(holding.fromOn, isToCome ? -1 : 0)) throw invalid([{ code: 'TOO_EARLY', field: 'lastOn', sentence: 'This cannot be before the first day in post.' }]);
      await manager.update(PostHolding, { id: holdingId }, { untilOn: addDays(dto.lastOn, 1) });
      await this.changed(actor, organisation, 'post.end', holdingId);
    });
  }

  /**
   * Puts the days of somebody's time in post right, also an end that was none; both sides are kept, and duties follow. Errors: NOT_FOUND,
   * NOT_ALLOWED, INVALID (TOO_EARLY, TOO_FAR), ALREADY_SO, ALREADY_IN_POST; TAKES_TWO where it would open cases again and naming them takes two.
   */
  async correctPost(actor: SignedIn, holdingId: number, dto: CorrectPostDto): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      const holding = await manager.findOne(PostHolding, { where: { id: holdingId }, lock: { mode: 'for_no_key_update' } });
      if (!holding || !wasEverHeld(holding)) throw notFound('post');
      const { authorityCode, providerId, personId, post, team, fromOn, untilOn } = holding;
      const organisation = await this.open(actor, { authority: authorityCode ?? undefined, provider: providerId ?? undefined }, post);
      const said = { fromOn: dto.fromOn, untilOn: dto.lastOn === undefined ? null : addDays(dto.lastOn, 1) };
      refuseWrongDays(holding, said, londonDate(now), takesTwo(actor, post, organisation));
      const others = (await manager.findBy(PostHolding, { personId, post })).filter((one) => wasEverHeld(one) && one.id !== holdingId && (one.team === team || isSameTeam(one.team, team)) && one.authorityCode === authorityCode && one.providerId === providerId);
      if (others.some((one) => one.fromOn < (said.untilOn ?? '9') && said.fromOn < (one.untilOn ?? '9'))) throw conflict('ALREADY_IN_POST', 'They held this post on some of these days by another entry. Correct that one.');
      await manager.update(PostHolding, { id: holdingId }, { ...said, namedAt: now, namedAloneBy: actor.personId });
      await manager.insert(OrganisationCorrection, { authorityCode, providerId, fact: 'post-holding', factId: holdingId, before: { fromOn, untilOn }, after: said, reason: dto.reason, correctedBy: actor.personId, correctedAt: now });
      await this.changed(actor, organisation, 'post.correct', holdingId);
    });
  }

  /**
   * Takes back that somebody was put into a post: they were never in it, and what is owed follows (EP1, EP2, VS1). It is kept, with the reason; what
   * it had still to tell is not told. Errors: NOT_FOUND, NOT_ALLOWED.
   */
  async takePostBack(actor: SignedIn, holdingId: number, dto: TakePostBackDto): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      const holding = await manager.findOne(PostHolding, { where: { id: holdingId }, lock: { mode: 'for_no_key_update' } });
      if (!holding || !wasEverHeld(holding)) throw notFound('post');
      const { authorityCode, providerId, post, fromOn, untilOn } = holding;
      const organisation = await this.open(actor, { authority: authorityCode ?? undefined, provider: providerId ?? undefined }, post);
      await manager.update(PostHolding, { id: holdingId }, { untilOn: fromOn });
      await manager.insert(OrganisationCorrection, { authorityCode, providerId, fact: 'post-holding', factId: holdingId, before: { fromOn, untilOn }, after: null, reason: dto.reason, correctedBy: actor.personId, correctedAt: now });
      await this.changed(actor, organisation, 'post.take-back', holdingId);
    });
  }

  /**
   * Puts right how somebody in a post is called or reached, where they work; both sides are kept, with the reason, and duties follow (EP1, VS1). Errors: NOT_FOUND, NOT_ALLOWED,
   * ALREADY_SO.
   */
  async correctPerson(actor: SignedIn, holdingId: number, dto: CorrectPersonDto): Promise<void> {
    await this.unitOfWork.run(async ({ manager, now }) => {
      const holding = await manager.findOne(PostHolding, { where: { id: holdingId }, lock: { mode: 'for_no_key_update' } });
      const today = londonDate(now);
      if (!holding || !wasEverHeld(holding) || (holding.untilOn !== null && holding.untilOn <= today)) throw notFound('post');
      const organisation = await this.open(actor, { authority: holding.authorityCode ?? undefined, provider: holding.providerId ?? undefined }, holding.post);
      const { authorityCode, providerId } = placeOf(organisation);
      const person = await manager.findOne(Person, { where: { id: holding.personId }, lock: { mode: 'for_no_key_update' } });
      if (!person || person.authorityCode !== authorityCode || person.providerId !== providerId) throw notFound('post');
      if (changedFields(person, dto).length === 0) throw conflict('ALREADY_SO', 'This name and phone are recorded already.');
      await changePerson(this.audit, person, dto, { reason: dto.reason, correctedBy: actor.personId, doneBy: actor.personId });
      await this.changed(actor, organisation, 'post.correct', holdingId);
    });
  }

  private async open(actor: SignedIn, { authority, provider }: OrganisationQuery, post: Post): Promise<Organisation> {
    const { manager } = transaction();
    const row = provider === undefined ? null : await manager.findOneBy(Provider, { id: provider });
    const authorityCode = row?.authorityCode ?? authority;
    if (authorityCode === undefined || (provider !== undefined && row === null)) throw notFound('organisation');
    if (!mayAppoint(actor, post, { authorityCode, providerId: row?.id ?? null })) throw notAllowed(`see and change who is ${POSTS[post].name} there`);
    return { authorityCode, providerId: row?.id ?? null };
  }

  private async write(asker: SignedIn, actor: SignedIn, { organisation, dto, email, team, fromOn, known, reason }: Appointment): Promise<number> {
    const { manager, now } = transaction();
    const { name, phone, post } = dto;
    const place = placeOf(organisation);
    if (known && reason !== null) await changePerson(this.audit, known, dto, { reason, correctedBy: asker.personId, doneBy: actor.personId });
    const { id: personId } = await manager.save(Person, { ...(known ?? { email, active: true, ...place }), name, phone });
    const { id } = await manager.save(PostHolding, { personId, post, ...place, team, fromOn, untilOn: null, namedAt: now, namedAloneBy: asker.personId === actor.personId ? actor.personId : null });
    await this.changed(actor, organisation, 'post.appoint', id);
    return id;
  }

  private async changed(actor: SignedIn, { authorityCode, providerId }: Organisation, name: string, holdingId: number): Promise<void> {
    await this.audit.record(actor.personId, { name, subject: `holding-${holdingId}` });
    if (providerId === null) await this.duties.rederiveAuthorities([authorityCode]);
    else await this.duties.rederiveProviders([providerId]);
  }
}

function refuseWrongDays({ fromOn, untilOn }: PostHolding, said: { fromOn: LocalDate; untilOn: LocalDate | null }, today: LocalDate, isForTwo: boolean): void {
  if (said.fromOn === fromOn && said.untilOn === untilOn) throw conflict('ALREADY_SO', 'It says these days already.');
  if (said.untilOn !== null && said.untilOn <= said.fromOn) throw invalid([{ code: 'TOO_EARLY', field: 'lastOn', sentence: 'The last day cannot be before the first.' }]);
  if (said.fromOn > addDays(today, MOST_DAYS_AHEAD)) throw invalid([{ code: 'TOO_FAR', field: 'fromOn', sentence: 'A first day is at most a year ahead.' }]);
  const isLonger = untilOn !== null && (said.untilOn === null || said.untilOn > untilOn) && (said.untilOn === null || said.untilOn > today);
  const isSooner = fromOn > today && said.fromOn < fromOn;
  if (isForTwo && (isLonger || isSooner)) throw conflict('TAKES_TWO', 'This post opens cases, so it takes two people: name them for the post again.');
}

/** Which provider somebody is to be in post at, for whoever approves it; null at an authority, which approves its own alone. */
async function nameOf({ providerId }: Organisation): Promise<string | null> {
  return providerId === null ? null : ((await transaction().manager.findOneBy(Provider, { id: providerId }))?.name ?? null);
}

const LIST_SQL = `
SELECT h.id, p.id AS "personId", p.name, p.email, p.phone, h.post, h.team, h.from_on AS "fromOn", h.until_on AS "untilOn"
FROM post_holding h JOIN person p ON p.id = h.person_id WHERE (h.authority_code = $1 OR h.provider_id = $2)
AND ${everHeld('h')}
ORDER BY (h.until_on IS NOT NULL), h.post, h.from_on DESC, h.id`;
