import { describe, expect, it } from '@jest/globals';
import { countForPartners, NO_ENTRIES, reviewBlockers, suggestedRating, type ReviewEntries } from './agreement-review.js';

const figures = { inTime: 0, late: 0, open: 0, missed: 0, endedLate: 0, held: 0 };

describe('the annual review (IM5)', () => {
  it.each([
    ['red where something is missed, whatever else was kept', { inTime: 9, late: 2, missed: 1 }, 'red'],
    ['amber where something was kept late', { inTime: 9, late: 1 }, 'amber'],
    ['amber where something was missed, and then no longer owed', { inTime: 9, endedLate: 1 }, 'amber'],
    ['green where all was kept in time, with more to come', { inTime: 1, open: 4 }, 'green'],
    ['nothing where nothing was due yet', { open: 4 }, null],
  ])('suggests %s', (_what, change, expected) => {
    expect(suggestedRating({ ...figures, ...change })).toBe(expected);
  });

  it.each([[0, '0'], [1, '1 to 4'], [4, '1 to 4'], [5, '5'], [120, '120']])('tells the partnership a count of %d as %s', (count, told) => {
    expect(countForPartners(count)).toBe(told);
  });

  const whole: ReviewEntries = {
    meeting: { heldOn: '2027-06-10', attended: 'Both', contacts: 'Right' },
    words: { youngPeopleSaid: 'More workshops', wentWrong: 'Two late plans', providerNeeds: 'Plans sooner', virtualSchoolNeeds: 'Attendance sooner' },
    clauses: {},
    actions: [{ what: 'A room for meetings', owner: 'Dan Pike', dueOn: '2027-07-01' }],
  };

  it('is recorded when it has a meeting, words and an action', () => {
    expect(reviewBlockers(whole, 'renew')).toEqual([]);
  });

  it('is not recorded empty, and needs no action where the agreement ends', () => {
    expect(reviewBlockers(NO_ENTRIES, 'amend').map(({ code }) => code)).toEqual(['NO_MEETING', 'NO_WORDS', 'NO_ACTIONS']);
    expect(reviewBlockers({ ...whole, actions: [] }, 'end')).toEqual([]);
    expect(reviewBlockers({ ...whole, actions: [] }, 'renew').map(({ code }) => code)).toEqual(['NO_ACTIONS']);
  });
});
