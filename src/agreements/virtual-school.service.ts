import { Injectable } from '@nestjs/common';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, NOT_FOR_PROVIDERS, visibleTo, type Actor } from '../domain/permissions.js';
import { shownOfOthers } from '../domain/figures-of-others.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { isNoUnseenEmergency } from '../emergencies/quiet-emergencies.js';
import { notAllowed, notFound } from '../errors.js';
import { Authority } from '../organisations/authority.entity.js';
import { caseOverOn } from '../young-people/case-over-sql.js';
import { inScope, inScopeOfHome, scopeParameter } from '../young-people/case-scope-sql.js';
import type { AgreementView } from './agreement-view.js';
import { AgreementList } from './agreement-list.service.js';

export interface SignedProvider {
  agreementId: number;
  providerId: number;
  name: string;
  state: AgreementView['state'];
  nextReviewOn: LocalDate | null;
  /** What the provider owes by itself, and for own young people whose case the reader sees. */
  open: number;
  missed: number;
  /** How many young people of other authorities there have something missed; null for fewer than five, and for none. */
  othersMissed: number | null;
}

/** Own young people, whose case runs, by where they are; one with two placements counts at both. */
export interface OwnAtProvider {
  areaName: string | null;
  providerId: number | null;
  providerName: string | null;
  /** Whether it has an agreement in force, with whichever Virtual School. */
  hasSigned: boolean;
  youngPeople: number;
  open: number;
  missed: number;
  /** The highest level of an open escalation there; 0 for none. */
  level: number;
}

export interface VirtualSchoolOverview {
  authority: { code: string; name: string };
  signedWith: SignedProvider[];
  own: { youngPeople: number; providers: OwnAtProvider[] };
  /** IM4: challenges made for own young people, and those of them without an answer yet. */
  challenges: { made: number; open: number };
  /** VS3: requests for support and challenge between Virtual Schools. */
  requests: { made: number; open: number };
}

/** P1: both halves of a Virtual Head's responsibility on one page. */
@Injectable()
export class VirtualSchoolService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly list: AgreementList,
  ) {}

  /** Providers signed with, and own young people anywhere. Errors: NOT_FOUND, NOT_ALLOWED for whoever is not of this Virtual School. */
  async readOverview(actor: Actor, authorityCode: string): Promise<VirtualSchoolOverview> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const authority = await manager.findOneBy(Authority, { code: authorityCode });
      if (!authority) throw notFound('authority');
      if (!canInOrganisation(actor, 'agreement.review', authorityCode)) throw notAllowed('see this Virtual School’s page: its Virtual Head and its key contact do');
      const agreements = (await this.list.listAgreements(actor)).filter((one) => one.authority.code === authorityCode && one.state !== 'discarded');
      const today = londonDate(now);
      const owed = await inRole('engine', () => manager.query<{ providerId: number; open: number; missed: number; othersMissed: number }[]>(OWED_SQL, [
        scopeParameter(visibleTo(actor, today), now), now, agreements.map(({ provider }) => provider.id), authorityCode, today,
      ]));
      const ended = (await inRole('engine', () => manager.query<{ id: number }[]>(ENDED_SQL, [authorityCode, today]))).map(({ id }) => id);
      const own = await manager.query<OwnAtProvider[]>(OWN_SQL, [authorityCode, now, today, ended]);
      const [counts] = await manager.query<{ youngPeople: number; challenges: number; openChallenges: number; requests: number; openRequests: number }[]>(COUNTS_SQL, [authorityCode, ended]);
      return {
        authority: { code: authority.code, name: authority.name },
        signedWith: agreements.map(({ id, provider, state, nextReviewOn }) => {
          const { open = 0, missed = 0, othersMissed = 0 } = owed.find((row) => row.providerId === provider.id) ?? {};
          return { agreementId: id, providerId: provider.id, name: provider.name, state, nextReviewOn, open, missed, othersMissed: shownOfOthers(othersMissed) };
        }),
        own: { youngPeople: counts?.youngPeople ?? 0, providers: own },
        challenges: { made: counts?.challenges ?? 0, open: counts?.openChallenges ?? 0 },
        requests: { made: counts?.requests ?? 0, open: counts?.openRequests ?? 0 },
      };
    });
  }
}

/**
 * What providers `$3` owe by themselves, but under no agreement with another Virtual School than `$4`, and for own learners whose case the reader sees; and
 * of how many other authorities' learners there, since it signed (P1), something is missed. `$1` scope, `$2` now, `$5` today.
 */
const OWED_SQL = `
WITH scope AS MATERIALIZED (SELECT y.id FROM young_person y WHERE ${inScope(1)} AND ${inScopeOfHome(1)}), owed AS (
  SELECT coalesce(d.provider_id, p.provider_id) AS provider_id, d.case_id, d.missed_from <= $2 AS missed,
    CASE WHEN d.case_id IS NULL THEN coalesce(d.signed_by, $4) = $4 ELSE d.case_id IN (SELECT id FROM scope) END AS known,
    y.home_authority_code <> $4 AND d.clause <> ALL('{${NOT_FOR_PROVIDERS.join()}}'::text[]) AND ${isNoUnseenEmergency(1)} AND EXISTS (SELECT FROM agreement ag
      WHERE ag.provider_id = p.provider_id AND ag.authority_code = $4 AND ag.signed_on <= $5::date AND (ag.ended_on IS NULL OR p.agreed_on <= ag.ended_on)) AS of_others
  FROM duty d LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN young_person y ON y.id = d.case_id
  WHERE d.outcome = 'open' AND d.owed_by && ARRAY['designated-person', 'signatory'] AND coalesce(d.provider_id, p.provider_id) = ANY($3::int[])
)
SELECT provider_id AS "providerId", (count(*) FILTER (WHERE known))::int AS open, (count(*) FILTER (WHERE known AND missed))::int AS missed,
  (count(DISTINCT case_id) FILTER (WHERE of_others AND NOT known AND missed))::int AS "othersMissed"
FROM owed GROUP BY 1`;

/** The cases of an authority that a recorded end or their age has ended by a day. Everyone who sees that there is a case sees that it has ended. */
const ENDED_SQL = `SELECT y.id FROM young_person y WHERE y.home_authority_code = $1 AND ${caseOverOn('y')} <= $2`;

/** A duty that is about no placement counts wherever the young person is. */
const OWN_SQL = `
WITH own AS (
  SELECT y.id, p.id AS placement_id, p.provider_id FROM young_person y
  LEFT JOIN (placement p LEFT JOIN placement_ending e ON e.placement_id = p.id AND e.taken_back_at IS NULL)
    ON p.case_id = y.id AND p.taken_back_at IS NULL AND e.id IS NULL
  WHERE y.home_authority_code = $1 AND y.id <> ALL($4::int[])
), owed AS (
  SELECT o.provider_id, d.id, d.missed_from, x.level FROM own o JOIN duty d ON d.case_id = o.id AND d.outcome = 'open' AND (d.placement_id IS NULL OR d.placement_id = o.placement_id)
  LEFT JOIN escalation x ON x.duty_id = d.id AND x.closed_at IS NULL
), counted AS (
  SELECT provider_id, count(DISTINCT id)::int AS open, (count(DISTINCT id) FILTER (WHERE missed_from <= $2))::int AS missed, coalesce(max(level), 0) AS level FROM owed GROUP BY 1
)
SELECT a.name AS "areaName", v.id AS "providerId", v.name AS "providerName",
  EXISTS (SELECT FROM agreement g WHERE g.provider_id = v.id AND g.signed_on <= $3 AND (g.ended_on IS NULL OR g.ended_on >= $3)) AS "hasSigned",
  count(DISTINCT o.id)::int AS "youngPeople", coalesce(c.open, 0) AS open, coalesce(c.missed, 0) AS missed, coalesce(c.level, 0) AS level
FROM own o LEFT JOIN provider v ON v.id = o.provider_id LEFT JOIN authority a ON a.code = v.authority_code
LEFT JOIN counted c ON c.provider_id IS NOT DISTINCT FROM o.provider_id
GROUP BY a.name, v.id, v.name, c.open, c.missed, c.level ORDER BY a.name NULLS LAST, v.name`;

const COUNTS_SQL = `
SELECT (SELECT count(*)::int FROM young_person y WHERE y.home_authority_code = $1 AND y.id <> ALL($2::int[])) AS "youngPeople",
  count(*) FILTER (WHERE d.clause = 'IM4')::int AS challenges, count(*) FILTER (WHERE d.clause = 'IM4' AND d.outcome = 'open')::int AS "openChallenges",
  count(*) FILTER (WHERE d.clause = 'VS3')::int AS requests, count(*) FILTER (WHERE d.clause = 'VS3' AND d.outcome = 'open')::int AS "openRequests"
FROM duty d JOIN young_person y ON y.id = d.case_id LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN provider v ON v.id = p.provider_id
WHERE d.clause IN ('IM4', 'VS3') AND (y.home_authority_code = $1 OR (d.clause = 'VS3' AND v.authority_code = $1))`;
