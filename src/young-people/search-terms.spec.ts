import { describe, expect, it } from '@jest/globals';
import { searchTerms } from './search-terms.js';

describe('what somebody typed to find a young person', () => {
  it.each(['2009-03-14', '14/03/2009', '14/3/2009', '14.3.2009', '14-03-2009', '14 March 2009', '14th march 2009', '14 Mar 2009'])('%s is a date of birth', (typed) => {
    expect(searchTerms(` ${typed} `).bornOn).toBe('2009-03-14');
  });

  it.each(['31/02/2009', '14 Marsh 2009', '14/03', '2009', 'LS-7K2QF9'])('%s is none', (typed) => {
    expect(searchTerms(typed).bornOn).toBeNull();
  });

  it('ten digits are a unique learner number, also in groups', () => {
    expect([searchTerms('9276308686').uln, searchTerms('927 630 8686').uln, searchTerms('92763086').uln]).toEqual(['9276308686', '9276308686', null]);
  });

  it('everything else is words, each of which has to be found', () => {
    expect(searchTerms('  Zeb  O’Neill ')).toEqual({ words: ['Zeb', 'O’Neill'], uln: null, bornOn: null });
  });
});
