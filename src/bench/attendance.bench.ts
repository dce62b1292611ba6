import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { dataSourceOptions } from '../database/data-source.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { addDays } from '../domain/time/local-date.js';
import { DutiesService } from '../duties/duties.service.js';
import { useKeys } from '../encryption/use-keys.js';
import { ImportsService } from '../imports/imports.service.js';
import type { Keys } from '../keys/key-file.js';
import { newCaseReference } from '../young-people/case-reference.js';
import type { BenchRow } from './measure.js';
import { newDatabase } from './new-database.js';

const LEARNERS = 1_250;
const WEEKS = 40;
const ROWS = LEARNERS * WEEKS;
/** One row in a hundred is faulty, by turns in a way that the file shows and in one that only the database does. */
const FAULTY_EVERY = 100;
/** Of the time of its peer: some 60 seconds for all rows on two cores, where COPY takes a tenth of one. */
const AT_MOST = 600;

/**
 * A provider's file of 50,000 weeks of attendance, looked at and confirmed: read, checked, matched, written with its trail, and every duty of 1,250 learners derived; beside
 * PostgreSQL's COPY of the same file into a table without anything.
 */
export async function benchAttendance(serverUrl: string, keys: Keys): Promise<BenchRow> {
  const url = await newDatabase(serverUrl, 'bench_attendance', keys);
  const dataSource = useKeys(await new DataSource(dataSourceOptions(url)).initialize(), keys);
  const path = join(tmpdir(), `learner-support-bench-${process.pid}.csv`);
  try {
    const text = fileOf(await makeLearners(dataSource));
    await writeFile(path, text, { mode: 0o644 });
    const clock = new Clock();
    clock.realNow = () => new Date('2027-06-28T07:00:00Z');
    const imports = new ImportsService(UnitOfWork.forSystem(dataSource, clock), new AuditService(), new DutiesService());
    const from = performance.now();
    const { id, errors } = await imports.previewImport(DESIGNATED_PERSON, 'attendance', 'attendance.csv', Buffer.from(text));
    const { result } = await imports.confirmImport(DESIGNATED_PERSON, id);
    const perSecond = (ROWS / (performance.now() - from)) * 1000;
    if (errors.length !== ROWS / FAULTY_EVERY || result.created !== ROWS - errors.length) throw new Error(`${errors.length} faulty, ${result.created} created`);
    return { name: 'Rows of attendance imported', unit: 'rows', perSecond, peer: 'COPY of the same file', peerPerSecond: await copyRate(dataSource, path), atMost: AT_MOST };
  } finally {
    await dataSource.destroy();
    await rm(path, { force: true });
  }
}

const DESIGNATED_PERSON: Actor = {
  personId: 1, asOf: new Date('2027-06-28T07:00:00Z'), authorityCode: null, providerId: 1, posts: [{ post: 'designated-person', authorityCode: null, providerId: 1, team: null }], ownCaseId: null, inspections: [], emergencyAccess: [],
};

/** The learners of one college: their references. */
async function makeLearners(dataSource: DataSource): Promise<string[]> {
  const references = [...new Set(Array.from({ length: LEARNERS + 50 }, newCaseReference))].slice(0, LEARNERS);
  await dataSource.query(`
    INSERT INTO installation VALUES (1, 'training', true, 0, '2026-01-01');
    INSERT INTO authority VALUES ('E08000025', 'Birmingham');
    INSERT INTO provider (ukprn, name, type, authority_code) VALUES ('10099001', 'Aldermere College', 'further-education-college', 'E08000025');
    INSERT INTO person (name, email, provider_id, active) VALUES ('Tom Pryce', 'tom.pryce@aldermere.example', 1, true)`);
  await dataSource.query(
    `INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
     SELECT reference, 'E08000025', place, 'Sample', 'Sample', '2009-11-01', 'relevant', '2026-07-01' FROM unnest($1::text[]) WITH ORDINALITY AS r(reference, place)`,
    [references],
  );
  await dataSource.query(`INSERT INTO placement (case_id, provider_id, course, level, agreed_on, starts_on) SELECT id, 1, 'Baking', 2, '2026-07-01', '2026-08-31' FROM young_person`);
  await dataSource.query('ANALYZE');
  return references;
}

function fileOf(references: readonly string[]): string {
  const lines = ['reference,uln,course,month,week,possible,attended,authorised'];
  for (let week = 0; week < WEEKS; week += 1) {
    for (const [place, reference] of references.entries()) {
      const isFaulty = lines.length % FAULTY_EVERY === 0;
      const shown = isFaulty && lines.length % (2 * FAULTY_EVERY) === 0 ? 'LS-222222' : reference;
      const attended = isFaulty && shown === reference ? 99 : 30 - ((place + week) % 7);
      lines.push(`${shown},,,,${addDays('2026-09-07', 7 * week)},30,${attended},0`);
    }
  }
  return `${lines.join('\n')}\n`;
}

async function copyRate(dataSource: DataSource, path: string): Promise<number> {
  await dataSource.query('CREATE TABLE copied (reference text, uln text, course text, month text, week date, possible int, attended int, authorised int)');
  const from = performance.now();
  await dataSource.query(`COPY copied FROM '${path}' CSV HEADER`);
  return (ROWS / (performance.now() - from)) * 1000;
}
