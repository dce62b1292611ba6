import { describe, expect, it } from '@jest/globals';
import { aCase, aPlacement, at } from '../../../test/support/case-facts.js';
import { ENGLAND } from '../time/working-days.js';
import { deriveDuties } from './derive-duties.js';
import { BY_DEFAULT, DEFAULT_SETTINGS, SETTINGS, settingsFrom, type SettingChange } from './settings.js';

const planOf = (changes: SettingChange[]): string[] => {
  const { duties } = deriveDuties(aCase({ placements: [aPlacement()] }), settingsFrom(changes), ENGLAND, at('2026-09-08 09:00'));
  return duties.flatMap(({ clause, due }) => (clause === 'KW3' && due.kind === 'day' ? [due.on] : []));
};

describe('the settings of an authority', () => {
  it('are the defaults of the register on every day, where it changed none', () => {
    expect(settingsFrom([])('2026-09-07')).toEqual(DEFAULT_SETTINGS);
    expect(BY_DEFAULT('1999-01-01')).toMatchObject({ planDays: 30, reviewMonths: 6, emergencyHours: 24, viewWorkingDays: 10 });
  });

  it('take effect from their day on: 20 days for the plan from Mon 7 Sep 2026', () => {
    const settings = settingsFrom([{ name: 'planDays', value: 20, effectiveOn: '2026-09-07' }]);
    expect(settings('2026-09-06').planDays).toBe(30);
    expect(settings('2026-09-07')).toEqual({ ...DEFAULT_SETTINGS, planDays: 20 });
  });

  it('are the newest in force, whatever the order in the list, and of two for one day the later in the list', () => {
    const changes: SettingChange[] = [
      { name: 'planDays', value: 15, effectiveOn: '2026-10-01' },
      { name: 'planDays', value: 20, effectiveOn: '2026-09-07' },
      { name: 'planDays', value: 18, effectiveOn: '2026-10-01' },
    ];
    expect([settingsFrom(changes)('2026-09-30').planDays, settingsFrom(changes)('2026-10-01').planDays]).toEqual([20, 18]);
  });

  it('give a duty the limit of the day it is counted from, and one that is open the changed one: a start on Mon 7 Sep 2026', () => {
    expect(planOf([{ name: 'planDays', value: 20, effectiveOn: '2026-09-07' }])).toEqual(['2026-09-27']);
    expect(planOf([{ name: 'planDays', value: 20, effectiveOn: '2026-09-08' }])).toEqual(['2026-09-27']);
  });

  it('that are looser than is allowed by now count as the loosest that is', () => {
    expect(settingsFrom([{ name: 'agreementReviewMonths', value: 36, effectiveOn: '2026-09-07' }])('2026-09-07').agreementReviewMonths).toBe(12);
  });

  it('can be no looser than what the text states', () => {
    const stated = Object.values(SETTINGS).filter((row) => row.stated);
    expect(stated.map(({ clause, most }) => `${clause} ${most}`)).toEqual(['KW3 30', 'KW4 6', 'KW8 24', 'VS7 12', 'IM5 12']);
    expect(stated.every((row) => row.most === row.default)).toBe(true);
  });
});
