import type { EntityManager } from 'typeorm';
import { ROLES, standIns, type Role } from '../domain/agreement/roles.js';
import { londonDate } from '../domain/time/london.js';

/** A role in a case. A provider's role is that of the placement's provider; without one, of each current placement's. */
export interface WantedRole {
  caseId: number;
  placementId: number | null;
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
}

/** How `roleHolders` names a role in its answer. */
export const roleKey = ({ caseId, placementId, role }: WantedRole): string => `${caseId}/${placementId ?? ''}/${role}`;

/** The posts that are seen from a provider's area under another name. */
const POST_OF: Partial<Record<Role, string>> = { 'local-key-contact': 'key-contact', 'local-virtual-head': 'virtual-head' };

/** Each role's candidates: itself, then who stands in for it, in order. */
const CANDIDATES = (Object.keys(ROLES) as Role[]).flatMap((wanted) =>
  [wanted, ...standIns(wanted)].map((role, rank) => ({ wanted, role, rank, scope: ROLES[role].of, post: POST_OF[role] ?? role })),
);

const AT_PROVIDERS = (Object.keys(ROLES) as Role[]).filter((role) => ['provider', 'local authority'].includes(ROLES[role].of));

/** `$1` wanted roles, `$2` candidates, `$3` roles at providers, `$4` now, `$5` today. */
const HOLDERS_SQL = `
WITH wanted AS (
  SELECT w."caseId" AS case_id, w."placementId" AS placement_id, w.role, y.home_authority_code, y.team,
    p.id AS at_placement, p.provider_id, v.authority_code AS local_authority_code
  FROM jsonb_to_recordset($1) AS w("caseId" int, "placementId" int, role text)
  JOIN young_person y ON y.id = w."caseId"
  LEFT JOIN placement p ON p.case_id = y.id AND (p.id = w."placementId" OR (
    w."placementId" IS NULL AND w.role = ANY($3) AND p.agreed_on <= $5 AND (p.ends_on IS NULL OR p.ends_on >= $5)
    AND NOT EXISTS (SELECT FROM placement_ending e WHERE e.placement_id = p.id AND e.ended_on <= $5)))
  LEFT JOIN provider v ON v.id = p.provider_id
), candidate AS (
  SELECT w.*, c.role AS candidate, c.rank, c.scope, c.post
  FROM wanted w JOIN jsonb_to_recordset($2) AS c(wanted text, role text, rank int, scope text, post text) ON c.wanted = w.role
), in_post AS (
  SELECT * FROM post_holding WHERE from_on <= $5 AND (until_on IS NULL OR until_on > $5)
), held AS (
  SELECT c.*, h.person_id, (c.post = 'team-manager' AND h.team IS NULL) AS for_all_teams
  FROM candidate c
  JOIN in_post h ON h.post = c.post AND h.authority_code = CASE c.scope WHEN 'home authority' THEN c.home_authority_code ELSE c.local_authority_code END
    AND (c.post <> 'team-manager' OR h.team IS NULL OR h.team = c.team)
  WHERE c.scope IN ('home authority', 'local authority')
  UNION ALL
  SELECT c.*, h.person_id, false
  FROM candidate c JOIN in_post h ON h.post = c.post AND h.provider_id = c.provider_id
  WHERE c.scope = 'provider'
  UNION ALL
  SELECT c.*, a.person_id, false
  FROM candidate c JOIN key_worker_assignment a ON a.case_id = c.case_id AND a.from_at <= $4 AND (a.until_at IS NULL OR a.until_at > $4)
  WHERE c.scope = 'case'
), ranked AS (
  SELECT h.*, p.name, p.email, p.phone, rank()
    OVER (PARTITION BY h.case_id, h.placement_id, h.role, h.at_placement ORDER BY h.rank, h.for_all_teams) AS place
  FROM held h JOIN person p ON p.id = h.person_id AND p.active
)
SELECT DISTINCT ON (case_id, placement_id, ranked.role, person_id)
  case_id AS "caseId", placement_id AS "placementId", ranked.role AS wanted, candidate AS role, person_id AS "personId", name, email, phone
FROM ranked WHERE place = 1
ORDER BY case_id, placement_id, ranked.role, person_id, ranked.rank`;

interface HolderRow extends Omit<RoleHolder, 'standingInFor'> {
  caseId: number;
  placementId: number | null;
  wanted: Role;
}

/**
 * Who holds each of these roles at `now`, by `roleKey`: everyone who does, or, where nobody does, everyone who holds the
 * first of its stand-ins that is held (docs/glossary.md). One statement, however many are wanted; a role that nobody
 * holds or stands in for has no entry.
 */
export async function roleHolders(manager: EntityManager, wanted: readonly WantedRole[], now: Date): Promise<Map<string, RoleHolder[]>> {
  const distinct = [...new Map(wanted.map((one) => [roleKey(one), one])).values()];
  const found = new Map<string, RoleHolder[]>();
  if (distinct.length === 0) return found;
  const rows = await manager.query<HolderRow[]>(HOLDERS_SQL, [
    JSON.stringify(distinct.map(({ caseId, placementId, role }) => ({ caseId, placementId, role }))),
    JSON.stringify(CANDIDATES),
    AT_PROVIDERS,
    now,
    londonDate(now),
  ]);
  for (const { caseId, placementId, wanted: role, ...person } of rows) {
    const key = roleKey({ caseId, placementId, role });
    const holders = found.get(key) ?? [];
    holders.push({ ...person, standingInFor: person.role === role ? null : role });
    found.set(key, holders);
  }
  return found;
}
