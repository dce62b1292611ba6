import { parseKeyFile } from '../../src/keys/key-file.js';

const bytes = (letter: string): string => Buffer.alloc(32, letter).toString('base64');

/** The keys of every spec: the run's one PostgreSQL has one set of roles. */
export const TEST_KEYS = parseKeyFile(
  JSON.stringify({
    database: bytes('d'),
    search: bytes('s'),
    audit: '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFDmGGJVYJmm262rwycfxbwE9T9ylavgoJABAQsOxzuT\n-----END PRIVATE KEY-----\n',
    wrapping: { current: 'k1', keys: { k1: bytes('1') } },
  }),
  'keys.ts',
);
