import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { countKeys, rotateKeys } from '../encryption/rotate-keys.js';
import { shredCase } from '../encryption/shred-case.js';
import { Refusal } from '../errors.js';
import { makeKeyFile } from '../keys/key-file.js';
import { addWrappingKey, dropWrappingKey, rereadWrappingKeys } from '../keys/wrapping-keys.js';
import { withServices, type CommandServices } from './command-services.js';
import type { CommandResult } from './command.js';

const USAGE = 'Say one of: keys make FILE, keys status, keys rotate [--new-key], keys drop ID, keys shred CASE-REFERENCE --reason TEXT';
const REASON = { least: 10, most: 500 };

/**
 * `lsa keys …`: the installation's keys (docs/operating.md). `make` writes a new file; `status` says which wrapping key wraps how
 * many; `rotate` wraps all with the current one, after `--new-key` has made one; `drop` takes one out of the file that wraps
 * nothing; `shred` destroys a case's key. Exit code 2: asked wrongly, or it cannot be done.
 */
export async function keysCommand(args: string[], config: () => Config): Promise<CommandResult> {
  const asked = readArgs(args);
  if (asked === null) return refusal(USAGE);
  try {
    return await answer(asked, config);
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.detail);
    throw error;
  }
}

type Asked = { what: 'make' | 'drop'; operand: string } | { what: 'status' } | { what: 'rotate'; newKey: boolean } | { what: 'shred'; operand: string; reason: string };

async function answer(asked: Asked, config: () => Config): Promise<CommandResult> {
  if (asked.what === 'make') return make(resolve(asked.operand));
  return withServices(config(), async (services) => {
    switch (asked.what) {
      case 'status':
        return status(services);
      case 'rotate':
        return rotate(services, asked.newKey);
      case 'shred':
        await shredCase(services.unitOfWork, services.audit, asked.operand, asked.reason);
        return done([`The texts of ${asked.operand} read “erased” from now on.`, `Copies of its key are in backups and may be on the disk: ${THEN_ROTATE}`]);
      case 'make':
      case 'drop':
        return drop(services, asked.operand);
    }
  });
}

const THEN_ROTATE = '“keys rotate --new-key”, then “keys drop” of each earlier wrapping key, makes them useless.';

async function status({ unitOfWork, keys: { wrapping } }: CommandServices): Promise<CommandResult> {
  const { inUse, erased } = await countKeys(unitOfWork);
  const counts = new Map(inUse.map((one) => [one.wrapping_key_id, one.count]));
  const ids = [...new Set([...wrapping.byId.keys(), ...counts.keys()])].sort();
  const about = (id: string): string => `${id === wrapping.current ? ', the current one' : ''}${wrapping.byId.has(id) ? '' : ', which is not in the file of keys'}`;
  return done([...ids.map((id) => `${id} wraps ${counts.get(id) ?? 0} keys${about(id)}`), `${erased} cases have been erased`]);
}

async function rotate({ unitOfWork, keys }: CommandServices, newKey: boolean): Promise<CommandResult> {
  const path = keys.path ?? '';
  const made = newKey ? await addWrappingKey(path) : null;
  await rereadWrappingKeys(keys);
  const count = await rotateKeys(unitOfWork, keys);
  return done([...(made === null ? [] : [`${made} is the new wrapping key. Copy ${path} to where you keep it.`]), `${count} keys are wrapped anew; ${keys.wrapping.current} wraps them all.`]);
}

async function drop({ unitOfWork, keys }: CommandServices, id: string): Promise<CommandResult> {
  const { inUse } = await countKeys(unitOfWork);
  const used = inUse.find((one) => one.wrapping_key_id === id);
  if (used) return refusal(`${id} still wraps ${used.count} keys. Rotate first: keys rotate --new-key`);
  await dropWrappingKey(keys.path ?? '', id);
  return done([`${id} is out of ${keys.path}. Backups of the database from before the rotation need a copy of the file that has it.`]);
}

async function make(path: string): Promise<CommandResult> {
  try {
    await makeKeyFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refusal(code === 'EEXIST' ? `${path} is there already, and stays as it is.` : `${path} cannot be written: ${code}.`);
  }
  return done([`The keys are in ${path}, for its owner alone. Give the path as KEYS_FILE, and keep a copy apart from the database's backups.`]);
}

function readArgs(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { reason: { type: 'string' }, 'new-key': { type: 'boolean' } } });
    const [what, operand, ...more] = positionals;
    const reason = values.reason?.trim() ?? '';
    if (more.length > 0 || (values['new-key'] && what !== 'rotate') || (values.reason !== undefined && what !== 'shred')) return null;
    if (operand === undefined) return what === 'status' ? { what } : what === 'rotate' ? { what, newKey: values['new-key'] ?? false } : null;
    if (what === 'make' || what === 'drop') return { what, operand };
    return what === 'shred' && reason.length >= REASON.least && reason.length <= REASON.most ? { what, operand, reason } : null;
  } catch {
    return null;
  }
}

const done = (lines: string[]): CommandResult => ({ exitCode: 0, stdout: `${lines.join('\n')}\n`, stderr: '' });
const refusal = (sentence: string): CommandResult => ({ exitCode: 2, stdout: '', stderr: `${sentence}\n` });
