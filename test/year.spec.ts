import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { DutyRow } from '../src/duties/duty.entity.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ContactChecks } from '../src/posts/contact-checks.service.js';
import { TrainingClock } from '../src/training/training-clock.service.js';
import { expectedMessages, type DutyLike } from './support/agreement-oracle.js';
import { YearActs } from './support/year-acts.js';
import { startSampleApplication, type SampleApplication } from './support/sample-application.js';

const START = new Date('2026-09-01T06:00:00Z');
const DAY_MS = 86_400_000;
/** Fewer for a quick look, more young people for a night: `DAYS=40 npm test -- test/year`, `YOUNG_PEOPLE=300 npm test -- test/year`. */
const DAYS = Number(process.env['DAYS'] ?? 364);
const END = new Date(Date.parse('2026-09-01T20:00:00Z') + DAYS * DAY_MS);

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
  /** Duties that were closed and then owed again: when they were closed does not say what had been sent. */
  const reopened = new Set<string>();
  let acts: YearActs;
  let unreached = 0;
  /** What the nightly derivation found to put right. */
  const stale: string[] = [];

  beforeAll(async () => {
    sample = await startSampleApplication({ youngPeople: Number(process.env['YOUNG_PEOPLE'] ?? 50), now: START });
    db = sample.dataSource;
    acts = new YearActs(sample);
    for (const row of await db.query<{ key: string; stage: string }[]>('SELECT d.key, n.stage FROM notice n JOIN duty d ON d.id = n.duty_id')) settled.add(`${row.key} ${row.stage}`);
    await noteClosed(START);
    for (const [day, at] of instants().entries()) {
      if (at > (await now())) await sample.app.get(TrainingClock).moveClock(at);
      await acts.act(at, day);
      await noteClosed(at);
      if (day % 30 !== 0 || day === 0) continue;
      // The night's jobs.
      unreached += await sample.app.get(ContactChecks).checkContacts();
      stale.push(...(await sample.app.get(NightlyDerivation).deriveAll()).map(({ key }) => `day ${day}: ${key}`));
      await noteClosed(at);
    }
    await sample.app.get(TrainingClock).moveClock(END);
    await noteClosed(END);
  }, 900_000);

  afterAll(() => sample.close());

  const now = async (): Promise<Date> => sample.app.get(UnitOfWork).run(async (running) => running.now);

  async function noteClosed(at: Date): Promise<void> {
    const rows = await db.query<{ key: string; met_at: Date | null }[]>(`SELECT key, met_at FROM duty WHERE outcome <> 'open'`);
    const closed = new Set(rows.map(({ key }) => key));
    for (const key of closedAt.keys()) if (!closed.has(key)) reopened.add(key);
    // The e-mail of a leg is itself what closes it: its own notice still counts as sent before.
    for (const { key, met_at } of rows) if (!closedAt.has(key)) closedAt.set(key, met_at && met_at > START ? new Date(met_at.getTime() + (/\/email\/|^EP11S\//.test(key) ? 1 : 0)) : at);
  }

  /** An instant of each day. Half a minute past, since nobody records a fact at the very instant of the digest. */
  function instants(): Date[] {
    const hours = fc.sample(fc.integer({ min: 5 * 60, max: 22 * 60 }), { seed: 20260901, numRuns: DAYS });
    return hours.map((minute, day) => new Date(START.getTime() + day * DAY_MS + (minute - 300) * 60_000 + 30_000));
  }

  it('sends what the register says: no message missing, none twice, none early', async () => {
    const all = await db.getRepository(DutyRow).find();
    // What was put right, moved, held or owed again has a history that its row does not tell: its messages are held to their own tests.
    const duties = all.filter(({ key, caseId, scheduleVersion, heldUntil }) => scheduleVersion === 1 && heldUntil === null && !reopened.has(key) && !(caseId !== null && acts.touched.has(caseId)));
    expect(duties.length).toBeGreaterThan(0.7 * all.length);
    const compared = new Set(duties.map(({ key }) => key));
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
    const ofTheYear = sent.filter(({ key, stage }) => compared.has(key) && !settled.has(`${key} ${stage}`));
    expect(ofTheYear.map(asText).sort()).toEqual(expected.map(asText).sort());
    expect(ofTheYear.length).toBeGreaterThan(5 * DAYS);
  }, 300_000);

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

  it('found nothing to put right in any month, with people who could not be reached and every kind of act among them', () => {
    expect(stale).toEqual([]);
    expect(unreached).toBeGreaterThan(0);
    if (DAYS > 100) expect([...acts.done].filter(([, count]) => count === 0)).toEqual([]);
  });

  it('finds nothing to put right when everything is derived again', async () => {
    expect(await sample.app.get(NightlyDerivation).deriveAll()).toEqual([]);
  }, 120_000);
});

function asOracleReads(row: DutyRow): DutyLike {
  const { key, clause, owedBy, opensAt, dueOn, dueAt } = row;
  return { key, clause, owedBy, opensAt, due: dueOn !== null ? { kind: 'day', on: dueOn } : dueAt !== null ? { kind: 'instant', at: dueAt } : { kind: 'not known' } };
}
