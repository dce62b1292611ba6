import type { EntityManager } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';
import { isNotExcluded, postsOfPersonCount } from '../young-people/case-scope-sql.js';
import { manages } from '../people/team-sql.js';

/** Somebody who could take an item over. */
export interface Colleague {
  personId: number;
  name: string;
  posts: string[];
}

/** The people of a case's home authority who may take what is in its queue on this day (`escalation.take`), by name; nobody excluded. */
export function queueColleagues(manager: EntityManager, caseId: number, today: LocalDate): Promise<Colleague[]> {
  return manager.query<Colleague[]>(COLLEAGUES_SQL, [caseId, today]);
}

const COLLEAGUES_SQL = `
SELECT n.id AS "personId", n.name, array_agg(DISTINCT h.post ORDER BY h.post) AS posts
FROM young_person y JOIN person n ON n.authority_code = y.home_authority_code
  JOIN post_holding h ON h.person_id = n.id AND h.authority_code = y.home_authority_code
WHERE y.id = $1 AND n.active AND h.post IN ('team-manager', 'key-contact', 'virtual-head')
  AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2) AND (h.post <> 'team-manager' OR ${manages('h.team', 'y.team')})
  AND ${isNotExcluded('y.id', 'n.id')} AND (h.post = 'virtual-head' OR ${postsOfPersonCount('y.id', 'n.id')})
GROUP BY n.id ORDER BY n.name`;

/** The same for a duty of a provider or an authority itself: the Virtual School of the area, of an agreement the one that signed it (`organisation-escalation.work`). */
export function organisationColleagues(manager: EntityManager, dutyId: number, today: LocalDate): Promise<Colleague[]> {
  return manager.query<Colleague[]>(ORGANISATION_COLLEAGUES_SQL, [dutyId, today]);
}

const ORGANISATION_COLLEAGUES_SQL = `
SELECT n.id AS "personId", n.name, array_agg(DISTINCT h.post ORDER BY h.post) AS posts
FROM duty d LEFT JOIN provider v ON v.id = d.provider_id JOIN post_holding h ON h.authority_code = coalesce(d.signed_by, d.authority_code, v.authority_code)
  JOIN person n ON n.id = h.person_id
WHERE d.id = $1 AND n.active AND h.post IN ('key-contact', 'virtual-head') AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2)
GROUP BY n.id ORDER BY n.name`;
