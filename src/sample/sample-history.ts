import { Any, IsNull, Not, type EntityManager } from 'typeorm';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { actionsDue } from '../domain/agreement/actions-due.js';
import { BY_DEFAULT } from '../domain/agreement/settings.js';
import { toScheduled } from '../duties/duty-columns.js';
import { DutyRow } from '../duties/duty.entity.js';
import { writeActions, type ActionOfDuty } from '../duties/write-actions.js';
import { messageIdHeader } from '../notifications/message-id.js';
import type { SentNotice } from './case-story.js';

/** The key of the duty that an e-mail was sent for, once its rows have their ids. */
function dutyKey({ recipient, placement, about, isStatutory }: SentNotice): string {
  if (isStatutory) return `EP11S/notice-${about.id}/${recipient}`;
  return recipient === 'designated-person' ? `SC2/placement-${placement.id}/key-worker-${about.id}` : `EP11/notice-${about.id}/email/${recipient}`;
}

/** Makes known since they opened what was derived just now: the sample's past was not typed in today. */
export async function knownSinceOpened(manager: EntityManager, caseIds: readonly number[]): Promise<void> {
  await manager.query('UPDATE duty SET known_at = opens_at WHERE case_id = ANY($1)', [caseIds]);
}

/** Writes the e-mails that the system sent at the time as sent: they are facts (EP11, SC2). Their text was not kept. */
export async function writeSentNotices(manager: EntityManager, sent: readonly SentNotice[], madeAt: Date): Promise<void> {
  const ids = await manager.query<{ id: number }[]>(`SELECT nextval(pg_get_serial_sequence('message', 'id'))::int AS id FROM generate_series(1, $1)`, [sent.length]);
  const records = sent.map((notice, index) => {
    const id = ids[index]?.id ?? 0;
    return { id, key: dutyKey(notice), recipient: notice.recipient, person_id: notice.to.id, address: notice.to.email, sent_at: notice.sentAt, message_id: messageIdHeader(id, madeAt, 'sample@learner-support.example') };
  });
  const from = `FROM jsonb_to_recordset($1) AS s(id int, key text, recipient text, person_id int, address text, sent_at timestamptz, message_id text)`;
  await manager.query(
    `INSERT INTO notice (duty_id, case_id, clause, schedule_version, stage, recipient, channel, delivery, state, send_at, written_at)
     SELECT d.id, d.case_id, d.clause, d.schedule_version, 'notice', s.recipient, 'email', 'urgent', 'in-message', s.sent_at, s.sent_at
     ${from} JOIN duty d ON d.key = s.key`,
    [JSON.stringify(records)],
  );
  await manager.query(
    `INSERT INTO message (id, person_id, delivery, state, written_at, to_address, subject, text, message_id, attempts, next_attempt_at, sent_at)
     SELECT s.id, s.person_id, 'urgent', 'kept', s.sent_at, s.address,
       y.reference || CASE d.clause WHEN 'SC2' THEN ': the key worker has changed' WHEN 'EP11S' THEN ': a learner has been suspended or excluded' ELSE ': a learner may not be able to stay' END,
       'This e-mail belongs to the history of the sample region: it stands for one that was sent at the time.' || chr(10) || d.why || chr(10),
       s.message_id, 1, s.sent_at, s.sent_at
     ${from} JOIN duty d ON d.key = s.key JOIN young_person y ON y.id = d.case_id`,
    [JSON.stringify(records)],
  );
  await manager.query(
    `INSERT INTO message_notice (message_id, notice_id)
     SELECT s.id, n.id ${from} JOIN duty d ON d.key = s.key JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'`,
    [JSON.stringify(records)],
  );
}

/**
 * Puts what the clock would have done before now into the ledger, without a message, and the missed duties into the queue:
 * the first sweep starts with what comes next.
 */
export async function writePastActions(manager: EntityManager, caseIds: readonly number[], now: Date): Promise<void> {
  const rows = await manager.find(DutyRow, { where: { caseId: Any([...caseIds]), outcome: 'open', nextActionAt: Not(IsNull()) }, order: { id: 'ASC' } });
  const done = await manager.query<{ duty_id: number; stages: string[] }[]>(
    'SELECT duty_id, array_agg(stage) AS stages FROM notice WHERE duty_id = ANY($1) GROUP BY 1',
    [rows.map((row) => row.id)],
  );
  const stages = new Map(done.map((row) => [row.duty_id, new Set(row.stages)]));
  const calendar = await loadCalendar(manager);
  const past: ActionOfDuty[] = [];
  for (const row of rows) {
    const found = actionsDue(toScheduled(row), stages.get(row.id) ?? new Set(), now, calendar, BY_DEFAULT);
    for (const action of [...found.due, ...found.overtaken]) past.push({ row, action, overtaken: true });
    row.nextActionAt = found.nextActionAt;
  }
  await writeActions(manager, past, now);
  await manager.query('UPDATE duty d SET next_action_at = n.at FROM jsonb_to_recordset($1) AS n(id int, at timestamptz) WHERE d.id = n.id', [
    JSON.stringify(rows.map((row) => ({ id: row.id, at: row.nextActionAt }))),
  ]);
  await manager.query(
    `INSERT INTO escalation (duty_id, case_id, level, opened_at, level_at, closed_at, closed_because)
     SELECT d.id, d.case_id, 1, d.missed_from, d.missed_from, coalesce(d.met_at, (d.met_on + time '16:30') AT TIME ZONE 'Europe/London'), 'done late'
     FROM duty d WHERE d.case_id = ANY($1) AND d.outcome = 'met' AND d.late`,
    [caseIds],
  );
}
