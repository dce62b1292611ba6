import { expect, it } from '@jest/globals';
import { shownOfOthers } from './figures-of-others.js';

it('tells nothing of fewer than five young people, and does not tell none from one', () => {
  expect([0, 1, 4, 5, 12].map(shownOfOthers)).toEqual([null, null, null, 5, 12]);
});
