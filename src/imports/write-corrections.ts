import type { EntityManager } from 'typeorm';
import { newRowIds, sealRows } from '../encryption/seal-rows.js';
import type { Overwritten } from './overwritten.js';
import type { WriteContext } from './write-context.js';

/** Keeps what the file overwrites as corrections, of cases and of organisations: both sides, who, when and the reason that was given for the file. */
export async function writeCorrections({ manager, now, personId, importId }: WriteContext, all: readonly Overwritten[], reason: string): Promise<void> {
  const ofCases = all.flatMap(({ caseId, fact, factId, placementId, before, after }) => (caseId === null ? [] : [{ case_id: caseId, fact, fact_id: factId, placement_id: placementId, before, after, reason, import_id: importId }]));
  const ids = await newRowIds(manager, 'correction', ofCases.length);
  const sealed = await sealRows(manager, 'correction', ofCases.map((row, index) => ({ ...row, id: ids[index] })));
  await insert(manager, 'correction', 'id int, case_id int, fact text, fact_id int, placement_id int, before jsonb, after jsonb, reason text, import_id int', sealed, now, personId);
  const ofOrganisations = all.flatMap(({ caseId, fact, factId, providerId, authorityCode, before, after }) =>
    caseId === null ? [{ fact, fact_id: factId, provider_id: providerId, authority_code: authorityCode, before, after, reason }] : [],
  );
  await insert(manager, 'organisation_correction', 'fact text, fact_id int, provider_id int, authority_code text, before jsonb, after jsonb, reason text', ofOrganisations, now, personId);
}

async function insert(manager: EntityManager, table: string, columns: string, rows: readonly object[], now: Date, personId: number | null): Promise<void> {
  const names = columns.split(', ').map((column) => column.split(' ')[0]).join(', ');
  await manager.query(`INSERT INTO ${table} (${names}, corrected_by, corrected_at) SELECT ${names}, $2::int, $3 FROM jsonb_to_recordset($1) AS r(${columns})`, [JSON.stringify(rows), personId, now]);
}
