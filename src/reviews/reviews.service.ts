import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { transaction } from '../database/unit-of-work.js';
import { can, type Actor } from '../domain/permissions.js';
import { conflict, invalid } from '../errors.js';
import { happenedOn } from '../happened.js';
import { runningPlacementOf } from '../placements/placement-of.js';
import { CaseRecord } from '../records/record.entity.js';
import { CaseWork } from '../young-people/case-work.service.js';
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
   * INVALID (WORDS_NEEDED, NOT_HELD_AS, …), ALREADY_RECORDED.
   */
  async recordReview(actor: Actor, reference: string, placementId: number, dto: RecordReviewDto): Promise<Review> {
    const change = { action: 'review.record', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, parties, now, today }) => {
      const { manager } = transaction();
      const placement = await runningPlacementOf(manager, youngPerson.id, placementId);
      const heldOn = happenedOn('heldOn', dto.heldOn, now, { on: placement.agreedOn, what: 'the placement was agreed' });
      const faults = reviewFaults(dto);
      if (faults.length > 0) throw invalid(faults);
      if (await manager.existsBy(Review, { placementId, heldOn, takenBackAt: IsNull() })) throw conflict('ALREADY_RECORDED', 'A review on this day is recorded already.');
      const recorded = { recordedBy: actor.personId, recordedAt: now, takenBackAt: null };
      const review = await manager.save(Review, {
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
        pepForm: dto.pepForm ?? null,
        ...recorded,
      });
      for (const record of recordsOfReview(review, dto.whyNotSafe, can(actor, 'pep-review.record', parties, today))) {
        await manager.insert(CaseRecord, { ...record, caseId: youngPerson.id, aboutId: null, reviewId: review.id, happenedOn: heldOn, ...recorded });
        await this.audit.record(actor.personId, { name: `${record.kind}.record`, caseId: youngPerson.id, subject: record.kind });
      }
      return review;
    });
  }
}
