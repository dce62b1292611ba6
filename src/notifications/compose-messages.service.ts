import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock.js';
import { LOCKS } from '../database/locks.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { digestFrom } from '../domain/agreement/sending-time.js';
import { addHours } from '../domain/time/london.js';
import { ALERT_KINDS, dueAlerts, type DueAlert } from './alerts.js';
import { letFailedNoticesWait } from './failed-notices.js';
import { holdRoundIsDue, makeHoldRound } from './holds-to-tell.js';
import { MailSettings } from './mail-settings.js';
import { messageIdHeader } from './message-id.js';
import { STILL_TO_BE_SAID } from './message-lines.js';
import { oneByOne, type OneByOne } from './one-by-one.js';
import { roleHolders, roleKey, type RoleHolder, type WantedRole } from './role-holders.js';

type Delivery = 'digest' | 'urgent';

interface WaitingNotice extends WantedRole {
  id: number;
  delivery: Delivery;
}

interface Draft {
  personId: number;
  delivery: Delivery;
  noticeIds: number[];
  /** Whether it tells of holds that wait for its reader. */
  tellsHolds?: boolean;
  /** What it tells that is no duty's, instead of notices. */
  alert?: DueAlert;
}

/** Turns what waits in the ledger into messages to people. */
@Injectable()
export class ComposeMessages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: MailSettings,
  ) {}

  /**
   * Makes a message for everything that waits and is to go by the installation's time: one digest for each person, one
   * urgent message for each person and case. What a closed duty still had waiting is dropped; what nobody can be told is
   * looked at again later, the urgent in an hour, the rest at the next digest. While a sweep still has something to write
   * there are no digests, so that none is split; what is urgent does not wait for it, nor do alerts of what is no duty. Answers the new ids.
   */
  async composeDue(): Promise<number[]> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      await letFailedNoticesWait(manager, now);
      if (!(await somethingWaits(manager, now)) && (await dueAlerts(manager, now)).length === 0 && !(await holdRoundIsDue(manager, now))) return [];
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.sweep]);
      const alerts = (await dueAlerts(manager, now)).map((alert): Draft => ({ personId: alert.personId, delivery: 'urgent', noticeIds: [], alert }));
      await dropClosed(manager, now);
      const isUnswept = await somethingIsUnswept(manager, now);
      const waiting = await lockWaiting(manager, now, isUnswept ? ['urgent'] : ['urgent', 'digest']);
      const holders = await roleHolders(manager, waiting, now);
      const each = await oneByOne(manager, waiting, holders, now);
      await putOff(manager, waiting.filter((notice) => !holders.has(roleKey(notice))), now);
      const withHolds = !isUnswept && (await holdRoundIsDue(manager, now)) ? await makeHoldRound(manager, now) : [];
      const ids = await this.write([...alerts, ...draftMessages(waiting, holders, withHolds, each)]);
      await manager.query(`UPDATE notice SET state = 'in-message' WHERE id = ANY($1)`, [each.toldBefore]);
      await putOff(manager, waiting.filter(({ id }) => each.awaitSomebody.includes(id)), now);
      return ids;
    });
  }

  private async write(drafts: readonly Draft[]): Promise<number[]> {
    if (drafts.length === 0) return [];
    const { manager, now } = transaction();
    const ids = await newIds(manager, drafts.length);
    const madeAt = await installationMadeAt(manager);
    const messages = drafts.map((draft, index) => {
      const id = ids[index] ?? 0;
      return { id, ...draft, messageId: messageIdHeader(id, madeAt, this.settings.mailFrom) };
    });
    await manager.query(
      `INSERT INTO message (id, person_id, delivery, state, written_at, message_id, next_attempt_at, tells_holds)
       SELECT id, "personId", delivery, 'pending', $2, "messageId", $3, coalesce("tellsHolds", false) FROM jsonb_to_recordset($1) AS m(id int, "personId" int, delivery text, "messageId" text, "tellsHolds" boolean)`,
      [JSON.stringify(messages), now, this.clock.realNow()],
    );
    for (const [kind, { messageColumn, table, subjectColumn }] of ALERT_KINDS.entries()) {
      const told = messages.flatMap(({ id, alert }) => (alert?.kind === kind ? [{ id, ...alert }] : []));
      if (told.length === 0) continue;
      await manager.query(
        `WITH told AS (SELECT * FROM jsonb_to_recordset($1) AS t(id int, "subjectId" int, stage text, "personId" int)),
           said AS (UPDATE message SET ${messageColumn} = told."subjectId" FROM told WHERE message.id = told.id)
         INSERT INTO ${table} (${subjectColumn}, stage, person_id, message_id, written_at) SELECT "subjectId", stage, "personId", id, $2 FROM told`,
        [JSON.stringify(told), now],
      );
    }
    await manager.query(
      `WITH carried AS (
         INSERT INTO message_notice (message_id, notice_id)
         SELECT m.id, n.id::int FROM jsonb_to_recordset($1) AS m(id int, "noticeIds" jsonb), jsonb_array_elements_text(m."noticeIds") AS n(id)
         RETURNING notice_id)
       UPDATE notice SET state = 'in-message' WHERE id IN (SELECT notice_id FROM carried)`,
      [JSON.stringify(messages)],
    );
    return ids;
  }
}

async function somethingWaits(manager: EntityManager, now: Date): Promise<boolean> {
  const [row] = await manager.query<{ waits: boolean }[]>(
    `SELECT EXISTS (SELECT FROM notice WHERE state = 'waiting' AND send_at <= $1) AS waits`,
    [now],
  );
  return row?.waits ?? false;
}

async function somethingIsUnswept(manager: EntityManager, now: Date): Promise<boolean> {
  const [row] = await manager.query<{ unswept: boolean }[]>(
    `SELECT EXISTS (SELECT FROM duty WHERE next_action_at <= $1) OR EXISTS (SELECT FROM young_person WHERE refresh_at <= $1)
       OR EXISTS (SELECT FROM provider WHERE refresh_at <= $1) OR EXISTS (SELECT FROM authority WHERE refresh_at <= $1) AS unswept`,
    [now],
  );
  return row?.unswept ?? false;
}

async function dropClosed(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(
    `UPDATE notice n SET state = 'dropped' FROM duty d
     WHERE d.id = n.duty_id AND n.state = 'waiting' AND n.send_at <= $1 AND NOT ${STILL_TO_BE_SAID}`,
    [now],
  );
}

function lockWaiting(manager: EntityManager, now: Date, deliveries: readonly Delivery[]): Promise<WaitingNotice[]> {
  return manager.query<WaitingNotice[]>(
    `SELECT n.id, n.case_id AS "caseId", d.placement_id AS "placementId", d.provider_id AS "providerId", d.authority_code AS "authorityCode", d.signed_by AS "signedBy", n.recipient AS role, n.delivery
     FROM notice n JOIN duty d ON d.id = n.duty_id
     WHERE n.state = 'waiting' AND n.send_at <= $1 AND n.delivery = ANY($2) ORDER BY n.id FOR NO KEY UPDATE OF n`,
    [now, deliveries],
  );
}

/** What nobody can be told now is not looked at at each tick, nor does a moved clock stop for it more often than this. */
async function putOff(manager: EntityManager, notices: readonly WaitingNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return;
  await manager.query(`UPDATE notice SET state = 'waiting', send_at = CASE delivery WHEN 'urgent' THEN $2::timestamptz ELSE $3 END WHERE id = ANY($1)`, [
    notices.map((notice) => notice.id),
    addHours(now, 1),
    digestFrom(new Date(now.getTime() + 1)),
  ]);
}

function draftMessages(waiting: readonly WaitingNotice[], holders: Map<string, RoleHolder[]>, withHolds: readonly number[], each: OneByOne): Draft[] {
  const drafts = new Map<string, Draft>(withHolds.map((personId) => [`${personId}`, { personId, delivery: 'digest', noticeIds: [], tellsHolds: true }]));
  for (const notice of waiting) {
    for (const { personId } of holders.get(roleKey(notice)) ?? []) {
      if (each.isTold(notice.id, personId)) continue;
      const key = notice.delivery === 'digest' ? `${personId}` : `${personId}/${notice.caseId ?? ''}/${notice.providerId ?? ''}/${notice.authorityCode ?? ''}`;
      const draft = drafts.get(key) ?? { personId, delivery: notice.delivery, noticeIds: [] };
      draft.noticeIds.push(notice.id);
      drafts.set(key, draft);
    }
  }
  return [...drafts.values()];
}

async function newIds(manager: EntityManager, count: number): Promise<number[]> {
  const rows = await manager.query<{ id: number }[]>(
    `SELECT nextval(pg_get_serial_sequence('message', 'id'))::int AS id FROM generate_series(1, $1)`,
    [count],
  );
  return rows.map((row) => row.id);
}

async function installationMadeAt(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ madeAt: Date }[]>('SELECT made_at AS "madeAt" FROM installation');
  return row?.madeAt ?? new Date(0);
}
