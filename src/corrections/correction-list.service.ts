import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import { openSealed, sealed } from '../encryption/sealed-sql.js';
import type { Actor } from '../domain/permissions.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { inWords, type RowNames } from './correctable-field.js';
import { CORRECTABLE_FACTS } from './correctable-facts.js';
import type { Correction } from './correction.entity.js';
import { QUIET } from './find-fact-sql.js';
import { maySee } from '../domain/may-correct.js';
import { rowNames } from './row-names.js';

/** A correction as people read it. */
export interface CorrectionView {
  id: number;
  fact: string;
  factId: number;
  /** What was corrected, as a noun. */
  name: string;
  takenBack: boolean;
  changes: { field: string; label: string; before: string | null; after: string | null }[];
  reason: string;
  correctedByName: string;
  correctedAt: Date;
}

type Row = Omit<Correction, 'caseId' | 'correctedBy'> & { correctedByName: string; isQuiet: boolean };

@Injectable()
export class CorrectionList {
  constructor(private readonly cases: CaseWork) {}

  /** What was put right or taken back in a case, the newest first, as far as this person sees the facts. Errors: NOT_FOUND, NOT_ALLOWED. */
  async listCorrections(actor: Actor, reference: string): Promise<CorrectionView[]> {
    return this.cases.read(actor, reference, async ({ youngPerson, parties, today }) => {
      const { manager } = transaction();
      const rows = await openSealed(manager, await manager.query<Row[]>(CORRECTIONS_SQL, [youngPerson.id]));
      const isSeen = ({ fact, placementId, isQuiet }: Row) => maySee(actor, parties, today, { placementId, notForProviders: isQuiet || (CORRECTABLE_FACTS[fact]?.notForProviders ?? false) });
      const names = await rowNames(manager, youngPerson.id, rows.map(({ before }) => before));
      return rows.filter(isSeen).map((row) => presentCorrection(row, names));
    });
  }
}

/** A correction with what was said and what is said, in words, field by field. */
export function presentCorrection({ id, fact, factId, before, after, reason, correctedByName, correctedAt }: Omit<Row, 'isQuiet'>, names?: RowNames): CorrectionView {
  const { name = fact, fields = {} } = CORRECTABLE_FACTS[fact] ?? {};
  const changes = Object.keys(before).flatMap((field) => {
    const kind = fields[field];
    return kind ? [{ field, label: kind.label, before: inWords(kind, before[field], names), after: inWords(kind, after?.[field], names) }] : [];
  });
  return { id, fact, factId, name, takenBack: after === null, changes, reason, correctedByName, correctedAt };
}

const CORRECTIONS_SQL = `
SELECT c.id, c.fact, c.fact_id AS "factId", c.placement_id AS "placementId", ${sealed('correction', 'before', 'c')} AS before, ${sealed('correction', 'after', 'c')} AS after, ${sealed('correction', 'reason', 'c')} AS reason, coalesce(n.name, 'an import') AS "correctedByName",
  c.corrected_at AS "correctedAt",
  c.fact LIKE 'emergency%' AND EXISTS (SELECT FROM emergency f WHERE f.id = c.fact_id AND ${QUIET}) AS "isQuiet"
FROM correction c LEFT JOIN person n ON n.id = c.corrected_by WHERE c.case_id = $1 ORDER BY c.id DESC`;
