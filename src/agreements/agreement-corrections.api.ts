import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CorrectConsultationDto, CorrectEndingDto, CorrectFormDto, CorrectMeetingDto, CorrectSignatureDto, CorrectSupportDto } from './agreement-corrections.dto.js';
import { AgreementCorrections } from './agreement-corrections.service.js';
import { AgreementList } from './agreement-list.service.js';
import { AgreementAnswer } from './agreements.answers.js';

const CORRECTED = { answers: AgreementAnswer, version: 'agreement', changes: true } as const;

/** What was recorded of an agreement that is or was in force, put right with a reason. */
@ApiTags('Agreements')
@Controller('api/v1/agreements/:id')
export class AgreementCorrectionsApi {
  constructor(
    private readonly list: AgreementList,
    private readonly corrections: AgreementCorrections,
  ) {}

  @Post('support/correction')
  @Allow.signedIn()
  @Operation('Puts right what is recorded of social care’s support, once the agreement is in force; both sides are kept (IM1)', CORRECTED)
  async support(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: CorrectSupportDto) {
    await this.corrections.correctSupport(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Post('consultation/correction')
  @Allow.signedIn()
  @Operation('Puts right what is recorded of the consultation; both sides are kept (IM2)', CORRECTED)
  async consultation(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: CorrectConsultationDto) {
    await this.corrections.correctConsultation(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Post('meeting/correction')
  @Allow.signedIn()
  @Operation('Puts right what is recorded of the formal meeting; the first day in force and the duties follow (IM2)', CORRECTED)
  async meeting(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: CorrectMeetingDto) {
    await this.corrections.correctMeeting(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Post('form/correction')
  @Allow.signedIn()
  @Operation('Puts lines of the signed form right; one that is left out stays, and so do the signatures (IM2)', CORRECTED)
  async form(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: CorrectFormDto) {
    await this.corrections.correctForm(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Post('signatures/:signatureId/correction')
  @Allow.signedIn()
  @Operation('Puts the day and the witness of a signature on paper right; the first day in force follows (IM2)', CORRECTED)
  async signature(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Param('signatureId', ParseId) signatureId: number, @IfMatch() ifMatch: number | null, @Body() input: CorrectSignatureDto) {
    await this.corrections.correctSignature(actor, id, signatureId, ifMatch, input);
    return this.read(actor, id);
  }

  @Post('ending/correction')
  @Allow.signedIn()
  @Operation('Puts the last day of an agreement right; without one it goes on, and what it closed is owed again', CORRECTED)
  async ending(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: CorrectEndingDto) {
    await this.corrections.correctEnding(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  private async read(actor: SignedIn, id: number) {
    const view = await this.list.readAgreement(actor, id);
    return answer(view, { version: view.version });
  }
}
