import { Injectable } from '@nestjs/common';
import { requestContext } from '../audit/request-context.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import type { SharedItem } from '../domain/agreement/records/sharing.js';

/** Something that leaves the system by itself. */
export interface Leaving {
  means: 'export' | 'own-file';
  /** The cases by their references. */
  references: readonly string[];
  items: readonly SharedItem[];
  toWhom: string;
  why: string;
  /** On which consent, or on what else. */
  basis: string;
}

/** Writes down what an export or a file gives out, case by case (P7). To be asked by whoever has asked the policy. */
@Injectable()
export class DisclosureLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** One line for each case, in the running transaction if there is one: what was not written down is not given out. `madeBy` is null for the operator. */
  async record(madeBy: number | null, { means, references, items, toWhom, why, basis }: Leaving): Promise<void> {
    if (references.length === 0) return;
    await this.unitOfWork.run(({ manager, now }) => inRole('engine', () => manager.query(
      `INSERT INTO disclosure (case_id, means, items, to_whom, why, basis, made_by, made_at, request_id)
       SELECT y.id, $2, $3, $4, $5, $6, $7, $8, $9 FROM young_person y WHERE y.reference = ANY($1::text[]) ORDER BY y.id`,
      [references, means, items, toWhom, why, basis, madeBy, now, requestContext()?.requestId ?? null],
    )));
  }
}
