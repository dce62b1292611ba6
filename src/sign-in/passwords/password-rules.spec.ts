import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../errors.js';
import { newPassword } from '../new-password.js';
import { checkNewPassword } from './password-rules.js';

const OWN = ['Priya Shah', 'priya.shah@birmingham.example', 'Birmingham City Council'];
function codeFor(password: string): string | undefined {
  try {
    checkNewPassword(password, OWN);
    return undefined;
  } catch (error) {
    return (error as Refusal).reasons[0]?.code;
  }
}

describe('a new password', () => {
  it.each(['seven grey herons fishing', 'correct horse battery staple', 'a…………………b and then', '   blanks count too   ', '冬の朝に白い鷺が七羽も魚を取る', 'ßÄ-ø-ž-ñ-é-ü-å-ð'])('may be %j', (password) => {
    expect(codeFor(password)).toBeUndefined();
  });

  it('may be any that an operator gives', () => {
    for (let i = 0; i < 500; i += 1) expect(codeFor(newPassword())).toBeUndefined();
  });

  it('has 15 characters or more, and 128 at most, counted as people count them', () => {
    expect([codeFor('fourteen chars'), codeFor('fifteen letters')]).toEqual(['TOO_SHORT', undefined]);
    expect([codeFor('🦢🦆🐸🦉🦅🐟🐌🦋🐞🐝🦗🦂🐢🦎'), codeFor('🦢🦆🐸🦉🦅🐟🐌🦋🐞🐝🦗🦂🐢🦎🐍')]).toEqual(['TOO_SHORT', undefined]);
    const long = 'seven grey herons '.repeat(8);
    expect([codeFor(`a${long.slice(0, 127)}`), codeFor(`a${long.slice(0, 128)}`)]).toEqual([undefined, 'TOO_LONG']);
  });

  it.each([
    'passwordpassword', 'Password12345678', '!!liverpool2024!!', '123456789012345', '111111111111111', 'abcabcabcabcabcabc', 'qwertyuiopasdfgh',
    'manchesterunited', 'ILOVEYOUiloveyou', 'password password', 'ｐａｓｓｗｏｒｄ１２３４５６７８',
  ])('is not %j, which others try first', (password) => {
    expect(codeFor(password)).toBe('BREACHED');
  });

  it.each(['priya.shah@birmingham.example', 'PriyaShah1234567', 'LearnerSupport2026', 'birminghampriya', 'virtualschool2026', 'BirminghamCityCouncil1'])('is not %j, made of what is known of its owner', (password) => {
    expect(codeFor(password)).toBe('BREACHED');
  });
});
