import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Keys } from './key-file.js';

/** Where a sealed text belongs. Moved to another column or row it cannot be opened. */
export interface SealedPlace {
  table: string;
  column: string;
  row: number;
}

const ALGORITHM = 'aes-256-gcm';
const OPTIONS = { authTagLength: 16 };
const IV_BYTES = 12;

/**
 * A secret of the installation, sealed for one place in the database: AES-256-GCM with a key of that table's own, derived
 * from the current wrapping key, whose id it carries.
 */
export function seal({ current, byId }: Keys['wrapping'], text: string, place: SealedPlace): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyFor(byId, current, place.table), iv, OPTIONS).setAAD(nameOf(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [current, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
}

/** The text that was sealed there. Throws where it was changed, moved, or sealed with a key that is gone. */
export function openSealed({ byId }: Keys['wrapping'], sealed: string, place: SealedPlace): string {
  const [id = '', ...parts] = sealed.split('.');
  const [iv, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (!iv || !body || tag?.length !== OPTIONS.authTagLength) throw new Error(`what is sealed in ${place.table} has not the form of it`);
  const decipher = createDecipheriv(ALGORITHM, keyFor(byId, id, place.table), iv, OPTIONS).setAAD(nameOf(place)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

const nameOf = ({ table, column, row }: SealedPlace): Buffer => Buffer.from(`${table}.${column}.${row}`);

function keyFor(byId: ReadonlyMap<string, Buffer>, id: string, table: string): Buffer {
  const wrapping = byId.get(id);
  if (!wrapping) throw new Error(`the key that sealed a row of ${table} is not in the file of keys`);
  return Buffer.from(hkdfSync('sha256', wrapping, '', `seal ${table}`, 32));
}
