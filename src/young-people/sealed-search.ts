import { Inject, Injectable } from '@nestjs/common';
import { decrypt, encrypt, SEALED_PREFIX } from '../encryption/aes-gcm.js';
import { derivedSecret, type Keys } from '../keys/key-file.js';
import { KEYS } from '../keys/keys.module.js';

/** How a sealed search begins in an address. */
const MARK = '~';
/** A reference, or a part of one, is no name: it may stand in an address as it is. */
const NO_NAME = /^LS-[0-9A-Z]{0,6}$/i;

/**
 * What somebody searches cases by, as it stands in the address of a list: sealed, since addresses stay in the logs of proxies and in
 * the histories of shared computers. It opens for whoever searched alone.
 */
@Injectable()
export class SealedSearch {
  constructor(@Inject(KEYS) private readonly keys: Keys) {}

  /** The text for an address; undefined where there is none. */
  seal(personId: number, text: string | undefined): string | undefined {
    if (!text || NO_NAME.test(text)) return text;
    return MARK + encrypt(this.key(), text, boundTo(personId)).slice(SEALED_PREFIX.length);
  }

  /** What an address asks for: sealed, or as somebody typed it there. Nothing where it was sealed for somebody else. */
  open(personId: number, asked: string | undefined): string | undefined {
    if (!asked?.startsWith(MARK)) return asked;
    return decrypt(this.key(), SEALED_PREFIX + asked.slice(MARK.length), boundTo(personId)) ?? undefined;
  }

  private key = (): Buffer => Buffer.from(derivedSecret(this.keys.search, 'searches'), 'base64url');
}

const boundTo = (personId: number): string => `search of person ${personId}`;
