import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyFile } from '../../src/keys/key-file.js';

const bytes = (letter: string): string => Buffer.alloc(32, letter).toString('base64');

const TEXT = JSON.stringify({
  database: bytes('d'),
  search: bytes('s'),
  audit: '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFDmGGJVYJmm262rwycfxbwE9T9ylavgoJABAQsOxzuT\n-----END PRIVATE KEY-----\n',
  wrapping: { current: 'k1', keys: { k1: bytes('1') } },
});

/** The keys of every spec: the run's one PostgreSQL has one set of roles. */
export const TEST_KEYS = parseKeyFile(TEXT, 'keys.ts');

/** The path of a file with them, for commands. */
export async function testKeysFile(): Promise<string> {
  const path = join(await mkdtemp(join(process.env.TEST_DATA_DIR ?? tmpdir(), 'keys-')), 'keys.json');
  await writeFile(path, TEXT);
  return path;
}
