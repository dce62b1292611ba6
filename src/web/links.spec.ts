import { expect, it } from '@jest/globals';
import { hrefWith } from './links.js';

it('keeps what is filled, changes what is asked, and leaves out what is empty', () => {
  expect(hrefWith('/cases', { search: 'Ash & Co', missed: undefined, authority: '' })).toBe('/cases?search=Ash+%26+Co');
  expect(hrefWith('/cases', { search: 'Ash', after: 'x' }, { after: null, missed: 'yes' })).toBe('/cases?search=Ash&missed=yes');
  expect(hrefWith('/cases', {})).toBe('/cases');
});
