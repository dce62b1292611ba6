import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { inScope, scopeParameter } from './case-scope-sql.js';

/** What the case list can be filtered by: only what this person's own cases have. */
export interface CaseChoices {
  authorities: { code: string; name: string }[];
  providers: { id: number; name: string }[];
}

@Injectable()
export class CaseChoicesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The home authorities and providers of this person's cases, by name; one statement. */
  async listChoices(actor: Actor): Promise<CaseChoices> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const [row] = await manager.query<CaseChoices[]>(CHOICES_SQL, [scopeParameter(visibleTo(actor, londonDate(now)), now)]);
      return row ?? { authorities: [], providers: [] };
    });
  }
}

const CHOICES_SQL = `
WITH seen AS MATERIALIZED (SELECT y.id, y.home_authority_code FROM young_person y WHERE ${inScope(1)})
SELECT
  (SELECT coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name) ORDER BY a.name), '[]')
   FROM authority a WHERE a.code IN (SELECT home_authority_code FROM seen)) AS authorities,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) ORDER BY v.name), '[]')
   FROM provider v WHERE v.id IN (SELECT p.provider_id FROM placement p JOIN seen ON seen.id = p.case_id WHERE p.taken_back_at IS NULL)) AS providers`;
