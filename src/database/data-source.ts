import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities.js';
import { LOCKS } from './locks.js';
import { Agreements1790000000009 } from './migrations/1790000000009-agreements.js';
import { CasesAndFacts1790000000002 } from './migrations/1790000000002-cases-and-facts.js';
import { Corrections1790000000006 } from './migrations/1790000000006-corrections.js';
import { DutiesAndMessages1790000000003 } from './migrations/1790000000003-duties-and-messages.js';
import { FailedMessages1790000000004 } from './migrations/1790000000004-failed-messages.js';
import { OrganisationDuties1790000000008 } from './migrations/1790000000008-organisation-duties.js';
import { OrganisationsAndPeople1790000000001 } from './migrations/1790000000001-organisations-and-people.js';
import { PeopleComeAndGo1790000000011 } from './migrations/1790000000011-people-come-and-go.js';
import { PlanSectionsAndMeetings1790000000010 } from './migrations/1790000000010-plan-sections-and-meetings.js';
import { RecordsAndSubjects1790000000005 } from './migrations/1790000000005-records-and-subjects.js';
import { ReviewsAndAnswers1790000000021 } from './migrations/1790000000021-reviews-and-answers.js';
import { Settings1790000000007 } from './migrations/1790000000007-settings.js';

/** In the order of their numbers. */
export const MIGRATIONS = [
  OrganisationsAndPeople1790000000001, CasesAndFacts1790000000002, DutiesAndMessages1790000000003, FailedMessages1790000000004,
  RecordsAndSubjects1790000000005, Corrections1790000000006, Settings1790000000007, OrganisationDuties1790000000008, Agreements1790000000009,
  PlanSectionsAndMeetings1790000000010, PeopleComeAndGo1790000000011, ReviewsAndAnswers1790000000021,
];

// A local date has no time and no zone: it stays the text that PostgreSQL says.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** The one way to reach the database: for Nest, the command line, migrations and tests alike. */
export function dataSourceOptions(url: string, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    poolSize,
    extra: { options: '-c timezone=UTC' },
  };
}

/** Opens the database and brings its tables up to date. Several processes may do so at once: they take turns. */
export async function openDatabase(url: string, poolSize?: number): Promise<DataSource> {
  const dataSource = await new DataSource(dataSourceOptions(url, poolSize)).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCKS.migrations]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCKS.migrations]);
    await runner.release();
  }
  return dataSource;
}
