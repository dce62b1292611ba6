import type { EntityManager } from 'typeorm';
import { inRole, transaction } from '../database/unit-of-work.js';
import { caseEnd } from '../domain/agreement/case-end.js';
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
}

/** What has ended a case by now; null while it runs. */
export async function endOfCase(manager: EntityManager, { id, bornOn, registeredAt }: Pick<YoungPerson, 'id' | 'bornOn' | 'registeredAt'>, now: Date): Promise<CaseEnded | null> {
  // Everyone who sees that there is a case sees that it has ended.
  const rows = await inRole('engine', () => manager.query<(RecordFact & { words: { takenOverBy?: string } })[]>(CLOSINGS_SQL, [id, londonDate(now)]));
  const closings = await openSealed(manager, rows);
  const { closedBy } = caseEnd({ youngPerson: { id, bornOn, registeredAt, inCare: false }, records: closings }, now);
  return closedBy && { ...closedBy, takenOverBy: closings.find(({ on }) => on === closedBy.on)?.words.takenOverBy ?? null };
}

const CLOSINGS_SQL = `
SELECT c.id, c.kind, c.placement_id AS "placementId", c.about_id AS "aboutId", c.happened_on AS "on", c.details, ${sealed('record', 'words', 'c')} AS words
FROM record c WHERE c.case_id = $1 AND c.kind = 'case-closing' AND c.taken_back_at IS NULL AND c.happened_on <= $2 ORDER BY c.happened_on, c.id`;

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
