import { expect, it } from '@jest/globals';
import { isFreeNumber } from './case-number.js';

it.each([
  ['that no case has', null, true],
  ['of a case that was registered by mistake', { mistaken: true }, true],
  ['of any other case', { mistaken: false }, false],
])('a number %s is free: %j', (_, holder, free) => {
  expect(isFreeNumber(holder)).toBe(free);
});
