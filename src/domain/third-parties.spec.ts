import { describe, expect, it } from '@jest/globals';
import { withheld, withoutThirdParties } from './third-parties.js';

describe('what is marked as somebody else’s', () => {
  it.each([
    ['He lives with [[his sister Ada]] now', 'He lives with (about somebody else) now'],
    ['[[a]] and [[b\nc]]', '(about somebody else) and (about somebody else)'],
    ['not closed [[everything after it', 'not closed (about somebody else)'],
    ['no marks [one] here]]', 'no marks [one] here]]'],
  ])('is withheld: %s', (text, shown) => expect(withoutThirdParties(text)).toBe(shown));

  it('is withheld however deep it stands', () => {
    const at = new Date(0);
    expect(withheld({ at, list: [{ text: 'with [[Ada]]' }], none: null })).toEqual({ at, list: [{ text: 'with (about somebody else)' }], none: null });
  });
});
