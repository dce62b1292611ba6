import { describe, expect, it } from '@jest/globals';
import { SETTINGS } from '../domain/agreement/settings.js';
import { settingLines, type ValueSet } from './setting-lines.js';

const set = (id: number, value: number, effectiveOn: string): ValueSet => ({
  id, name: 'planDays', value, effectiveOn, setByName: 'Hugh Farrow', setAt: new Date(`2026-05-${10 + id}T09:00:00Z`),
}); // prettier-ignore
const line = (values: ValueSet[], today: string) => settingLines(values, today).find(({ name }) => name === 'planDays');

describe('the line of a limit', () => {
  it('has a line for every limit of the register, in its order', () => {
    expect(settingLines([], '2026-05-20').map(({ name }) => name)).toEqual(Object.keys(SETTINGS));
  });

  it('shows the value of its day: 30 until 31 May 2026, 20 from 1 June, 25 from 1 July', () => {
    const values = [set(1, 20, '2026-06-01'), set(2, 25, '2026-07-01')];
    expect(line(values, '2026-05-31')).toMatchObject({ value: 30, future: [{ value: 20, effectiveOn: '2026-06-01' }, { value: 25, effectiveOn: '2026-07-01' }] });
    expect(line(values, '2026-06-01')).toMatchObject({ value: 20, future: [{ value: 25, effectiveOn: '2026-07-01' }] });
    expect(line(values, '2026-07-01')).toMatchObject({ value: 25, future: [], history: [{ id: 2 }, { id: 1 }] });
  });

  it('shows of two for one day the later once, and both in what was set', () => {
    expect(line([set(1, 20, '2026-06-01'), set(2, 25, '2026-06-01')], '2026-05-31')).toMatchObject({
      future: [{ value: 25, effectiveOn: '2026-06-01' }],
      history: [{ value: 25 }, { value: 20 }],
    });
  });
});
