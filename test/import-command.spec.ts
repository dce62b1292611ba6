import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importCommand } from '../src/cli/import.js';
import { sampleCommand } from '../src/cli/sample.js';
import { testKeysFile } from './support/keys.js';
import { readConfig, type Config } from '../src/config.js';
import { IMPORT_KINDS } from '../src/imports/import-batch.entity.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';

let database: FreshDatabase;
let folder: string;
let config: Config;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'import-command-'));
  config = readConfig({ DATABASE_URL: database.url, INSTALLATION: 'live', DATA_DIR: folder, KEYS_FILE: await testKeysFile() }, []);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const PROVIDERS = 'ukprn,name,type,authority_code\n';
const GOOD = '19900903,Harefold College,further-education-college,E08000031\n';
const FAULTY = '1990090,Harefold College,further education college,E08000031\n';

describe('lsa import', () => {
  it('loads the example files into a new live installation, in the order of the kinds', async () => {
    for (const kind of Object.keys(IMPORT_KINDS)) {
      const result = await importCommand([kind, `docs/examples/${kind}.csv`], config);
      expect(result).toMatchObject({ exitCode: 0, stderr: '' });
      expect(result.stdout).toMatch(/^.*\.csv: \d good rows, 0 faulty rows\.\nLoaded: \d created, \d changed, 0 unchanged\.\n$/);
    }
  });

  it('loads nothing on a dry run, and nothing of a faulty file if it is all or nothing', async () => {
    const path = await file('providers.csv', PROVIDERS + GOOD + FAULTY);
    const faulty =
      "providers.csv: 1 good row, 1 faulty row.\nline 3, ukprn \"1990090\": Write the UK provider reference number: eight digits that begin with 1.\n";
    expect(await importCommand(['providers', path, '--dry-run'], config)).toEqual({
      exitCode: 3, stderr: '', stdout: `${faulty}Nothing loaded (--dry-run); it would be: 1 created, 0 changed, 0 unchanged.\n`,
    });
    expect(await importCommand(['providers', path, '--all-or-nothing'], config)).toEqual({ exitCode: 3, stderr: '', stdout: `${faulty}Nothing loaded.\n` });
    expect(await importCommand(['providers', path], config)).toEqual({ exitCode: 3, stderr: '', stdout: `${faulty}Loaded: 1 created, 0 changed, 0 unchanged.\n` });
    expect(await importCommand(['providers', path, '--skip-faulty'], config)).toEqual({ exitCode: 3, stderr: '', stdout: `${faulty}Loaded: 0 created, 0 changed, 1 unchanged.\n` });
  });

  it('says on a dry run what it would overwrite, and overwrites nothing without a reason', async () => {
    const path = await file('providers.csv', PROVIDERS + GOOD.replace('Harefold College', 'Harefold Learning'));
    expect((await importCommand(['providers', path, '--dry-run'], config)).stdout).toContain('line 2, name: "Harefold College" would become "Harefold Learning"\n');
    const refused = await importCommand(['providers', path], config);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('providers.csv changes what is recorded: 1 value. Nothing was loaded.') });
    expect((await importCommand(['providers', path, '--reason', 'They changed their name'], config)).stdout).toContain('Loaded: 0 created, 1 changed, 0 unchanged.');
    expect((await importCommand(['providers', path], config)).stdout).toContain('Loaded: 0 created, 0 changed, 1 unchanged.');
  });

  it.each([
    [[], /^Give a kind \(providers, people, young-people, placements, attendance\) and a file, for example:/],
    [['cats', 'x.csv'], /^Give a kind/],
    [['people'], /^Give a kind/],
    [['people', 'a.csv', 'b.csv'], /^Give a kind/],
    [['people', 'a.csv', '--force'], /the flags are --dry-run/],
    [['people', 'docs/examples/people.csv', '--skip-faulty', '--all-or-nothing'], /exclude each other/],
    [['people', 'a.csv', '--reason', 'because'], /at least 10 characters/],
    [['people', 'nowhere.csv'], /^nowhere\.csv cannot be read: there is no such file\n$/],
    [['people', 'docs'], /^docs cannot be read: /],
    [['people', 'docs/examples/providers.csv'], /^The first line has to name the columns\. These are missing: email, organisation\.\n$/],
  ])('exits with 2 and one sentence when asked %j', async (args, sentence) => {
    const { exitCode, stdout, stderr } = await importCommand(args, config);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });
});

describe('lsa sample', () => {
  it.each([[['--young-people', 'many']], [['--young-people', '-1']], [['--young-people', '1000000']], [['300']], [['--people', '3']]])(
    'exits with 2 and one sentence when asked %j',
    async (args) => {
      expect(await sampleCommand(args, config)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/^Give the number of young people, from 0 to 200000/) });
    },
  );

  it('is refused in a live installation', async () => {
    expect(await sampleCommand([], config)).toEqual({ exitCode: 2, stdout: '', stderr: 'This is a live installation: the sample region is only for training.\n' });
  });
});
