import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { mayWriteSection, writersInWords, type PlanSectionName } from '../domain/agreement/plan-sections.js';
import type { Actor } from '../domain/permissions.js';
import { londonDate, startOfDay } from '../domain/time/london.js';
import { changedSince, conflict, invalid, notAllowed, notFound, type Reason } from '../errors.js';
import { happenedAt } from '../happened.js';
import { placementOf, refuseAfterPlacement, runningPlacementOf } from '../placements/placement-of.js';
import { refuseAfterEnd } from '../young-people/case-ended.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { PlanAgreement } from './plan-agreement.entity.js';
import { missingReasons, speaksFor, writersOf } from './plan-parts.js';
import { PlanSection } from './plan-section.entity.js';
import { Plan } from './plan.entity.js';
import type { AgreePlanDto, WriteSectionDto } from './plans.dto.js';

const PARTIES = 3;

@Injectable()
export class PlansService {
  constructor(private readonly cases: CaseWork) {}

  /**
   * Writes a section of the placement's education plan (KW3, EP8); what is saved is kept, whether the plan is complete or not.
   * A plan all three agreed to is not changed: writing then begins its next version, with the sections of the last. Writing in
   * one that somebody has agreed to already takes their agreement back. Errors: NOT_FOUND, NOT_ALLOWED, CHANGED_SINCE, PLACEMENT_ENDED, CASE_ENDED.
   */
  async writeSection(actor: Actor, reference: string, placementId: number, section: PlanSectionName, { text }: WriteSectionDto, ifVersion: number | null = null): Promise<PlanSection> {
    const change = { action: 'plan.write' as const, placementId, subject: `placement-${placementId}`, fields: [section] };
    return this.cases.change(actor, reference, change, async ({ youngPerson, parties, now, today }) => {
      const { manager } = transaction();
      await refuseAfterEnd(youngPerson, now, today);
      const { providerId } = await runningPlacementOf(manager, youngPerson.id, placementId);
      if (!mayWriteSection(section, writersOf(actor, parties, providerId))) throw notAllowed(`write this section of the plan: ${writersInWords(section)} does`);
      const latest = await latestPlan(placementId);
      const before = latest && (await manager.findOneBy(PlanSection, { planId: latest.id, section }));
      const version = before?.version ?? 0;
      if (ifVersion !== null && version !== ifVersion) throw changedSince('section');
      const plan = await planToWriteIn(latest, youngPerson.id, placementId, actor, now);
      const own = await manager.findOneBy(PlanSection, { planId: plan.id, section });
      return manager.save(PlanSection, { ...own, caseId: youngPerson.id, planId: plan.id, section, text, version: version + 1, writtenBy: actor.personId, writtenAt: now });
    });
  }

  /**
   * Records one of the three agreements (KW3, EP8): the party's own, or one given in a meeting, with a witness. Finishing after the
   * start needs a reason. Errors: NOT_FOUND, CHANGED_SINCE, PLAN_NOT_COMPLETE, ALREADY_AGREED, PLACEMENT_ENDED, CASE_ENDED, INVALID (WITNESS_NEEDED, REASON_NEEDED, …).
   */
  async agreePlan(actor: Actor, reference: string, placementId: number, dto: AgreePlanDto, ifVersion: number | null = null): Promise<Plan> {
    const change = { action: 'plan.agree', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, parties, now }) => {
      const { manager } = transaction();
      const placement = await placementOf(manager, youngPerson.id, placementId);
      const plan = await latestPlan(placementId);
      if (!plan) throw notFound('plan');
      if (ifVersion !== null && plan.version !== ifVersion) throw changedSince('plan');
      const missing = missingReasons(await manager.findBy(PlanSection, { planId: plan.id }));
      if (missing.length > 0) throw conflict('PLAN_NOT_COMPLETE', 'The plan can be agreed once every section that the agreement asks for is written.', missing);
      const others = await manager.findBy(PlanAgreement, { planId: plan.id, takenBackAt: IsNull() });
      if (others.some(({ party }) => party === dto.party)) throw conflict('ALREADY_AGREED', 'This agreement is recorded already.');
      const agreedAt = happenedAt('agreedAt', dto.agreedAt, now, { at: startOfDay(placement.agreedOn), what: 'the day on which the placement was agreed' });
      await refuseAfterPlacement(manager, placementId, londonDate(agreedAt));
      await refuseAfterEnd(youngPerson, now, londonDate(agreedAt));
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

/** The version of the plan that is written in now: the latest, its agreements taken back; its successor, a copy, if all three agreed to it; or the first. */
async function planToWriteIn(latest: Plan | null, caseId: number, placementId: number, actor: Actor, now: Date): Promise<Plan> {
  const { manager } = transaction();
  const written = { writtenBy: actor.personId, writtenAt: now };
  const agreed = latest ? await manager.countBy(PlanAgreement, { planId: latest.id, takenBackAt: IsNull() }) : 0;
  if (latest && agreed < PARTIES) {
    await manager.update(PlanAgreement, { planId: latest.id, takenBackAt: IsNull() }, { takenBackAt: now });
    return manager.save(Plan, { ...latest, version: latest.version + 1, ...written });
  }
  const next = await manager.save(Plan, { caseId, placementId, number: (latest?.number ?? 0) + 1, reasonAfterStart: null, version: (latest?.version ?? 0) + 1, ...written });
  const copied = latest ? await manager.findBy(PlanSection, { planId: latest.id }) : [];
  if (copied.length > 0) await manager.insert(PlanSection, copied.map(({ id: _, ...section }) => ({ ...section, planId: next.id })));
  return next;
}
