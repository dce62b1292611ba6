import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder for the run's PostgreSQL, which starts when the first spec asks for a database (database.ts). */
export default async function globalSetup() {
  process.env.TEST_DATA_DIR = await mkdtemp(join(tmpdir(), 'learner-support-test-'));
}
