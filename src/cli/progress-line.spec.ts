import { describe, expect, it } from '@jest/globals';
import { withProgressLine } from './progress-line.js';

async function saidTo(isTTY: boolean, fails = false): Promise<string> {
  let text = '';
  const write = (more: string): boolean => ((text += more), true);
  const work = withProgressLine('Importing', async (progress) => {
    await progress(0, 1_200);
    await progress(1_000, 1_200);
    if (fails) throw new Error('no');
  }, { isTTY, write: write as NodeJS.WriteStream['write'] });
  await work.catch(() => undefined);
  return text;
}

describe('a progress line', () => {
  it.each([false, true])('is written over, and empty at the end, also where the work fails: %s', async (fails) => {
    expect((await saidTo(true, fails)).split('\r\u001B[K')).toEqual(['', 'Importing: 0 of 1,200', 'Importing: 1,000 of 1,200', '']);
  });

  it('is not there where nobody looks at a terminal', async () => {
    expect(await saidTo(false)).toBe('');
  });
});
