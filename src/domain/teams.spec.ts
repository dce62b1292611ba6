import { expect, it } from '@jest/globals';
import { isSameTeam } from './teams.js';

it.each([
  ['Leaving care', 'Leaving Care', true],
  [' Leaving care ', 'LEAVING CARE', true],
  ['Leaving care', 'Through care', false],
  ['Leaving care', 'Leavingcare', false],
  ['16+ Ä', '16+ ä', false],
  ['Leaving care', null, false],
  [null, null, false],
])('%j and %j are the same team: %s', (one, other, same) => {
  expect([isSameTeam(one, other), isSameTeam(other, one)]).toEqual([same, same]);
});
