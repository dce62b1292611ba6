import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCase, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { ofAttendance } from '../../../test/support/duties-oracle-attendance.js';
import { inOrder } from '../../../test/support/duties-oracle-case.js';
import { limitsOf } from '../../../test/support/duties-oracle-words.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { addDays } from '../time/local-date.js';
import { ENGLAND } from '../time/working-days.js';
import { attendanceConcerns } from './attendance.js';
import { deriveDuties } from './derive-duties.js';
import type { PlacementFact } from './facts.js';
import type { RecordFact } from './records.js';
import { BY_DEFAULT, SETTINGS, settingsFrom, type SettingChange } from './settings.js';

/** A week's return, sent on the Monday after it unless another day is said; 30 sessions were possible. */
const week = (id: number, monday: string, attended: number, possible = 30, on = addDays(monday, 7)): RecordFact =>
  aRecord('attendance-return', on, { id, details: { week: monday, possible, attended, authorised: 0 } });

const month = (id: number, name: string, attended: number, possible: number, on: string): RecordFact => aRecord('attendance-return', on, { id, details: { month: name, possible, attended, authorised: 0 } });

/** Weeks in a row from Mon 10 Aug 2026 on. */
const weeks = (...attended: number[]): RecordFact[] => attended.map((one, index) => week(index + 1, addDays('2026-08-10', 7 * index), one));

const told = (records: RecordFact[], changes: SettingChange[] = []): string[] =>
  attendanceConcerns(records, settingsFrom(changes)).map(({ recordId, reasons, opens, words }) => `${recordId} ${reasons.join(', ')}${opens ? ', opens' : ''}: ${words.join('; ')}`);

const duties = (records: RecordFact[], now: Date, placement: Partial<PlacementFact> = {}): string[] =>
  dutiesOf(aCase({ placements: [aPlacement({ startsOn: '2026-08-10', ...placement })], records }), now, ['KW7', 'VS6']).filter((line) => line.includes('attendance'));

describe('attendance under a threshold (decision 34)', () => {
  it('is a concern under 90 %, and exactly 90 % is none', () => {
    expect(told([month(1, '2026-10', 90, 100, '2026-11-02')])).toEqual([]);
    expect(told([month(1, '2026-10', 179, 200, '2026-11-02')])).toEqual(['1 low, opens: 89 % in October 2026, under 90 %']);
  });

  it('is severe under 50 %, and exactly 50 % is not', () => {
    expect(told([month(1, '2026-10', 50, 100, '2026-11-02')])).toEqual(['1 low, opens: 50 % in October 2026, under 90 %']);
    expect(told([month(1, '2026-10', 99, 200, '2026-11-02')])).toEqual(['1 low, severe, opens: 49 % in October 2026, under 50 %']);
  });

  it('is a concern where it drops by 15 points from four weeks to the next: 84 % over 4 weeks to 4 October 2026, 99 % in the 4 before', () => {
    const all = [...weeks(30, 30, 29, 30), week(5, '2026-09-07', 28), week(6, '2026-09-14', 26), week(7, '2026-09-21', 24), week(8, '2026-09-28', 23)];
    expect(told(all)).toEqual([
      '8 low, drop, opens: 84 % over 4 weeks to 4 October 2026, under 90 %; 84 % over 4 weeks to 4 October 2026, 99 % in the 4 before: a drop of 15 points or more',
    ]);
  });

  it('that is low already is a concern anew where it drops: from 80 % in October 2026 to 60 % in the four weeks to Sun 22 Nov', () => {
    const of = (monday: string, attended: number, id: number): RecordFact[] => [0, 1, 2, 3].map((place) => week(id + place, addDays(monday, 7 * place), attended));
    expect(told([...of('2026-10-05', 24, 1), ...of('2026-11-02', 16, 5)]).filter((line) => line.includes('opens')).map((line) => line.slice(0, 22))).toEqual(['1 low, opens: 80 % ove', '5 low, opens: 73 % ove', '7 low, drop, opens: 60']);
  });

  it('counts a drop of exactly 15 points, and none of less: from 115 of 115 to 98 of 115 it is 14.8', () => {
    expect(told([month(1, '2026-09', 100, 100, '2026-10-01'), month(2, '2026-10', 95, 100, '2026-11-02'), month(3, '2026-11', 160, 200, '2026-12-01')])).toEqual([
      '3 low, drop, opens: 80 % in November 2026, under 90 %; 80 % in November 2026, 95 % in October 2026: a drop of 15 points or more',
    ]);
    expect(told([month(1, '2026-09', 115, 115, '2026-10-01'), month(2, '2026-10', 98, 115, '2026-11-02')])).toEqual(['2 low, opens: 85 % in October 2026, under 90 %']);
  });

  it('counts an authorised absence as one, and says nothing of weeks in which no session was possible', () => {
    expect(told([aRecord('attendance-return', '2026-11-02', { details: { month: '2026-10', possible: 40, attended: 35, authorised: 5 } })])).toHaveLength(1);
    expect(told([week(1, '2026-10-26', 0, 0)])).toEqual([]);
  });

  it('of weeks looks at four of them, whatever is missing: one bad week of four is none yet', () => {
    expect(told(weeks(30, 30, 30, 20))).toEqual([]);
    expect(told([week(1, '2026-09-07', 20)])).toEqual(['1 low, opens: 66 % over 4 weeks to 13 September 2026, under 90 %']);
  });

  it('opens at once, anew when it gets worse, and every four weeks while it stays so', () => {
    expect(told(weeks(24, 24, 24, 24, 24, 24)).map((line) => line.slice(0, 12))).toEqual(['1 low, opens', '2 low: 80 % ', '3 low: 80 % ', '4 low: 80 % ', '5 low, opens', '6 low: 80 % ']);
    expect(told(weeks(24, 0, 0, 0)).filter((line) => line.includes('opens')).map((line) => line.slice(0, 16))).toEqual(['1 low, opens: 80', '2 low, severe, o']);
    expect(told([month(1, '2027-01', 8, 10, '2027-02-01'), month(2, '2027-02', 8, 10, '2027-03-01')]).map((line) => line.slice(0, 16))).toEqual(['1 low, opens: 80', '2 low, opens: 80']);
  });

  it('is opened by the newest of what was sent: a year sent on one day opens one concern', () => {
    const all = ['2026-09', '2026-10', '2026-11'].map((name, index) => month(index + 1, name, 10, 40, '2026-12-02'));
    expect(told(all).map((line) => line.slice(0, 16))).toEqual(['1 low, severe: 2', '2 low, severe: 2', '3 low, severe, o']);
  });

  it('goes by the thresholds of the day on which it was sent: 95 % from 2 November 2026 on', () => {
    const change: SettingChange = { name: 'attendanceConcernPercent', value: 95, effectiveOn: '2026-11-02' };
    expect(told([month(1, '2026-10', 92, 100, '2026-11-01')], [change])).toEqual([]);
    expect(told([month(1, '2026-10', 92, 100, '2026-11-02')], [change])).toEqual(['1 low, opens: 92 % in October 2026, under 95 %']);
  });

  it('can be made a concern earlier, never later', () => {
    const { attendanceConcernPercent, attendanceSeverePercent, attendanceDropPoints } = SETTINGS;
    expect([attendanceConcernPercent, attendanceSeverePercent, attendanceDropPoints].map(({ least, default: value, most }) => [least, value, most])).toEqual([[90, 90, 100], [50, 50, 100], [1, 15, 15]]);
    expect(told([month(1, '2026-10', 85, 100, '2026-11-02')], [{ name: 'attendanceConcernPercent', value: 80, effectiveOn: '2026-01-01' }])).toHaveLength(1);
  });

  it('is taken up by the key worker the next working day (KW7): sent on Mon 2 Nov 2026, by Tue 3 Nov', () => {
    const sent = month(5, '2026-10', 84, 100, '2026-11-02');
    expect(duties([sent], at('2026-11-02 00:00'))).toEqual(['KW7/placement-17/attendance-5 due 2026-11-03: open']);
    expect(duties([sent, aRecord('attendance-contact', '2026-11-04', { id: 6 })], at('2026-11-05 09:00'))).toEqual(['KW7/placement-17/attendance-5 due 2026-11-03: met late on 2026-11-04']);
    expect(duties([sent, aRecord('attendance-contact', '2026-11-01', { id: 6 })], at('2026-11-02 09:00'))).toEqual(['KW7/placement-17/attendance-5 due 2026-11-03: open']);
  });

  it('is followed up by the Virtual School, too, where it is severe (VS6): within 5 working days, by Mon 9 Nov 2026', () => {
    const sent = month(5, '2026-10', 40, 100, '2026-11-02');
    const followUp = aRecord('follow-up', '2026-11-06', { id: 6, placementId: 17, details: { outcome: 'support' } });
    expect(duties([sent, followUp], at('2026-11-06 09:00'))).toEqual(['KW7/placement-17/attendance-5 due 2026-11-03: missed', 'VS6/follow-up-placement-17/attendance-5 due 2026-11-09: met on 2026-11-06']);
  });

  it('ends with the placement, and goes when the return is put right', () => {
    const ending = anEnding('left-early', '2026-11-04');
    expect(duties([month(5, '2026-10', 84, 100, '2026-11-02')], at('2026-11-05 09:00'), { ending })[0]).toMatch(/no longer owed, late, because the placement ended/);
    expect(duties([month(5, '2026-10', 94, 100, '2026-11-02')], at('2026-11-05 09:00'))).toEqual([]);
  });

  it('is no notice that the young person may not be able to stay (EP11): that is for whoever knows it to say', () => {
    expect(dutiesOf(aCase({ placements: [aPlacement()], records: [month(5, '2026-10', 10, 100, '2026-11-02')] }), at('2026-11-03 09:00'), ['EP11', 'EP11M'])).toEqual([]);
  });

  it('is not told by the reason of its due time, which mails carry', () => {
    const { duties: all } = deriveDuties(aCase({ placements: [aPlacement()], records: [month(5, '2026-10', 40, 100, '2026-11-02')] }), BY_DEFAULT, ENGLAND, at('2026-11-02 09:00'));
    expect(all.filter(({ key }) => key.includes('/attendance-5')).map(({ why }) => why.slice(0, 62))).toEqual(['The next working day after the problem was raised on Monday 2 ', '5 working days after the problem was raised on Monday 2 Novemb']);
  });

  it('opens what a second, slow reading opens, over random weeks and months', () => {
    const sent = fc.record({ place: fc.integer({ min: 0, max: 30 }), isMonth: fc.boolean(), possible: fc.constantFrom(0, 7, 20, 30), share: fc.constantFrom(0, 40, 49, 50, 74, 75, 89, 90, 91, 100), daysLater: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 40 }), fc.integer({ min: 90, max: 100 }), fc.integer({ min: 1, max: 15 }), (all, percent, points) => {
        const records = all.map(({ place, isMonth, possible, share, daysLater }, index): RecordFact => {
          const monday = addDays('2026-08-31', 7 * place);
          const name = addDays(monday, 3).slice(0, 7);
          return aRecord('attendance-return', addDays(monday, 6 + daysLater + (isMonth ? 30 : 0)), { id: index + 1, details: { [isMonth ? 'month' : 'week']: isMonth ? name : monday, possible, attended: Math.floor((possible * share) / 100), authorised: 0 } });
        });
        const changes: SettingChange[] = [{ name: 'attendanceConcernPercent', value: percent, effectiveOn: '2026-11-01' }, { name: 'attendanceDropPoints', value: points, effectiveOn: '2027-01-01' }];
        const law = attendanceConcerns(records, settingsFrom(changes)).filter(({ opens }) => opens).flatMap(({ recordId, reasons }) => [`KW7/placement-17/attendance-${recordId}`, ...(reasons.includes('severe') ? [`VS6/follow-up-placement-17/attendance-${recordId}`] : [])]);
        const second = ofAttendance(aPlacement(), inOrder(records, 'attendance-return'), () => null, limitsOf(changes)).map(({ key }) => key);
        expect(law.sort()).toEqual(second.sort());
      }),
      { numRuns: 500 },
    );
  });
});
