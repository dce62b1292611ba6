import { transaction } from '../database/unit-of-work.js';
import { addDays, type LocalDate } from '../domain/time/local-date.js';

/** Why an agreement ended whose place another one took. */
export const supersededBecause = (successorId: number): string => `Superseded by agreement ${successorId}`;

/**
 * An agreement whose place another one takes has its last day the day before that one is in force, or its first day if that is the same;
 * where the successor's first day is put right, its last day follows. One that had ended by then for another reason stays as it is.
 */
export async function supersede(id: number | null, successor: { id: number; signedOn: LocalDate }): Promise<void> {
  await transaction().manager.query(
    `UPDATE agreement SET ended_on = greatest(signed_on, $2::date), ended_because = $3, version = version + 1
     WHERE id = $1 AND (ended_because = $3 OR ended_on IS NULL OR ended_on > $2::date)`,
    [id, addDays(successor.signedOn, -1), supersededBecause(successor.id)],
  );
}
