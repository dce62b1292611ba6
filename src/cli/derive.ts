import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { deriveDuties } from '../domain/agreement/derive-duties.js';
import { dueAsJson } from '../domain/agreement/due-as-json.js';
import type { Duty } from '../domain/agreement/duty.js';
import { isMissedAt } from '../domain/agreement/settle.js';
import { BY_DEFAULT } from '../domain/agreement/settings.js';
import { formatInstant, parseInstant } from '../domain/time/london.js';
import { ENGLAND, type Calendar } from '../domain/time/working-days.js';
import { readCaseFacts } from './case-facts-json.js';
import type { CommandResult } from './command.js';

const EXAMPLE = 'derive facts.json --now 2026-10-20T09:00:00Z';

/**
 * `lsa derive facts.json --now 2026-10-20T09:00:00Z`: every duty of the case that the file describes (`-` reads standard
 * input), as JSON; both schemas are in docs/case-facts.md. Exit code 2 for a wrong call, a file that cannot be read, and for
 * wrong facts: then all that is wrong, one line each, with its place in the JSON.
 */
export async function deriveCommand(args: string[], calendar: Calendar = ENGLAND): Promise<CommandResult> {
  const call = readCall(args);
  if (typeof call === 'string') return refusal(call);
  const content = await readContent(call.file);
  if (content === null) return refusal(`'${call.file}' cannot be read: give the path of a file with the facts, or - for standard input`);
  const json = parseJson(content);
  if (json === undefined) return refusal(`'${call.file}' is not JSON: write the facts as docs/case-facts.md describes`);
  const read = readCaseFacts(json);
  if ('problems' in read) return refusal(read.problems.join('\n'));
  const { duties, refreshAt } = deriveDuties(read.facts, BY_DEFAULT, calendar, call.now);
  const answer = {
    now: formatInstant(call.now),
    duties: duties.map((duty) => dutyAsJson(duty, call.now)),
    refreshAt: refreshAt && formatInstant(refreshAt),
  };
  return { exitCode: 0, stdout: `${JSON.stringify(answer, null, 2)}\n`, stderr: '' };
}

/** Where a duty stands, in the words of the pages. */
function statusOf({ outcome, due }: Duty, now: Date): 'open' | 'missed' | 'met' | 'met late' | 'no longer owed' {
  switch (outcome.kind) {
    case 'open':
      return isMissedAt(due, now) ? 'missed' : 'open';
    case 'met':
      return outcome.late ? 'met late' : 'met';
    case 'no longer owed':
      return 'no longer owed';
  }
}

function dutyAsJson(duty: Duty, now: Date): object {
  const { due, opensAt, why, outcome, key, clause, ...rest } = duty;
  return {
    key,
    clause,
    status: statusOf(duty, now),
    ...dueAsJson(due),
    ...rest,
    opensAt: formatInstant(opensAt),
    why,
    outcome: outcome.kind === 'met' ? { ...outcome, at: outcome.at && formatInstant(outcome.at) } : outcome,
  };
}

function readCall(args: string[]): { file: string; now: Date } | string {
  const call = parsed(args);
  const [file, ...more] = call?.positionals ?? [];
  const written = call?.values.now;
  if (file === undefined || more.length > 0 || written === undefined) {
    return `Give a file with the facts and the instant to look from, for example: ${EXAMPLE}`;
  }
  const now = parseInstant(written);
  return now === null ? `--now '${written}' is not an instant: write a date and a time that exist, such as 2026-10-20T09:00:00Z` : { file, now };
}

function parsed(args: string[]): { positionals: string[]; values: { now?: string } } | null {
  try {
    return parseArgs({ args, options: { now: { type: 'string' } }, allowPositionals: true });
  } catch {
    return null;
  }
}

async function readContent(file: string): Promise<string | null> {
  if (file === '-') return readAll(process.stdin);
  return readFile(file, 'utf8').catch(() => null);
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function refusal(sentences: string): CommandResult {
  return { exitCode: 2, stdout: '', stderr: `${sentences}\n` };
}
