import { expect, it } from '@jest/globals';
import { newKeyFile, parseKeyFile } from '../keys/key-file.js';
import { SealedSearch } from './sealed-search.js';

const searches = new SealedSearch(parseKeyFile(newKeyFile(), 'keys.json'));
const PRIYA = 7;
const KOFI = 8;

it('opens what somebody searched by for them alone, and nothing that was changed', () => {
  const sealed = searches.seal(PRIYA, 'Zora Ní Bhriain') ?? '';
  expect(sealed).toMatch(/^~[\w.-]+$/);
  expect(searches.open(PRIYA, sealed)).toBe('Zora Ní Bhriain');
  expect(searches.open(KOFI, sealed)).toBeUndefined();
  expect(searches.open(PRIYA, `${sealed.slice(0, -2)}AA`)).toBeUndefined();
  expect(searches.open(PRIYA, '~')).toBeUndefined();
});

it('says no name twice the same way, nor how it begins', () => {
  const [one, two] = [searches.seal(PRIYA, 'Zora'), searches.seal(PRIYA, 'Zora')];
  expect(one).not.toBe(two);
  expect([one, two].join()).not.toMatch(/zora/i);
});

it('leaves a reference as it is, and takes what somebody typed into an address', () => {
  expect(['LS-7K2QF9', 'ls-7k', '', undefined].map((text) => searches.seal(PRIYA, text))).toEqual(['LS-7K2QF9', 'ls-7k', '', undefined]);
  expect(searches.open(PRIYA, 'LS-7K2QF9')).toBe('LS-7K2QF9');
});
