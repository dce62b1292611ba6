import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { pageOf, Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { DraftAnswer, DraftListAnswer, OpenDraftAnswer, shownDraft } from './drafts.answers.js';
import { BeginDraftDto, GoOnDto } from './drafts.dto.js';
import { OwnDrafts } from './own-drafts.service.js';

@ApiTags('Drafts')
@Controller('api/v1/drafts')
export class DraftsApi {
  constructor(private readonly drafts: OwnDrafts) {}

  @Get()
  @Allow.signedIn()
  @Operation('Forms that you began and have not sent, without what you typed', { answers: DraftListAnswer, description: 'Each is kept for 7 days after its last change, 50 at most; of more the oldest goes.' })
  async list(@CurrentActor() actor: SignedIn, @Query() paging: Paging) {
    return answer(pageOf((await this.drafts.list(actor)).map(shownDraft), paging));
  }

  @Post()
  @Allow.signedIn()
  @Operation('Keeps a form that you begin; its page comes filled in with it', { answers: DraftAnswer, status: 201, version: 'draft', description: 'Passwords, PINs and codes are left out. 422 NOTHING_TO_KEEP where nothing is left, or its page keeps none.' })
  async begin(@CurrentActor() actor: SignedIn, @Body() input: BeginDraftDto) {
    const draft = await this.drafts.begin(actor, input);
    return answer(shownDraft(draft), { version: draft.version, location: `/api/v1/drafts/${draft.id}` });
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('A form that you began, with what you typed', { answers: OpenDraftAnswer, version: 'draft', description: 'One of a case is a look at the case, and is there for as long as you may open it.' })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    const draft = await this.drafts.read(actor, id);
    return answer({ ...shownDraft(draft), fields: draft.fields }, { version: draft.version });
  }

  @Put(':id')
  @Allow.signedIn()
  @Operation('Goes on with a form that you began', { answers: DraftAnswer, version: 'draft', changes: true })
  async goOn(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() { fields }: GoOnDto) {
    const draft = await this.drafts.goOn(actor, id, ifMatch, fields);
    return answer(shownDraft(draft), { version: draft.version });
  }

  @Delete(':id')
  @Allow.signedIn()
  @Operation('Throws away a form that you began: its page is empty again', { status: 204 })
  async throwAway(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.drafts.throwAway(actor, id);
  }
}
