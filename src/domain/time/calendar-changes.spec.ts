import { describe, expect, it } from '@jest/globals';
import { calendarRefusals, yearsLeftIncomplete, calendarWith, endsSoon, warnedFrom } from './calendar-changes.js';
import { ENGLAND } from './working-days.js';

const TODAY = '2026-10-30';
const notice = 'www.gov.uk/bank-holidays';
const day = (on: string, calendar = ENGLAND) => calendarRefusals({ kind: 'bank-holiday', on, name: 'New Year’s Day', notice }, calendar, TODAY).map(({ code }) => code);
const end = (until: string, calendar = ENGLAND) => calendarRefusals({ kind: 'known-until', until, notice }, calendar, TODAY).map(({ code }) => code);
const OF_2029 = ['2029-01-01', '2029-03-30', '2029-04-02', '2029-05-07', '2029-05-28', '2029-08-27', '2029-12-25', '2029-12-26'];
const added = (days: readonly string[]) => calendarWith(days.map((onDay) => ({ kind: 'bank-holiday', onDay })));

describe('the calendar with what was added', () => {
  it('is the published one where nothing was', () => expect(calendarWith([])).toEqual(ENGLAND));

  it('has the days that were added, and the latest of the days up to which all are known', () => {
    const { holidays, knownUntil } = calendarWith([{ kind: 'known-until', onDay: '2030-12-31' }, { kind: 'bank-holiday', onDay: '2029-01-01' }, { kind: 'known-until', onDay: '2029-12-31' }]);
    expect([holidays.has('2029-01-01'), holidays.size - ENGLAND.holidays.size, knownUntil]).toEqual([true, 1, '2030-12-31']);
  });

  it('never comes to know less than was published', () => expect(calendarWith([{ kind: 'known-until', onDay: '2027-12-31' }]).knownUntil).toBe('2028-12-31'));
});

describe('a bank holiday', () => {
  it.each([
    ['2018-01-02', []], ['2017-12-29', ['OUTSIDE_THE_CALENDAR']], ['2026-11-04', []], ['2026-11-07', ['AT_A_WEEKEND']], ['2026-11-08', ['AT_A_WEEKEND']],
    ['2026-12-25', ['A_HOLIDAY_ALREADY']], ['2031-10-30', []], ['2031-10-31', ['TOO_FAR_AHEAD']],
  ])('of %s on 30 October 2026: %j', (on, codes) => expect(day(on)).toEqual(codes)); // prettier-ignore

  it('that was added is one already', () => expect(day('2026-11-04', added(['2026-11-04']))).toEqual(['A_HOLIDAY_ALREADY']));
});

describe('all are known up to', () => {
  it.each([
    ['2029-12-30', ['NOT_THE_END_OF_A_YEAR']], ['2028-12-31', ['KNOWN_ALREADY']], ['2029-12-31', ['HOLIDAYS_MISSING']], ['2031-12-31', ['TOO_FAR_AHEAD']],
  ])('%s on 30 October 2026, with those published to 2028: %j', (until, codes) => expect(end(until)).toEqual(codes)); // prettier-ignore

  it('the end of 2029, once its eight are there, and no earlier; not the end of 2030', () => {
    expect([end('2029-12-31', added(OF_2029.slice(1))), end('2029-12-31', added(OF_2029)), end('2030-12-31', added(OF_2029))]).toEqual([['HOLIDAYS_MISSING'], [], ['HOLIDAYS_MISSING']]);
    expect(calendarRefusals({ kind: 'known-until', until: '2030-12-31', notice }, added(OF_2029.slice(1)), TODAY)[0]?.sentence).toContain('2029 (7 so far), 2030 (0 so far)');
  });
});

describe('what was added', () => {
  const known = { kind: 'known-until', onDay: '2029-12-31' } as const;
  const days = (of: readonly string[]) => of.map((onDay) => ({ kind: 'bank-holiday', onDay }) as const);

  it('is not taken back where a year that is said to be known would have fewer than eight', () => {
    expect([yearsLeftIncomplete([known, ...days(OF_2029.slice(1))]), yearsLeftIncomplete([known, ...days(OF_2029)]), yearsLeftIncomplete([known, ...days([...OF_2029.slice(1), '2029-11-14'])])]).toEqual([[2029], [], []]);
  });

  it('is taken back where nobody said that all of its year are known, and where it is a day more of a published year', () => {
    expect([yearsLeftIncomplete(days(OF_2029.slice(1))), yearsLeftIncomplete([]), yearsLeftIncomplete(days(['2027-06-30']))]).toEqual([[], [], []]);
  });
});

it('the end of what is known is warned of from 365 days before it', () => {
  expect([warnedFrom('2028-12-31'), endsSoon(ENGLAND, '2027-12-31'), endsSoon(ENGLAND, '2028-01-01'), endsSoon(ENGLAND, '2029-06-01')]).toEqual(['2028-01-01', false, true, true]);
});
