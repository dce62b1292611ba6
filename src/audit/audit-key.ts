import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** The Ed25519 key that seals are signed with. It is kept outside of the database. */
export class AuditKey {
  readonly publicKey: KeyObject;
  readonly id: string;

  constructor(private readonly privateKey: KeyObject) {
    this.publicKey = createPublicKey(privateKey);
    this.id = keyId(this.publicKey);
  }

  /** The signature of a seal's hash, as base64. */
  sign(hash: string): string {
    return sign(null, Buffer.from(hash, 'hex'), this.privateKey).toString('base64');
  }
}

/** A public key's name: 64 bits of its SHA-256. */
export const keyId = (publicKey: KeyObject): string => createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 16);

/** Whether a signature of a seal's hash is by this key. */
export const isSignedBy = (publicKey: KeyObject, hash: string, signature: string): boolean => verify(null, Buffer.from(hash, 'hex'), publicKey, Buffer.from(signature, 'base64'));
