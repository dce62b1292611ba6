import { Refusal } from '../errors.js';
import type { CommandResult } from './command.js';

/** A question that cannot be answered: exit code 2 and one sentence. */
export const refusedWith = (sentence: string): CommandResult => ({ exitCode: 2, stdout: '', stderr: `${sentence}\n` });

/** What was done, line by line. */
export const done = (...lines: string[]): CommandResult => ({ exitCode: 0, stdout: `${lines.join('\n')}\n`, stderr: '' });

/** Does a command's work; a refusal becomes its sentence. */
export async function orRefused(work: () => Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return refusedWith(error.detail);
    throw error;
  }
}
