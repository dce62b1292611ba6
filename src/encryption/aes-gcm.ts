import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** How a sealed text begins; the number is that of this format. */
export const SEALED_PREFIX = 'sealed:1:';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a text with AES-256-GCM and a fresh nonce of 96 bits; `bound` is what it belongs to: without the same words it does not open. */
export function encrypt(key: Buffer, text: string, bound: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return SEALED_PREFIX + [nonce, body, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
}

/** The text; null where it was changed, belongs elsewhere, was encrypted with another key, or has not the whole tag of 128 bits. */
export function decrypt(key: Buffer, sealed: string, bound: string): string | null {
  if (!sealed.startsWith(SEALED_PREFIX)) return null;
  const parts = sealed.slice(SEALED_PREFIX.length).split('.');
  const [nonce, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (!nonce || !body || !tag || parts.length > 3) return null;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(bound, 'utf8'));
    decipher.setAuthTag(tag);
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
