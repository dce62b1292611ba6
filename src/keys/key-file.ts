import { createPrivateKey, createHmac, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { StartError } from '../start-error.js';

/** The installation's secrets. They live in one file beside the database, never in it. */
export interface Keys {
  /** What the passwords of the database's roles are made from. */
  database: Buffer;
  /** For keyed hashes by which something is found that is kept encrypted. */
  search: Buffer;
  /** Ed25519: signs the heads of the audit trail. */
  audit: KeyObject;
  /** The keys that wrap each case's own key: the current one for new ones, the others until all are wrapped anew. 32 bytes each. */
  wrapping: { current: string; byId: Map<string, Buffer> };
  /** The file they were read from, to read it anew when the wrapping keys were rotated. */
  path?: string;
}

interface KeyFile {
  database: string;
  search: string;
  audit: string;
  wrapping: { current: string; keys: Record<string, string> };
}

const KEY_BYTES = 32;
const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** A new set of keys, as the text of its file. */
export function newKeyFile(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const file: KeyFile = {
    database: newKey(),
    search: newKey(),
    audit: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    wrapping: { current: 'k1', keys: { k1: newKey() } },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The keys of a file's text. Throws a StartError that names the fault and never a key. */
export function parseKeyFile(text: string, path: string): Keys {
  try {
    const file = JSON.parse(text) as KeyFile;
    const byId = new Map(Object.entries(file.wrapping.keys).map(([id, key]) => [id, bytes(key)]));
    if (!byId.has(file.wrapping.current)) throw new Error('its current wrapping key is not among its keys');
    return { database: bytes(file.database), search: bytes(file.search), audit: createPrivateKey(file.audit), wrapping: { current: file.wrapping.current, byId } };
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : error instanceof TypeError ? 'a part of it is missing' : (error as Error).message;
    throw new StartError(`The keys in ${path} cannot be used: ${why}. Put the file back from your backup.`);
  }
}

/**
 * The keys of an installation. Where `mayMake`, a file that is not there is made, for its owner alone; several processes may do
 * so at once. Throws a StartError where there is none, or one that cannot be used.
 */
export async function readKeys(path: string, mayMake: boolean): Promise<Keys> {
  const read = () => readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new StartError(`The keys in ${path} cannot be read: ${error.code}.`);
  });
  const found = await read();
  if (found !== null) return { ...parseKeyFile(found, path), path };
  if (!mayMake) throw new StartError(`There is no file of keys at ${path}. Make one with “lsa keys make ${path}”, give its path as KEYS_FILE, and keep a copy apart from the database's backups.`);
  await makeKeyFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return { ...parseKeyFile((await read()) ?? '', path), path };
}

/** Writes a new file of keys; an existing one is never touched (EEXIST). */
export const makeKeyFile = (path: string): Promise<void> => writeFile(path, newKeyFile(), { mode: 0o600, flag: 'wx' });

/** A secret of its own for a named purpose, from one key. */
export const derivedSecret = (key: Buffer, purpose: string): string => createHmac('sha256', key).update(purpose).digest('base64url');

function bytes(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`a key in it has not ${KEY_BYTES} bytes`);
  return key;
}
