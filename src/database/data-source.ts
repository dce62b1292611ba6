import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities.js';
import { LOCKS } from './locks.js';
import { CasesAndFacts1790000000002 } from './migrations/1790000000002-cases-and-facts.js';
import { DutiesAndMessages1790000000003 } from './migrations/1790000000003-duties-and-messages.js';
import { FailedMessages1790000000004 } from './migrations/1790000000004-failed-messages.js';
import { OrganisationsAndPeople1790000000001 } from './migrations/1790000000001-organisations-and-people.js';

export const MIGRATIONS = [OrganisationsAndPeople1790000000001, CasesAndFacts1790000000002, DutiesAndMessages1790000000003, FailedMessages1790000000004];

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
