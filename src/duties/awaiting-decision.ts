import { awaits, type NamedApproval } from '../approvals/approvals.service.js';
import { part, without, type Part } from '../database/read-together.js';
import { canInOrganisation, type OrganisationAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { AWAITS_ANSWER_SQL } from '../own-file/subject-request.entity.js';
import type { HoldAsked } from '../holds/waiting-holds.js';
import { UNOPENED_MISTAKES } from '../mistaken-cases/mistaken-cases.service.js';
import type { SignedIn } from '../web/visitor.js';

export const AWAITING_KINDS = ['emergency-access', 'own-file', 'mistaken-case', 'hold', 'approval'] as const;
type AwaitingKind = (typeof AWAITING_KINDS)[number];

/** Something beside the duties of the agreement that waits for this person's word. */
export interface AwaitingDecision {
  kind: AwaitingKind;
  count: number;
  /** The last day to answer the first of them; null where the law names none. */
  firstOn: LocalDate | null;
}

/** Of whom each kind is asked, and which of an authority's wait. `$1` authority, `$2` who asks. */
const OF_AN_AUTHORITY: Record<Exclude<AwaitingKind, 'approval' | 'hold'>, { needs: OrganisationAction; sql: string }> = {
  'emergency-access': {
    needs: 'emergency-access.judge',
    sql: 'SELECT case_id, NULL::date AS last_on FROM emergency_access WHERE authority_code = $1 AND judged_at IS NULL AND person_id <> $2',
  },
  'mistaken-case': { needs: 'mistaken-case.look', sql: UNOPENED_MISTAKES },
  'own-file': {
    needs: 'own-file.give',
    sql: `SELECT q.case_id, q.answer_by AS last_on FROM subject_request q JOIN young_person y ON y.id = q.case_id
          WHERE y.home_authority_code = $1 AND ${AWAITS_ANSWER_SQL}`,
  },
};

/** Of each kind that is asked of an authority's people, how many wait for them, as a part of a page, to be read in the engine's role; none of a case that they are kept out of. */
export function awaitingPart(actor: SignedIn): Part<AwaitingDecision[]> {
  const theirs = Object.entries(OF_AN_AUTHORITY).filter(([, { needs }]) => canInOrganisation(actor, needs, actor.authorityCode));
  if (theirs.length === 0) return without([]);
  const counts = theirs.map(([kind, { sql }]) => `SELECT '${kind}' AS kind, count(*)::int AS count, min(last_on) AS "firstOn" FROM (${sql}) w
    WHERE NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = w.case_id AND x.person_id = $2 AND x.ended_at IS NULL)`);
  return part(counts.join('\nUNION ALL\n'), [actor.authorityCode, actor.personId], (rows: AwaitingDecision[]) => rows);
}

/** Each kind of which something waits for somebody to decide. */
export function awaitingDecisions(actor: SignedIn, ofAuthority: readonly AwaitingDecision[], holds: readonly HoldAsked[], approvals: readonly NamedApproval[]): AwaitingDecision[] {
  const others: AwaitingDecision[] = [
    { kind: 'hold', count: holds.length, firstOn: null },
    { kind: 'approval', count: approvals.filter((one) => awaits(actor, one)).length, firstOn: null },
  ];
  return [...ofAuthority, ...others].filter(({ count }) => count > 0);
}
