import type { EntityManager } from 'typeorm';
import type { Action } from '../domain/agreement/actions.js';
import { londonDate } from '../domain/time/london.js';
import type { DutyRow } from './duty.entity.js';

export interface ActionOfDuty {
  row: DutyRow;
  action: Action;
  /** A newer reminder goes instead: kept in the ledger, never sent. */
  overtaken: boolean;
}

/** Writes actions to the ledger, once each whoever writes them, and raises the queue items of missed duties. One dropped with its duty comes back with it. */
export async function writeActions(manager: EntityManager, actions: readonly ActionOfDuty[], now: Date): Promise<void> {
  if (actions.length === 0) return;
  const named = await withOutOfHoursContact(manager, actions, now);
  const notices = actions.flatMap(({ row, action, overtaken }) =>
    action.recipients.filter((recipient) => recipient !== 'out-of-hours' || named.has(row.caseId)).map((recipient) => ({
      duty_id: row.id,
      case_id: row.caseId,
      clause: row.clause,
      schedule_version: row.scheduleVersion,
      stage: action.stage,
      recipient,
      delivery: action.delivery,
      state: overtaken ? 'overtaken' : 'waiting',
      send_at: action.sendAt,
    })),
  );
  await manager.query(
    `INSERT INTO notice (duty_id, case_id, clause, schedule_version, stage, recipient, channel, delivery, state, send_at, written_at)
     SELECT duty_id, case_id, clause, schedule_version, stage, recipient, 'email', delivery, state, send_at, $2
     FROM jsonb_to_recordset($1) AS n(duty_id int, case_id int, clause text, schedule_version int, stage text, recipient text,
       delivery text, state text, send_at timestamptz)
     ON CONFLICT (duty_id, schedule_version, stage, recipient, channel) DO UPDATE
       SET state = EXCLUDED.state, send_at = EXCLUDED.send_at, written_at = EXCLUDED.written_at WHERE notice.state = 'dropped'`,
    [JSON.stringify(notices), now],
  );
  await raiseLevels(manager, actions.filter(({ action }) => action.kind === 'level'));
}

/** The cases of authorities that have named an out-of-hours contact (KW8): where there is none, that is no vacancy, and nobody waits to be told. */
async function withOutOfHoursContact(manager: EntityManager, actions: readonly ActionOfDuty[], now: Date): Promise<Set<number | null>> {
  const caseIds = actions.flatMap(({ row, action }) => (action.recipients.includes('out-of-hours') ? [row.caseId] : []));
  if (caseIds.length === 0) return new Set();
  const rows = await manager.query<{ id: number }[]>(
    `SELECT y.id FROM young_person y WHERE y.id = ANY($1) AND EXISTS (SELECT FROM post_holding h WHERE h.post = 'out-of-hours' AND h.authority_code = y.home_authority_code
       AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2))`,
    [caseIds, londonDate(now)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** A queue item opens with the first level and rises with each further one; one closed when its date moved opens anew. */
async function raiseLevels(manager: EntityManager, actions: readonly ActionOfDuty[]): Promise<void> {
  const items = new Map<number, { duty_id: number; case_id: number | null; level: number; opened_at: Date; level_at: Date }>();
  for (const { row, action } of actions) {
    const levelAt = action.at > row.knownAt ? action.at : row.knownAt;
    const openedAt = items.get(row.id)?.opened_at ?? levelAt;
    items.set(row.id, { duty_id: row.id, case_id: row.caseId, level: action.level, opened_at: openedAt, level_at: levelAt });
  }
  if (items.size === 0) return;
  await manager.query(
    `INSERT INTO escalation (duty_id, case_id, level, opened_at, level_at)
     SELECT duty_id, case_id, level, opened_at, level_at
     FROM jsonb_to_recordset($1) AS e(duty_id int, case_id int, level int, opened_at timestamptz, level_at timestamptz)
     ON CONFLICT (duty_id) DO UPDATE SET level = EXCLUDED.level, level_at = EXCLUDED.level_at, closed_at = NULL, closed_because = NULL,
       opened_at = CASE WHEN escalation.closed_at IS NULL THEN escalation.opened_at ELSE EXCLUDED.opened_at END
     WHERE escalation.closed_at IS NOT NULL OR escalation.level < EXCLUDED.level`,
    [JSON.stringify([...items.values()])],
  );
}
