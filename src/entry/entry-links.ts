import { transaction } from '../database/unit-of-work.js';
import { vaultOf } from '../encryption/vault.js';
import { plainCode } from './entry-secrets.js';
import { EntryLink, type EntryPurpose } from './entry-link.entity.js';
import { ENTRY_MS } from './entry-secrets.js';

/** Whose way in it is. */
export interface Entrant {
  personId: number;
  caseId: number;
}

/** What is kept of a code: it is short, so it is kept together with whose it is, and by a key that is not in the database. In the running transaction. */
export const hashOfCode = (personId: number, code: string): string => vaultOf(transaction().manager).searchHash('entry_link', `${personId}:${plainCode(code)}`).toString('hex');

/** Writes a way in down, in the running transaction, and sweeps away those that ended. Answers until when it works. `realNow` is real time. */
export async function keepEntry(entrant: Entrant, purpose: EntryPurpose, secretHash: string, madeBy: number | null, realNow: Date): Promise<Date> {
  const { manager } = transaction();
  await manager.query('DELETE FROM entry_link WHERE expires_at < $1', [new Date(realNow.getTime() - ENTRY_MS)]);
  // Of a code there is one at a time. A link stays good while another is asked for: asking must not take it away from somebody.
  if (purpose !== 'link') await manager.delete(EntryLink, { personId: entrant.personId, purpose });
  const expiresAt = new Date(realNow.getTime() + ENTRY_MS);
  await manager.insert(EntryLink, { ...entrant, purpose, secretHash, madeBy, madeAt: realNow, expiresAt, usedAt: null });
  return expiresAt;
}

/**
 * Uses a way in, in the running transaction: once, while it lasts, and by somebody active. Null where it is not to be used; who it
 * lets in otherwise, and who showed the code. Their other links end with it.
 */
export async function useEntry(purpose: EntryPurpose, secretHash: string, realNow: Date): Promise<(Entrant & { madeBy: number | null }) | null> {
  const { manager } = transaction();
  const [rows] = await manager.query<[(Entrant & { madeBy: number | null })[], number]>(
    `UPDATE entry_link l SET used_at = $3 FROM person p
     WHERE l.secret_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > $3 AND p.id = l.person_id AND p.active AND p.case_id = l.case_id
     RETURNING l.person_id AS "personId", l.case_id AS "caseId", l.made_by AS "madeBy"`,
    [secretHash, purpose, realNow],
  );
  const [used] = rows;
  if (!used) return null;
  await manager.query(`UPDATE entry_link SET used_at = $3 WHERE person_id = $1 AND purpose = $2 AND used_at IS NULL`, [used.personId, purpose, realNow]);
  return used;
}
