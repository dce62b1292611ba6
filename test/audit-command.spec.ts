import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKeyFile, parseKeyFile } from '../src/keys/key-file.js';
import { TEST_KEYS } from './support/keys.js';
import { AuditKey } from '../src/audit/audit-key.js';
import { witnessLine } from '../src/audit/witnesses.js';
import { openTrail, trailOn, type Trail } from './support/trail.js';

let folder: string;
let trail: Trail;
let heads: { id: number; hash: string }[];
/** A file of keys with a new one for the trail; the roles of the run's one PostgreSQL have their passwords from the others. */
const newKeys = (): string => JSON.stringify({ ...(JSON.parse(newKeyFile()) as object), database: TEST_KEYS.database.toString('base64') });
const keysFile = (name = 'keys.json') => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-command-'));
  const keys = newKeys();
  await writeFile(keysFile(), keys);
  const opened = await openTrail();
  // Sealed with the key of the file that the command reads.
  trail = { ...(await trailOn({ url: opened.url, drop: opened.close }, new AuditKey(parseKeyFile(keys, 'keys').audit))) };
  for (let seal = 0; seal < 3; seal += 1) {
    await trail.write(2);
    await trail.seal();
  }
  heads = await trail.heads();
}, 60_000);
afterAll(async () => {
  await trail.close();
  await rm(folder, { recursive: true });
});

/** The command as it is typed. */
const lsa = (args: string[], keys = keysFile()) => {
  const env = { ...process.env, DATABASE_URL: trail.url, KEYS_FILE: keys, DATA_DIR: folder };
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'lsa', '--', 'audit', ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr: stderr.replace(/^npm warn .*\n/gm, '') };
};
const tampered = async (statement: string) => {
  await trail.dataSource.query(`ALTER TABLE audit_event DISABLE TRIGGER ALL; ${statement}; ALTER TABLE audit_event ENABLE TRIGGER ALL`);
};

describe('lsa audit', () => {
  it('says that the trail is as it was sealed, how long it is and where it stands, and exits with 0', async () => {
    const { status, stdout, stderr } = lsa(['verify']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^The trail is as it was sealed: 6 events in 3 seals, 0 waiting for the next, 0 witnesses\.\nThe head is seal 3 [0-9a-f]{64} \(epoch 1, \S+Z\)\.\n$/);
  });

  it('prints the head and the public key that others verify with', () => {
    const { status, stdout } = lsa(['head']);
    expect(status).toBe(0);
    expect(stdout).toContain(`The head is seal 3 ${heads[2]?.hash} `);
    expect(stdout).toMatch(/-----BEGIN PUBLIC KEY-----\n[\s\S]+-----END PUBLIC KEY-----\n$/);
  });

  it('takes witnesses as hashes and as kept mails, and exits with 1 where they contradict the trail', async () => {
    const kept = join(folder, 'kept.txt');
    await writeFile(kept, heads.map((head) => `Dear Priya\r\n${witnessLine(head)}\r\n`).join('\n'));
    expect(lsa(['verify', '--witness', kept, heads[0]?.hash ?? '']).stdout).toContain('4 witnesses.');
    const { status, stdout } = lsa(['verify', '--witness', `7:${'a'.repeat(64)}`]);
    expect(status).toBe(1);
    expect(stdout).toContain('A witness has seen seal 7 (aaaaaaaa…) and the trail ends at seal 3: its tail was cut, or an older backup was restored.\n');
  });

  it('exits with 1 and one sentence where an event was edited', async () => {
    await tampered(`UPDATE audit_event SET person_id = NULL WHERE id = 4`);
    const { status, stdout } = lsa(['verify']);
    await tampered(`UPDATE audit_event SET person_id = 1 WHERE id = 4`);
    expect([status, stdout.split('\n').slice(0, 2)]).toEqual([1, ['Event 4 of seal 2 was changed.', expect.stringMatching(/^1 thing is wrong with the trail: /)]]);
    expect(lsa(['verify']).status).toBe(0);
  });

  it('knows seals of an earlier file of keys by its public key', async () => {
    await writeFile(keysFile('other.json'), newKeys());
    const { status, stdout } = lsa(['verify'], keysFile('other.json'));
    expect([status, stdout]).toEqual([1, expect.stringContaining('which is not known here: give its public key with --key FILE.')]);
    await writeFile(join(folder, 'old.pem'), trail.key.publicKey.export({ type: 'spki', format: 'pem' }));
    expect(lsa(['verify', '--key', join(folder, 'old.pem')], keysFile('other.json')).status).toBe(0);
  });

  it.each([[[]], [['walk']], [['head', '--witness', 'x']], [['verify', '--colour']], [['verify', '--witness', 'no-such-file']], [['verify', 'x']]])('exits with 2 and one sentence when asked %j', (args) => {
    const { status, stdout, stderr } = lsa(args);
    expect({ status, stdout, lines: stderr.split('\n').length }).toEqual({ status: 2, stdout: '', lines: 2 });
  });
});
