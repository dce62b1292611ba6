import { createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { derivedSecret, type Keys } from '../keys/key-file.js';
import { KEYS } from '../keys/keys.module.js';
import { equalSecrets } from './secrets.js';

const DAYS_MS = 86_400_000;
/** The longest that browsers keep a cookie. */
export const DEVICE_MS = 400 * DAYS_MS;

/**
 * Browsers in which somebody has signed in to an account, as OWASP's device cookies have it: what they bring lets nobody in. It
 * says that a failure is this browser's, so that others' do not keep the account's owner waiting.
 */
@Injectable()
export class KnownDevices {
  constructor(@Inject(KEYS) private readonly keys: Keys) {}

  /** What a browser keeps of a sign-in to this account: chance, and our word for it. Whose account it is cannot be read from it. */
  make(email: string): string {
    const device = randomBytes(16).toString('base64url');
    return `${device}.${this.wordFor(email, device)}`;
  }

  /** The browser's own number, where this is our word for it and this account; null otherwise. */
  read(email: string, brought: string): string | null {
    const [device = '', word = '', ...rest] = brought.split('.');
    return rest.length === 0 && device !== '' && equalSecrets(word, this.wordFor(email, device)) ? device : null;
  }

  private wordFor = (email: string, device: string): string => createHmac('sha256', derivedSecret(this.keys.search, 'known devices')).update(`${device}:${email}`).digest('base64url');
}
