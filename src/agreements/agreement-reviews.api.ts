import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { presentReview, RecordedReviewAnswer, ReviewDraftAnswer } from './agreement-reviews.answers.js';
import {
  ClauseReviewDto, EarlierActionDto, ProviderEvidenceDto, ProviderWordsDto, ReviewActionDto, ReviewContactsDto, ReviewDecisionDto, ReviewMeetingDto, ReviewWordsDto,
} from './agreement-reviews.dto.js';
import { AgreementReviewsService } from './agreement-reviews.service.js';

const DRAFT = { answers: ReviewDraftAnswer } as const;

@ApiTags('Agreements')
@Controller('api/v1/agreements/:id')
export class AgreementReviewsApi {
  constructor(private readonly reviews: AgreementReviewsService) {}

  @Get('review')
  @Allow.signedIn()
  @Operation('The draft of the next annual review, with the year’s figures as they are now (IM5)', DRAFT)
  async draft(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(presentReview(await this.reviews.readDraft(actor, id)));
  }

  @Put('review/meeting')
  @Allow.signedIn()
  @Operation('Writes into the draft when the review was held, who attended, and what of the contacts has been put right', DRAFT)
  async meeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ReviewMeetingDto) {
    return answer(presentReview(await this.reviews.writeMeeting(actor, id, input)));
  }

  @Put('review/words')
  @Allow.signedIn()
  @Operation('Writes into the draft what young people said, what went wrong, and what the Virtual School needs', DRAFT)
  async words(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ReviewWordsDto) {
    return answer(presentReview(await this.reviews.writeWords(actor, id, input)));
  }

  @Put('review/provider')
  @Allow.signedIn()
  @Operation('Writes the provider’s own half into the draft: its designated person or its signatory', DRAFT)
  async providerWords(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ProviderWordsDto) {
    return answer(presentReview(await this.reviews.writeProviderWords(actor, id, input)));
  }

  @Put('review/contacts')
  @Allow.signedIn()
  @Operation('Says in the draft of each contact whether it is right; each side of its own, the Virtual School of all', DRAFT)
  async contacts(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ReviewContactsDto) {
    return answer(presentReview(await this.reviews.checkContacts(actor, id, input)));
  }

  @Put('review/earlier-actions/:number')
  @Allow.signedIn()
  @Operation('Says of an action of the last review that it is done, or carries it over; the first is number 1', DRAFT)
  async settle(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('number', ParseId) number: number, @Body() input: EarlierActionDto) {
    return answer(presentReview(await this.reviews.settleEarlierAction(actor, id, number, input)));
  }

  @Put('review/clauses/:clause/provider-evidence')
  @Allow.signedIn()
  @Operation('Writes the provider’s evidence of a clause into the draft: its designated person or its signatory', DRAFT)
  async evidence(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('clause') clause: string, @Body() input: ProviderEvidenceDto) {
    return answer(presentReview(await this.reviews.writeProviderEvidence(actor, id, clause, input)));
  }

  @Put('review/clauses/:clause')
  @Allow.signedIn()
  @Operation('Rates a clause red, amber or green in the draft, with the evidence of the Virtual School', DRAFT)
  async rate(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('clause') clause: string, @Body() input: ClauseReviewDto) {
    return answer(presentReview(await this.reviews.rateClause(actor, id, clause, input)));
  }

  @Post('review/actions')
  @Allow.signedIn()
  @Operation('Adds an action to the draft, with its owner and its date', DRAFT)
  async addAction(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ReviewActionDto) {
    return answer(presentReview(await this.reviews.addAction(actor, id, input)));
  }

  @Delete('review/actions/:number')
  @Allow.signedIn()
  @Operation('Takes an action off the draft; the first is number 1', { status: 204 })
  async removeAction(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('number', ParseId) number: number): Promise<void> {
    await this.reviews.removeAction(actor, id, number);
  }

  @Post('reviews')
  @Allow.signedIn()
  @Operation('Records the review with its decision and freezes its figures; the decision to end ends the agreement', { answers: RecordedReviewAnswer, status: 201 })
  async record(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ReviewDecisionDto) {
    const review = await this.reviews.recordReview(actor, id, input);
    return answer(presentReview(review), { location: `/api/v1/agreements/${id}/reviews/${review.id}` });
  }

  @Get('reviews/:reviewId')
  @Allow.signedIn()
  @Operation('A recorded review, with the figures of its day', { answers: RecordedReviewAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('reviewId', ParseId) reviewId: number) {
    return answer(presentReview(await this.reviews.readReview(actor, id, reviewId)));
  }
}
