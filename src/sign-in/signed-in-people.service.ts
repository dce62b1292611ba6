import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import type { SignedIn } from '../web/visitor.js';

@Injectable()
export class SignedInPeople {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A person with the posts they hold on the installation's today, and those of whoever they cover for or stand in for as signatory; null where they are not active, or not there. */
  async find(personId: number): Promise<SignedIn | null> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const [person] = await manager.query<SignedIn[]>(PERSON_SQL, [personId, londonDate(now)]);
      return person ?? null;
    });
  }
}

/** A signatory stands in for the designated person while nobody is (EP1). */
const PERSON_SQL = `
WITH in_post AS (SELECT * FROM post_holding WHERE from_on <= $2 AND (until_on IS NULL OR until_on > $2))
SELECT p.id AS "personId", p.name, p.email, p.authority_code AS "authorityCode", p.provider_id AS "providerId",
  coalesce(a.name, v.name) AS organisation,
  covered.ids AS "coversFor",
  coalesce((SELECT json_agg(json_build_object('post', h.post, 'authorityCode', h.authority_code, 'providerId', h.provider_id, 'team', h.team) ORDER BY h.id)
    FROM (SELECT id, post, authority_code, provider_id, team FROM in_post WHERE person_id = p.id OR person_id = ANY(covered.ids)
      UNION ALL SELECT DISTINCT s.id, 'designated-person', NULL, s.provider_id, NULL FROM in_post s WHERE (s.person_id = p.id OR s.person_id = ANY(covered.ids)) AND s.post = 'signatory'
        AND NOT EXISTS (SELECT FROM in_post d JOIN person n ON n.id = d.person_id AND n.active WHERE d.post = 'designated-person' AND d.provider_id = s.provider_id)) h), '[]') AS posts
FROM person p LEFT JOIN authority a ON a.code = p.authority_code LEFT JOIN provider v ON v.id = p.provider_id
CROSS JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT a.person_id), '{}') AS ids FROM absence a
  WHERE a.cover_person_id = p.id AND a.from_on <= $2 AND coalesce(a.ended_on, a.until_on) >= $2) covered
WHERE p.id = $1 AND p.active`;
