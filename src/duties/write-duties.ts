import type { EntityManager } from 'typeorm';
import type { DutyRow } from './duty.entity.js';

const COLUMNS = `key text, case_id int, provider_id int, authority_code text, placement_id int, signed_by text, clause text, owed_by text[], owed_to text, opens_at timestamptz, due_on date,
  due_at timestamptz, missed_from timestamptz, preferred_from date, preferred_to date, target_on date, why text, outcome text,
  met_on date, met_at timestamptz, because text, late boolean, held_until date, schedule_version int, known_at timestamptz, next_action_at timestamptz`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0] ?? '');
const PROPERTIES = NAMES.map((name) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as keyof DutyRow);

const WRITE_SQL = `
INSERT INTO duty (${NAMES.join(', ')})
SELECT ${NAMES.join(', ')} FROM jsonb_to_recordset($1) AS d(${COLUMNS})
ON CONFLICT (key) DO UPDATE SET ${NAMES.filter((name) => name !== 'key').map((name) => `${name} = EXCLUDED.${name}`).join(', ')}
RETURNING id, key`;

/** Writes duties, new and changed alike, in one statement, and puts their ids on the rows. */
export async function writeDuties(manager: EntityManager, rows: DutyRow[]): Promise<void> {
  if (rows.length === 0) return;
  const records = rows.map((row) => Object.fromEntries(NAMES.map((name, index) => [name, row[PROPERTIES[index] ?? 'key']])));
  const written = await manager.query<{ id: number; key: string }[]>(WRITE_SQL, [JSON.stringify(records)]);
  const ids = new Map(written.map((row) => [row.key, row.id]));
  for (const row of rows) row.id = ids.get(row.key) ?? row.id;
}

/**
 * The stages already in the ledger for each duty's present schedule version. What was dropped,
 * since the duty had been closed, is not. What the system itself told, it told whatever the schedule was then.
 */
export async function doneStages(manager: EntityManager, rows: readonly DutyRow[]): Promise<(row: DutyRow) => ReadonlySet<string>> {
  const known = rows.filter((row) => row.id > 0);
  const found = known.length === 0 ? [] : await manager.query<{ duty_id: number; schedule_version: number; stages: string[] }[]>(
    `SELECT duty_id, schedule_version, array_agg(DISTINCT stage) AS stages FROM notice WHERE duty_id = ANY($1) AND state <> 'dropped' GROUP BY 1, 2`,
    [known.map((row) => row.id)],
  );
  const byVersion = new Map(found.map((row) => [`${row.duty_id}/${row.schedule_version}`, row.stages]));
  const told = new Set(found.filter((row) => row.stages.includes('notice')).map((row) => row.duty_id));
  return (row) => new Set([...(byVersion.get(`${row.id}/${row.scheduleVersion}`) ?? []), ...(told.has(row.id) ? ['notice'] : [])]);
}

/**
 * A duty that is no longer owed, or not yet missed because its date moved, takes its queue item along; one that is missed and
 * open again (the fact that closed it was a mistake) gets it back. Lateness stays on record in the duty itself.
 */
export async function settleQueue(manager: EntityManager, rows: readonly DutyRow[], now: Date): Promise<void> {
  const isMissed = (row: DutyRow) => row.outcome === 'open' && row.missedFrom !== null && row.missedFrom <= now;
  const missed = rows.filter(isMissed).map((row) => row.id);
  const quiet = rows.filter((row) => !isMissed(row)).map((row) => row.id);
  await manager.query(
    `UPDATE escalation e SET closed_at = $2,
       closed_because = CASE d.outcome WHEN 'met' THEN 'done late' WHEN 'open' THEN 'the due time moved' ELSE d.because END
     FROM duty d WHERE d.id = e.duty_id AND e.duty_id = ANY($1) AND e.closed_at IS NULL`,
    [quiet, now],
  );
  await manager.query(`UPDATE escalation SET closed_at = NULL, closed_because = NULL WHERE duty_id = ANY($1) AND closed_at IS NOT NULL`, [missed]);
  await manager.query(
    `UPDATE notice n SET state = 'dropped' FROM duty d WHERE d.id = n.duty_id AND d.id = ANY($1) AND n.state = 'waiting'
       AND (d.outcome <> 'open' OR n.schedule_version < d.schedule_version)`,
    [rows.map((row) => row.id)],
  );
}
