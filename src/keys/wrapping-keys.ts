import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { StartError } from '../start-error.js';
import { parseKeyFile, type Keys } from './key-file.js';

/** What this needs of the file's JSON. */
interface WithWrappingKeys {
  wrapping: { current: string; keys: Record<string, string> };
}

/** Adds a new wrapping key to the file and makes it the current one; answers its id. The earlier ones stay. */
export const addWrappingKey = (path: string): Promise<string> =>
  rewrite(path, ({ wrapping }) => {
    const numbers = Object.keys(wrapping.keys).map((id) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0));
    const id = `k${Math.max(0, ...numbers) + 1}`;
    wrapping.keys[id] = randomBytes(32).toString('base64');
    wrapping.current = id;
    return id;
  });

/** Takes a wrapping key out of the file for good. Throws a StartError for the current one and for one that is not there. */
export const dropWrappingKey = (path: string, id: string): Promise<string> =>
  rewrite(path, ({ wrapping }) => {
    if (wrapping.current === id) throw new StartError(`${id} is the current wrapping key: rotate to a new one first.`);
    if (!Object.hasOwn(wrapping.keys, id)) throw new StartError(`There is no wrapping key ${id} in ${path}.`);
    delete wrapping.keys[id];
    return id;
  });

/** Brings the wrapping keys of a running process up to date with the file; whoever rotates them need stop nobody. */
export async function rereadWrappingKeys(keys: Keys): Promise<void> {
  const { path } = keys;
  if (path !== undefined) keys.wrapping = parseKeyFile(await readFile(path, 'utf8'), path).wrapping;
}

/** Whoever reads the file meanwhile reads the old one or the new one, and a machine that stops leaves one of the two. */
async function rewrite(path: string, change: (file: WithWrappingKeys) => string): Promise<string> {
  const text = await readFile(path, 'utf8');
  parseKeyFile(text, path);
  const file = JSON.parse(text) as WithWrappingKeys;
  const answer = change(file);
  const draft = `${path}.new`;
  const handle = await open(draft, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${draft} cannot be written (${error.code}): somebody else is changing the keys, or died doing so. Look, and remove it.`);
  });
  try {
    await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
    await handle.sync();
    await handle.close();
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return answer;
}
