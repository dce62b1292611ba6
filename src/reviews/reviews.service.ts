import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { tracedAs } from '../domain/capacity.js';
import { transaction } from '../database/unit-of-work.js';
import { can, type Action, type Actor } from '../domain/permissions.js';
import { conflict, invalid, notAllowed, type Reason } from '../errors.js';
import { happenedOn } from '../happened.js';
import { placementOf, refuseAfterPlacement } from '../placements/placement-of.js';
import type { Placement } from '../placements/placement.entity.js';
import { CaseRecord } from '../records/record.entity.js';
import { refuseAfterEnd } from '../young-people/case-ended.js';
import { CaseWork, type OpenCase } from '../young-people/case-work.service.js';
import type { RecordMeetingOfCaseDto } from './meetings.dto.js';
import { recordsOfReview } from './records-of-review.js';
import { reviewFaults } from './review-faults.js';
import { Review } from './review.entity.js';
import type { RecordReviewDto } from './reviews.dto.js';

@Injectable()
export class ReviewsService {
  constructor(
    private readonly cases: CaseWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * Records a review meeting (KW4, EP9), and with it what follows from it: a young person who does not feel safe is a problem of
   * that day (P3, KW7), a personal education plan rated by the Virtual School is the term's (VS5). Errors: NOT_FOUND, PLACEMENT_ENDED,
   * INVALID (WORDS_NEEDED, NOT_HELD_AS, …), ALREADY_RECORDED, CASE_ENDED.
   */
  async recordReview(actor: Actor, reference: string, placementId: number, dto: RecordReviewDto): Promise<Review> {
    const change = { action: 'review.record', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async (opened) => {
      const placement = await placementOf(transaction().manager, opened.youngPerson.id, placementId);
      const countsFor = [...new Set(['review' as const, ...(dto.countsFor ?? [])])];
      return this.write(actor, opened, [placement], { ...dto, countsFor }, change.action);
    });
  }

  /**
   * Records a meeting once, whatever it was held as and about however many placements: as a review of the plan it counts for each of
   * them. Errors: NOT_FOUND, NOT_ALLOWED, PLACEMENT_ENDED, INVALID (NO_PLACEMENT, WORDS_NEEDED, …), ALREADY_RECORDED, CASE_ENDED.
   */
  async recordMeeting(actor: Actor, reference: string, dto: RecordMeetingOfCaseDto): Promise<Review> {
    return this.cases.change(actor, reference, { action: 'meeting.record', fields: Object.keys(dto) }, async (opened) => {
      const { manager } = transaction();
      const placements: Placement[] = [];
      for (const id of new Set(dto.placementIds ?? [])) placements.push(await placementOf(manager, opened.youngPerson.id, id));
      const isReview = dto.countsFor.includes('review');
      if (isReview && placements.some(({ id }) => !can(actor, 'review.record', opened.parties, opened.today, id))) throw notAllowed('record a review of the education plan');
      const faults = placementFaults(dto, placements.length);
      if (faults.length > 0) throw invalid(faults);
      return this.write(actor, opened, placements, dto, 'meeting.record');
    });
  }

  private async write(actor: Actor, { youngPerson, parties, now, today }: OpenCase, placements: readonly Placement[], dto: RecordMeetingOfCaseDto, action: Action): Promise<Review> {
    const { manager } = transaction();
    const agreed = placements.map(({ agreedOn }) => agreedOn).sort().at(-1);
    const notBefore = agreed ? { on: agreed, what: 'the placement was agreed' } : { on: youngPerson.bornOn, what: 'the young person was born' };
    const heldOn = happenedOn('heldOn', dto.heldOn, now, notBefore);
    for (const { id } of placements) await refuseAfterPlacement(manager, id, heldOn);
    await refuseAfterEnd(youngPerson, now, heldOn);
    const faults = reviewFaults(dto);
    if (faults.length > 0) throw invalid(faults);
    const [placementId = null, ...alsoPlacementIds] = placements.map(({ id }) => id);
    await refuseTwice(youngPerson.id, placements, { ...dto, heldOn });
    const recorded = { recordedBy: actor.personId, recordedAt: now, takenBackAt: null };
    const review = await manager.save(Review, {
      caseId: youngPerson.id,
      placementId,
      alsoPlacementIds,
      heldOn,
      reasonElsewhere: dto.reasonElsewhere ?? null,
      attended: dto.attended,
      present: dto.present,
      whatChanged: dto.whatChanged,
      youngPersonsView: dto.youngPersonsView,
      feelsSafe: dto.feelsSafe ?? null,
      countsFor: [...new Set(dto.countsFor)],
      pepQuality: dto.pepQuality ?? null,
      pepForm: dto.pepForm ?? null,
      ...recorded,
    });
    for (const record of recordsOfReview(review, dto.whyNotSafe, can(actor, 'pep-review.record', parties, today))) {
      await manager.save(CaseRecord, { ...record, caseId: youngPerson.id, aboutId: null, reviewId: review.id, happenedOn: heldOn, ...recorded });
      await this.audit.record(actor.personId, { name: `${record.kind}.record`, caseId: youngPerson.id, subject: record.kind, ...tracedAs(actor, action, parties, today) });
    }
    return review;
  }
}

/** What a meeting of the case says of placements that it is not about, or does not say of those that it is about. */
function placementFaults({ countsFor, feelsSafe }: RecordMeetingOfCaseDto, placements: number): Reason[] {
  if (placements > 0) return feelsSafe === undefined ? [{ code: 'REQUIRED', field: 'feelsSafe', sentence: 'Ask whether they feel safe at the provider, or say that they would rather not say.' }] : [];
  const faults: Reason[] = [];
  if (countsFor.includes('review')) faults.push({ code: 'NO_PLACEMENT', field: 'placementIds', sentence: 'A review of the education plan is about a placement: choose which.' });
  if (feelsSafe !== undefined) faults.push({ code: 'NO_PLACEMENT', field: 'feelsSafe', sentence: 'Whether they feel safe is asked about a placement: choose which, or leave it out.' });
  return faults;
}

/** One meeting a day for each placement; of those about none, one a day for each thing that it was held as. */
async function refuseTwice(caseId: number, placements: readonly Placement[], { heldOn, countsFor }: Pick<RecordMeetingOfCaseDto, 'heldOn' | 'countsFor'>): Promise<void> {
  const sameDay = await transaction().manager.findBy(Review, { caseId, heldOn, takenBackAt: IsNull() });
  const isTwice = ({ placementId, alsoPlacementIds, countsFor: other }: Review): boolean =>
    placements.length === 0 ? placementId === null && other.some((kind) => countsFor.includes(kind)) : placements.some(({ id }) => id === placementId || alsoPlacementIds.includes(id));
  if (sameDay.some(isTwice)) throw conflict('ALREADY_RECORDED', 'A review on this day is recorded already.');
}
