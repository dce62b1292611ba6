import { describe, expect, it } from '@jest/globals';
import { SETTINGS, type SettingName } from '../domain/agreement/settings.js';
import { refusalsOf } from './setting-refusals.js';

const TODAY = '2026-05-20';
const codes = (name: SettingName, value: number, effectiveOn = TODAY) => refusalsOf({ name, value, effectiveOn }, TODAY).map(({ code }) => code);

describe('a limit', () => {
  it.each(Object.keys(SETTINGS) as SettingName[])('%s is from its least to its most, and from today on', (name) => {
    const { least, most, stated } = SETTINGS[name];
    expect([codes(name, least), codes(name, most)]).toEqual([[], []]);
    expect(codes(name, least - 1)).toEqual(['OUT_OF_RANGE']);
    expect(codes(name, most + 1)).toEqual([stated ? 'LOOSER_THAN_THE_TEXT' : 'OUT_OF_RANGE']);
    expect(codes(name, least, '2026-05-19')).toEqual(['EFFECTIVE_IN_THE_PAST']);
  });

  it('that the text states is never looser: five of them', () => {
    const stated = (Object.keys(SETTINGS) as SettingName[]).filter((name) => SETTINGS[name].stated);
    expect(stated).toEqual(['planDays', 'reviewMonths', 'emergencyHours', 'webCheckMonths', 'agreementReviewMonths']);
    expect(refusalsOf({ name: 'emergencyHours', value: 25, effectiveOn: TODAY }, TODAY)).toEqual([
      { code: 'LOOSER_THAN_THE_TEXT', field: 'value', sentence: 'The agreement says 24 hours: a limit that it states can only be tightened. Enter 24 or less.' },
    ]);
  });
});
