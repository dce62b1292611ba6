import { expect, it } from '@jest/globals';
import { keyOf, tablesOf } from './tables.js';

const LAYOUT = { authorities: ['Birmingham', 'Dudley'], breakdowns: { level: ['2', '3'] } };

it('has a figure of each row of each table: the region and each authority, in all and by each value, owed and met', () => {
  const { figures, counted } = tablesOf(LAYOUT);
  expect([figures.length, counted.length]).toEqual([2 * 3 * 3, 2 * 2 * 3]);
  const of = (key: string) => figures.find((one) => one.key === key)?.of.map((index) => `${counted[index]?.what} ${counted[index]?.place.authority} ${counted[index]?.place.value}`);
  expect(of(keyOf('met', { authority: null, breakdown: 'level', value: '3' }))).toEqual(['met Birmingham 3', 'met Dudley 3']);
  expect(of(keyOf('owed', { authority: 'Dudley', breakdown: null, value: null }))).toEqual(['met Dudley null', 'unmet Dudley null']);
});

it('knows that a table adds up', () => {
  const { shape, counted } = tablesOf(LAYOUT);
  // Birmingham: five at level 2, of which four; three at level 3, of which one. Dudley: none.
  const right = counted.map(({ what, place }) => (place.authority === 'Dudley' ? 0 : { met: { all: 5, 2: 4, 3: 1 }, unmet: { all: 3, 2: 1, 3: 2 } }[what][(place.value ?? 'all') as 'all']));
  const holds = (counts: number[]) => shape.every(({ terms, least, most }) => {
    const value = terms.reduce((total, [place, coefficient]) => total + coefficient * (counts[place] ?? 0), 0);
    return least <= value && value <= most;
  });
  expect(holds(right)).toBe(true);
  for (const index of right.keys()) expect(holds(right.with(index, (right[index] ?? 0) + 1))).toBe(false);
});

it('has each young person once in the totals of authorities', () => {
  const { everyone, counted } = tablesOf(LAYOUT);
  expect(everyone.map((index) => `${counted[index]?.what} ${counted[index]?.place.authority} ${counted[index]?.place.value}`)).toEqual(['met Birmingham null', 'met Dudley null', 'unmet Birmingham null', 'unmet Dudley null']);
});
