import { NO_POST } from './people-layout.js';
import { differing, type Staging } from './staging.js';
import { plainTeam } from '../people/team-sql.js';

/** People's rows beside the people and the posts they hold. A row's post is the one it began on that day, or still holds. */
export const STAGED_PEOPLE: Staging = {
  workedOut: `organisation_authority text, organisation_provider int, person_id int, person_elsewhere boolean, person_fields text[],
    holding_id int, holding_from date, holding_new boolean, holding_fields text[]`,
  resolve: `
    SELECT *, CASE WHEN person_id IS NULL THEN 'created'
      WHEN cardinality(person_fields) > 0 OR holding_new OR cardinality(holding_fields) > 0 THEN 'changed' ELSE 'unchanged' END AS outcome
    FROM (
      SELECT r.line, coalesce(a.code, v.authority_code) AS owner_code, a.code AS organisation_authority, v.id AS organisation_provider,
        p.id AS person_id,
        (p.id IS NOT NULL AND (p.authority_code IS DISTINCT FROM a.code OR p.provider_id IS DISTINCT FROM v.id)) AS person_elsewhere,
        CASE WHEN p.id IS NULL THEN '{}'::text[] ELSE ${differing({ name: 'p.name', phone: 'p.phone' })} END AS person_fields,
        h.id AS holding_id, h.from_on AS holding_from,
        (r.post <> '${NO_POST}' AND h.id IS NULL) IS TRUE AS holding_new,
        CASE WHEN h.id IS NULL THEN '{}'::text[] ELSE ${differing({ from_on: 'h.from_on', until_on: 'h.until_on' })} END AS holding_fields
      FROM import_row r CROSS JOIN parameters
      LEFT JOIN authority a ON a.code = r.organisation
      LEFT JOIN provider v ON v.ukprn = r.organisation
      LEFT JOIN person p ON p.email = r.email
      LEFT JOIN LATERAL (
        SELECT h.* FROM post_holding h
        WHERE h.person_id = p.id AND h.post = r.post AND ${plainTeam('h.team')} IS NOT DISTINCT FROM ${plainTeam('r.team')}
          AND h.authority_code IS NOT DISTINCT FROM a.code AND h.provider_id IS NOT DISTINCT FROM v.id
          AND (h.from_on = r.from_on OR h.until_on IS NULL OR h.until_on > parameters.today)
        ORDER BY h.from_on = r.from_on DESC NULLS LAST, h.from_on DESC, h.id DESC LIMIT 1) h ON true
    ) AS found`,
  checks: [
    {
      column: 'organisation',
      code: 'ORGANISATION_UNKNOWN',
      where: 'r.owner_code IS NULL',
      message: 'No authority of the region has this code and no provider this UKPRN: correct it, or import the provider first.',
    },
    {
      column: 'email',
      code: 'PERSON_ELSEWHERE',
      where: 'r.owner_code IS NOT NULL AND r.person_elsewhere',
      message: 'This address belongs to somebody of another organisation: use the address that the person has at this one.',
    },
    {
      column: 'until_on',
      code: 'END_BEFORE_START',
      where: 'r.until_on < coalesce(r.from_on, r.holding_from)',
      message: 'The end lies before the day on which the post began: correct it, or fill in from_on.',
    },
  ],
};

/** Providers' rows beside the providers. */
export const STAGED_PROVIDERS: Staging = {
  workedOut: 'provider_id int, recorded_authority text, provider_fields text[]',
  resolve: `
    SELECT *, CASE WHEN provider_id IS NULL THEN 'created' WHEN cardinality(provider_fields) > 0 THEN 'changed' ELSE 'unchanged' END AS outcome
    FROM (
      SELECT r.line, a.code AS owner_code, v.id AS provider_id, v.authority_code AS recorded_authority,
        CASE WHEN v.id IS NULL THEN '{}'::text[]
          ELSE ${differing({ name: 'v.name', type: 'v.type', authority_code: 'v.authority_code' })} END AS provider_fields
      FROM import_row r LEFT JOIN authority a ON a.code = r.authority_code LEFT JOIN provider v ON v.ukprn = r.ukprn
    ) AS found`,
  checks: [
    {
      column: 'authority_code',
      code: 'AUTHORITY_UNKNOWN',
      where: 'r.owner_code IS NULL',
      message: 'No authority of the region has this code: correct it.',
    },
    {
      column: 'authority_code',
      code: 'PROVIDER_ELSEWHERE',
      where: 'r.recorded_authority <> r.owner_code',
      message: 'This provider is recorded in the area of another authority: correct the code, or the UKPRN.',
    },
  ],
};
