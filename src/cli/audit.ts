import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AuditKey, keyId } from '../audit/audit-key.js';
import type { Seal } from '../audit/seal-chain.js';
import { headSeal } from '../audit/seals-sql.js';
import { TrailCheckService, type TrailCheck } from '../audit/trail-check.service.js';
import { witnessesIn, type Witness } from '../audit/witnesses.js';
import type { Config } from '../config.js';
import { withServices } from './command-services.js';
import type { CommandResult } from './command.js';

interface Asked {
  what: 'verify' | 'head';
  witnesses: string[];
  keys: string[];
}

/**
 * `lsa audit verify --witness kept-mails.txt`: walks the chain of seals and says what was done to the trail, a sentence a
 * line; `--witness` takes hashes and files of kept digests, `--key` the public keys (PEM) of seals made with another file of
 * keys. `lsa audit head`: the newest seal, and the public key. Exit code 0: nothing was found; 1: something was; 2: the
 * question cannot be understood.
 */
export async function auditCommand(args: string[], config: Config): Promise<CommandResult> {
  const asked = readArgs(args);
  if (asked === null) return refusal(USAGE);
  try {
    const witnesses = (await Promise.all(asked.witnesses.map(readWitnesses))).flat();
    const others = await Promise.all(asked.keys.map(readPublicKey));
    return await withServices(config, async ({ unitOfWork, keys }) => {
      const own = new AuditKey(keys.audit);
      if (asked.what === 'head') return done(0, headLines(await unitOfWork.run(({ manager }) => headSeal(manager)), own));
      const known = new Map([[own.id, own.publicKey], ...others.map((key) => [keyId(key), key] as const)]);
      const check = await new TrailCheckService(unitOfWork).check(known, witnesses);
      return done(check.faults.length === 0 ? 0 : 1, checkLines(check, witnesses.length));
    });
  } catch (error) {
    if (error instanceof Unreadable) return refusal(error.message);
    throw error;
  }
}

const described = ({ id, epoch, hash, sealedAt }: Seal): string => `seal ${id} ${hash} (epoch ${epoch}, ${sealedAt})`;

function headLines(head: Seal | null, key: AuditKey): string[] {
  return [head ? `The head is ${described(head)}.` : 'Nothing is sealed yet.', `The key here is ${key.id}:`, key.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim()];
}

function checkLines({ faults, seals, events, waiting, epochs, head }: TrailCheck, witnesses: number): string[] {
  const found = faults.length === 0 ? 'The trail is as it was sealed' : `${faults.length} ${faults.length === 1 ? 'thing is' : 'things are'} wrong with the trail`;
  return [
    ...faults,
    `${found}: ${events} events in ${seals} seals${epochs > 1 ? `, restored ${epochs - 1} ${epochs === 2 ? 'time' : 'times'}` : ''}, ${waiting} waiting for the next, ${witnesses} ${witnesses === 1 ? 'witness' : 'witnesses'}.`,
    ...(head ? [`The head is ${described(head)}.`] : []),
  ];
}

/** A hash, or a number and a hash, as they are; anything else is the path of a file. */
async function readWitnesses(text: string): Promise<Witness[]> {
  if (/^(\d{1,9}:)?[0-9a-f]{64}$/i.test(text)) return witnessesIn(text);
  const found = witnessesIn(await readText(text));
  if (found.length === 0) throw new Unreadable(`${text} names no seal: give a file of digests as they came, or a hash of 64 characters`);
  return found;
}

async function readPublicKey(file: string): Promise<KeyObject> {
  const text = await readText(file);
  try {
    return createPublicKey(text);
  } catch {
    throw new Unreadable(`${file} has no public key: give one as PEM, as “lsa audit head” prints it`);
  }
}

class Unreadable extends Error {}

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Unreadable(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`);
  });

const USAGE = 'Ask for verify, with any number of --witness FILE|HASH and --key FILE, or for head, for example: audit verify --witness kept-mails.txt';

function readArgs(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { witness: { type: 'string', multiple: true }, key: { type: 'string', multiple: true } } });
    const [what, ...rest] = positionals;
    // Hashes and files may follow on one --witness.
    const [witnesses, keys] = [[...(values.witness ?? []), ...rest], values.key ?? []];
    if (what === 'verify' && (rest.length === 0 || values.witness !== undefined)) return { what, witnesses, keys };
    return what === 'head' && witnesses.length + keys.length === 0 ? { what, witnesses, keys } : null;
  } catch {
    return null;
  }
}

const done = (exitCode: number, lines: string[]): CommandResult => ({ exitCode, stdout: `${lines.join('\n')}\n`, stderr: '' });

const refusal = (sentence: string): CommandResult => ({ exitCode: 2, stdout: '', stderr: `${sentence}\n` });
