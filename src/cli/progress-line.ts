import type { Progress } from '../long-work/progress.js';

/** What a progress line needs of the terminal. */
export type Terminal = Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean };

const FROM_THE_START = '\r\u001B[K';

/**
 * Does a command's long work, with how far it is on one line of the terminal, which is empty again afterwards; where the output goes to a
 * file or another program, nothing is said.
 */
export async function withProgressLine<T>(what: string, work: (progress: Progress) => Promise<T>, terminal: Terminal = process.stderr): Promise<T> {
  const say = (text: string): void => void (terminal.isTTY && terminal.write(`${FROM_THE_START}${text}`));
  try {
    return await work(async (done, total) => say(`${what}: ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`));
  } finally {
    say('');
  }
}
