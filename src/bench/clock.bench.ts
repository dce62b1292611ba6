import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { dataSourceOptions } from '../database/data-source.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DutiesService } from '../duties/duties.service.js';
import { DutyClock } from '../duties/duty-clock.service.js';
import { medianRate, type BenchRow } from './measure.js';

const DUTIES = 10_000;
const BATCH = 300;
const RUNS = 3;

/**
 * The clock's sweep over duties that all have a reminder due at one instant, beside the same work in plain SQL: claim a batch, write
 * the two ledger rows of each, set the next action, commit. What differs is the law, asked for each duty, and the way through TypeORM.
 */
export async function benchClock(url: string): Promise<BenchRow> {
  const dataSource = await new DataSource(dataSourceOptions(url)).initialize();
  try {
    await makeDuties(dataSource);
    const clock = new Clock();
    clock.realNow = () => new Date('2026-09-21T07:00:00Z');
    const unitOfWork = UnitOfWork.forSystem(dataSource, clock);
    const sweep = new DutyClock(unitOfWork, new DutiesService());
    const perSecond = await medianRate(RUNS, async () => {
      await makeDue(dataSource);
      return sweep.sweep();
    });
    const peerPerSecond = await medianRate(RUNS, async () => {
      await makeDue(dataSource);
      return sweepInPlainSql(dataSource);
    });
    return { name: 'Claim and write of due reminders', unit: 'duties', perSecond, peer: 'the same rows in plain SQL', peerPerSecond };
  } finally {
    await dataSource.destroy();
  }
}

async function makeDuties(dataSource: DataSource): Promise<void> {
  await dataSource.query(`
    INSERT INTO installation VALUES (1, 'training', true, 0, '2026-01-01');
    INSERT INTO authority VALUES ('E08000025', 'Birmingham');
    INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
      SELECT 'LS-' || n, 'E08000025', n, 'Sample', 'Sample', '2009-01-01', 'relevant', '2026-01-01' FROM generate_series(1, ${DUTIES}) n;
    INSERT INTO duty (key, case_id, clause, owed_by, owed_to, opens_at, due_on, missed_from, why, outcome, known_at)
      SELECT 'KW3/placement-' || id, id, 'KW3', '{key-worker,designated-person}', 'young person', '2026-05-01', '2026-10-07', '2026-10-07T23:00Z',
        'Thirty days after the start.', 'open', '2026-05-01' FROM young_person;`);
}

async function makeDue(dataSource: DataSource): Promise<void> {
  await dataSource.query('TRUNCATE notice CASCADE');
  await dataSource.query(`UPDATE duty SET next_action_at = '2026-09-21T07:00:00Z'`);
  // Earlier stages have gone already, as they would have by this morning.
  await dataSource.query(`
    INSERT INTO notice (duty_id, case_id, clause, schedule_version, stage, recipient, channel, delivery, state, send_at, written_at)
    SELECT d.id, d.case_id, 'KW3', 1, s.stage, 'key-worker', 'email', 'digest', 'in-message', '2026-07-15T07:00Z', '2026-07-15T07:00Z'
    FROM duty d, unnest(ARRAY['reminder-07-15', 'reminder-start-14', 'reminder-start']) AS s(stage)`);
}

async function sweepInPlainSql(dataSource: DataSource): Promise<number> {
  for (let done = 0; ; ) {
    const rows = await dataSource.transaction(async (manager) => {
      const claimed = await manager.query<{ id: number }[]>(
        `SELECT id FROM duty WHERE next_action_at <= '2026-09-21T07:00:00Z' ORDER BY next_action_at, id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`,
      );
      const ids = claimed.map((row) => row.id);
      await manager.query(
        `INSERT INTO notice (duty_id, case_id, clause, schedule_version, stage, recipient, channel, delivery, state, send_at, written_at)
         SELECT d.id, d.case_id, d.clause, d.schedule_version, 'reminder-start+14', r, 'email', 'digest', 'waiting', '2026-09-21T07:00Z', '2026-09-21T07:00Z'
         FROM duty d, unnest(d.owed_by) AS r WHERE d.id = ANY($1) ON CONFLICT DO NOTHING`,
        [ids],
      );
      await manager.query(`UPDATE duty SET next_action_at = '2026-09-30T07:00:00Z' WHERE id = ANY($1)`, [ids]);
      return ids.length;
    });
    if (rows === 0) return done;
    done += rows;
  }
}
