import { describe, expect, it } from '@jest/globals';
import { at } from '../../test/support/case-facts.js';
import { escalatesAt, judgedBy } from './emergency-access.js';
import { ENGLAND } from './time/working-days.js';

describe('the verdict on a case opened in an emergency', () => {
  it.each([
    ['on Friday 30 October 2026, by Friday 6 November', '2026-10-30 23:30', '2026-11-06', '2026-11-09 08:00'],
    ['on Sunday 1 November 2026, by Friday 6 November', '2026-11-01 03:00', '2026-11-06', '2026-11-09 08:00'],
    ['on Wednesday 23 December 2026, by Friday 1 January would be a bank holiday: Monday 4 January', '2026-12-23 10:00', '2027-01-04', '2027-01-05 08:00'],
  ])('is due for one opened %s, and escalates at 08:00 on the working day after', (_words, opened, by, escalates) => {
    expect([judgedBy(at(opened), ENGLAND), escalatesAt(at(opened), ENGLAND)]).toEqual([by, at(escalates)]);
  });

  it('is due within a week where the bank holidays are not known', () => {
    const unknown = { holidays: new Set<string>(), knownFrom: '2020-01-01', knownUntil: '2020-01-02' };
    expect([judgedBy(at('2026-10-30 12:00'), unknown), escalatesAt(at('2026-10-30 12:00'), unknown)]).toEqual(['2026-11-06', at('2026-11-07 08:00')]);
  });
});
