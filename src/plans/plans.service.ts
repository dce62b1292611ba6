import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import type { Actor, CaseParties } from '../domain/permissions.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { changedSince, conflict, invalid, notFound, type Reason } from '../errors.js';
import { happenedAt } from '../happened.js';
import { runningPlacementOf } from '../placements/placement-of.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { PlanAgreement, type PlanParty } from './plan-agreement.entity.js';
import { Plan } from './plan.entity.js';
import type { AgreePlanDto, WritePlanDto } from './plans.dto.js';

const PARTIES = 3;

@Injectable()
export class PlansService {
  constructor(private readonly cases: CaseWork) {}

  /**
   * Writes the placement's education plan. A plan all three agreed to is not changed: writing then begins its next version.
   * Changing the text of a plan that somebody has agreed to already takes their agreement back. Errors: CHANGED_SINCE, PLACEMENT_ENDED.
   */
  async writePlan(actor: Actor, reference: string, placementId: number, dto: WritePlanDto, ifVersion: number | null = null): Promise<Plan> {
    const change = { action: 'plan.write', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      await runningPlacementOf(manager, youngPerson.id, placementId);
      const latest = await latestPlan(placementId);
      if (ifVersion !== null && (latest?.version ?? 0) !== ifVersion) throw changedSince('plan');
      const agreed = latest ? await manager.countBy(PlanAgreement, { planId: latest.id }) : 0;
      const next = !latest || agreed === PARTIES;
      if (!next) await manager.delete(PlanAgreement, { planId: latest.id });
      return manager.save(Plan, {
        ...(next ? { placementId, number: (latest?.number ?? 0) + 1, reasonAfterStart: null, version: (latest?.version ?? 0) + 1 } : { ...latest, version: latest.version + 1 }),
        keyContacts: dto.keyContacts ?? (next ? '' : latest.keyContacts),
        safeguardingIssues: dto.safeguardingIssues ?? (next ? '' : latest.safeguardingIssues),
        youngPersonsWords: dto.youngPersonsWords ?? (next ? '' : latest.youngPersonsWords),
        writtenBy: actor.personId,
        writtenAt: now,
      });
    });
  }

  /**
   * Records one of the three agreements (KW3, EP8): the party's own, or one given in a meeting, with a witness. Finishing after the
   * start needs a reason. Errors: NOT_FOUND, CHANGED_SINCE, PLAN_NOT_COMPLETE, ALREADY_AGREED, INVALID (WITNESS_NEEDED, REASON_NEEDED, …).
   */
  async agreePlan(actor: Actor, reference: string, placementId: number, dto: AgreePlanDto, ifVersion: number | null = null): Promise<Plan> {
    const change = { action: 'plan.agree', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, parties, now }) => {
      const { manager } = transaction();
      const placement = await runningPlacementOf(manager, youngPerson.id, placementId);
      const plan = await latestPlan(placementId);
      if (!plan) throw notFound('plan');
      if (ifVersion !== null && plan.version !== ifVersion) throw changedSince('plan');
      const missing = missingSections(plan);
      if (missing.length > 0) throw conflict('PLAN_NOT_COMPLETE', 'The plan can be agreed once every section is written.', missing);
      const others = await manager.findBy(PlanAgreement, { planId: plan.id });
      if (others.some(({ party }) => party === dto.party)) throw conflict('ALREADY_AGREED', 'This agreement is recorded already.');
      const agreedAt = happenedAt('agreedAt', dto.agreedAt, now, { at: startOfDay(placement.agreedOn), what: 'the day on which the placement was agreed' });
      const faults: Reason[] = [];
      if (!speaksFor(actor, parties, placement.providerId, dto.party) && dto.witness === undefined) {
        faults.push({ code: 'WITNESS_NEEDED', field: 'witness', sentence: 'They agreed in a meeting and you record it for them: say who saw it.' });
      }
      const last = others.length === PARTIES - 1;
      // The plan is finished with the latest agreement, which need not be the one recorded last.
      const afterStart = last && plan.number === 1 && [...others, { agreedAt }].some((one) => londonDate(one.agreedAt) >= placement.startsOn);
      if (afterStart && !plan.reasonAfterStart && dto.reasonAfterStart === undefined) {
        faults.push({ code: 'REASON_NEEDED', field: 'reasonAfterStart', sentence: 'The plan is finished after the start: say why earlier was not possible.' });
      }
      if (faults.length > 0) throw invalid(faults);
      await manager.insert(PlanAgreement, {
        planId: plan.id,
        party: dto.party,
        agreedAt,
        witness: dto.witness ?? null,
        recordedBy: actor.personId,
        recordedAt: now,
      });
      return manager.save(Plan, { ...plan, reasonAfterStart: dto.reasonAfterStart ?? plan.reasonAfterStart });
    });
  }
}

const latestPlan = (placementId: number): Promise<Plan | null> =>
  transaction().manager.findOne(Plan, { where: { placementId }, order: { number: 'DESC' } });

/** What the agreement says a plan must cover, where it is still empty. */
export function missingSections(plan: Pick<Plan, 'keyContacts' | 'safeguardingIssues' | 'youngPersonsWords'>): Reason[] {
  const sections = { keyContacts: 'key contacts', safeguardingIssues: 'safeguarding issues', youngPersonsWords: "the young person's own words" } as const;
  return (Object.keys(sections) as (keyof typeof sections)[])
    .filter((field) => plan[field] === '')
    .map((field) => ({ code: 'SECTION_EMPTY', field, sentence: `Write ${sections[field]}.` }));
}

/** Whether this person gives the agreement themselves, signed in, rather than recording somebody else's. */
function speaksFor(actor: Actor, parties: CaseParties, providerId: number, party: PlanParty): boolean {
  if (party === 'key-worker') return parties.keyWorkerPersonIds.includes(actor.personId);
  if (party === 'designated-person') return actor.posts.some((post) => post.post === 'designated-person' && post.providerId === providerId);
  return false;
}
