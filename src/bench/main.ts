import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareTables } from '../database/data-source.js';
import { startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { readKeys } from '../keys/key-file.js';
import { benchAttendance } from './attendance.bench.js';
import { benchClock } from './clock.bench.js';
import { benchDerivations } from './derivations.bench.js';
import { benchSeals } from './seals.bench.js';
import { describeRow, isTooSlow, type BenchRow } from './measure.js';
import { benchPages } from './pages.bench.js';
import { benchRowSecurity } from './row-security.bench.js';
import { benchSealedTexts } from './sealed-texts.bench.js';

/** Ratios against a named peer in the same run: single figures say more about the machine than about the product. */
const dataDir = await mkdtemp(join(tmpdir(), 'learner-support-bench-'));
const server = await startEmbeddedPostgres({ dataDir });
try {
  const keys = await readKeys(join(dataDir, 'keys.json'), true);
  await prepareTables(server.url, keys);
  const rows: BenchRow[] = [benchDerivations(), await benchClock(server.url), await benchSealedTexts(server.url, keys), ...(await benchSeals(server.url)), ...(await benchRowSecurity(server.url, keys)), ...(await benchPages(server.url, keys)), await benchAttendance(server.url, keys)];
  process.stdout.write(`${rows.map(describeRow).join('\n\n')}\n`);
  if (rows.some(isTooSlow)) process.exitCode = 1;
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
