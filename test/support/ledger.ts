import type { DataSource } from 'typeorm';
import { Clock } from '../../src/clock.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { ClauseId } from '../../src/domain/agreement/clauses.js';
import type { Role } from '../../src/domain/agreement/roles.js';
import { DutiesService } from '../../src/duties/duties.service.js';
import { DutyClock } from '../../src/duties/duty-clock.service.js';
import { ComposeMessages } from '../../src/notifications/compose-messages.service.js';
import { MailSettings } from '../../src/notifications/mail-settings.js';
import type { MailTransport } from '../../src/notifications/mail-transport.js';
import { MailboxTransport } from '../../src/notifications/mailbox-transport.js';
import { MailboxService } from '../../src/notifications/mailbox.service.js';
import { SendLog } from '../../src/notifications/send-log.service.js';
import { SendMessage } from '../../src/notifications/send-message.service.js';
import { UnsentMessages } from '../../src/notifications/unsent-messages.service.js';
import { freshDatabase, openDatabase } from './database.js';

/** What a notice is about, in the ledger by hand: what the sweep would have written. */
export interface NoticeOf {
  dutyId: number;
  stage?: string;
  recipient: Role;
  delivery?: 'digest' | 'urgent';
  sendAt?: string;
}

/**
 * The services of notifications on a database of their own, with Coventry (E08000026), a college there (1), Birmingham as
 * home authority (E08000025) and one young person (1, LS-7K2QF9) of the team Northfield in a placement (1) at the college.
 */
export async function ledger(now: string, transport: MailTransport = new MailboxTransport()) {
  const database = await freshDatabase();
  const dataSource = await openDatabase(database.url);
  const clock = new Clock();
  clock.realNow = () => new Date(now);
  const unitOfWork = UnitOfWork.forSystem(dataSource, clock);
  const settings = new MailSettings('https://support.example', 'Learner Support <no-reply@support.example>');
  await dataSource.query(`
    INSERT INTO installation VALUES (1, 'live', false, 0, '2026-05-01T00:00:00Z');
    INSERT INTO authority VALUES ('E08000025', 'Birmingham'), ('E08000026', 'Coventry');
    INSERT INTO provider (ukprn, name, type, authority_code) VALUES ('10000001', 'Ashgrove College', 'further-education-college', 'E08000026');
    INSERT INTO young_person (reference, home_authority_code, team, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
      VALUES ('LS-7K2QF9', 'E08000025', 'Northfield', '1', 'Zebedee', 'Zebedee Quill', '2009-10-01', 'in-care', '2026-05-01T09:00:00Z');
    INSERT INTO placement (case_id, provider_id, course, level, agreed_on, starts_on) VALUES (1, 1, 'Thatching', 2, '2026-05-11', '2026-10-01');
  `);
  const duties = new DutiesService();
  return {
    dataSource,
    duties,
    sweep: () => new DutyClock(unitOfWork, duties).sweep(),
    databaseUrl: database.url,
    clock,
    unitOfWork,
    compose: new ComposeMessages(unitOfWork, clock, settings),
    send: new SendMessage(unitOfWork, clock, duties, transport, settings),
    mailbox: new MailboxService(unitOfWork, settings),
    sendLog: new SendLog(unitOfWork),
    unsent: new UnsentMessages(unitOfWork, clock),
    moveTo: (instant: string) => (clock.realNow = () => new Date(instant)),
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
    ...situations(dataSource),
  };
}

export type Ledger = Awaited<ReturnType<typeof ledger>>;

function situations(dataSource: DataSource) {
  const one = async (sql: string, values: unknown[]): Promise<number> => {
    const [row] = await dataSource.query<{ id: number }[]>(`${sql} RETURNING id`, values);
    return row?.id ?? 0;
  };
  return {
    /** Somebody of an authority (by code) or a provider (by id). */
    person: (name: string, at: string | number) =>
      one('INSERT INTO person (name, email, authority_code, provider_id) VALUES ($1, $2, $3, $4)', [
        name,
        `${name.toLowerCase()}@council.example`,
        typeof at === 'string' ? at : null,
        typeof at === 'number' ? at : null,
      ]),
    post: (personId: number, post: string, at: string | number, more: { team?: string; fromOn?: string; untilOn?: string } = {}) =>
      one('INSERT INTO post_holding (person_id, post, authority_code, provider_id, team, from_on, until_on) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
        personId,
        post,
        typeof at === 'string' ? at : null,
        typeof at === 'number' ? at : null,
        more.team ?? null,
        more.fromOn ?? '2020-01-01',
        more.untilOn ?? null,
      ]),
    keyWorker: (personId: number, fromAt = '2026-05-01T09:00:00Z', caseId = 1) =>
      one(`INSERT INTO key_worker_assignment (case_id, person_id, kind, from_at) VALUES ($1, $2, 'social-worker', $3)`, [caseId, personId, fromAt]),
    duty: (key: string, more: { dueOn?: string; dueAt?: string; owedBy?: Role[]; placementId?: number | null; caseId?: number } = {}) =>
      one(
        `INSERT INTO duty (key, case_id, placement_id, clause, owed_by, owed_to, opens_at, due_on, due_at, why, outcome, known_at)
         VALUES ($1, $2, $3, $4, $5, 'young person', '2026-05-11T09:00:00Z', $6, $7, 'Thirty days after the start on Thursday 1 October 2026.', 'open', '2026-05-11T09:00:00Z')`,
        [
          key,
          more.caseId ?? 1,
          more.placementId === undefined ? 1 : more.placementId,
          key.split('/')[0] as ClauseId,
          more.owedBy ?? ['key-worker', 'designated-person'],
          more.dueAt ? null : (more.dueOn ?? '2026-10-31'),
          more.dueAt ?? null,
        ],
      ),
    notice: ({ dutyId, stage = 'reminder-start+14', recipient, delivery = 'digest', sendAt = '2026-10-15T07:00:00Z' }: NoticeOf) =>
      one(
        `INSERT INTO notice (duty_id, case_id, clause, schedule_version, stage, recipient, channel, delivery, state, send_at, written_at)
         SELECT id, case_id, clause, 1, $2, $3, 'email', $4, 'waiting', $5, $5 FROM duty WHERE id = $1`,
        [dutyId, stage, recipient, delivery, sendAt],
      ),
    states: async (table: 'notice' | 'message') => {
      const rows = await dataSource.query<{ state: string }[]>(`SELECT state FROM ${table} ORDER BY id`);
      return rows.map((row) => row.state);
    },
  };
}
