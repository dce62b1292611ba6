import { describe, expect, it } from '@jest/globals';
import { newTotpSecret, stepOf, totpUri } from './totp.js';

/** RFC 6238, appendix B: the key “12345678901234567890”, the last six of its eight digits. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe("an authenticator app's code", () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [20_000_000_000, '353130', 666_666_666],
  ])('at second %s is %s, of step %s', (seconds, code, step) => {
    expect(stepOf(code, RFC_SECRET, new Date(seconds * 1000))).toBe(step);
  });

  it('counts in its own 30 seconds, those before and those after, and no longer', () => {
    const at = (seconds: number) => stepOf('081804', RFC_SECRET, new Date((1_111_111_080 + seconds) * 1000));
    expect([at(-31), at(-30), at(0), at(29), at(59), at(60)]).toEqual([null, 37_037_036, 37_037_036, 37_037_036, 37_037_036, null]);
  });

  it.each(['287083', '28708', '2870820', '', 'abcdef', '２８７０８２'])('is not %j', (code) => {
    expect(stepOf(code, RFC_SECRET, new Date(59_000))).toBeNull();
  });

  it('comes from 160 random bits, which the QR code carries with the account and the service', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    expect(totpUri(secret, 'priya.shah@birmingham.example', 'Learner Support')).toBe(`otpauth://totp/Learner%20Support:priya.shah%40birmingham.example?secret=${secret}&issuer=Learner%20Support`);
  });
});
