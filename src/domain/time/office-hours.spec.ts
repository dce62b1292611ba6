import { describe, expect, it } from '@jest/globals';
import { atLocalTime } from './london.js';
import { isOutOfHours } from './office-hours.js';
import { ENGLAND, extendCalendar } from './working-days.js';

describe('out of hours (KW8)', () => {
  it.each([
    ['on a Friday at 09:00', '2026-10-23', '09:00', false],
    ['on a Friday at 16:59', '2026-10-23', '16:59', false],
    ['on a Friday at 17:00', '2026-10-23', '17:00', true],
    ['on a Friday at 08:59', '2026-10-23', '08:59', true],
    ['on a Saturday at noon', '2026-10-24', '12:00', true],
    ['on a Sunday at noon', '2026-10-25', '12:00', true],
    ['on a Monday after the clocks went back', '2026-10-26', '09:00', false],
    ['on Christmas Day, a Friday', '2026-12-25', '12:00', true],
    ['on a Wednesday past the known bank holidays', '2040-06-13', '12:00', false],
    ['on a Saturday past them', '2040-06-16', '12:00', true],
  ])('%s', (_, on, time, expected) => {
    expect(isOutOfHours(atLocalTime(on, time), ENGLAND)).toBe(expected);
  });

  it('is so on a bank holiday that was added past the known ones', () => {
    const added = extendCalendar(ENGLAND, ['2029-01-01']);
    expect([isOutOfHours(atLocalTime('2029-01-01', '11:00'), added), isOutOfHours(atLocalTime('2029-01-02', '11:00'), added)]).toEqual([true, false]);
  });
});
