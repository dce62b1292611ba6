import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Clock } from '../src/clock.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { countKeys, rotateKeys } from '../src/encryption/rotate-keys.js';
import { newRowIds, sealRows } from '../src/encryption/seal-rows.js';
import { makeKeyFile, readKeys } from '../src/keys/key-file.js';
import { addWrappingKey, rereadWrappingKeys } from '../src/keys/wrapping-keys.js';
import { CaseRecord } from '../src/records/record.entity.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';

const CASES = 10_000;
let folder: string;
let path: string;
let database: FreshDatabase;
/** The application, which is not stopped, and the command line. */
let application: DataSource;
let commands: DataSource;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learner-support-keys-'));
  path = join(folder, 'keys.json');
  await makeKeyFile(path);
  database = await freshDatabase();
  application = await openDatabase(database.url, await readKeys(path, false));
  commands = await openDatabase(database.url, await readKeys(path, false));
  await application.query(`
    INSERT INTO authority VALUES ('E08000025', 'Birmingham');
    INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
      SELECT 'LS-' || n, 'E08000025', n, 'Sample', 'Sample', '2009-01-01', 'relevant', '2026-01-01' FROM generate_series(1, ${CASES}) n`);
  await application.transaction(async (manager) => {
    const ids = await newRowIds(manager, 'record', CASES);
    const rows = ids.map((id, index) => ({ id, case_id: index + 1, words: { ownWords: `said in case ${index + 1}` } }));
    await manager.query(
      `INSERT INTO record (id, case_id, kind, happened_on, details, words, recorded_at)
       SELECT id, case_id, 'view', '2026-05-01', '{}', words, '2026-05-01' FROM jsonb_to_recordset($1) AS r(id int, case_id int, words jsonb)`,
      [JSON.stringify(await sealRows(manager, 'record', rows))],
    );
  });
});
afterAll(async () => {
  await application.destroy();
  await commands.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

const write = (caseId: number, ownWords: string) =>
  application.manager.save(CaseRecord, { caseId, placementId: null, aboutId: null, kind: 'view', happenedOn: '2026-05-02', details: {}, words: { ownWords }, recordedBy: null, recordedAt: new Date(), takenBackAt: null });
const said = async (caseId: number) => (await application.manager.find(CaseRecord, { where: { caseId }, order: { id: 'ASC' } })).map(({ words }) => words.ownWords);

describe('a rotation of the wrapping keys', () => {
  it(`of ${CASES} cases loses no text while others read, write and register, and touches no text`, async () => {
    const before = await application.query<{ digest: string }[]>(`SELECT md5(string_agg(id || words::text, ',' ORDER BY id)) AS digest FROM record`);
    const written: [number, string][] = [];
    const load = { stopped: false, reads: 0, failures: [] as unknown[] };
    const worker = async (seed: number): Promise<void> => {
      for (let turn = 0; !load.stopped; turn += 1) {
        const caseId = ((seed * 7919 + turn * 104_729) % CASES) + 1;
        try {
          expect((await said(caseId))[0]).toBe(`said in case ${caseId}`);
          load.reads += 1;
          if (turn % 3 === 0) {
            await write(caseId, `later ${seed}-${turn}`);
            written.push([caseId, `later ${seed}-${turn}`]);
          }
          if (turn % 7 === 0) {
            const [row] = await application.query<{ id: number }[]>(
              `INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
               VALUES ($1, 'E08000025', $1, 'New', 'New', '2009-01-01', 'relevant', '2026-01-01') RETURNING id`, [`N-${seed}-${turn}`]);
            await write(row?.id ?? 0, `first ${seed}-${turn}`);
            written.push([row?.id ?? 0, `first ${seed}-${turn}`]);
          }
        } catch (error) {
          load.failures.push(error);
        }
      }
    };
    const workers = [1, 2, 3, 4].map(worker);
    const id = await addWrappingKey(path);
    const keys = await readKeys(path, false);
    const unitOfWork = UnitOfWork.forSystem(commands, new Clock());
    const count = await rotateKeys(unitOfWork, keys);
    const duringRotation = load.reads;
    load.stopped = true;
    await Promise.all(workers);
    expect(load.failures).toEqual([]);
    expect([id, count >= CASES, duringRotation > 0, written.length > 0]).toEqual(['k2', true, true, true]);
    expect(await countKeys(unitOfWork)).toEqual({ inUse: [{ wrapping_key_id: 'k2', count: expect.any(Number) }], erased: 0 });
    const after = await application.query<{ digest: string }[]>(`SELECT md5(string_agg(id || words::text, ',' ORDER BY id)) AS digest FROM record WHERE id <= ${CASES}`);
    expect(after).toEqual(before);
    // A process that begins now, and knows the new key alone.
    delete keys.path;
    keys.wrapping.byId.delete('k1');
    const later = await openDatabase(database.url, keys);
    try {
      const records = await later.manager.find(CaseRecord, { order: { id: 'ASC' } });
      const found = new Map(records.map((record) => [record.words.ownWords, record.caseId]));
      const lost = Array.from({ length: CASES }, (_, index) => index + 1).filter((caseId) => found.get(`said in case ${caseId}`) !== caseId);
      expect([lost, written.filter(([caseId, words]) => found.get(words) !== caseId)]).toEqual([[], []]);
    } finally {
      await later.destroy();
    }
  });

  it('says which wrapping key is missing instead of losing what it wraps', async () => {
    const keys = await readKeys(path, false);
    await addWrappingKey(path);
    await rereadWrappingKeys(keys);
    keys.wrapping.byId.delete('k2');
    await expect(rotateKeys(UnitOfWork.forSystem(commands, new Clock()), keys)).rejects.toThrow('does not open with the wrapping key k2');
    expect(await said(1)).toContain('said in case 1');
  });
});
