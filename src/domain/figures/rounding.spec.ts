import { describe, expect, it } from '@jest/globals';
import { knownFrom, toldAlone, toldShare } from './rounding.js';

describe('a count by itself', () => {
  it.each([
    [0, null], [1, null], [4, null], [5, 5], [7, 5], [8, 10], [12, 10], [13, 15], [98, 100],
  ])('of %i is told as %p', (count, told) => {
    expect(toldAlone(count)).toBe(told);
  });

  it('is within what somebody knows who is told it, and each end of that is told so, too', () => {
    for (let count = 0; count < 200; count++) {
      const told = toldAlone(count);
      const { least, most } = knownFrom(told);
      expect([least <= count, count <= most]).toEqual([true, true]);
      if (told !== null) expect([toldAlone(least), toldAlone(most), toldAlone(most + 1) === told]).toEqual([told, told, false]);
    }
  });
});

describe('a share', () => {
  it.each([
    [45, 60, 75], [5, 10, 50], [5, 5, null], [null, 60, null], [45, null, null], [60, 60, 100], [15, 10, 100],
  ])('of %p in %p is told as %p', (part, base, share) => {
    expect(toldShare(part, base)).toBe(share);
  });
});
