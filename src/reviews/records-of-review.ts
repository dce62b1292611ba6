import { IsNull, type EntityManager } from 'typeorm';
import { termOf } from '../domain/agreement/meeting-clocks.js';
import { NOT_FEELING_SAFE } from '../domain/agreement/records/key-worker.js';
import { CASE_RECORD_KINDS } from '../domain/agreement/records.js';
import { describeDate } from '../domain/time/local-date.js';
import { conflict } from '../errors.js';
import { CaseRecord } from '../records/record.entity.js';
import type { Review } from './review.entity.js';

type OwnFields = Pick<CaseRecord, 'kind' | 'placementId' | 'details' | 'words'>;

/** What a review says that gives rise to other records. */
type Saying = Pick<Review, 'placementId' | 'heldOn' | 'feelsSafe' | 'pepQuality' | 'pepForm'>;

/**
 * What else a review records: that the young person does not feel safe opens KW7 the same day (P3); a personal education
 * plan that the Virtual School rates keeps the term's VS5. What others found of it is kept with the meeting alone. August is in no term.
 */
export function recordsOfReview({ placementId, heldOn, feelsSafe, pepQuality, pepForm }: Saying, whyNotSafe: string | undefined, mayRate: boolean): OwnFields[] {
  const records: OwnFields[] = [];
  if (feelsSafe === 'no' && whyNotSafe !== undefined && placementId !== null) {
    records.push({ kind: 'problem', placementId, details: { kind: NOT_FEELING_SAFE, meetingAsked: false }, words: { what: whyNotSafe } });
  }
  const term = termOf(heldOn);
  if (mayRate && pepQuality !== null && term !== undefined) {
    records.push({ kind: 'pep-review', placementId: null, details: { term: term.name, form: pepForm ?? 'separate', quality: pepQuality }, words: {} });
  }
  return records;
}

/** The records that a review gave rise to and that still count. */
export const bornOf = (manager: EntityManager, reviewId: number): Promise<CaseRecord[]> => manager.findBy(CaseRecord, { reviewId, takenBackAt: IsNull() });

/** By whom, when and in which case a review is put right. */
interface Correcting {
  caseId: number;
  personId: number;
  now: Date;
  /** Whether they may rate a personal education plan for the Virtual School. */
  mayRate: boolean;
}

/**
 * Moves what a review gave rise to after the review was put right: the same day and term, the rating, why they do not feel safe;
 * what the review no longer says is taken back, what it says now is recorded. What was taken back by itself stays so.
 * Errors: HAS_FACTS where something was done about what it no longer says.
 */
export async function moveRecordsOfReview(manager: EntityManager, review: Review, changed: readonly string[], whyNotSafe: string | null, { caseId, personId, now, mayRate }: Correcting): Promise<void> {
  const born = await bornOf(manager, review.id);
  const isBorn = (kind: CaseRecord['kind']): boolean => born.some((one) => one.kind === kind);
  const wanted = recordsOfReview(review, whyNotSafe ?? '', mayRate || isBorn('pep-review'));
  for (const one of born) {
    const next = wanted.find(({ kind }) => kind === one.kind);
    if (next === undefined) await takeBack(manager, one, now);
    else await manager.save(CaseRecord, { ...one, happenedOn: review.heldOn, details: { ...one.details, ...movable(next) }, words: { ...one.words, ...next.words } });
  }
  const isNew = ({ kind }: OwnFields): boolean => !isBorn(kind) && changed.includes(kind === 'problem' ? 'feelsSafe' : 'pepQuality');
  for (const record of wanted.filter(isNew)) {
    await manager.save(CaseRecord, { ...record, caseId, aboutId: null, reviewId: review.id, happenedOn: review.heldOn, recordedBy: personId, recordedAt: now, takenBackAt: null });
  }
}

async function takeBack(manager: EntityManager, { id }: CaseRecord, now: Date): Promise<void> {
  const done = await manager.findBy(CaseRecord, { aboutId: id, takenBackAt: IsNull() });
  const reasons = done.map(({ kind, happenedOn }) => ({ code: 'HANGS_ON_IT', sentence: `${CASE_RECORD_KINDS[kind].name}, ${describeDate(happenedOn)}.` }));
  if (reasons.length > 0) throw conflict('HAS_FACTS', 'Something was done about what the review would no longer say. Take that back first, where it is a mistake too.', reasons);
  await manager.update(CaseRecord, id, { takenBackAt: now });
}

/** What follows the review: not what a problem is about, which may have been put right by itself. */
const movable = ({ kind, details }: OwnFields): CaseRecord['details'] => (kind === 'problem' ? {} : { term: details.term ?? '', form: details.form ?? '', quality: details.quality ?? '' });
