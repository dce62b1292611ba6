import { describe, expect, it } from '@jest/globals';
import { failureOf, isUnderWay, LONG_WORK_STATES, percentDone, type LongWorkState } from './long-work.js';

describe('a piece of long work', () => {
  it('is under way while it waits or runs', () => {
    expect(LONG_WORK_STATES.filter(isUnderWay)).toEqual(['waiting', 'running']);
  });

  it.each<[LongWorkState, number, number | null, number | null]>([
    ['waiting', 0, null, null], ['running', 0, null, null], ['running', 0, 0, null], ['running', 0, 400, 0], ['running', 199, 400, 49], ['running', 399, 400, 99],
    // All rows are written and the commit is still to come.
    ['running', 400, 400, 99], ['running', 500, 400, 99], ['done', 400, 400, 100], ['done', 0, null, 100], ['cancelled', 100, 400, 25], ['failed', 0, null, null],
  ])('%s at %s of %s is at %s per cent', (state, done, total, percent) => {
    expect(percentDone({ state, done, total })).toBe(percent);
  });

  it('fails by a code that has a sentence, whatever went wrong', () => {
    expect([failureOf('IMPORT_OUT_OF_DATE'), failureOf('INVALID', 'EFFECTIVE_IN_THE_PAST'), failureOf('INVALID', 'REASON_MISSING'), failureOf('toString')]).toEqual(['IMPORT_OUT_OF_DATE', 'EFFECTIVE_IN_THE_PAST', 'FAILED', 'FAILED']);
  });
});
