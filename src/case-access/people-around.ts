import type { EntityManager } from 'typeorm';
import { londonDate } from '../domain/time/london.js';

/** Somebody who has, or could have, a part in a case. */
export interface PersonAround {
  id: number;
  name: string;
  organisation: string;
}

/**
 * The active people who could have a part in a case, by organisation and name: those of the home authority, of each provider it
 * had a placement at, the Virtual Schools of those providers' areas, and who inspects the home authority. One of them, where `personId` is given.
 */
export function peopleAround(manager: EntityManager, caseId: number, now: Date, personId: number | null = null): Promise<PersonAround[]> {
  return manager.query<PersonAround[]>(AROUND_SQL, [caseId, londonDate(now), personId]);
}

const AROUND_SQL = `
WITH there AS (
  SELECT v.id, v.authority_code FROM placement p JOIN provider v ON v.id = p.provider_id WHERE p.case_id = $1 AND p.taken_back_at IS NULL
)
SELECT n.id, n.name, coalesce(a.name, v.name, i.name) AS organisation
FROM young_person y JOIN person n ON n.active AND ($3::int IS NULL OR n.id = $3)
  LEFT JOIN authority a ON a.code = n.authority_code LEFT JOIN provider v ON v.id = n.provider_id LEFT JOIN authority i ON i.code = n.inspects_for
WHERE y.id = $1 AND (n.authority_code = y.home_authority_code OR n.inspects_for = y.home_authority_code OR n.provider_id IN (SELECT id FROM there)
  OR EXISTS (SELECT FROM post_holding h JOIN there ON there.authority_code = h.authority_code WHERE h.person_id = n.id AND h.post IN ('key-contact', 'virtual-head')
    AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2)))
ORDER BY organisation, n.name, n.id`;
