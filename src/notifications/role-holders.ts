import type { EntityManager } from 'typeorm';
import { actingFor } from '../absences/cover-sql.js';
import { inTurn, ROLES, type Role } from '../domain/agreement/roles.js';
import { londonDate } from '../domain/time/london.js';
import { manages } from '../people/team-sql.js';
import { IN_TURN, postCounts } from '../people/told-of-change-sql.js';
import { overOn } from '../placements/placement-over-sql.js';
import { isSeenNoMoreSql } from '../placements/provider-gone-sql.js';
import { isNotExcluded, postsOfPersonCount } from '../young-people/case-scope-sql.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';

/**
 * A role in a case, at a provider, or of an authority. In a case a provider's role is that of the placement's provider;
 * without one, of each current placement's. At a provider the home authority's roles are those of the area's authority; of an agreement, of the authority whose Virtual School signed it.
 */
export interface WantedRole {
  caseId: number | null;
  placementId: number | null;
  providerId?: number | null;
  authorityCode?: string | null;
  /** The authority whose Virtual School signed the agreement that the duty is about. */
  signedBy?: string | null;
  role: Role;
}

/** Somebody to tell. */
export interface RoleHolder {
  personId: number;
  name: string;
  email: string;
  phone: string | null;
  /** The role that the person holds. */
  role: Role;
  /** The role that was wanted, where nobody holds it and this person stands in. */
  standingInFor: Role | null;
  /** Where that is because the provider whose role it is sees the placement no more. */
  providerGone?: true;
}

/** How `roleHolders` names a role in its answer. */
export const roleKey = ({ caseId, placementId, providerId, authorityCode, signedBy, role }: WantedRole): string =>
  [caseId, placementId, providerId, authorityCode, signedBy, role].map((part) => part ?? '').join('/');

/** The posts that are seen from a provider or an agreement under another name. */
const POST_OF: Partial<Record<Role, string>> = {
  'local-key-contact': 'key-contact', 'local-virtual-head': 'virtual-head', 'signing-key-contact': 'key-contact', 'signing-virtual-head': 'virtual-head',
};

/** The post that is vacant where somebody stands in for one of these. */
const VACANT: Partial<Record<Role, Role>> = { 'key-contacts-there': 'key-contact' };

/** Each role's candidates: itself, then who stands in for it, in order. */
const CANDIDATES = (Object.keys(ROLES) as Role[]).flatMap((wanted) =>
  inTurn(wanted).map((role, rank) => ({ wanted, role, rank, scope: ROLES[role].of, post: POST_OF[role] ?? role })),
);

const AT_PROVIDERS = (Object.keys(ROLES) as Role[]).filter((role) => ['provider', 'local authority'].includes(ROLES[role].of));

/** Whether an assignment makes somebody a key worker at `$4`. */
const isAssigned = (row: string): string => isKeyWorkerAt(row, '$4');

/** Whether a placement `s` is at the provider now. */
export const IS_THERE = (providerId: string, today: string): string => `s.provider_id = ${providerId} AND s.taken_back_at IS NULL AND s.agreed_on <= ${today} AND ${overOn('s')} > ${today}`;

/**
 * Who has a young person with a placement at a provider now (EP2): their key workers, for want of one their team managers; and of each home authority its key contacts, for
 * want of one in post, active and not kept out of all of these cases who stands in, as what.
 */
const PEOPLE_THERE = `
  SELECT x.person_id, NULL AS as_role FROM placement s JOIN young_person z ON z.id = s.case_id JOIN LATERAL (
    SELECT k.person_id FROM key_worker_assignment k WHERE k.case_id = z.id AND ${isAssigned('k')}
    UNION ALL SELECT h.person_id FROM in_post h WHERE h.post = 'team-manager' AND h.authority_code = z.home_authority_code AND ${manages('h.team', 'z.team')}
      AND NOT EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = z.id AND ${isAssigned('k')})) x ON true
  WHERE c.candidate = 'key-workers-there' AND ${IS_THERE('c.provider_id', '$5')}
  UNION ALL
  SELECT k.person_id, nullif(k.post, 'key-contact') FROM (
    SELECT h.person_id, h.post, rank() OVER (PARTITION BY h.authority_code ORDER BY turn.place) AS place FROM placement s JOIN young_person z ON z.id = s.case_id
      JOIN in_post h ON h.authority_code = z.home_authority_code JOIN ${IN_TURN} ON turn.post = h.post
      JOIN person n ON n.id = ${actingFor('h.person_id', '$5::date')} AND n.active AND ${postCounts('z.id', 'n.id', 'h.post')}
    WHERE c.candidate = 'key-contacts-there' AND ${IS_THERE('c.provider_id', '$5')}) k WHERE k.place = 1`;

/** Of a case nobody is told who is excluded from it; of a restricted one, by a post, only whom it admits, but for its Virtual Head, the provider of a placement that runs, and whoever is called at night: they see nothing of it (KW8); and a Director, where all others in the row are missing. */
const MAY_BE_TOLD = `(a.case_id IS NULL OR ${postsOfPersonCount('a.case_id', 'p.id')} OR (${isNotExcluded('a.case_id', 'p.id')} AND (a.candidate IN ('virtual-head', 'key-worker', 'out-of-hours') OR (a.candidate = 'director' AND a.role <> 'director')
  OR (a.candidate = 'designated-person' AND EXISTS (SELECT FROM placement s WHERE s.case_id = a.case_id AND s.provider_id = a.provider_id AND s.taken_back_at IS NULL
    AND NOT EXISTS (SELECT FROM placement_ending e WHERE e.placement_id = s.id AND e.taken_back_at IS NULL))))))`;

/** Roles of a provider's own people. */
const OF_PROVIDERS = (Object.keys(ROLES) as Role[]).filter((role) => ROLES[role].of === 'provider');

/** Whether the provider of a placement `p` sees it no more: whatever its people owe in it, the home authority's key contact does in their place (decision 32). */
const SEEN_NO_MORE = isSeenNoMoreSql('p', '$5::date');

/** `$1` wanted roles, `$2` candidates, `$3` roles at providers, `$4` now, `$5` today, `$6` roles of a provider's own people. */
const HOLDERS_SQL = `
WITH wanted AS (
  SELECT w.key, w.role, CASE WHEN w.role = ANY($6) AND ${SEEN_NO_MORE} THEN 'key-contact' ELSE w.role END AS asked, y.id AS case_id, y.team, p.id AS at_placement, coalesce(p.provider_id, o.id) AS provider_id,
    coalesce(y.home_authority_code, w."signedBy", o.authority_code, w."authorityCode") AS home_authority_code,
    coalesce(v.authority_code, w."signedBy", o.authority_code, w."authorityCode") AS local_authority_code
  FROM jsonb_to_recordset($1) AS w(key text, "caseId" int, "placementId" int, "providerId" int, "authorityCode" text, "signedBy" text, role text)
  LEFT JOIN young_person y ON y.id = w."caseId" LEFT JOIN provider o ON o.id = w."providerId"
  LEFT JOIN placement p ON p.case_id = y.id AND p.taken_back_at IS NULL AND (p.id = w."placementId" OR (
    w."placementId" IS NULL AND w.role = ANY($3) AND p.agreed_on <= $5 AND (p.ends_on IS NULL OR p.ends_on >= $5)
    AND NOT EXISTS (SELECT FROM placement_ending e WHERE e.placement_id = p.id AND e.taken_back_at IS NULL AND e.ended_on <= $5)))
  LEFT JOIN provider v ON v.id = p.provider_id
), candidate AS (
  SELECT w.*, c.role AS candidate, c.rank, c.scope, c.post
  FROM wanted w JOIN jsonb_to_recordset($2) AS c(wanted text, role text, rank int, scope text, post text) ON c.wanted = w.asked
), in_post AS (
  SELECT * FROM post_holding WHERE from_on <= $5 AND (until_on IS NULL OR until_on > $5)
), held AS (
  SELECT c.*, h.person_id, (c.post = 'team-manager' AND h.team IS NULL) AS for_all_teams, NULL AS as_role
  FROM candidate c
  JOIN in_post h ON h.post = c.post AND h.authority_code = CASE c.scope WHEN 'home authority' THEN c.home_authority_code ELSE c.local_authority_code END
    AND (c.post <> 'team-manager' OR ${manages('h.team', 'c.team')})
  WHERE c.scope IN ('home authority', 'local authority', 'signing authority')
  UNION ALL
  SELECT c.*, h.person_id, false, NULL
  FROM candidate c JOIN in_post h ON h.post = c.post AND h.provider_id = c.provider_id
  WHERE c.scope = 'provider'
  UNION ALL
  SELECT c.*, a.person_id, false, NULL
  FROM candidate c JOIN key_worker_assignment a ON a.case_id = c.case_id AND ${isAssigned('a')}
  WHERE c.scope = 'case' AND (c.candidate <> 'social-worker' OR a.kind = 'social-worker')
  UNION ALL
  SELECT c.*, there.person_id, false, there.as_role
  FROM candidate c JOIN LATERAL (${PEOPLE_THERE}) there ON true
  WHERE c.scope = 'placements there'
), acting AS (
  SELECT h.*, ${actingFor('h.person_id', '$5::date')} AS acting_id FROM held h
), ranked AS (
  SELECT a.key, a.role, a.asked <> a.role AS gone, coalesce(a.as_role, a.candidate) AS candidate, a.rank, p.id AS person_id, p.name, p.email, p.phone, rank()
    OVER (PARTITION BY a.key, a.at_placement ORDER BY a.rank, a.for_all_teams) AS place
  FROM acting a JOIN person p ON p.id = a.acting_id AND p.active AND ${MAY_BE_TOLD}
)
SELECT DISTINCT ON (key, person_id) key, gone, ranked.role AS wanted, candidate AS role, person_id AS "personId", name, email, phone
FROM ranked WHERE place = 1
ORDER BY key, person_id, ranked.rank`;

interface HolderRow extends Omit<RoleHolder, 'standingInFor' | 'providerGone'> {
  key: string;
  gone: boolean;
  wanted: Role;
}

/**
 * Who holds each of these roles at `now`, by `roleKey`: everyone who does, or, where nobody does, everyone who holds the
 * first of its stand-ins that is held (docs/glossary.md); for somebody who is away, whoever covers, or who covers for them. Whoever is kept out of a case counts as if they did not hold it. One statement, however many are wanted; a role that nobody
 * holds or stands in for has no entry.
 */
export async function roleHolders(manager: EntityManager, wanted: readonly WantedRole[], now: Date): Promise<Map<string, RoleHolder[]>> {
  const distinct = [...new Map(wanted.map((one) => [roleKey(one), one])).values()];
  const found = new Map<string, RoleHolder[]>();
  if (distinct.length === 0) return found;
  const rows = await manager.query<HolderRow[]>(HOLDERS_SQL, [
    JSON.stringify(distinct.map((one) => ({ ...one, key: roleKey(one) }))),
    JSON.stringify(CANDIDATES),
    AT_PROVIDERS,
    now,
    londonDate(now),
    OF_PROVIDERS,
  ]);
  for (const { key, gone, wanted: role, ...person } of rows) {
    const holders = found.get(key) ?? [];
    holders.push({ ...person, standingInFor: person.role === role ? null : (VACANT[role] ?? role), ...(gone && { providerGone: true as const }) });
    found.set(key, holders);
  }
  return found;
}
