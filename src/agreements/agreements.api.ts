import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AgreementList } from './agreement-list.service.js';
import { AgreementAnswer, AgreementListAnswer } from './agreements.answers.js';
import { DiscardAgreementDto, DraftAgreementDto, EndAgreementDto, RecordConsultationDto, AgreementMeetingDto, RecordSupportDto, SignatureFormDto } from './agreements.dto.js';
import { AgreementsService } from './agreements.service.js';

const CHANGED = { answers: AgreementAnswer, version: 'agreement', changes: true } as const;

@ApiTags('Agreements')
@Controller('api/v1/agreements')
export class AgreementsApi {
  constructor(
    private readonly list: AgreementList,
    private readonly agreements: AgreementsService,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('The agreements of your provider or your Virtual School: how each stands, and what is missing', { answers: AgreementListAnswer })
  async listAll(@CurrentActor() actor: SignedIn) {
    const items = await this.list.listAgreements(actor);
    return answer({ items, total: items.length, after: null });
  }

  @Post()
  @Allow.signedIn()
  @Operation('Drafts an agreement between a provider and a Virtual School; the form comes filled in with those in post', { answers: AgreementAnswer, status: 201, version: 'agreement' })
  async draft(@CurrentActor() actor: SignedIn, @Body() input: DraftAgreementDto) {
    const { id } = await this.agreements.draftAgreement(actor, input);
    const view = await this.list.readAgreement(actor, id);
    return answer(view, { version: view.version, location: `/api/v1/agreements/${id}` });
  }

  @Post(':id/successor')
  @Allow.signedIn()
  @Operation('Drafts the amended agreement that takes this one’s place once it is in force (IM5)', { answers: AgreementAnswer, status: 201, version: 'agreement', changes: true })
  async amend(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null) {
    const successor = await this.agreements.draftSuccessor(actor, id, ifMatch);
    const view = await this.list.readAgreement(actor, successor.id);
    return answer(view, { version: view.version, location: `/api/v1/agreements/${successor.id}` });
  }

  @Post(':id/discarding')
  @Allow.signedIn()
  @Operation('Discards a draft that comes to nothing; it stays on record, with why', CHANGED)
  async discard(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: DiscardAgreementDto) {
    await this.agreements.discardDraft(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('An agreement', { answers: AgreementAnswer, version: 'agreement' })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    const view = await this.list.readAgreement(actor, id);
    return answer(view, { version: view.version });
  }

  @Put(':id/support')
  @Allow.signedIn()
  @Operation('The Virtual Head records that social care supports the agreement (IM1)', CHANGED)
  async support(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: RecordSupportDto) {
    await this.agreements.recordSupport(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Put(':id/consultation')
  @Allow.signedIn()
  @Operation('Records that the Virtual School of the provider’s area was consulted (IM2)', CHANGED)
  async consult(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: RecordConsultationDto) {
    await this.agreements.recordConsultation(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Put(':id/meeting')
  @Allow.signedIn()
  @Operation('Records the formal meeting that signs the agreement (IM2)', CHANGED)
  async meet(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: AgreementMeetingDto) {
    await this.agreements.recordMeeting(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Put(':id/form')
  @Allow.signedIn()
  @Operation('Fills in the signature form, all of it; signatures under another form do not count any more', CHANGED)
  async fill(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: SignatureFormDto) {
    await this.agreements.fillForm(actor, id, ifMatch, input);
    return this.read(actor, id);
  }

  @Post(':id/activation')
  @Allow.signedIn()
  @Operation('Brings a signed agreement into force as of its meeting or its last signature, whichever came later, in place of the one it supersedes; refused with a list of what is missing', CHANGED)
  async activate(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null) {
    await this.agreements.activateAgreement(actor, id, ifMatch);
    return this.read(actor, id);
  }

  @Post(':id/ending')
  @Allow.signedIn()
  @Operation('Ends an agreement; its history and the placements made under it stay', CHANGED)
  async end(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() input: EndAgreementDto) {
    await this.agreements.endAgreement(actor, id, ifMatch, input);
    return this.read(actor, id);
  }
}
