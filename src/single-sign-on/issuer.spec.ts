import { describe, expect, it } from '@jest/globals';
import { checkIssuer } from './issuer.js';

describe('the address of an issuer', () => {
  it.each(['https://login.example', 'https://login.example/', 'https://login.example/8f1c/v2.0', 'https://localhost:8443'])('may be %s', (text) => {
    expect([checkIssuer(text, false), checkIssuer(text, true)]).toEqual([text, text]);
  });

  it.each(['http://localhost:4000', 'http://127.0.0.1:4000', 'http://127.8.1.1', 'http://[::1]:4000/tenant'])('may be %s in a training installation alone', (text) => {
    expect(checkIssuer(text, true)).toBe(text);
    expect(() => checkIssuer(text, false)).toThrow('ISSUER_INVALID');
  });

  it.each([
    '', 'login.example', 'http://login.example', 'http://169.254.169.254', 'http://127.0.0.1.login.example', 'http://localhost.login.example', 'ftp://login.example',
    'file:///etc/passwd', 'https://login.example?x=1', 'https://login.example#x', 'https://a@login.example', 'https://a:b@login.example',
  ])('is never %s', (text) => {
    for (const isTraining of [true, false]) expect(() => checkIssuer(text, isTraining)).toThrow('ISSUER_INVALID');
  });
});
