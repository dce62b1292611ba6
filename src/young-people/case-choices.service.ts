import { Injectable } from '@nestjs/common';
import { part, readTogether } from '../database/read-together.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { savedViewsPart, type StoredView } from '../saved-views/saved-views.part.js';
import { inScope, scopeParameter } from './case-scope-sql.js';

/** What the case list can be filtered by: only what this person's own cases have. */
export interface CaseChoices {
  authorities: { code: string; name: string }[];
  providers: { id: number; name: string }[];
}

@Injectable()
export class CaseChoicesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The home authorities and providers of this person's cases, by name, and the views of the case list that they keep; one statement. */
  async listChoices(actor: Actor): Promise<{ choices: CaseChoices; views: StoredView[] }> {
    return this.unitOfWork.run(async ({ now }) => readTogether({
      choices: part(CHOICES_SQL, [scopeParameter(visibleTo(actor, londonDate(now)), now)], ([row]: CaseChoices[]) => row ?? { authorities: [], providers: [] }),
      views: savedViewsPart(actor.personId, 'cases'),
    }));
  }
}

const CHOICES_SQL = `
WITH seen AS MATERIALIZED (SELECT y.id, y.home_authority_code FROM young_person y WHERE ${inScope(1)})
SELECT
  (SELECT coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name) ORDER BY a.name), '[]')
   FROM authority a WHERE a.code IN (SELECT home_authority_code FROM seen)) AS authorities,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) ORDER BY v.name), '[]')
   FROM provider v WHERE v.id IN (SELECT p.provider_id FROM placement p JOIN seen ON seen.id = p.case_id WHERE p.taken_back_at IS NULL)) AS providers`;
