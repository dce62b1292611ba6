import { randomBytes } from 'node:crypto';
import type { Keys } from '../keys/key-file.js';
import { decrypt, encrypt } from './aes-gcm.js';
import type { KeyOwner } from './sealed-columns.js';

/** The table of the owners' keys, by what kind of owner it is. */
export const KEY_TABLES = [
  { table: 'case_key', column: 'case_id', type: 'int' },
  { table: 'purpose_key', column: 'purpose', type: 'text' },
] as const;

/** An owner's key as the database has it: wrapped, and by which key; null where it was destroyed. */
export interface WrappedKey {
  owner: KeyOwner;
  wrapped_key: string | null;
  wrapping_key_id: string;
}

const boundTo = (owner: KeyOwner, wrappingKeyId: string): string => JSON.stringify(['key', typeof owner === 'number' ? `case ${owner}` : owner, wrappingKeyId]);

/** Wraps an owner's key with the current wrapping key. */
export function wrap({ wrapping }: Keys, owner: KeyOwner, key: Buffer): WrappedKey {
  const by = wrapping.byId.get(wrapping.current);
  if (!by) throw new Error('the current wrapping key is not among the keys');
  return { owner, wrapped_key: encrypt(by, key.toString('base64'), boundTo(owner, wrapping.current)), wrapping_key_id: wrapping.current };
}

/** A new key for an owner, wrapped. */
export const newWrappedKey = (keys: Keys, owner: KeyOwner): WrappedKey => wrap(keys, owner, randomBytes(32));

/** The key; null where it is not this owner's, was changed, or its wrapping key is not among ours. */
export function unwrap({ wrapping }: Keys, { owner, wrapped_key: wrapped, wrapping_key_id: id }: WrappedKey): Buffer | null {
  const by = wrapping.byId.get(id);
  const text = by && wrapped !== null ? decrypt(by, wrapped, boundTo(owner, id)) : null;
  return text === null ? null : Buffer.from(text, 'base64');
}
