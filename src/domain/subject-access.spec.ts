import { expect, it } from '@jest/globals';
import { answerBy, remindsAt } from './subject-access.js';
import { ENGLAND } from './time/working-days.js';

it.each([
  ['2026-09-03', '2026-10-05', 'a Saturday: the next working day'],
  ['2026-10-07', '2026-11-09', 'a Saturday'],
  ['2026-10-13', '2026-11-13', 'a Friday'],
  ['2027-01-31', '2027-03-01', 'the last day of February is a Sunday'],
  ['2026-11-25', '2026-12-29', 'Christmas Day, Boxing Day on a Saturday, and its Monday in place'],
  ['2040-01-02', '2040-02-02', 'beyond the calendar'],
])('a request of %s is answered by %s (%s)', (asked, by) => expect(answerBy(asked, ENGLAND)).toBe(by));

it('whoever answers is reminded a week before, at eight in London', () => {
  expect([remindsAt('2026-11-01'), remindsAt('2026-11-02')].map((at) => at.toISOString())).toEqual(['2026-10-25T08:00:00.000Z', '2026-10-26T08:00:00.000Z']);
  expect(remindsAt('2026-10-31').toISOString()).toBe('2026-10-24T07:00:00.000Z');
});
