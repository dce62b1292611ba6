import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysCommand } from '../src/cli/keys.js';
import { readConfig, type Config } from '../src/config.js';
import { newKeyFile, readKeys } from '../src/keys/key-file.js';
import { YoungPerson } from '../src/young-people/young-person.entity.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './support/database.js';
import { TEST_KEYS } from './support/keys.js';

let folder: string;
let path: string;
let database: FreshDatabase;
let config: Config;

/** A file of keys with the run's database passwords and wrapping keys of its own. */
async function keyFile(to: string): Promise<void> {
  const file = JSON.parse(newKeyFile()) as { database: string };
  await writeFile(to, JSON.stringify({ ...file, database: TEST_KEYS.database.toString('base64') }), { mode: 0o600 });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learner-support-keys-'));
  path = join(folder, 'keys.json');
  await keyFile(path);
  database = await freshDatabase();
  config = readConfig({ DATABASE_URL: database.url, INSTALLATION: 'training', KEYS_FILE: path }, []);
  const dataSource = await openDatabase(database.url, await readKeys(path, false));
  await dataSource.query(`INSERT INTO authority VALUES ('E08000025', 'Birmingham')`);
  await dataSource.manager.save(YoungPerson, { reference: 'LS-7K2QF9', homeAuthorityCode: 'E08000025', localId: '1', preferredName: 'Kemi', legalName: 'Kemi', bornOn: '2010-01-01', careStatus: 'in-care', registeredAt: new Date(), uln: '9276308686', upn: null });
  await dataSource.destroy();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const lsa = (...args: string[]) => keysCommand(args, () => config);
const ulnWith = async (keysPath: string): Promise<string | null> => {
  const dataSource = await openDatabase(database.url, await readKeys(keysPath, false));
  try {
    return (await dataSource.manager.findOneByOrFail(YoungPerson, { reference: 'LS-7K2QF9' })).uln;
  } finally {
    await dataSource.destroy();
  }
};

describe('lsa keys', () => {
  it('make writes a file of keys for its owner alone, and never over another', async () => {
    const made = join(folder, 'made.json');
    expect(await lsa('make', made)).toMatchObject({ exitCode: 0, stderr: '' });
    expect([(await stat(made)).mode & 0o777, (await readKeys(made, false)).wrapping.current]).toEqual([0o600, 'k1']);
    const before = await readFile(made, 'utf8');
    expect(await lsa('make', made)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is there already') });
    expect(await readFile(made, 'utf8')).toBe(before);
  });

  it('rotate --new-key makes a new wrapping key and wraps everything with it; drop takes the earlier one out of the file', async () => {
    const backup = join(folder, 'backup.json');
    await copyFile(path, backup);
    expect((await lsa('status')).stdout).toBe('k1 wraps 1 keys, the current one\n0 cases have been erased\n');
    expect(await lsa('drop', 'k1')).toMatchObject({ exitCode: 2, stderr: 'k1 still wraps 1 keys. Rotate first: keys rotate --new-key\n' });
    expect(await lsa('rotate', '--new-key')).toEqual({ exitCode: 0, stderr: '', stdout: `k2 is the new wrapping key. Copy ${path} to where you keep it.\n1 keys are wrapped anew; k2 wraps them all.\n` });
    expect([(await lsa('status')).stdout, (await stat(path)).mode & 0o777]).toEqual(['k1 wraps 0 keys\nk2 wraps 1 keys, the current one\n0 cases have been erased\n', 0o600]);
    expect((await lsa('drop', 'k1')).exitCode).toBe(0);
    await expect(lsa('drop', 'k2')).resolves.toMatchObject({ exitCode: 2 });
    expect(await ulnWith(path)).toBe('9276308686');
    await expect(ulnWith(backup)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    expect((await lsa('rotate')).stdout).toBe('0 keys are wrapped anew; k2 wraps them all.\n');
  });

  it('shred erases the texts of one case for good, with a reason, and says what to do about copies of its key', async () => {
    expect(await lsa('shred', 'LS-7K2QF9')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--reason') });
    expect(await lsa('shred', 'LS-NOBODY', '--reason', 'Asked for by the young person')).toMatchObject({ exitCode: 2 });
    const { exitCode, stdout } = await lsa('shred', 'LS-7K2QF9', '--reason', 'Asked for by the young person');
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('read “erased” from now on')]);
    expect([(await lsa('status')).stdout, await ulnWith(path)]).toEqual(['k2 wraps 0 keys, the current one\n1 cases have been erased\n', null]);
    expect(await lsa('shred', 'LS-7K2QF9', '--reason', 'Asked for by the young person')).toMatchObject({ exitCode: 2, stderr: 'The texts of this case were erased before.\n' });
  });

  it('says how it is used where it is asked wrongly', async () => {
    for (const args of [[], ['rotate', 'now'], ['make'], ['status', '--new-key'], ['drop'], ['shred', 'LS-7K2QF9', '--reason', 'short'], ['turn']]) {
      expect(await lsa(...args)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('Say one of: keys make FILE') });
    }
  });
});
