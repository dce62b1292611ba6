import { inRole, transaction } from '../database/unit-of-work.js';
import { destroyKey } from '../encryption/shred-case.js';
import { inRoleOf, walkHoldings, type RowsAbout } from '../own-file/collect-rows.js';
import type { WhenErased } from '../own-file/holding.js';

/** What becomes of the rows of one table. */
export interface Erased {
  table: string;
  title: string;
  whenErased: WhenErased;
  rows: number;
}

/** What a row says from then on, where it stays. */
const BLANKED: Readonly<Record<string, string>> = {
  young_person: `team = NULL, local_id = 'erased-' || t.id, preferred_name = 'erased', legal_name = 'erased', born_on = '1900-01-01', uln = NULL, upn = NULL, uln_hash = NULL, upn_hash = NULL, refresh_at = NULL, version = t.version + 1`,
  person: `email = 'erased-' || t.id || '@erased.invalid', phone = NULL, active = false, last_signed_in_at = NULL`,
  message: 'to_address = NULL, subject = NULL, text = NULL',
};

/** What erasing a case would do, table by table, without doing it. */
export async function previewErasure(caseId: number): Promise<Erased[]> {
  return (await rowsOf(caseId)).map(({ table, holding: { title, whenErased }, rows }) => ({ table, title, whenErased, rows })).filter(({ rows }) => rows > 0);
}

/**
 * Erases a case for good: its key is destroyed, what was recorded is removed, and what the trail goes by is blanked; the trail itself has
 * numbers and codes alone, and its seals hold. To be done in a transaction, by whoever has asked the policy. Answers what it did.
 */
export async function eraseCase(caseId: number, because: string): Promise<Erased[]> {
  const { manager, now } = transaction();
  const about = await rowsOf(caseId);
  for (const sql of [DROP_DRAFTS, DROP_VIEWS]) await inRole('engine', () => manager.query(sql, [caseId]));
  await inRole('engine', () => destroyKey(manager, caseId, now, because));
  // What hangs on a row goes before it.
  for (const { table, holding: { whenErased }, where, values } of [...about].reverse()) {
    if (whenErased === 'removed') await inRoleOf(table, () => manager.query(`DELETE FROM ${table} t WHERE ${where}`, values));
    if (whenErased === 'blanked') await inRoleOf(table, () => manager.query(`UPDATE ${table} t SET ${BLANKED[table]} WHERE ${where}`, values));
  }
  // The database has just kept the names that were blanked.
  await inRole('engine', () => manager.query(`UPDATE young_person SET erased_at = $2, former_names = '{}' WHERE id = $1`, [caseId, now]));
  return about.map(({ table, holding: { title, whenErased }, rows }) => ({ table, title, whenErased, rows })).filter(({ rows }) => rows > 0);
}

/** What colleagues began to write on its pages and did not send. */
const DROP_DRAFTS = `
DELETE FROM draft WHERE '/' || split_part(page, '/', 2) || '/' || split_part(split_part(page, '?', 1), '/', 3) IN (
  SELECT '/cases/' || reference FROM young_person WHERE id = $1 UNION ALL SELECT '/escalations/' || id FROM escalation WHERE case_id = $1)`;

/** What colleagues kept to look at it again. */
const DROP_VIEWS = `DELETE FROM saved_view WHERE filters ? 'case' AND upper(filters->>'case') = (SELECT reference FROM young_person WHERE id = $1)`;

async function rowsOf(caseId: number): Promise<(RowsAbout & { rows: number })[]> {
  const about: (RowsAbout & { rows: number })[] = [];
  await walkHoldings(caseId, async (one) => {
    const key = one.holding.given?.includes('id') ? 't.id' : '1 AS one';
    const rows = await transaction().manager.query<{ id: number }[]>(`SELECT ${key} FROM ${one.table} t WHERE ${one.where}`, one.values);
    about.push({ ...one, rows: rows.length });
    return rows as unknown as Record<string, unknown>[];
  });
  return about;
}
