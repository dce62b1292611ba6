import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { ENTITLEMENTS } from '../../src/domain/agreement/records/provider.js';
import type { CaseRecordKind } from '../../src/domain/agreement/records.js';
import { addMonths } from '../../src/domain/time/local-date.js';
import { DutiesService } from '../../src/duties/duties.service.js';

type Row = [kind: CaseRecordKind, on: string, details?: object];

/** What is recorded of every placement from September 2026 as a matter of course, each in time. */
const OF_A_PLACEMENT: Row[] = [
  ['consent-decision', '2026-06-01', { decision: 'given', how: 'face to face' }],
  ['contact-card-acknowledged', '2026-06-01', { keyContactNamed: true }],
  ['visit', '2026-06-10', { moment: 'pre-entry' }],
  ['visit', '2026-09-21', { moment: 'post-entry' }],
  ['advice-given', '2026-09-08'],
  ...Object.keys(ENTITLEMENTS).map((entitlement): Row => ['entitlement', '2026-09-08', { entitlement, status: 'claimed' }]),
  ['mentor-introduced', '2026-09-08'],
  ['careers-advice', '2026-09-10', { moment: 'staying in' }],
  ...['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03'].map((month): Row => ['attendance-return', addMonths(`${month}-01`, 1), { month, possible: 40, attended: 39, authorised: 1 }]),
  ['term-return', '2027-01-01', { term: '2026-27-autumn', retained: 'yes', progress: 'expected' }],
];

/** And of every young person. */
const OF_A_CASE: Row[] = [
  ...['2025-26-summer', '2026-27-autumn', '2026-27-spring'].map((term, index): Row => ['pep-review', ['2026-06-02', '2026-09-15', '2027-01-15'][index] ?? '', { term, form: 'pep', quality: 'green' }]),
  ...['2026-08-01', '2026-09-20', '2026-11-10', '2027-01-01', '2027-02-20'].map((on): Row => ['status', on, { status: 'education', source: 'provider' }]),
];

/**
 * Records in every case what goes without saying in a story about something else: consent, contact card, visits, returns,
 * statuses … Days to come act when they come. Once for each case and placement.
 */
export async function keepEverydayDuties(app: INestApplication): Promise<void> {
  const dataSource = app.get(DataSource);
  const insert = (whose: string, table: string, rows: Row[]) =>
    dataSource.query(
      `INSERT INTO record (case_id, placement_id, kind, happened_on, details, words, recorded_at)
       SELECT ${whose}, r.kind, r."on", coalesce(r.details, '{}'), '{}', r."on" FROM ${table} s CROSS JOIN jsonb_to_recordset($1) AS r(kind text, "on" date, details jsonb)
       WHERE NOT EXISTS (SELECT FROM record x WHERE (x.case_id, x.placement_id) IS NOT DISTINCT FROM (${whose}) AND x.kind = r.kind)`,
      [JSON.stringify(rows.map(([kind, on, details]) => ({ kind, on, details })))],
    );
  await insert('s.case_id, s.id', 'placement', OF_A_PLACEMENT);
  await insert('s.id, NULL::int', 'young_person', OF_A_CASE);
  const cases = await dataSource.query<{ id: number }[]>('SELECT id FROM young_person');
  await app.get(UnitOfWork).run(() => app.get(DutiesService).rederive(cases.map(({ id }) => id)));
}
