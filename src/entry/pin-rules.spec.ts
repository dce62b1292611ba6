import { expect, it } from '@jest/globals';
import { isMobile, newCode, plainCode, plainContact } from './entry-secrets.js';
import { isEasyToGuess } from './pin-rules.js';

it.each(['000000', '121212', '123123', '123456', '654321', '890123', '140310', '031410', '100314', '201003'])('%s is easy to guess for somebody born on 14 March 2010', (pin) => {
  expect(isEasyToGuess(pin, '2010-03-14')).toBe(true);
});

it.each(['483920', '140311', '112233', '902817'])('%s is not', (pin) => expect(isEasyToGuess(pin, '2010-03-14')).toBe(false));

it('reads a code however it is typed, and none of its signs is taken for another', () => {
  const code = newCode();
  expect(code).toMatch(/^[A-HJKMNPQRTUVWXY346789]{3}-[A-HJKMNPQRTUVWXY346789]{3}$/);
  expect(plainCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code.replace('-', ''));
});

it.each(['07700 900 123', '+44 7700 900123', '0044 7700 900123', '+44 (0)7700 900123'])('takes %s for one number', (typed) => {
  expect([plainContact(typed), isMobile(typed)]).toEqual(['07700900123', true]);
});

it('takes a landline or half a number for none', () => expect(['0121 496 0000', '07700', 'zeb'].map(isMobile)).toEqual([false, false, false]));
