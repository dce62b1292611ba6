import { describe, expect, it } from '@jest/globals';
import { termsToPublish } from './publishing.js';

const on = (today: string, made: Record<string, string> = {}) => termsToPublish(today, new Map(Object.entries(made))).map(({ name }) => name);

/* The autumn term of 2026 ends on 31 December, the spring term on 31 March. */
describe('the figures of a term', () => {
  it('are made 15 days after its end, on 15 January 2027', () => {
    expect([on('2027-01-14', { '2025-26-spring': '2027-01-01', '2025-26-summer': '2027-01-01' }), on('2027-01-15', { '2025-26-spring': '2027-01-01', '2025-26-summer': '2027-01-01' })]).toEqual([[], ['2026-27-autumn']]);
  });

  it('are made later where a night was missed', () => {
    expect(on('2027-03-02', { '2025-26-spring': '2027-01-01', '2025-26-summer': '2027-01-01' })).toEqual(['2026-27-autumn']);
  });

  it('are made anew three months after the last time, for a year', () => {
    const others = { '2025-26-summer': '2027-12-01', '2026-27-spring': '2027-12-01', '2026-27-summer': '2027-12-01' };
    expect([on('2027-07-14', { ...others, '2026-27-autumn': '2027-04-15' }), on('2027-07-15', { ...others, '2026-27-autumn': '2027-04-15' })]).toEqual([[], ['2026-27-autumn']]);
    expect(on('2028-01-01', { ...others, '2026-27-autumn': '2027-08-01' })).toEqual([]);
  });
});
