import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { tracedAs } from '../domain/capacity.js';
import { transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { conflict, invalid, type Reason } from '../errors.js';
import { happenedOn } from '../happened.js';
import { runningPlacementOf } from '../placements/placement-of.js';
import { CaseRecord } from '../records/record.entity.js';
import { refuseAfterEnd } from '../young-people/case-ended.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { recordsOfReview } from './records-of-review.js';
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
   * that day (P3, KW7), a rated personal education plan is the term's (VS5). Errors: NOT_FOUND, PLACEMENT_ENDED,
   * INVALID (WORDS_NEEDED, NOT_HELD_AS, …), ALREADY_RECORDED, CASE_ENDED.
   */
  async recordReview(actor: Actor, reference: string, placementId: number, dto: RecordReviewDto): Promise<Review> {
    const change = { action: 'review.record', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now, parties, today }) => {
      const { manager } = transaction();
      const placement = await runningPlacementOf(manager, youngPerson.id, placementId);
      const heldOn = happenedOn('heldOn', dto.heldOn, now, { on: placement.agreedOn, what: 'the placement was agreed' });
      await refuseAfterEnd(youngPerson, now, heldOn);
      const faults = reviewFaults(dto);
      if (faults.length > 0) throw invalid(faults);
      if (await manager.existsBy(Review, { placementId, heldOn, takenBackAt: IsNull() })) throw conflict('ALREADY_RECORDED', 'A review on this day is recorded already.');
      const recorded = { recordedBy: actor.personId, recordedAt: now, takenBackAt: null };
      const review = await manager.save(Review, {
        caseId: youngPerson.id,
        placementId,
        heldOn,
        reasonElsewhere: dto.reasonElsewhere ?? null,
        attended: dto.attended,
        present: dto.present,
        whatChanged: dto.whatChanged,
        youngPersonsView: dto.youngPersonsView,
        feelsSafe: dto.feelsSafe,
        countsFor: [...new Set(['review' as const, ...(dto.countsFor ?? [])])],
        pepQuality: dto.pepQuality ?? null,
        ...recorded,
      });
      for (const record of recordsOfReview(review, dto.whyNotSafe)) {
        await manager.insert(CaseRecord, { ...record, caseId: youngPerson.id, aboutId: null, happenedOn: heldOn, ...recorded });
        await this.audit.record(actor.personId, { name: `${record.kind}.record`, caseId: youngPerson.id, subject: record.kind, ...tracedAs(actor, change.action, parties, today) });
      }
      return review;
    });
  }
}

function reviewFaults({ feelsSafe, whyNotSafe, countsFor = [], pepQuality }: RecordReviewDto): Reason[] {
  const faults: Reason[] = [];
  if (feelsSafe === 'no' && whyNotSafe === undefined) {
    faults.push({ code: 'WORDS_NEEDED', field: 'whyNotSafe', sentence: 'They do not feel safe: write what they said. It is followed up from today.' });
  }
  if (pepQuality !== undefined && !countsFor.includes('personal-education-plan')) {
    faults.push({ code: 'NOT_HELD_AS', field: 'pepQuality', sentence: 'Say that it was also a meeting of the personal education plan, or leave its quality out.' });
  }
  return faults;
}
