import { describe, expect, it } from '@jest/globals';
import { markedPassages, withheld, withheldEverywhere, withoutThirdParties } from './third-parties.js';

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

  it('is withheld too where it stands unmarked: before a correction, or in another record', () => {
    const rows = [{ before: { text: 'He lives with his sister Ada.' } }, { text: 'He lives with [[his sister Ada]].' }, { text: 'Adam; HIS SISTER ADA; [[Jo]] and Jo, not Joanna. (a+b)', number: 3 }, { text: '[[(a+b)]] [[x]]' }];
    const passages = markedPassages(rows);
    expect(passages).toEqual(['his sister Ada', 'Jo', '(a+b)']);
    const gone = '(about somebody else)';
    expect(withheldEverywhere(rows, passages)).toEqual([
      { before: { text: `He lives with ${gone}.` } }, { text: `He lives with ${gone}.` }, { text: `Adam; ${gone}; ${gone} and ${gone}, not Joanna. ${gone}`, number: 3 }, { text: `${gone} ${gone}` },
    ]);
  });
});
