import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkUln, isUkprn, isUpn } from './identifiers.js';

const digit = fc.integer({ min: 0, max: 9 });
const digits = (length: number) => fc.array(digit, { minLength: length, maxLength: length });
const replaced = (text: string, at: number, by: number) => text.slice(0, at) + String(by) + text.slice(at + 1);

describe('a unique learner number', () => {
  it('takes 9276308686', () => expect(checkUln('9276308686')).toBe('valid'));
  it('reads 9999999999 as none', () => expect(checkUln('9999999999')).toBe('none'));
  it.each(['', '927630868', '92763086860', '9276308687', '927630868O', ' 9276308686', '٩276308686'])('does not take %j', (text) => {
    expect(checkUln(text)).toBe('invalid');
  });

  it('has one check digit for nine digits, or none where the remainder is 0', () => {
    fc.assert(
      fc.property(digits(9), (nine) => {
        const sum = nine.reduce((total, value, index) => total + value * (10 - index), 0);
        const valid = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((check) => checkUln(nine.join('') + String(check)) === 'valid');
        expect(valid).toEqual(sum % 11 === 0 ? [] : [10 - (sum % 11)]);
      }),
    );
  });

  it('is refused with any single digit wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), digit, (at, by) => {
        fc.pre('9276308686'[at] !== String(by));
        expect(checkUln(replaced('9276308686', at, by))).toBe('invalid');
      }),
    );
  });
});

describe('a unique pupil number', () => {
  it('takes H801200001001', () => expect(isUpn('H801200001001')).toBe(true));
  it('takes a temporary number, which ends in a letter', () => {
    const letters = [...'ABCDEFGHJKLMNPQRTUVWXYZ'];
    expect(letters.filter((check) => isUpn(`${check}80120000100A`))).toEqual([letters[(53 - 13) % 23]]);
  });
  it.each(['', 'H80120000100', 'h801200001001', 'I801200001001', 'H80120000100S', '8801200001001'])('does not take %j', (text) => {
    expect(isUpn(text)).toBe(false);
  });

  it('has one check letter for any twelve digits', () => {
    fc.assert(
      fc.property(digits(12), (twelve) => {
        expect([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => isUpn(letter + twelve.join('')))).toHaveLength(1);
      }),
    );
  });

  it('is refused with any single digit wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), digit, (at, by) => {
        fc.pre('H801200001001'[at] !== String(by));
        expect(isUpn(replaced('H801200001001', at, by))).toBe(false);
      }),
    );
  });
});

it('a UK provider reference number is eight digits that begin with 1', () => {
  expect(['10000002', '20000002', '1000000', '100000020', '1000000A'].filter(isUkprn)).toEqual(['10000002']);
});
