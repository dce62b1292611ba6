import { explain, type Fact } from '../domain/agreement/explain.js';
import { ENGLAND, type Calendar } from '../domain/time/working-days.js';
import type { CommandResult } from './command.js';

/**
 * `lsa explain KW3 startsOn=2026-10-01`: when a duty under a clause is due and why, as JSON (docs/case-facts.md). Exit code 2
 * and one sentence for an unknown clause, a fact that is missing, unknown or given twice, or a date that does not exist.
 */
export function explainCommand([clause, ...args]: string[], calendar: Calendar = ENGLAND): CommandResult {
  const facts = args.map((arg): Fact => [arg.split('=', 1)[0] ?? '', arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : '']);
  const answer = explain(clause, facts, calendar);
  if (!('code' in answer)) return { exitCode: 0, stdout: `${JSON.stringify(answer, null, 2)}\n`, stderr: '' };
  const { sentence, example } = answer;
  const hint = example ? `, for example: explain ${example.clause} ${example.facts.map((fact) => fact.join('=')).join(' ')}` : '';
  return { exitCode: 2, stdout: '', stderr: `${sentence}${hint}\n` };
}
