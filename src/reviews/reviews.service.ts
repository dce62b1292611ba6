import { Injectable } from '@nestjs/common';
import { transaction } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { conflict } from '../errors.js';
import { happenedOn } from '../happened.js';
import { runningPlacementOf } from '../placements/placement-of.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { Review } from './review.entity.js';
import type { RecordReviewDto } from './reviews.dto.js';

@Injectable()
export class ReviewsService {
  constructor(private readonly cases: CaseWork) {}

  /** Records a review meeting (KW4, EP9). Errors: NOT_FOUND, PLACEMENT_ENDED, INVALID, ALREADY_RECORDED. */
  async recordReview(actor: Actor, reference: string, placementId: number, dto: RecordReviewDto): Promise<Review> {
    const change = { action: 'review.record', placementId, subject: `placement-${placementId}`, fields: Object.keys(dto) } as const;
    return this.cases.change(actor, reference, change, async ({ youngPerson, now }) => {
      const { manager } = transaction();
      const placement = await runningPlacementOf(manager, youngPerson.id, placementId);
      const heldOn = happenedOn('heldOn', dto.heldOn, now, { on: placement.agreedOn, what: 'the placement was agreed' });
      if (await manager.existsBy(Review, { placementId, heldOn })) throw conflict('ALREADY_RECORDED', 'A review on this day is recorded already.');
      return manager.save(Review, {
        placementId,
        heldOn,
        reasonElsewhere: dto.reasonElsewhere ?? null,
        present: dto.present,
        whatChanged: dto.whatChanged,
        youngPersonsView: dto.youngPersonsView,
        recordedBy: actor.personId,
        recordedAt: now,
      });
    });
  }
}
