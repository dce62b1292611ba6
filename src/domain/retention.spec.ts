import { describe, expect, it } from '@jest/globals';
import { againstErasing, holds, keptUntil, retentionOn } from './retention.js';

describe('how long a record is kept', () => {
  it.each([
    ['2010-03-14', 75, '2085-03-14'],
    ['2008-02-29', 75, '2083-03-01'],
    ['2008-02-29', 76, '2084-02-29'],
    ['2010-12-31', 80, '2090-12-31'],
  ])('born on %s, to the %sth birthday: %s', (bornOn, years, until) => expect(keptUntil(bornOn, years)).toBe(until));

  it('is what the controller says from a day on, else 75 years and 90 days', () => {
    const changes = [{ value: 80, effectiveOn: '2030-01-01' }, { value: 90, effectiveOn: '2040-01-01' }, { value: 85, effectiveOn: '2030-01-01' }];
    expect(['2029-12-31', '2030-01-01', '2040-01-01'].map((on) => retentionOn('authority', changes, on))).toEqual([75, 85, 90]);
    expect(retentionOn('provider', [], '2030-01-01')).toBe(90);
  });
});

describe('what stands against erasing', () => {
  const hold = { fromOn: '2085-01-01', untilOn: null, liftedOn: null };
  const record = { keptUntilOn: '2085-03-14', legalHolds: [] };

  it('is the day before the birthday, and a hold while it holds', () => {
    expect(againstErasing(record, '2085-03-13')).toEqual(['NOT_DUE']);
    expect(againstErasing(record, '2085-03-14')).toEqual([]);
    expect(againstErasing({ ...record, legalHolds: [hold] }, '2085-03-14')).toEqual(['ON_HOLD']);
    expect(againstErasing({ ...record, legalHolds: [hold] }, '2085-03-13')).toEqual(['NOT_DUE', 'ON_HOLD']);
  });

  it.each([
    [hold, '2084-12-31', false],
    [hold, '2085-01-01', true],
    [{ ...hold, untilOn: '2085-06-30' }, '2085-06-30', true],
    [{ ...hold, untilOn: '2085-06-30' }, '2085-07-01', false],
    [{ ...hold, liftedOn: '2085-02-01' }, '2085-01-31', true],
    [{ ...hold, liftedOn: '2085-02-01' }, '2085-02-01', false],
  ])('%j on %s: %s', (one, on, expected) => expect(holds(one, on)).toBe(expected));
});
