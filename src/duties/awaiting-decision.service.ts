import { Injectable } from '@nestjs/common';
import { Approvals, awaits } from '../approvals/approvals.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type OrganisationAction } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { AWAITS_ANSWER_SQL } from '../own-file/subject-request.entity.js';
import { HoldsAsked } from '../holds/holds.service.js';
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

/** What waits for somebody to decide, for their first page. */
@Injectable()
export class AwaitingDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly approvals: Approvals,
    private readonly holds: HoldsAsked,
  ) {}

  /** Each kind of which something waits for them, with how many; nothing of a case that they are kept out of. */
  async listAwaiting(actor: SignedIn): Promise<AwaitingDecision[]> {
    const found: AwaitingDecision[] = [];
    for (const kind of Object.keys(OF_AN_AUTHORITY) as (keyof typeof OF_AN_AUTHORITY)[]) found.push(await this.ofAuthority(kind, actor));
    found.push({ kind: 'hold', count: (await this.holds.list(actor)).length, firstOn: null }, await this.approvalsFor(actor));
    return found.filter(({ count }) => count > 0);
  }

  private async ofAuthority(kind: keyof typeof OF_AN_AUTHORITY, actor: SignedIn): Promise<AwaitingDecision> {
    const { needs, sql } = OF_AN_AUTHORITY[kind];
    if (!canInOrganisation(actor, needs, actor.authorityCode)) return { kind, count: 0, firstOn: null };
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      const [row] = await manager.query<Omit<AwaitingDecision, 'kind'>[]>(
        `SELECT count(*)::int AS count, min(last_on) AS "firstOn" FROM (${sql}) w
         WHERE NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = w.case_id AND x.person_id = $2 AND x.ended_at IS NULL)`,
        [actor.authorityCode, actor.personId],
      );
      return { kind, count: row?.count ?? 0, firstOn: row?.firstOn ?? null };
    });
  }

  private async approvalsFor(actor: SignedIn): Promise<AwaitingDecision> {
    const waiting = (await this.approvals.list(actor)).filter((one) => awaits(actor, one));
    return { kind: 'approval', count: waiting.length, firstOn: null };
  }
}
