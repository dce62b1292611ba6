import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source.js';
import { newRowIds, sealRows } from '../encryption/seal-rows.js';
import { openSealed } from '../encryption/sealed-sql.js';
import { useKeys } from '../encryption/use-keys.js';
import type { Keys } from '../keys/key-file.js';
import { CASE_VIEW_SQL } from '../young-people/case-view-sql.js';
import { medianRate, type BenchRow } from './measure.js';

const TEXTS = 60;
const CHARACTERS = 400;
const READS = 100;
const RUNS = 3;
const CASE = 1_000_000;

/** Reading a case with 60 texts of 400 characters and opening them, its key read anew each time, beside the same statement alone. */
export async function benchSealedTexts(url: string, keys: Keys): Promise<BenchRow> {
  const dataSource = useKeys(await new DataSource(dataSourceOptions(url)).initialize(), keys);
  try {
    await makeCase(dataSource);
    const reading = (isOpened: boolean) => () =>
      reads(async () =>
        dataSource.transaction(async (manager) => {
          const [row] = await manager.query<{ view: object }[]>(CASE_VIEW_SQL, [CASE, new Date(), '2026-09-21']);
          if (isOpened) await openSealed(manager, row?.view);
        }),
      );
    const perSecond = await medianRate(RUNS, reading(true));
    const peerPerSecond = await medianRate(RUNS, reading(false));
    return { name: `A case with ${TEXTS} sealed texts`, unit: 'cases', perSecond, peer: 'the same statement without opening them', peerPerSecond };
  } finally {
    await dataSource.destroy();
  }
}

async function reads(read: () => Promise<void>): Promise<number> {
  for (let count = 0; count < READS; count += 1) await read();
  return READS;
}

async function makeCase(dataSource: DataSource): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query(
      `INSERT INTO young_person (id, reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
       VALUES ($1, 'LS-BENCH1', 'E08000025', 'bench', 'Sample', 'Sample', '2009-01-01', 'relevant', '2026-01-01')`,
      [CASE],
    );
    const ids = await newRowIds(manager, 'record', TEXTS);
    const rows = await sealRows(manager, 'record', ids.map((id) => ({ id, case_id: CASE, words: { ownWords: 'x'.repeat(CHARACTERS) } })));
    await manager.query(
      `INSERT INTO record (id, case_id, kind, happened_on, details, words, recorded_at)
       SELECT id, case_id, 'view', '2026-05-01', '{}', words, '2026-05-01' FROM jsonb_to_recordset($1) AS r(id int, case_id int, words jsonb)`,
      [JSON.stringify(rows)],
    );
  });
}
