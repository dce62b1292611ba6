import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { keepsFromMistake, MISTAKE } from '../domain/agreement/case-end.js';
import { CASE_RECORD_KINDS, type CaseRecordKind, type RecordKind } from '../domain/agreement/records.js';
import { can, lastDayToRecord, type Actor } from '../domain/permissions.js';
import { endWayIn } from '../entry/way-in.js';
import { conflict, invalid, Refusal } from '../errors.js';
import { happenedOn } from '../happened.js';
import { endedBy } from '../placements/placement-of.js';
import { endOfCase, refuseAfterEnd } from '../young-people/case-ended.js';
import { CaseWork, type OpenCase } from '../young-people/case-work.service.js';
import type { YoungPerson } from '../young-people/young-person.entity.js';
import { refuseUnnamed } from './card-named.js';
import { refuseDeciding } from './hold-decisions.js';
import { recordFaults, timeOf } from './record-checks.js';
import { refuseUnread, returnedFor } from './provider-gone.js';
import type { RecordInput } from './record-form.js';
import { CaseRecord } from './record.entity.js';
import { saidIn } from './said-in.js';
import { expectAsked, refuseAskingOneself, toldTo } from './who-answers.js';

/** What people record on a case under a clause: one way for every kind (`domain/agreement/records.ts`). */
@Injectable()
export class RecordsService {
  constructor(private readonly cases: CaseWork) {}

  /**
   * Records it; the duties it opens or keeps follow. An answer is given by whoever was asked. That the case was registered by mistake
   * ends the young person's way in to it, which is given anew where that is taken back. Errors: NOT_FOUND, NOT_ALLOWED,
   * INVALID (IN_THE_FUTURE, TOO_EARLY, UNKNOWN_RECORD, ASKS_ONESELF, and what the kind itself cannot be), ONE_VIRTUAL_SCHOOL,
   * ALREADY_RECORDED for a second return of one period, PLACEMENT_ENDED of a provider, PROVIDER_GONE of what is put to one, CASE_ENDED; of a contact card NOBODY_NAMED; of a case registered by mistake URGENT_OPEN, UNKNOWN_CASE, SAME_CASE, MISTAKEN_ITSELF; of a
   * decision on a hold SECOND_PERSON, ALREADY_DECIDED, HOLD_OVER.
   */
  async record(actor: Actor, reference: string, kind: CaseRecordKind, input: RecordInput): Promise<CaseRecord> {
    return (await this.recordWithVersion(actor, reference, kind, input)).record;
  }

  /** The same, with the version that the case has then. */
  async recordWithVersion(actor: Actor, reference: string, kind: CaseRecordKind, input: RecordInput): Promise<{ record: CaseRecord; version: number }> {
    const placementOf = async (opened: OpenCase) => (await aboutOf(opened, kind, input))?.placementId ?? input.placementId;
    const change = { action: `${kind}.record`, subject: kind, fields: Object.keys(input), placementId: placementOf } as const;
    return this.cases.change(actor, reference, change, async (opened) => {
      const { manager } = transaction();
      const { youngPerson, now, today } = opened;
      const about = await aboutOf(opened, kind, input);
      if (about !== null && !isKnownTo(actor, opened, about)) throw unknownRecord();
      const answering = about === null ? {} : { ...expectAsked(actor, opened, about), ...(await toldTo(about)) };
      if (about?.kind === 'hold') await refuseDeciding(actor, opened, about, input);
      const placementId = about?.placementId ?? input.placementId ?? null;
      const on = happenedOn('happenedOn', input.happenedOn, now, { on: youngPerson.bornOn, what: 'the young person was born' });
      const lastDay = lastDayToRecord(actor, `${kind}.record`, opened.parties, today, placementId ?? undefined);
      if (lastDay !== null && on > lastDay) throw endedBy(lastDay);
      const isMistake = kind === 'case-closing' && input.cause === MISTAKE;
      if (isNew(kind) && !isMistake) await refuseAfterEnd(youngPerson, now, on);
      const surroundings = { bornOn: youngPerson.bornOn, today, openDuties: await openDuties(youngPerson.id), sharing: await decisionsOn(kind, placementId), others: await othersOf(youngPerson.id, kind) };
      const faults = recordFaults(kind, { ...input, placementId: placementId ?? undefined }, surroundings);
      if (faults.length > 0) throw invalid(faults);
      if (kind === 'contact-card-acknowledged') await refuseUnnamed(youngPerson, on);
      if (isMistake && typeof input.rightCase === 'string') await this.refuseWrongCase(actor, youngPerson, input.rightCase);
      if (isMistake) await refuseUrgent(youngPerson.id);
      const said = saidIn(CASE_RECORD_KINDS[kind], input);
      refuseUnread(opened, { kind, placementId, details: said.details });
      refuseAskingOneself(actor, opened, { kind, placementId, details: said.details });
      await refuseTwice(youngPerson.id, kind, placementId, said);
      const record = await manager.save(CaseRecord, {
        caseId: youngPerson.id, placementId, aboutId: about?.id ?? null, reviewId: null, kind, happenedOn: on, details: { ...said.details, ...answering, ...returnedFor(actor, opened, kind, placementId) }, words: said.words,
        recordedBy: actor.personId, recordedAt: now, takenBackAt: null,
      });
      if (isMistake) await endWayIn(youngPerson.id);
      return { record, version: youngPerson.version + 1 };
    });
  }

  /** The right case is another one, that whoever says so reads, and that is no mistake itself. Errors: INVALID (SAME_CASE, UNKNOWN_CASE, MISTAKEN_ITSELF). */
  private async refuseWrongCase(actor: Actor, { reference }: YoungPerson, rightCase: string): Promise<void> {
    if (rightCase === reference) throw wrongCase('SAME_CASE', 'This is the case itself. Give the reference of the other one.');
    const ended = await this.cases.read(actor, rightCase, ({ youngPerson, now }) => endOfCase(transaction().manager, youngPerson, now)).catch((error: unknown) => {
      throw error instanceof Refusal ? wrongCase('UNKNOWN_CASE', 'You read no case with this reference. Look at it again, or leave it empty and say it in the notes.') : error;
    });
    if (ended?.mistaken) throw wrongCase('MISTAKEN_ITSELF', 'That case was registered by mistake, too. Give the reference of the right one.');
  }
}

/** Nobody would act on it any more: an emergency that is not answered, or what a risk notice still asks for. Errors: URGENT_OPEN. */
async function refuseUrgent(caseId: number): Promise<void> {
  const open = await inRole('engine', () => openDuties(caseId));
  if (!open.some(keepsFromMistake)) return;
  throw conflict('URGENT_OPEN', 'Something urgent is still open in this case: an emergency, or a risk notice. Nobody would act on it once the case is said to be a mistake. Answer it first; or raise it in the right case, and then answer it here by saying so.');
}

const wrongCase = (code: string, sentence: string) => invalid([{ code, field: 'rightCase', sentence }]);

/** What an ended case still takes: answers, and what was shared with whom. */
function isNew(kind: CaseRecordKind): boolean {
  const { about, clause }: RecordKind = CASE_RECORD_KINDS[kind];
  return about === undefined && clause !== 'P7';
}

const unknownRecord = () => invalid([{ code: 'UNKNOWN_RECORD', field: 'aboutId', sentence: 'There is nothing of this number here to answer. Open it from the case.' }]);

/** What a provider was not asked does not exist for it. */
function isKnownTo(actor: Actor, { parties, today }: OpenCase, { placementId, details }: CaseRecord): boolean {
  return placementId !== null || can(actor, 'fact.correct-any', parties, today) || Object.values(details).includes('designated-person');
}

/** The record it answers, where it answers one. */
async function aboutOf({ youngPerson }: OpenCase, kind: CaseRecordKind, { aboutId }: RecordInput): Promise<CaseRecord | null> {
  const wanted = (CASE_RECORD_KINDS[kind] as RecordKind).about;
  if (wanted === undefined || aboutId === undefined) return null;
  const about = await transaction().manager.findOneBy(CaseRecord, { id: aboutId, caseId: youngPerson.id, kind: wanted as CaseRecordKind, takenBackAt: IsNull() });
  if (!about) throw unknownRecord();
  return about;
}

/** Of the whole case: what is claimed through another provider counts towards the same limit. */
async function othersOf(caseId: number, kind: CaseRecordKind): Promise<{ on: string; details: CaseRecord['details'] }[]> {
  const rows = await inRole('engine', () => transaction().manager.findBy(CaseRecord, { caseId, kind, takenBackAt: IsNull() }));
  return rows.map(({ happenedOn: on, details }) => ({ on, details }));
}

/** What was decided about sharing, where a disclosure may rest on it. */
async function decisionsOn(kind: CaseRecordKind, placementId: number | null): Promise<CaseRecord[] | undefined> {
  if (kind !== 'disclosure' || placementId === null) return undefined;
  return transaction().manager.find(CaseRecord, { where: { placementId, kind: In(['consent-decision', 'employer']), takenBackAt: IsNull() } });
}

async function openDuties(caseId: number): Promise<string[]> {
  const rows = await transaction().manager.query<{ key: string }[]>(`SELECT key FROM duty WHERE case_id = $1 AND outcome = 'open'`, [caseId]);
  return rows.map((row) => row.key);
}

/** Of a learner, a placement and a time there is one return: the same again changes nothing, another is a correction with its reason. */
async function refuseTwice(caseId: number, kind: CaseRecordKind, placementId: number | null, { details, words }: Pick<CaseRecord, 'details' | 'words'>): Promise<void> {
  const time = timeOf(kind, details);
  if (time === null || placementId === null) return;
  const others = await transaction().manager.findBy(CaseRecord, { caseId, kind, placementId, takenBackAt: IsNull() });
  const there = others.find((one) => one.details[time.field] === time.name);
  if (!there) return;
  const same = isDeepStrictEqual({ ...there.details, ...there.words, onBehalfOf: undefined }, { ...details, ...words, onBehalfOf: undefined });
  throw conflict('ALREADY_RECORDED', same ? 'This return is here already and says the same: there is nothing to send.' : 'A return for this time is here already and says something else. Correct that one, with the reason, if it was wrong.');
}
