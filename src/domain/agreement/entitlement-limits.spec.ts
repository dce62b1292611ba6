import { describe, expect, it } from '@jest/globals';
import { entitlementFaults, type EntitlementDecision } from './entitlement-limits.js';

const decided = (entitlement: EntitlementDecision['entitlement'], amount: number | undefined, more: Partial<EntitlementDecision> = {}): EntitlementDecision => ({
  on: '2026-10-01', entitlement, status: 'claimed', amount, instalment: undefined, instalmentOn: undefined, hasAssessedNeed: true, ...more,
});
const faults = (decision: EntitlementDecision, others: EntitlementDecision[] = []) => entitlementFaults(decision, others).map(({ code, field }) => `${field} ${code}`);

describe('what an entitlement may be (EP4)', () => {
  it('a 16 to 19 bursary: £1,200 an academic year at most, on assessed need', () => {
    expect([faults(decided('bursary-16-19', 1200)), faults(decided('bursary-16-19', 1201))]).toEqual([[], ['amount TOO_LARGE']]);
    expect(faults(decided('bursary-16-19', 300, { hasAssessedNeed: false }))).toEqual(['assessedNeed REQUIRED']);
    expect(faults(decided('bursary-16-19', undefined, { status: 'refused', hasAssessedNeed: false }))).toEqual([]);
  });

  it('counts what was paid in the same academic year, to 31 August 2027', () => {
    const before = [decided('bursary-16-19', 900)];
    expect(faults(decided('bursary-16-19', 300, { on: '2027-08-31' }), before)).toEqual([]);
    expect(faults(decided('bursary-16-19', 301, { on: '2027-08-31' }), before)).toEqual(['amount TOO_LARGE']);
    expect(faults(decided('bursary-16-19', 1200, { on: '2027-09-01' }), before)).toEqual([]);
    expect(faults(decided('bursary-16-19', 1200), [decided('bursary-16-19', 900, { status: 'refused' }), decided('transport', 900)])).toEqual([]);
  });

  it("an apprentice's bursary: £3,000 once, in instalments with their number and day", () => {
    const instalment = (number: number, on: string) => decided('apprentice-bursary', 1000, { instalment: number, instalmentOn: on, on, hasAssessedNeed: false });
    const two = [instalment(1, '2026-11-30'), instalment(2, '2027-09-30')];
    expect(faults(instalment(3, '2028-09-30'), two)).toEqual([]);
    expect(faults(instalment(2, '2028-09-30'), two)).toEqual(['instalment ALREADY_RECORDED']);
    expect(faults({ ...instalment(3, '2028-09-30'), amount: 1001 }, two)).toEqual(['amount TOO_LARGE']);
    expect(faults({ ...instalment(3, '2028-09-30'), instalmentOn: undefined }, two)).toEqual(['instalmentOn REQUIRED']);
    expect(faults({ ...instalment(3, '2028-09-30'), instalment: undefined }, two)).toEqual(['instalment REQUIRED']);
  });

  it('other support: what it costs, and not in instalments', () => {
    expect(faults(decided('transport', 1800, { hasAssessedNeed: false }))).toEqual([]);
    expect(faults(decided('equipment', 300, { instalment: 1, instalmentOn: '2026-10-01' }))).toEqual(['instalment NOT_IN_INSTALMENTS']);
  });
});
