import { Injectable } from '@nestjs/common';
import type { Approval } from '../approvals/approval.entity.js';
import { Approvals } from '../approvals/approvals.service.js';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { againstErasing, keptUntil, retentionOn, RETENTION, type RetentionChange } from '../domain/retention.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { openRows } from '../encryption/seal-rows.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import type { SignedIn } from '../web/visitor.js';
import { isExcluded } from '../young-people/case-parties.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import { eraseCase, previewErasure, type Erased } from './erase-case.js';
import { LegalHoldRow } from './legal-hold.entity.js';
import type { HoldDto, ScheduleDto } from './retention.dto.js';
import { RetentionScheduleRow } from './retention-schedule.entity.js';

/** A hold as whoever erases sees it. */
export interface HoldView {
  id: number;
  reason: string;
  fromOn: LocalDate;
  untilOn: LocalDate | null;
  approvedByName: string;
  liftedOn: LocalDate | null;
}

/** A record that is due, or held: nothing of what is in it. */
export interface RetainedCase {
  reference: string;
  keptUntilOn: LocalDate;
  /** What stands against erasing it. */
  against: string[];
  holds: HoldView[];
}

/** How long an organisation keeps what is its own. */
export interface ScheduleView {
  /** Null for the home authority itself. */
  providerId: number | null;
  name: string;
  value: number;
  unit: string;
  changes: RetentionChange[];
}

const SENTENCES = {
  NOT_DUE: (keptUntilOn: LocalDate) => `It has to be kept to ${describeDate(keptUntilOn)}.`,
  ON_HOLD: () => 'It is held for a reason that is written down. Lift the hold first.',
} as const;

/** How long records are kept, and erasing those whose time is over: one asks, another decides. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly approvals: Approvals,
  ) {}

  /**
   * How long the actor's organisations keep what is their own; and of an authority the records that are due or held, the oldest first, the
   * last 200. Errors: NOT_ALLOWED.
   */
  async listRetained(actor: Actor): Promise<{ schedules: ScheduleView[]; items: RetainedCase[] }> {
    return this.unitOfWork.run(({ now }) => inRole('engine', async () => {
      const { manager } = transaction();
      const today = londonDate(now);
      const providerIds = [...new Set(actor.posts.flatMap((post) => (post.providerId !== null && canInOrganisation({ posts: [post] }, 'provider-retention.set', null, post.providerId) ? [post.providerId] : [])))];
      const own = providerIds.length > 0 && !mayErase(actor) ? null : await scheduleOf({ authorityCode: authorityOf(actor) }, today);
      const schedules = own ? [own] : [];
      for (const providerId of providerIds) schedules.push(await scheduleOf({ providerId }, today));
      const items: RetainedCase[] = [];
      const rows = own ? await manager.query<{ id: number }[]>(LIST_SQL, [authorityOf(actor), actor.personId, today, own.value]) : [];
      for (const { id } of rows) items.push(await retained(await manager.findOneByOrFail(YoungPerson, { id }), own?.value ?? 0, today));
      await this.audit.recordList(actor, 'retention', items.map(({ reference }) => reference));
      return { schedules, items };
    }));
  }

  /** What erasing a record would do, and what stands against it. Errors: NOT_FOUND, NOT_ALLOWED. */
  async preview(actor: Actor, reference: string): Promise<RetainedCase & { would: Erased[] }> {
    return this.unitOfWork.run(async () => {
      const { youngPerson, record } = await inRole('engine', () => open(actor, reference));
      await this.audit.recordList(actor, 'retention', [reference]);
      return { ...record, would: await previewErasure(youngPerson.id) };
    });
  }

  /** Asks a second person to erase it. Errors: NOT_FOUND, NOT_ALLOWED, NOT_DUE (409), ON_HOLD (409). */
  async askErasure(actor: SignedIn, reference: string): Promise<Approval> {
    return this.unitOfWork.run(async () => {
      const { youngPerson, record } = await inRole('engine', () => open(actor, reference));
      refuse(record);
      return this.approvals.ask(actor, { act: 'case.erase', authorityCode: youngPerson.homeAuthorityCode, providerId: null, payload: { reference: youngPerson.reference }, grantedTo: [] });
    });
  }

  /** Erases what one person asked for and another approved; both must still hold their right. Errors: as askErasure. */
  async eraseApproved([asker, decider]: [Actor, Actor], approvalId: number, reference: string): Promise<void> {
    await this.unitOfWork.run(async ({ manager }) => {
      await inRole('engine', () => manager.query('SELECT id FROM young_person WHERE reference = $1 FOR UPDATE', [reference]));
      await inRole('engine', () => open(asker, reference));
      const { youngPerson, record } = await inRole('engine', () => open(decider, reference));
      refuse(record);
      // The trace first: what is left of the case then is this.
      await inRole('engine', () => this.audit.record(decider.personId, { name: 'case.erase', caseId: youngPerson.id, subject: `approval-${approvalId}`, capacity: capacityOf(decider, youngPerson.homeAuthorityCode) }));
      await eraseCase(youngPerson.id, `Kept to ${record.keptUntilOn}; approval ${approvalId}`);
    });
  }

  /** Holds a record, whatever its age. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (UNTIL_BEFORE_FROM). */
  async hold(actor: Actor, reference: string, { reason, fromOn, untilOn }: HoldDto): Promise<LegalHoldRow> {
    return this.unitOfWork.run(({ manager, now }) => inRole('engine', async () => {
      const { youngPerson } = await open(actor, reference);
      const from = fromOn ?? londonDate(now);
      if (untilOn !== undefined && untilOn < from) throw invalid([{ code: 'UNTIL_BEFORE_FROM', field: 'untilOn', sentence: 'The last day cannot be before the first.' }]);
      const hold = await manager.save(LegalHoldRow, { caseId: youngPerson.id, reason, fromOn: from, untilOn: untilOn ?? null, approvedBy: actor.personId, approvedAt: now, liftedBy: null, liftedAt: null });
      await this.trace(actor, youngPerson, 'legal-hold.impose', hold.id);
      return hold;
    }));
  }

  /** Lifts a hold. Errors: NOT_FOUND, NOT_ALLOWED, ALREADY_LIFTED. */
  async lift(actor: Actor, reference: string, id: number): Promise<void> {
    await this.unitOfWork.run(({ manager, now }) => inRole('engine', async () => {
      const { youngPerson } = await open(actor, reference);
      const hold = await manager.findOne(LegalHoldRow, { where: { id, caseId: youngPerson.id }, lock: { mode: 'for_no_key_update' } });
      if (!hold) throw notFound('such hold');
      if (hold.liftedAt !== null) throw conflict('ALREADY_LIFTED', 'This hold is lifted already.');
      await manager.update(LegalHoldRow, { id }, { liftedBy: actor.personId, liftedAt: now });
      await this.trace(actor, youngPerson, 'legal-hold.lift', id);
    }));
  }

  /** Sets how long an authority or a provider keeps what is its own, from a day on. Errors: NOT_ALLOWED, INVALID (OUT_OF_RANGE, EFFECTIVE_IN_THE_PAST). */
  async setSchedule(actor: Actor, { provider, value, effectiveOn }: ScheduleDto): Promise<void> {
    await this.unitOfWork.run(({ manager, now }) => inRole('engine', async () => {
      const authorityCode = provider === undefined ? authorityOf(actor) : null;
      if (provider !== undefined && !canInOrganisation(actor, 'provider-retention.set', null, provider)) throw notAllowed('say how long this provider sees a record');
      const { least, most, unit } = RETENTION[provider === undefined ? 'authority' : 'provider'];
      const reasons = [
        ...(value < least || value > most ? [{ code: 'OUT_OF_RANGE', field: 'value', sentence: `Enter a number of ${unit} from ${least} to ${most}.` }] : []),
        ...(effectiveOn < londonDate(now) ? [{ code: 'EFFECTIVE_IN_THE_PAST', field: 'effectiveOn', sentence: 'Choose today or a later day.' }] : []),
      ];
      if (reasons.length > 0) throw invalid(reasons);
      await manager.insert(RetentionScheduleRow, { authorityCode, providerId: provider ?? null, value, effectiveOn, setBy: actor.personId, setAt: now });
      await this.audit.record(actor.personId, { name: 'retention.set', subject: provider === undefined ? `authority-${authorityCode}` : `provider-${provider}`, fields: ['value'] });
    }));
  }

  private trace(actor: Actor, { id, homeAuthorityCode }: YoungPerson, name: string, holdId: number): Promise<void> {
    return this.audit.record(actor.personId, { name, caseId: id, subject: `legal-hold-${holdId}`, capacity: capacityOf(actor, homeAuthorityCode) });
  }
}

/** The authority whose records somebody may erase. Errors: NOT_ALLOWED. */
function authorityOf({ posts }: Pick<Actor, 'posts'>): string {
  const held = posts.find((post) => post.authorityCode !== null && canInOrganisation({ posts: [post] }, 'retention.manage', post.authorityCode));
  if (!held?.authorityCode) throw notAllowed('keep or erase records; an authority’s data protection lead or Virtual Head can');
  return held.authorityCode;
}

const capacityOf = ({ posts }: Actor, authorityCode: string): string | null =>
  posts.find((post) => post.authorityCode === authorityCode && canInOrganisation({ posts: [post] }, 'retention.manage', authorityCode))?.post ?? null;

const mayErase = ({ posts }: Pick<Actor, 'posts'>): boolean => posts.some((post) => post.authorityCode !== null && canInOrganisation({ posts: [post] }, 'retention.manage', post.authorityCode));

/** The schedule of an organisation as it is on a day. */
async function scheduleOf(of: { authorityCode: string } | { providerId: number }, today: LocalDate): Promise<ScheduleView> {
  const { manager } = transaction();
  const rows = await manager.find(RetentionScheduleRow, { where: of, order: { setAt: 'ASC', id: 'ASC' } });
  const changes = rows.map(({ value, effectiveOn }) => ({ value, effectiveOn }));
  const [controller, providerId] = 'providerId' in of ? (['provider', of.providerId] as const) : (['authority', null] as const);
  const [row] = await manager.query<{ name: string }[]>(providerId === null ? 'SELECT name FROM authority WHERE code = $1' : 'SELECT name FROM provider WHERE id = $1', [Object.values(of)[0]]);
  return { providerId, name: row?.name ?? '', value: retentionOn(controller, changes, today), unit: RETENTION[controller].unit, changes };
}

/** A record of the actor's authority that is not erased, where they are not kept out of it. Errors: NOT_FOUND, NOT_ALLOWED. */
async function open(actor: Actor, reference: string): Promise<{ youngPerson: YoungPerson; record: RetainedCase }> {
  const { manager, now } = transaction();
  const authorityCode = authorityOf(actor);
  const youngPerson = await manager.findOneBy(YoungPerson, { reference });
  if (!youngPerson || youngPerson.homeAuthorityCode !== authorityCode || youngPerson.erasedAt !== null || (await isExcluded(manager, youngPerson.id, actor.personId))) throw notFound('case');
  const today = londonDate(now);
  const { value } = await scheduleOf({ authorityCode }, today);
  return { youngPerson, record: await retained(youngPerson, value, today) };
}

async function retained({ id, reference, bornOn }: YoungPerson, years: number, today: LocalDate): Promise<RetainedCase> {
  const { manager } = transaction();
  const rows = await openRows(manager, 'legal_hold', await manager.query<Record<string, unknown>[]>(HOLDS_SQL, [id]));
  const holds = rows.map(({ case_id: _, ...hold }) => hold as unknown as HoldView);
  const keptUntilOn = keptUntil(bornOn, years);
  return { reference, keptUntilOn, holds, against: againstErasing({ keptUntilOn, legalHolds: holds }, today) };
}

function refuse({ against, keptUntilOn }: RetainedCase): void {
  const [first] = against as (keyof typeof SENTENCES)[];
  if (first !== undefined) throw conflict(first, SENTENCES[first](keptUntilOn));
}

const HOLDS_SQL = `
SELECT h.id, h.case_id, h.reason, h.from_on AS "fromOn", h.until_on AS "untilOn", (h.lifted_at AT TIME ZONE 'Europe/London')::date AS "liftedOn", p.name AS "approvedByName"
FROM legal_hold h JOIN person p ON p.id = h.approved_by WHERE h.case_id = $1 ORDER BY h.id`;

/** `$1` authority, `$2` who asks, `$3` today, `$4` years. */
const LIST_SQL = `
SELECT y.id FROM young_person y
WHERE y.home_authority_code = $1 AND y.erased_at IS NULL AND NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = y.id AND x.person_id = $2 AND x.ended_at IS NULL)
  AND (y.born_on + make_interval(years => $4::int) <= $3::date OR EXISTS (SELECT FROM legal_hold h WHERE h.case_id = y.id AND h.lifted_at IS NULL))
ORDER BY y.born_on, y.id LIMIT 200`;
