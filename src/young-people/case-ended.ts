import type { EntityManager } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { caseEnd } from '../domain/agreement/case-end.js';
import type { RecordFact } from '../domain/agreement/records.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { conflict } from '../errors.js';
import type { YoungPerson } from './young-person.entity.js';

/** That a case has ended: since when, why, and who has taken over, where an authority has. */
export interface CaseEnded {
  on: LocalDate;
  because: string;
  takenOverBy: string | null;
}

/** What has ended a case by now; null while it runs. */
export async function endOfCase(manager: EntityManager, { id, bornOn, registeredAt }: Pick<YoungPerson, 'id' | 'bornOn' | 'registeredAt'>, now: Date): Promise<CaseEnded | null> {
  const closings = await manager.query<(RecordFact & { takenOverBy: string | null })[]>(
    `SELECT id, kind, placement_id AS "placementId", about_id AS "aboutId", happened_on AS "on", details, words->>'takenOverBy' AS "takenOverBy"
     FROM record WHERE case_id = $1 AND kind = 'case-closing' AND taken_back_at IS NULL AND happened_on <= $2 ORDER BY happened_on, id`,
    [id, londonDate(now)],
  );
  const { closedBy } = caseEnd({ youngPerson: { id, bornOn, registeredAt, inCare: false }, records: closings }, now);
  return closedBy && { ...closedBy, takenOverBy: closings.find(({ on }) => on === closedBy.on)?.takenOverBy ?? null };
}

/**
 * Refuses what happened on a day after the case had ended: no duty would come of it, so nobody would act on it. What cannot wait
 * is refused from the day of the end itself. Errors: CASE_ENDED, with who has taken over.
 */
export async function refuseAfterEnd(youngPerson: YoungPerson, now: Date, day: LocalDate, { urgent = false } = {}): Promise<void> {
  const ended = await endOfCase(transaction().manager, youngPerson, now);
  if (ended === null || day < ended.on || (day === ended.on && !urgent)) return;
  const tell = ended.takenOverBy === null ? '' : ` Tell ${ended.takenOverBy}.`;
  throw conflict('CASE_ENDED', `This case has ended: ${ended.because}. What happens since is not recorded here, and nobody would act on it.${tell}${urgent ? ' If somebody is in danger, call 999.' : ''} If the end was a mistake, have it taken back first.`);
}
