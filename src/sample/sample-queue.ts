import type { EntityManager } from 'typeorm';
import { newRowIds, sealRows } from '../encryption/seal-rows.js';
import { addHours } from '../domain/time/london.js';
import { randomOf } from './random.js';
import type { SampleStaff } from './sample-staff.js';
import { QUEUE_NOTES } from './sample-words.js';

/** People have taken some items of the escalation queue and noted what they did; others still wait for somebody. */
export async function workOnQueue(manager: EntityManager, staff: SampleStaff, caseIds: readonly number[], now: Date, seed: number): Promise<void> {
  const items = await manager.query<{ id: number; case_id: number; opened_at: Date; authority: string }[]>(
    `SELECT e.id, e.case_id, e.opened_at, y.home_authority_code AS authority FROM escalation e JOIN young_person y ON y.id = e.case_id
     WHERE e.closed_at IS NULL AND e.case_id = ANY($1) ORDER BY e.id`,
    [caseIds],
  );
  const taken = items.flatMap(({ id, case_id: caseId, opened_at: openedAt, authority }) => {
    const random = randomOf(seed + 2, id);
    const people = staff.authorities.get(authority);
    const takenAt = addHours(openedAt, random.between(9, 30));
    if (!people || takenAt > now || random.percent(40)) return [];
    const by = random.percent(70) ? people.keyContact : random.pick(people.managers);
    const notedAt = addHours(takenAt, random.between(1, 20));
    const note = notedAt < now && random.percent(70) ? { text: random.pick(QUEUE_NOTES), notedAt } : { text: null, notedAt: null };
    return [{ id, caseId, by: by.id, takenAt, ...note }];
  });
  await manager.query(`UPDATE escalation e SET taken_by = t.by, taken_at = t."takenAt", version = 2 FROM jsonb_to_recordset($1) AS t(id int, by int, "takenAt" timestamptz) WHERE e.id = t.id`, [
    JSON.stringify(taken),
  ]);
  const notes = taken.flatMap(({ id, caseId, by, takenAt, text, notedAt }) => {
    const written = { case_id: caseId, escalation_id: id, written_by: by };
    return [{ ...written, kind: 'taken', text: 'Taken.', written_at: takenAt }, ...(text === null ? [] : [{ ...written, kind: 'note', text, written_at: notedAt }])];
  });
  const inOrder = notes.sort((a, b) => a.written_at.getTime() - b.written_at.getTime());
  const ids = await newRowIds(manager, 'escalation_note', notes.length);
  await manager.query(
    `INSERT INTO escalation_note (id, case_id, escalation_id, kind, text, written_by, written_at)
     SELECT id, case_id, escalation_id, kind, text, written_by, written_at
     FROM jsonb_to_recordset($1) AS n(id int, case_id int, escalation_id int, kind text, text text, written_by int, written_at timestamptz)`,
    [JSON.stringify(await sealRows(manager, 'escalation_note', inOrder.map((note, index) => ({ ...note, id: ids[index] }))))],
  );
}
