import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import type { SignedIn } from '../web/visitor.js';

@Injectable()
export class SignedInPeople {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A person with the posts they hold on the installation's today, and those of whoever they cover for; null where they are not active, or not there. */
  async find(personId: number): Promise<SignedIn | null> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const [person] = await manager.query<SignedIn[]>(PERSON_SQL, [personId, londonDate(now)]);
      return person ? { ...person, asOf: now, inspections: [], emergencyAccess: [] } : null;
    });
  }
}

const PERSON_SQL = `
SELECT p.id AS "personId", p.name, p.email, p.authority_code AS "authorityCode", p.provider_id AS "providerId",
  coalesce(a.name, v.name) AS organisation, p.case_id AS "ownCaseId", y.reference AS "ownReference",
  covered.ids AS "coversFor",
  coalesce((SELECT json_agg(json_build_object('post', h.post, 'authorityCode', h.authority_code, 'providerId', h.provider_id, 'team', h.team) ORDER BY h.id)
    FROM post_holding h WHERE (h.person_id = p.id OR h.person_id = ANY(covered.ids)) AND h.from_on <= $2 AND (h.until_on IS NULL OR h.until_on > $2)), '[]') AS posts
FROM person p LEFT JOIN young_person y ON y.id = p.case_id
LEFT JOIN authority a ON a.code = coalesce(p.authority_code, y.home_authority_code) LEFT JOIN provider v ON v.id = p.provider_id
CROSS JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT a.person_id), '{}') AS ids FROM absence a
  WHERE a.cover_person_id = p.id AND a.from_on <= $2 AND coalesce(a.ended_on, a.until_on) >= $2) covered
WHERE p.id = $1 AND p.active`;
