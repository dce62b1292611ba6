import type { EntityManager } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { caseEnd, MISTAKE } from '../domain/agreement/case-end.js';
import type { RecordFact } from '../domain/agreement/records.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { openSealed, sealed } from '../encryption/sealed-sql.js';
import { conflict } from '../errors.js';
import type { YoungPerson } from './young-person.entity.js';

/** That a case has ended: since when, why, and who has taken over, where an authority has. */
export interface CaseEnded {
  on: LocalDate;
  because: string;
  takenOverBy: string | null;
  /** Whether it was registered by mistake. */
  mistaken: boolean;
  /** The reference of the right case, where the young person was registered twice. */
  rightCase: string | null;
}

/** What has ended a case by now; null while it runs. */
export async function endOfCase(manager: EntityManager, { id, bornOn, registeredAt }: Pick<YoungPerson, 'id' | 'bornOn' | 'registeredAt'>, now: Date): Promise<CaseEnded | null> {
  // Everyone who sees that there is a case sees that it has ended.
  const rows = await inRole('engine', () => manager.query<(RecordFact & { words: { takenOverBy?: string } })[]>(CLOSINGS_SQL, [id, londonDate(now)]));
  const closings = await openSealed(manager, rows);
  const { closedBy } = caseEnd({ youngPerson: { id, bornOn, registeredAt, inCare: false }, records: closings }, now);
  if (closedBy === null) return null;
  const { on, because, mistaken = false } = closedBy;
  const closing = closings.find((one) => one.on === on && (one.details.cause === MISTAKE) === mistaken);
  return { on, because, mistaken, takenOverBy: closing?.words.takenOverBy ?? null, rightCase: mistaken && closing?.details.rightCase !== undefined ? String(closing.details.rightCase) : null };
}

const CLOSINGS_SQL = `
SELECT c.id, c.kind, c.placement_id AS "placementId", c.about_id AS "aboutId", c.happened_on AS "on", c.details, ${sealed('record', 'words', 'c')} AS words
FROM record c WHERE c.case_id = $1 AND c.kind = 'case-closing' AND c.taken_back_at IS NULL AND c.happened_on <= $2 ORDER BY c.happened_on, c.id`;

/** Of a `record c`; nobody says so of a day to come. */
export const SAYS_MISTAKE = `c.kind = 'case-closing' AND c.taken_back_at IS NULL AND c.details->>'cause' = '${MISTAKE}'`;

/** The cases that were registered by mistake: they are few, and no list shows them. Everyone who sees that there is a case sees that it has ended. */
export async function mistakenCases(manager: EntityManager): Promise<number[]> {
  const rows = await inRole('engine', () => manager.query<{ id: number }[]>(`SELECT DISTINCT c.case_id AS id FROM record c WHERE ${SAYS_MISTAKE}`));
  return rows.map(({ id }) => id);
}

/** Whether a case was registered by mistake, its number as SQL. */
export const isMistaken = (caseId: string): string => `EXISTS (SELECT FROM record c WHERE c.case_id = ${caseId} AND ${SAYS_MISTAKE})`;

/** Answered to a young person who calls for help in their own case once it has ended: a promise that nobody keeps would cost the time in which they could call somebody. */
export async function refuseCallAfterEnd(youngPerson: YoungPerson, now: Date): Promise<void> {
  const ended = await endOfCase(transaction().manager, youngPerson, now);
  if (ended === null) return;
  const people = ended.takenOverBy === null ? '' : ` These people help you now: ${ended.takenOverBy}.`;
  throw conflict('CASE_ENDED', `Nobody reads messages here any more, so this was not sent. If you are in danger, call 999. You can call Childline at any time: 0800 1111.${people}`);
}

/**
 * Refuses what happened on a day after the case had ended: no duty would come of it, so nobody would act on it. What cannot wait
 * is refused from the day of the end itself; of a case that was a mistake, whatever its day. Errors: CASE_ENDED, with who has taken
 * over, or the right case.
 */
export async function refuseAfterEnd(youngPerson: YoungPerson, now: Date, day: LocalDate, { urgent = false } = {}): Promise<void> {
  const ended = await endOfCase(transaction().manager, youngPerson, now);
  if (ended === null || (!ended.mistaken && (day < ended.on || (day === ended.on && !urgent)))) return;
  const tell = ended.rightCase !== null ? ` Record it in ${ended.rightCase}.` : ended.takenOverBy === null ? '' : ` Tell ${ended.takenOverBy}.`;
  throw conflict('CASE_ENDED', `This case has ended: ${ended.because}. What happens since is not recorded here, and nobody would act on it.${tell}${urgent ? ' If somebody is in danger, call 999.' : ''} If the end was a mistake, have it taken back first.`);
}
