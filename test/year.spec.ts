import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { transaction, UnitOfWork } from '../src/database/unit-of-work.js';
import { REQUIRED_SECTIONS } from '../src/domain/agreement/plan-sections.js';
import { DutiesService } from '../src/duties/duties.service.js';
import { DutyRow } from '../src/duties/duty.entity.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { TrainingClock } from '../src/training/training-clock.service.js';
import { expectedMessages, type DutyLike } from './support/agreement-oracle.js';
import { startSampleApplication, type SampleApplication } from './support/sample-application.js';

const START = new Date('2026-09-01T06:00:00Z');
const END = new Date('2027-08-31T20:00:00Z');
const DAY_MS = 86_400_000;

interface Line {
  key: string;
  stage: string;
  recipient: string;
  at: string;
}
const asText = ({ key, stage, recipient, at }: Line) => `${at} ${key} ${stage} → ${recipient}`;

/**
 * The sample region lives through an academic year on the moved clock. People record facts on the way, at hours drawn from a fixed
 * seed; then every message is compared with a second reading of the register's tables that shares no code with the product.
 */
describe('an academic year in the sample region, 1 September 2026 to 31 August 2027', () => {
  let sample: SampleApplication;
  let db: DataSource;
  /** When each duty that the year closed was closed. */
  const closedAt = new Map<string, Date>();
  /** What the making of the sample had settled before the year began. */
  const settled = new Set<string>();

  beforeAll(async () => {
    sample = await startSampleApplication({ youngPeople: 300, now: START });
    db = sample.dataSource;
    for (const row of await db.query<{ key: string; stage: string }[]>('SELECT d.key, n.stage FROM notice n JOIN duty d ON d.id = n.duty_id')) settled.add(`${row.key} ${row.stage}`);
    await noteClosed(START);
    for (const { at, act } of yearOfFacts()) {
      if (at > (await now())) await sample.app.get(TrainingClock).moveClock(at);
      await sample.app.get(UnitOfWork).run(async () => {
        const cases = await act();
        if (cases.length > 0) await sample.app.get(DutiesService).rederive(cases);
      });
      await noteClosed(at);
    }
    await sample.app.get(TrainingClock).moveClock(END);
    await noteClosed(END);
  }, 900_000);

  afterAll(() => sample.close());

  const now = async (): Promise<Date> => sample.app.get(UnitOfWork).run(async (running) => running.now);

  async function noteClosed(at: Date): Promise<void> {
    const rows = await db.query<{ key: string; met_at: Date | null }[]>(`SELECT key, met_at FROM duty WHERE outcome <> 'open'`);
    // The e-mail of a leg is itself what closes it: its own notice still counts as sent before.
    for (const { key, met_at } of rows) if (!closedAt.has(key)) closedAt.set(key, met_at && met_at > START ? new Date(met_at.getTime() + (/\/email\/|^EP11S\//.test(key) ? 1 : 0)) : at);
  }

  /** Facts through the year: on most mornings somebody agrees a plan, holds a review, suspends, calls, answers, changes, ends. */
  function yearOfFacts(): { at: Date; act: () => Promise<number[]> }[] {
    const hours = fc.sample(fc.integer({ min: 5 * 60, max: 22 * 60 }), { seed: 20260901, numRuns: 364 });
    const kinds = [agreePlans, holdReviews, suspend, callAndMeet, raiseEmergency, respond, changeKeyWorker, endPlacement];
    return hours.map((minute, day) => ({
      // Half a minute past, since nobody records a fact at the very instant of the digest.
      at: new Date(START.getTime() + day * DAY_MS + (minute - 300) * 60_000 + 30_000),
      act: () => (kinds[day % kinds.length] ?? agreePlans)(day),
    }));
  }

  const some = async (sql: string, parameters: unknown[] = []): Promise<{ id: number; case_id: number }[]> => transaction().manager.query(sql, parameters);

  async function agreePlans(day: number): Promise<number[]> {
    const due = await some(`SELECT placement_id AS id, case_id FROM duty WHERE clause = 'KW3' AND outcome = 'open' AND (id + $1) % 3 = 0 ORDER BY id LIMIT 12`, [day]);
    for (const { id } of due) {
      const [plan] = await transaction().manager.query<{ id: number }[]>(
        `INSERT INTO plan (placement_id, number, written_by, written_at)
         SELECT $1, 1 + coalesce(max(number), 0), (SELECT min(id) FROM person), $2 FROM plan WHERE placement_id = $1 RETURNING id`, [id, transaction().now]);
      await transaction().manager.query(
        `INSERT INTO plan_section (plan_id, section, text, written_by, written_at)
         SELECT $1, s, 'sealed:1:x', (SELECT min(id) FROM person), $2 FROM unnest($3::text[]) s`, [plan?.id, transaction().now, REQUIRED_SECTIONS]);
      await transaction().manager.query(
        `INSERT INTO plan_agreement (plan_id, party, agreed_at, recorded_by, recorded_at)
         SELECT $1, p, $2, (SELECT min(id) FROM person), $2 FROM unnest(ARRAY['key-worker', 'designated-person', 'young-person']) p`, [plan?.id, transaction().now]);
    }
    return due.map((row) => row.case_id);
  }

  async function holdReviews(day: number): Promise<number[]> {
    const due = await some(`INSERT INTO review (placement_id, held_on, present, what_changed, young_persons_view, recorded_by, recorded_at)
      SELECT placement_id, ($1::timestamptz AT TIME ZONE 'Europe/London')::date, '', '', '', (SELECT min(id) FROM person), $1
      FROM duty WHERE clause = 'KW4' AND outcome = 'open' AND (id + $2) % 4 <> 0 AND missed_from < $1::timestamptz + interval '40 days' ORDER BY id LIMIT 25
      ON CONFLICT DO NOTHING RETURNING placement_id AS id, 0 AS case_id`, [transaction().now, day]);
    return (await some('SELECT id, case_id FROM placement WHERE id = ANY($1)', [due.map((row) => row.id)])).map((row) => row.case_id);
  }

  async function suspend(day: number): Promise<number[]> {
    const rows = await some(`INSERT INTO risk_notice (case_id, placement_id, kind, what_happened, occurred_at, recorded_by, recorded_at)
      SELECT p.case_id, p.id, 'suspended', '', $1::timestamptz - interval '2 hours' * ($2 % 3), (SELECT min(id) FROM person), $1 FROM placement p
      LEFT JOIN placement_ending g ON g.placement_id = p.id WHERE g.id IS NULL AND p.starts_on < $1 ORDER BY (p.id * 7919 + $2 * 104729) % 1009, p.id LIMIT 2 RETURNING id, case_id`, [transaction().now, day]);
    return rows.map((row) => row.case_id);
  }

  async function callAndMeet(day: number): Promise<number[]> {
    const rows = await some(`INSERT INTO risk_call (notice_id, recipient, called_at, outcome, recorded_by, recorded_at)
      SELECT t.id, r, $1, CASE WHEN (t.id + $2) % 4 = 0 THEN 'no-answer' ELSE 'spoke' END, (SELECT min(id) FROM person), $1
      FROM risk_notice t, unnest(ARRAY['key-worker', 'key-contact']) r WHERE t.occurred_at < $1 ORDER BY t.id DESC LIMIT 6 RETURNING notice_id AS id, 0 AS case_id`, [transaction().now, day]);
    await some(`INSERT INTO professionals_meeting (notice_id, held_on, present, outcome, notes, recorded_by, recorded_at)
      SELECT id, ($1::timestamptz AT TIME ZONE 'Europe/London')::date, '', 'stays', '', (SELECT min(id) FROM person), $1 FROM risk_notice WHERE id = ANY($2) AND id % 3 <> 0 RETURNING id, 0 AS case_id`, [transaction().now, rows.map((row) => row.id)]);
    return (await some('SELECT id, case_id FROM risk_notice WHERE id = ANY($1)', [rows.map((row) => row.id)])).map((row) => row.case_id);
  }

  async function raiseEmergency(day: number): Promise<number[]> {
    const rows = await some(`INSERT INTO emergency (case_id, what_happened, raised_at, raised_by, recorded_at)
      SELECT y.id, '', $1, (SELECT min(id) FROM person), $1 FROM young_person y ORDER BY (y.id * 7919 + $2 * 104729) % 1009, y.id LIMIT 3 RETURNING id, case_id`, [transaction().now, day]);
    return rows.map((row) => row.case_id);
  }

  async function respond(day: number): Promise<number[]> {
    const rows = await some(`UPDATE emergency SET responded_at = $1, responded_by = raised_by, response = '' WHERE responded_at IS NULL AND (id + $2) % 5 <> 0 RETURNING id, case_id`, [transaction().now, day]);
    return rows.flat().flatMap((row) => (typeof row === 'object' ? [row.case_id] : []));
  }

  async function changeKeyWorker(day: number): Promise<number[]> {
    const running = await some(`SELECT id, case_id FROM key_worker_assignment WHERE until_at IS NULL AND from_at < $1 ORDER BY (id * 7919 + $2 * 104729) % 1009, id LIMIT 4`, [transaction().now, day]);
    for (const { id } of running) {
      await transaction().manager.query(`UPDATE key_worker_assignment SET until_at = $1 WHERE id = $2`, [transaction().now, id]);
      // One in four leaves without a successor.
      if (id % 4 === 0) continue;
      await transaction().manager.query(
        `INSERT INTO key_worker_assignment (case_id, person_id, kind, from_at, authority_to_act_confirmed_at)
         SELECT k.case_id, (SELECT p.id FROM person p JOIN young_person y ON y.home_authority_code = p.authority_code WHERE y.id = k.case_id ORDER BY (p.id * 31 + $3) % 17, p.id LIMIT 1), 'social-worker', $1, $1
         FROM key_worker_assignment k WHERE k.id = $2`, [transaction().now, id, day]);
    }
    return running.map((row) => row.case_id);
  }

  async function endPlacement(day: number): Promise<number[]> {
    const rows = await some(`INSERT INTO placement_ending (placement_id, kind, ended_on, recorded_by, recorded_at)
      SELECT p.id, CASE WHEN $2 % 3 = 0 THEN 'permanently-excluded' ELSE 'left-early' END, ($1::timestamptz AT TIME ZONE 'Europe/London')::date, (SELECT min(id) FROM person), $1
      FROM placement p LEFT JOIN placement_ending g ON g.placement_id = p.id WHERE g.id IS NULL AND p.agreed_on <= $1 ORDER BY (p.id * 7919 + $2 * 104729) % 1009, p.id LIMIT 2
      RETURNING placement_id AS id, 0 AS case_id`, [transaction().now, day]);
    return (await some('SELECT id, case_id FROM placement WHERE id = ANY($1)', [rows.map((row) => row.id)])).map((row) => row.case_id);
  }

  it('sends what the register says: no message missing, none twice, none early', async () => {
    const duties = await db.getRepository(DutyRow).find();
    const expected = duties.flatMap((row): Line[] =>
      expectedMessages(asOracleReads(row), row.knownAt, closedAt.get(row.key) ?? null, END)
        .filter(({ stage, sendAt }) => sendAt >= START && !settled.has(`${row.key} ${stage}`))
        .flatMap(({ stage, sendAt, recipients }) => recipients.map((recipient) => ({ key: row.key, stage, recipient, at: sendAt.toISOString() }))),
    );
    const sent = await db.query<Line[]>(
      `SELECT d.key, n.stage, n.recipient, to_char(min(m.written_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
       FROM notice n JOIN duty d ON d.id = n.duty_id JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id
       WHERE m.state = 'kept' GROUP BY n.id, d.key, n.stage, n.recipient`,
    );
    const ofTheYear = sent.filter(({ key, stage }) => !settled.has(`${key} ${stage}`));
    expect(ofTheYear.map(asText).sort()).toEqual(expected.map(asText).sort());
    expect(ofTheYear.length).toBeGreaterThan(2_000);
  });

  it('says nothing to one person twice', async () => {
    const twice = await db.query<object[]>(
      `SELECT m.person_id, mn.notice_id FROM message_notice mn JOIN message m ON m.id = mn.message_id WHERE m.state = 'kept' GROUP BY 1, 2 HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });

  it('sends each person at most one digest a morning', async () => {
    const twice = await db.query<object[]>(
      `SELECT m.person_id, m.id, m.written_at, d.key, n.stage, n.recipient, n.send_at, n.written_at AS noticed_at FROM message m JOIN message_notice mn ON mn.message_id = m.id JOIN notice n ON n.id = mn.notice_id JOIN duty d ON d.id = n.duty_id
       WHERE m.delivery = 'digest' AND m.state = 'kept' AND (m.person_id, m.written_at::date) IN (
         SELECT person_id, written_at::date FROM message WHERE delivery = 'digest' AND state = 'kept' AND written_at > $1 GROUP BY 1, 2 HAVING count(*) > 1)
       ORDER BY m.person_id, m.id, d.key`, [START],
    );
    expect(twice).toEqual([]);
  });

  it('finds nothing to put right when every case is derived again', async () => {
    expect(await sample.app.get(NightlyDerivation).deriveAll()).toEqual([]);
  }, 120_000);
});

function asOracleReads(row: DutyRow): DutyLike {
  const { key, clause, owedBy, opensAt, dueOn, dueAt } = row;
  return { key, clause, owedBy, opensAt, due: dueOn !== null ? { kind: 'day', on: dueOn } : dueAt !== null ? { kind: 'instant', at: dueAt } : { kind: 'not known' } };
}
