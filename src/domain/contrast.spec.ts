import { describe, expect, it } from '@jest/globals';
import { contrastWithWhite, LEAST_CONTRAST } from './contrast.js';

describe('the contrast of white text', () => {
  // As WebAIM's checker says, to two places.
  it.each([['#000000', 21], ['#ffffff', 1], ['#12436d', 10.25], ['#777777', 4.48], ['#767676', 4.54], ['#FF0000', 4], ['#0000ff', 8.59], ['#00703c', 6.21]])('on %s is %d', (colour, contrast) => {
    expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 1);
  });

  it('is enough on #767676, and not on the grey one step lighter', () => {
    expect([contrastWithWhite('#767676') >= LEAST_CONTRAST, contrastWithWhite('#777777') >= LEAST_CONTRAST]).toEqual([true, false]);
  });
});
