import { describe, expect, it } from '@jest/globals';
import { effectOf, type OpenDate } from './setting-effect.js';

const date = (key: string, on: string | null): OpenDate => ({ key, missedFrom: on === null ? null : new Date(`${on}T00:00:00Z`) });
const NOTHING = { moved: 0, earlier: 0, opened: 0, withdrawn: 0 };

describe('what a change of a setting does to open duties', () => {
  it('is nothing where no date moves', () => {
    expect(effectOf([date('a', '2026-11-01')], [date('a', '2026-11-01')])).toEqual(NOTHING);
  });

  it('counts dates that move, and of these those to an earlier day', () => {
    const before = [date('a', '2026-11-01'), date('b', '2026-11-01'), date('c', '2026-11-01')];
    expect(effectOf(before, [date('a', '2026-10-20'), date('b', '2026-11-20'), date('c', '2026-11-01')])).toEqual({ ...NOTHING, moved: 2, earlier: 1 });
  });

  it('counts what opens, and what is not owed yet', () => {
    expect(effectOf([date('a', '2026-11-01')], [date('b', '2026-10-01')])).toEqual({ ...NOTHING, opened: 1, withdrawn: 1 });
  });

  it('takes a date that is not known yet for later than any', () => {
    expect(effectOf([date('a', null)], [date('a', '2030-01-01')])).toMatchObject({ moved: 1, earlier: 1 });
    expect(effectOf([date('a', '2030-01-01')], [date('a', null)])).toMatchObject({ moved: 1, earlier: 0 });
  });
});
