import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.js';
import { countKeys, rotateKeys } from '../encryption/rotate-keys.js';
import { shredCase } from '../encryption/shred-case.js';
import { Refusal } from '../errors.js';
import { makeKeyFile } from '../keys/key-file.js';
import { addWrappingKey, dropWrappingKey, rereadWrappingKeys } from '../keys/wrapping-keys.js';
import { withServices } from './command-services.js';
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
  const { keysFile, ...rest } = config();
  return withServices({ keysFile, ...rest }, async ({ unitOfWork, audit, keys }) => {
    if (asked.what === 'status') {
      const { inUse, erased } = await countKeys(unitOfWork);
      const lines = inUse.map(({ wrapping_key_id: id, count }) => `${id} wraps ${count} keys${id === keys.wrapping.current ? ' and is the current one' : ''}`);
      const idle = [...keys.wrapping.byId.keys()].filter((id) => !inUse.some((one) => one.wrapping_key_id === id)).map((id) => `${id} wraps nothing${id === keys.wrapping.current ? ' yet and is the current one' : ''}`);
      return done([...lines, ...idle, `${erased} cases have been erased.`]);
    }
    if (asked.what === 'shred') {
      await shredCase(unitOfWork, audit, asked.operand, asked.reason);
      return done([`The texts of ${asked.operand} read “erased” from now on.`, 'Copies of its key are in backups and may be on the disk: “keys rotate --new-key”, then “keys drop” of the earlier wrapping keys, makes them useless.']);
    }
    if (asked.what === 'drop') {
      const { inUse } = await countKeys(unitOfWork);
      const used = inUse.find((one) => one.wrapping_key_id === asked.operand);
      if (used) return refusal(`${asked.operand} still wraps ${used.count} keys. Rotate first: keys rotate --new-key`);
      await dropWrappingKey(keysFile, asked.operand);
      return done([`${asked.operand} is out of ${keysFile}. Backups of the database from before the rotation need the copy of the file that has it.`]);
    }
    const made = asked.newKey ? await addWrappingKey(keysFile) : null;
    await rereadWrappingKeys(keys, keysFile);
    const count = await rotateKeys(unitOfWork, keys);
    return done([...(made === null ? [] : [`${made} is the new wrapping key. Copy ${keysFile} to where you keep it.`]), `${count} keys are wrapped anew; ${keys.wrapping.current} wraps them all.`]);
  });
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
