import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import type { RunConfig } from '../config.js';
import { useKeys } from '../encryption/use-keys.js';
import { dataSourceOptions, prepareTables } from './data-source.js';
import { urlFor } from './roles.js';
import { UnitOfWork } from './unit-of-work.js';

/** The database as the system itself has it: for the start and the command line. */
export interface SystemDatabase {
  dataSource: DataSource;
  unitOfWork: UnitOfWork;
  clock: Clock;
  close(): Promise<void>;
}

/** Brings the tables up to date and opens them in the worker's role. */
export async function openAsSystem({ databaseUrl, databasePool, keys }: Pick<RunConfig, 'databaseUrl' | 'databasePool' | 'keys'>): Promise<SystemDatabase> {
  await prepareTables(databaseUrl, keys);
  const dataSource = useKeys(await new DataSource(dataSourceOptions(urlFor('worker', databaseUrl, keys), databasePool)).initialize(), keys);
  const clock = new Clock();
  return { dataSource, clock, unitOfWork: UnitOfWork.forSystem(dataSource, clock), close: () => dataSource.destroy() };
}
