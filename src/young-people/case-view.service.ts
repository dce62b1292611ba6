import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { openSealed } from '../encryption/sealed-sql.js';
import { attendanceConcerns } from '../domain/agreement/attendance.js';
import type { SettingsAt } from '../domain/agreement/settings.js';
import type { Role } from '../domain/agreement/roles.js';
import { mayCorrect } from '../domain/may-correct.js';
import { can, PERMISSIONS, relationsTo, type Action, type Actor } from '../domain/permissions.js';
import { birthday } from '../domain/time/academic-year.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { notAllowed, notFound } from '../errors.js';
import { roleHolders, roleKey } from '../notifications/role-holders.js';
import { withBreaches } from '../placements/breaches.js';
import { isSecondPerson } from '../records/hold-decisions.js';
import { isPutTo } from '../records/who-answers.js';
import { withClocks } from '../reviews/review-clocks.js';
import { loadSettings } from '../settings/load-settings.js';
import { behindTheClocks, careStatusesOf } from './care-status-of.js';
import { endOfCase } from './case-ended.js';
import { actInWords, CaseWork, type OpenCase } from './case-work.service.js';
import type { CaseView, DutyView, InPlace, LimitedCaseView, RecordView } from './case-view.js';
import { CASE_VIEW_SQL, LIMITED_CASE_VIEW_SQL } from './case-view-sql.js';
import { asAllowed } from './case-view-as-allowed.js';
import { recordsWithCorrections, withCorrections } from './correctable-in-view.js';
import { found } from './found.js';
import { reviveInstants } from './revive-instants.js';

/** Whoever reads a case has no glass to break. */
const ACTIONS = (Object.keys(PERMISSIONS) as Action[]).filter((action) => action !== 'emergency-access.open');

@Injectable()
export class CaseViewService {
  constructor(private readonly cases: CaseWork) {}

  /**
   * Everything a case's pages show, as much of it as this person may see: the full view or the limited one.
   * That they looked is written to the trail. Errors: NOT_FOUND.
   */
  async readCase(actor: Actor, reference: string): Promise<CaseView | LimitedCaseView> {
    return this.cases.read(actor, reference, async ({ youngPerson, parties, now, today }) => {
      const { manager } = transaction();
      const full = can(actor, 'case.read', parties, today);
      const read = (sql: string) => manager.query<{ view: CaseView | LimitedCaseView }[]>(sql, [youngPerson.id, now, today]);
      // The limited view is what its statement says and no row of the case besides.
      const [row] = full ? await read(CASE_VIEW_SQL) : await inRole('engine', () => read(LIMITED_CASE_VIEW_SQL));
      const view = await shown(manager, row);
      const ended = await endOfCase(manager, youngPerson, now);
      if ('limited' in view) return limitedTo(actor, { parties, today }, { ...view, endedOn: ended?.on ?? null });
      const allowed = (placementId?: number) => ACTIONS.filter((action) => can(actor, action, parties, today, placementId));
      const duties = view.duties.map((duty) => ({ ...duty, status: statusOf(duty, now) }));
      const settings = (await loadSettings(manager))(view.homeAuthority.code);
      const clocked = withClocks(view, await behindTheClocks(manager, youngPerson.id), settings);
      const careStatus = (await careStatusesOf(manager, [youngPerson.id], today)).get(youngPerson.id) ?? view.registeredCareStatus;
      const placements = (await withBreaches(manager, youngPerson.id, clocked.placements)).map((placement) => ({ ...placement, allowed: allowed(placement.id) }));
      const isForReader = (one: RecordView): boolean =>
        one.kind === 'hold' ? isSecondPerson(actor, parties, one.recordedById, view.duties.find(({ key }) => key === one.details.dutyKey)) : isPutTo(actor, { parties, today }, one);
      const concerns = attendanceConcernsOf(view.records, settings);
      const records = view.records.map((one) => ({ ...one, isPutToReader: isForReader(one), concern: concerns.get(one.id) ?? [] }));
      const corrected = withCorrections({ ...view, careStatus, ended, records, now, duties, placements, meetings: clocked.meetings, inPlaceOf: await inPlaceOf(youngPerson.id, now), allowed: allowed(), age: ageOn(view.bornOn, today) }, (belonging) => mayCorrect(actor, parties, today, belonging));
      return asAllowed(corrected);
    }, { action: 'case.read-limited' });
  }

  /**
   * A young person's own case, as it is written, for their own pages to choose from. That they looked is part of the trail.
   * Errors: NOT_FOUND.
   */
  async readOwnCase(actor: Actor, reference: string): Promise<CaseView> {
    return this.cases.read(actor, reference, async ({ youngPerson, now, today }) => {
      const { manager } = transaction();
      const [row] = await manager.query<{ view: CaseView }[]>(CASE_VIEW_SQL, [youngPerson.id, now, today]);
      const view = await shown(manager, row);
      const duties = view.duties.map((duty) => ({ ...duty, status: statusOf(duty, now) }));
      const placements = view.placements.map((placement) => ({ ...placement, allowed: [] }));
      return withCorrections({ ...view, ended: await endOfCase(manager, youngPerson, now), now, duties, placements, inPlaceOf: { 'key-worker': null, 'team-manager': null }, allowed: [], age: ageOn(view.bornOn, today) }, () => false);
    }, { action: 'own-case.read' });
  }

  /** The case, for a form that records something on it or on one of its placements. Errors: NOT_FOUND, NOT_ALLOWED. */
  async readCaseTo(actor: Actor, reference: string, action: Action, placementId?: number): Promise<CaseView> {
    const view = await this.readCase(actor, reference);
    if ('limited' in view) throw notAllowed(actInWords(action));
    const { allowed } = placementId === undefined ? view : found(view.placements, placementId, 'placement');
    if (!allowed.includes(action)) throw notAllowed(actInWords(action));
    return view;
  }
}

/** Why the attendance returns of a case are a concern, by their numbers; those that are none are left out (decision 34). */
function attendanceConcernsOf(records: readonly RecordView[], settings: SettingsAt): Map<number, string[]> {
  const facts = records.filter(({ kind }) => kind === 'attendance-return').map((one) => ({ ...one, on: one.happenedOn }));
  const placements = [...new Set(facts.map(({ placementId }) => placementId))];
  return new Map(placements.flatMap((id) => attendanceConcerns(facts.filter(({ placementId }) => placementId === id), settings)).map(({ recordId, words }) => [recordId, words]));
}

/** What a case's statement answered, with its texts opened. Errors: NOT_FOUND, where somebody's part in it ended while they worked. */
async function shown<T>(manager: EntityManager, row: { view: T } | undefined): Promise<T> {
  if (!row) throw notFound('case');
  return reviveInstants(await openSealed(manager, row.view));
}

/** Who has the two parts of social care now, as the mails go. */
async function inPlaceOf(caseId: number, now: Date): Promise<CaseView['inPlaceOf']> {
  const wanted = (role: Role) => ({ caseId, placementId: null, role });
  const holders = await inRole('engine', () => roleHolders(transaction().manager, [wanted('key-worker'), wanted('team-manager')], now));
  const first = (role: Role): InPlace | null => {
    const [one] = holders.get(roleKey(wanted(role))) ?? [];
    return one ? { role: one.role, name: one.name } : null;
  };
  return { 'key-worker': first('key-worker'), 'team-manager': first('team-manager') };
}

/** Of the limited view what is for this person: what lies between the two Virtual Schools of the placements in their area; as a signatory what they were challenged about. */
function limitedTo(actor: Actor, opened: Pick<OpenCase, 'parties' | 'today'>, view: LimitedCaseView): LimitedCaseView {
  const { parties, today } = opened;
  const idsFor = (action: Action): number[] => view.placements.map(({ id }) => id).filter((id) => can(actor, action, parties, today, id));
  const [mayAsk, mayAnswer, mayRaise] = [idsFor('support-request.record'), idsFor('challenge-answer.record'), idsFor('emergency.raise')];
  const of = (records: readonly RecordView[], ids: readonly number[]) =>
    recordsWithCorrections(records, (belonging) => mayCorrect(actor, parties, today, belonging)).filter(({ placementId }) => placementId !== null && ids.includes(placementId)).map((one) => ({ ...one, isPutToReader: isPutTo(actor, opened, one) }));
  // A signatory alone sees of the placements their own provider's.
  const relations = relationsTo(actor, parties, today);
  const shown = relations.length === 1 && relations[0] === 'signatory' ? view.placements.filter(({ id }) => mayAnswer.includes(id)) : view.placements;
  const placements = shown.map((placement) => ({ ...placement, maySupport: mayAsk.includes(placement.id), mayRaise: mayRaise.includes(placement.id) }));
  return { ...view, placements, emergencies: view.emergencies.filter(({ raisedById }) => raisedById === actor.personId), supportRequests: of(view.supportRequests, mayAsk), challenges: of(view.challenges, mayAnswer) };
}

/** In one word what has become of a duty; lateness is never hidden. */
export function statusOf(duty: Pick<DutyView, 'outcome' | 'late' | 'missedFrom'>, now: Date): DutyView['status'] {
  if (duty.outcome === 'met') return duty.late ? 'met late' : 'met';
  if (duty.outcome === 'no longer owed') return 'no longer owed';
  return duty.missedFrom !== null && duty.missedFrom <= now ? 'missed' : 'open';
}

function ageOn(bornOn: LocalDate, today: LocalDate): number {
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return birthday(bornOn, years) <= today ? years : years - 1;
}
