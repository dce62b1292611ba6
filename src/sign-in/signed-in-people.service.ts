import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { coveredBy } from '../absences/cover-sql.js';
import { brandingOf } from '../branding/branding.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import type { SignedIn } from '../web/visitor.js';
import { reviveInstants } from '../young-people/revive-instants.js';

@Injectable()
export class SignedInPeople {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * A person with the posts they hold on the installation's today, those of whoever they cover for or stand in for as signatory, and
   * what they may open for a time; null where they are not active, or not there.
   */
  async find(personId: number): Promise<SignedIn | null> {
    return this.unitOfWork.run(({ manager, now }) => personNow(manager, personId, now));
  }
}

/** The same of an instant, within the running transaction. */
export async function personNow(manager: EntityManager, personId: number, now: Date): Promise<SignedIn | null> {
  const [row] = await manager.query<{ person: Omit<SignedIn, 'asOf'> }[]>(PERSON_SQL, [personId, londonDate(now), now]);
  return row ? { ...reviveInstants(row.person), asOf: now } : null;
}

/** A signatory stands in for the designated person while nobody is (EP1). */
const PERSON_SQL = `
WITH in_post AS (SELECT * FROM post_holding WHERE from_on <= $2 AND (until_on IS NULL OR until_on > $2))
SELECT jsonb_build_object('personId', p.id, 'name', p.name, 'email', p.email, 'authorityCode', p.authority_code, 'providerId', p.provider_id,
  'organisation', coalesce(a.name, v.name, i.name), 'branding', ${brandingOf('a.code')},
  'coversFor', covered.ids,
  'posts', (SELECT coalesce(jsonb_agg(jsonb_build_object('post', h.post, 'authorityCode', h.authority_code, 'providerId', h.provider_id, 'team', h.team, 'covered', h.covered) ORDER BY h.id), '[]')
    FROM (SELECT id, post, authority_code, provider_id, team, person_id <> p.id AS covered FROM in_post WHERE person_id = p.id OR person_id = ANY(covered.ids)
      UNION ALL SELECT DISTINCT s.id, 'designated-person', NULL, s.provider_id, NULL, s.person_id <> p.id FROM in_post s WHERE (s.person_id = p.id OR s.person_id = ANY(covered.ids)) AND s.post = 'signatory'
        AND NOT EXISTS (SELECT FROM in_post d JOIN person n ON n.id = d.person_id AND n.active WHERE d.post = 'designated-person' AND d.provider_id = s.provider_id)) h),
  'ownCaseId', p.case_id, 'ownReference', own.reference,
  'inspections', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'authorityCode', g.authority_code, 'untilAt', g.until_at,
      'caseIds', CASE WHEN g.all_cases THEN NULL ELSE (SELECT coalesce(jsonb_agg(c.case_id), '[]') FROM inspection_case c WHERE c.grant_id = g.id) END) ORDER BY g.id), '[]')
    FROM inspection_grant g WHERE g.person_id = p.id AND g.ended_at IS NULL AND g.until_at > $3),
  'emergencyAccess', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'caseId', e.case_id, 'reference', y.reference, 'untilAt', e.until_at) ORDER BY e.id), '[]')
    FROM emergency_access e JOIN young_person y ON y.id = e.case_id WHERE e.person_id = p.id AND e.until_at > $3)) AS person
FROM person p LEFT JOIN young_person own ON own.id = p.case_id LEFT JOIN authority a ON a.code = coalesce(p.authority_code, own.home_authority_code) LEFT JOIN provider v ON v.id = p.provider_id LEFT JOIN authority i ON i.code = p.inspects_for
CROSS JOIN LATERAL (SELECT ARRAY(${coveredBy('p.id', '$2::date')} ORDER BY id) AS ids) covered
WHERE p.id = $1 AND p.active`;
