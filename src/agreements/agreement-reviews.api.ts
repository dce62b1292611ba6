import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import { TakesFiles, Uploaded } from '../web/uploads.js';
import type { SignedIn, Upload } from '../web/visitor.js';
import { presentReview, RecordedReviewAnswer, ReviewDraftAnswer } from './agreement-reviews.answers.js';
import {
  ClauseReviewDto, EarlierActionDto, ProviderEvidenceDto, ProviderWordsDto, ReviewActionDto, ReviewContactsDto, ReviewDecisionDto, ReviewMeetingDto, ReviewWordsDto, ScannedReviewDto,
} from './agreement-reviews.dto.js';
import { AgreementReviewsService } from './agreement-reviews.service.js';
import { ReviewSignaturesService } from './review-signatures.service.js';
import { SCAN_FIELDS as SCANNED } from './signatures.api.js';

const SCAN_FIELDS = { ...SCANNED, signerName: { type: 'string', maxLength: 200 } } as const;
const DRAFT = { answers: ReviewDraftAnswer } as const;

@ApiTags('Agreements')
@Controller('api/v1/agreements/:id')
export class AgreementReviewsApi {
  constructor(
    private readonly reviews: AgreementReviewsService,
    private readonly signatures: ReviewSignaturesService,
  ) {}

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

  @Put('review/decision')
  @Allow.signedIn()
  @Operation('Writes into the draft what is to be decided, for both sides to sign; and why the provider’s side is missing, where it stays silent', DRAFT)
  async decide(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ReviewDecisionDto) {
    return answer(presentReview(await this.reviews.proposeDecision(actor, id, input)));
  }

  @Post('review/signatures')
  @Allow.signedIn()
  @Operation('Signs the review as it is for one’s own party: the provider’s signatory, or the Virtual Head; what is changed after it has to be signed again', DRAFT)
  async sign(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(presentReview(await this.signatures.signReview(actor, id)));
  }

  @Post('review/signatures/scans')
  @Allow.signedIn()
  @TakesFiles()
  @Operation('Keeps the scan of a review signed on paper, with who signed it and who saw that', DRAFT)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ description: 'PDF, JPEG or PNG, 10 MB at most', schema: { type: 'object', required: Object.keys(SCAN_FIELDS), properties: SCAN_FIELDS } })
  async scan(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: ScannedReviewDto, @Uploaded('file') file: Upload | undefined) {
    return answer(presentReview(await this.signatures.recordScannedReview(actor, id, input, file)));
  }

  @Post('reviews')
  @Allow.signedIn()
  @Operation('Records the review with the decision that both sides have signed, and freezes its figures; the decision to end ends the agreement', { answers: RecordedReviewAnswer, status: 201 })
  async record(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    const review = await this.reviews.recordReview(actor, id);
    return answer(presentReview(review), { location: `/api/v1/agreements/${id}/reviews/${review.id}` });
  }

  @Get('reviews/:reviewId')
  @Allow.signedIn()
  @Operation('A recorded review, with the figures of its day', { answers: RecordedReviewAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('reviewId', ParseId) reviewId: number) {
    return answer(presentReview(await this.reviews.readReview(actor, id, reviewId)));
  }
}
