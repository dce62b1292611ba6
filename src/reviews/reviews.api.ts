import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { placementIn } from '../placements/placement-in.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseChanges } from '../young-people/case-changes.service.js';
import { found } from '../young-people/found.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { ReviewAnswer } from './reviews.answers.js';
import { RecordReviewDto } from './reviews.dto.js';
import { ReviewsService } from './reviews.service.js';

@ApiTags('Reviews')
@Controller('api/v1/cases/:reference/placements/:placementId/reviews')
export class ReviewsApi {
  constructor(
    private readonly views: CaseViewService,
    private readonly changes: CaseChanges,
    private readonly reviews: ReviewsService,
  ) {}

  @Post()
  @Allow.signedIn()
  @Operation('Records a review meeting (KW4, EP9)', { answers: ReviewAnswer, status: 201, version: 'case', changes: true })
  async record(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @IfMatch() ifMatch: number | null,
    @Body() input: RecordReviewDto,
  ) {
    const { result, view } = await this.changes.change(actor, reference, ifMatch, () => this.reviews.recordReview(actor, reference, placementId, input));
    const location = `/api/v1/cases/${reference}/placements/${placementId}/reviews/${result.id}`;
    return answer(found(placementIn(view, placementId).reviews, result.id, 'review'), { version: view.version, location });
  }

  @Get(':reviewId')
  @Allow.signedIn()
  @Operation('A review meeting', { answers: ReviewAnswer, version: 'case' })
  async read(
    @CurrentActor() actor: SignedIn,
    @Param('reference', CaseReference) reference: string,
    @Param('placementId', ParseId) placementId: number,
    @Param('reviewId', ParseId) reviewId: number,
  ) {
    const view = await this.views.readCaseTo(actor, reference, 'case.read');
    return answer(found(placementIn(view, placementId).reviews, reviewId, 'review'), { version: view.version });
  }
}
