import type { EntityManager } from 'typeorm';
import { vaultOf } from './vault.js';

/** The keyed hashes by which the named values are found, as PostgreSQL reads bytes: `{ uln: '9276308686' }` gives `{ uln_hash: '\\x…' }`. */
export function searchHashes(manager: EntityManager, values: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const vault = vaultOf(manager);
  const given = names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const]));
  return Object.fromEntries(given.map(([name, value]) => [`${name}_hash`, `\\x${vault.searchHash(name, value).toString('hex')}`]));
}
