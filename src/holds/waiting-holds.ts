import type { EntityManager } from 'typeorm';
import { part, readTogether, without, type Part } from '../database/read-together.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import type { OrganisationHoldKind } from '../domain/agreement/records.js';
import type { Role } from '../domain/agreement/roles.js';
import { can, canInOrganisation, type Actor, type CaseParties } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { isSecondPerson as isSecondForOrganisation } from '../organisation-records/organisation-holds.js';
import { ownPostsPart } from '../people/own-posts.js';
import { isSecondPerson } from '../records/hold-decisions.js';
import { partiesOf } from '../young-people/case-parties.js';

/** A hold that somebody asked for and that waits for a second person. */
export interface HoldAsked {
  recordId: number;
  kind: 'hold' | OrganisationHoldKind;
  dutyKey: string;
  clause: ClauseId;
  until: LocalDate;
  askedBy: string;
  askedAt: Date;
  /** Whose duty it is: a case's, a provider's, under an agreement or not, or an authority's. */
  caseReference: string | null;
  providerId: number | null;
  authorityCode: string | null;
  agreementId: number | null;
  organisationName: string | null;
}

interface Candidate extends HoldAsked {
  caseId: number | null;
  placementId: number | null;
  /** The authority that has it: the home authority, that of the provider's area, or the one that signed. */
  areaCode: string;
  askedById: number | null;
  /** Null for an organisation's duty. */
  parties: CaseParties | null;
  owedBy: Role[];
}

/** What somebody may decide on now, the longest waiting first: never what they asked for, or owe. Whoever covers for somebody does not. */
export async function holdsFor(actor: Actor, now: Date): Promise<HoldAsked[]> {
  const { own, decidedBy } = await readTogether({ own: ownPostsPart(actor, londonDate(now)), decidedBy: holdsPart(actor, now) });
  return decidedBy(own);
}

/** The same as a part of a page, to be read in the engine's role: which of what waits around somebody is theirs, by the posts that they hold themselves. */
export function holdsPart(actor: Actor, now: Date): Part<(own: Actor) => HoldAsked[]> {
  const codes = [...new Set(actor.posts.flatMap(({ authorityCode }) => authorityCode ?? []))];
  if (codes.length === 0) return without(() => []);
  return part(WAITING_SQL, [codes, londonDate(now), now], (waiting: Candidate[]) => (own) =>
    waiting.filter((hold) => mayDecide(actor, own, hold, londonDate(now))).map(({ caseId: _case, placementId: _placement, areaCode: _area, askedById: _asker, owedBy: _owes, parties: _parties, ...hold }) => ({ ...hold, askedAt: new Date(hold.askedAt) })));
}

function mayDecide(actor: Actor, own: Actor, { kind, parties, placementId, providerId, areaCode, askedById, owedBy }: Candidate, today: LocalDate): boolean {
  if (kind !== 'hold') return canInOrganisation(own, `${kind}-decision.record`, areaCode, providerId) && isSecondForOrganisation(actor, areaCode, askedById, owedBy);
  return parties !== null && can(own, 'hold-decision.record', parties, today) && isSecondPerson(actor, parties, askedById, { owedBy, placementId });
}

/** Everybody with a post at an authority that has a hold that was asked for before an instant and waits: the policy says which of them decide. */
export async function peopleAroundHolds(manager: EntityManager, askedBefore: Date, today: LocalDate): Promise<number[]> {
  const rows = await manager.query<{ personId: number }[]>(AROUND_SQL, [null, today, askedBefore]);
  return rows.map(({ personId }) => personId);
}

/** `table` with its holds as r; what decides on one is in the same table. */
const isWaiting = (table: string, where: string): string => `
  r.taken_back_at IS NULL AND ${where} AND r.details->'approvedBy' IS NULL AND r.details->>'until' > $2::text AND d.outcome = 'open'
  AND NOT EXISTS (SELECT FROM ${table} a WHERE a.about_id = r.id AND a.kind = r.kind || '-decision' AND a.taken_back_at IS NULL)`;

const shown = (of: string): string => `r.id AS "recordId", r.kind, d.key AS "dutyKey", d.clause, d.owed_by AS "owedBy", d.placement_id AS "placementId", r.details->>'until' AS until,
  coalesce(n.name, 'an import') AS "askedBy", r.recorded_by AS "askedById", r.recorded_at AS "askedAt", ${of}`;

/** $1 authorities, or null for all; $2 today. */
const ALL_WAITING_SQL = `
  SELECT ${shown(`r.case_id AS "caseId", y.reference AS "caseReference", NULL::int AS "providerId", NULL AS "authorityCode", NULL::int AS "agreementId", NULL AS "organisationName", y.home_authority_code AS "areaCode"`)}
  FROM record r JOIN young_person y ON y.id = r.case_id JOIN duty d ON d.case_id = r.case_id AND d.key = r.details->>'dutyKey' LEFT JOIN person n ON n.id = r.recorded_by
  WHERE ($1::text[] IS NULL OR y.home_authority_code = ANY($1)) AND y.erased_at IS NULL AND ${isWaiting('record', `r.kind = 'hold'`)}
  UNION ALL
  SELECT ${shown(`NULL, NULL, r.provider_id, r.authority_code, r.agreement_id, coalesce(v.name, a.name), coalesce(g.authority_code, v.authority_code, r.authority_code)`)}
  FROM organisation_record r JOIN duty d ON d.key = r.details->>'dutyKey' AND (d.provider_id = r.provider_id OR d.authority_code = r.authority_code) LEFT JOIN person n ON n.id = r.recorded_by
    LEFT JOIN provider v ON v.id = r.provider_id LEFT JOIN agreement g ON g.id = r.agreement_id LEFT JOIN authority a ON a.code = r.authority_code
  WHERE ($1::text[] IS NULL OR coalesce(g.authority_code, v.authority_code, r.authority_code) = ANY($1)) AND ${isWaiting('organisation_record', `r.kind IN ('provider-hold', 'agreement-hold', 'authority-hold')`)}`;

/** $3 now. */
const WAITING_SQL = `
SELECT w.*, (SELECT ${partiesOf('$3')} FROM young_person y WHERE y.id = w."caseId") AS parties FROM (${ALL_WAITING_SQL}) w ORDER BY "askedAt", "recordId" LIMIT 200`;

const AROUND_SQL = `
SELECT DISTINCT h.person_id AS "personId" FROM (${ALL_WAITING_SQL}) w JOIN post_holding h ON h.authority_code = w."areaCode" AND h.from_on <= $2::text::date AND (h.until_on IS NULL OR h.until_on > $2::text::date)
WHERE w."askedAt" < $3 ORDER BY 1`;
