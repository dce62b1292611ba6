import { expect, it } from '@jest/globals';
import { witnessesIn, witnessFaults, witnessLine } from './witnesses.js';

const [ONE, TWO, THREE] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string];

it('reads the line of a digest again, out of a mail as it was saved', () => {
  const line = witnessLine({ id: 1042, hash: ONE });
  expect(witnessesIn(line)).toEqual([{ sealId: 1042, hash: ONE }]);
  const folded = line.replace(/(.{70})/g, '$1=\r\n');
  expect(witnessesIn(`Subject: Today: 2 duties need you\r\n\r\n${folded}\r\nMore.\r\n`)).toEqual([{ sealId: 1042, hash: ONE }]);
  expect(witnessesIn(`<p>${line}</p>\n<p>${witnessLine({ id: 7, hash: TWO })}</p>`)).toEqual([{ sealId: 1042, hash: ONE }, { sealId: 7, hash: TWO }]);
});

it('takes a bare hash, and a number with one', () => {
  expect(witnessesIn(`${ONE} 12:${TWO.toUpperCase()}`)).toEqual([{ sealId: null, hash: ONE }, { sealId: 12, hash: TWO }]);
  expect(witnessesIn('seal 12, and no hash')).toEqual([]);
});

it('finds a tail that was cut, a chain written anew, and nothing where all is as it was seen', () => {
  expect(witnessFaults([{ sealId: 2, hash: TWO }, { sealId: null, hash: ONE }], [ONE, TWO])).toEqual([]);
  expect(witnessFaults([{ sealId: 3, hash: THREE }], [ONE, TWO])).toEqual(['A witness has seen seal 3 (33333333…) and the trail ends at seal 2: its tail was cut, or an older backup was restored.']);
  expect(witnessFaults([{ sealId: 2, hash: THREE }], [ONE, TWO])).toEqual([expect.stringContaining('seal 2 as 33333333… and the trail has 22222222… there')]);
  expect(witnessFaults([{ sealId: null, hash: THREE }], [ONE, TWO])).toEqual([expect.stringContaining('the seal 33333333…, which is not in the trail')]);
});
