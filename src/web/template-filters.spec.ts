import { describe, expect, it } from '@jest/globals';
import { clauseTitle, dateTime, daysAway, localDate, roleName, shortDate, shortDateTime, timeLeft } from './template-filters.js';

describe('dates and times on pages', () => {
  it('writes days and instants as London reads them, in summer and in winter', () => {
    expect(localDate('2026-10-07')).toBe('Wednesday 7 October 2026');
    expect(shortDate('2026-10-07')).toBe('7 Oct 2026');
    expect(dateTime(new Date('2026-09-07T07:00:00Z'))).toBe('08:00 on Monday 7 September 2026');
    expect(dateTime(new Date('2026-11-02T08:00:00Z'))).toBe('08:00 on Monday 2 November 2026');
    expect(shortDateTime(new Date('2026-10-07T22:59:00Z'))).toBe('7 Oct 2026, 23:59');
  });

  it.each([
    ['2026-10-10', 'in 3 days'],
    ['2026-10-08', 'tomorrow'],
    ['2026-10-07', 'today'],
    ['2026-10-06', '1 day late'],
    ['2026-10-04', '3 days late'],
  ])('says of %s on 7 October 2026: %s', (on, words) => {
    expect(daysAway(on, '2026-10-07')).toBe(words);
  });

  it.each([
    ['2026-10-07T17:59:00Z', '5 hours left'],
    ['2026-10-07T12:20:00Z', '20 minutes left'],
    ['2026-10-07T11:00:00Z', '1 hour late'],
    ['2026-10-05T11:00:00Z', '2 days late'],
    ['2026-10-08T12:00:00Z', '24 hours left'],
  ])('says of %s at 12:00 UTC on 7 October 2026: %s', (until, words) => {
    expect(timeLeft(new Date(until), new Date('2026-10-07T12:00:00Z'))).toBe(words);
  });

  it('says nothing of a date that is not there', () => {
    expect([localDate(null), shortDate(null), dateTime(null), daysAway(null, '2026-10-07'), timeLeft(null, new Date())]).toEqual(['', '', '', '', '']);
  });

  it('has plain words for roles, posts and clauses', () => {
    expect(roleName('key-worker')).toBe('key worker');
    expect(roleName('administrator')).toBe('administrator');
    expect(clauseTitle('KW3')).toBe('The education plan is agreed');
  });
});
