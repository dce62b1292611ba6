import { newCaseReference } from '../young-people/case-reference.js';
import type { StagedAct } from './write-acts.js';
import type { WriteContext } from './write-context.js';
import { writeNumbers } from './write-numbers.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';

/** Writes the cases of the staged rows and their key workers: a change is the same fact as one recorded on the case. */
export async function writeYoungPeople(context: WriteContext): Promise<void> {
  await registerCases(context);
  const { manager, now, today, personId } = context;
  await manager.query(
    `UPDATE young_person y SET version = y.version + 1,
       preferred_name = coalesce(r.preferred_name, y.preferred_name), legal_name = r.legal_name, born_on = r.date_of_birth,
       team = coalesce(r.team, y.team)
     FROM import_row r WHERE y.id = r.case_id AND r.outcome = 'changed'`,
  );
  await writeNumbers(context);
  await manager.query(
    `INSERT INTO record (case_id, kind, happened_on, details, words, recorded_by, recorded_at)
     SELECT case_id, 'care-status', $2, jsonb_build_object('status', care_status), '{}', $3, $1 FROM import_row WHERE outcome = 'changed' AND 'care_status' = ANY(case_fields) ORDER BY line`,
    [now, today, personId],
  );
  await manager.query(
    `UPDATE key_worker_assignment k SET until_at = $1 FROM import_row r
     WHERE r.assignment_new AND k.case_id = r.case_id AND ${isKeyWorkerAt('k', '$1')}`,
    [now],
  );
  await manager.query(
    `INSERT INTO key_worker_assignment (case_id, person_id, kind, from_at, until_at, authority_to_act_confirmed_at)
     SELECT case_id, key_worker_id, coalesce(key_worker_kind, CASE WHEN care_status IN ('in-care', 'eligible') THEN 'social-worker' ELSE 'personal-adviser' END),
       $1, (SELECT min(k.from_at) FROM key_worker_assignment k WHERE k.case_id = import_row.case_id AND k.taken_back_at IS NULL AND k.from_at > $1),
       CASE WHEN authority_to_act_confirmed THEN $1::timestamptz END
     FROM import_row WHERE assignment_new ORDER BY line`,
    [now],
  );
  await manager.query(
    `UPDATE key_worker_assignment k SET kind = coalesce(r.key_worker_kind, k.kind),
       authority_to_act_confirmed_at = CASE r.authority_to_act_confirmed
         WHEN true THEN coalesce(k.authority_to_act_confirmed_at, $1) WHEN false THEN NULL ELSE k.authority_to_act_confirmed_at END
     FROM import_row r WHERE k.id = r.assignment_id AND cardinality(r.assignment_fields) > 0`,
    [now],
  );
}

async function registerCases({ manager, now }: WriteContext): Promise<void> {
  const [row] = await manager.query<{ count: number }[]>('SELECT count(*)::int AS count FROM import_row WHERE case_id IS NULL');
  const references = await unusedReferences(row?.count ?? 0, async (some) => {
    const used = await manager.query<{ reference: string }[]>('SELECT reference FROM young_person WHERE reference = ANY($1)', [some]);
    return used.map(({ reference }) => reference);
  });
  await manager.query(`UPDATE young_person y SET number_given_at = $1 FROM import_row r WHERE y.id = r.number_from`, [now]);
  await manager.query(
    `INSERT INTO young_person (reference, home_authority_code, team, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
     SELECT n.reference, authority_code, team, local_id, coalesce(preferred_name, legal_name), legal_name, date_of_birth, care_status, $1
     FROM (SELECT *, row_number() OVER (ORDER BY line) AS number FROM import_row WHERE case_id IS NULL) r
     JOIN unnest($2::text[]) WITH ORDINALITY AS n(reference, number) USING (number) ORDER BY number`,
    [now, references],
  );
  await manager.query(
    `UPDATE import_row r SET case_id = y.id FROM young_person y
     WHERE r.case_id IS NULL AND y.home_authority_code = r.authority_code AND y.local_id = r.local_id AND y.number_given_at IS NULL`,
  );
  await manager.query('ANALYZE import_row');
}

/** So many references that no case has: among 30,000 new ones two alike are no surprise. */
async function unusedReferences(count: number, used: (some: string[]) => Promise<string[]>): Promise<string[]> {
  const found = new Set<string>();
  while (found.size < count) {
    while (found.size < count) found.add(newCaseReference());
    for (const reference of await used([...found])) found.delete(reference);
  }
  return [...found];
}

export const YOUNG_PEOPLE_ACTS: readonly StagedAct[] = [
  { name: 'case.give-number', where: 'number_from IS NOT NULL', caseId: 'number_from' },
  { name: 'case.register', where: `outcome = 'created'` },
  { name: 'case.change', where: 'cardinality(case_fields) > 0', fields: 'case_fields' },
  { name: 'care-status.record', where: `outcome = 'changed' AND 'care_status' = ANY(case_fields)` },
  { name: 'key-worker.assign', where: 'assignment_new' },
  { name: 'key-worker.change', where: 'cardinality(assignment_fields) > 0', fields: 'assignment_fields' },
];
