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

/** The same of a young person's own pages, once they have typed their PIN. */
@ApiTags('Young person')
@Controller('api/v1/me/drafts')
export class MeDraftsApi {
  constructor(private readonly drafts: OwnDrafts) {}

  @Get()
  @Allow.youngPersonInFull()
  @Operation('Forms that the young person began and has not sent, without what they typed', { answers: DraftListAnswer, description: 'Each is kept for 7 days after its last change, 50 at most; of more the oldest goes.' })
  async list(@CurrentActor() actor: SignedIn, @Query() paging: Paging) {
    return answer(pageOf((await this.drafts.list(actor)).map(shownDraft), paging));
  }

  @Post()
  @Allow.youngPersonInFull()
  @Operation('Keeps a form that the young person begins; its page comes filled in with it', { answers: DraftAnswer, status: 201, version: 'draft', description: 'Passwords, PINs and codes are left out. 422 NOTHING_TO_KEEP where nothing is left, or its page keeps none.' })
  async begin(@CurrentActor() actor: SignedIn, @Body() input: BeginDraftDto) {
    const draft = await this.drafts.begin(actor, input);
    return answer(shownDraft(draft), { version: draft.version, location: `/api/v1/me/drafts/${draft.id}` });
  }

  @Get(':id')
  @Allow.youngPersonInFull()
  @Operation('A form that the young person began, with what they typed', { answers: OpenDraftAnswer, version: 'draft' })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    const draft = await this.drafts.read(actor, id);
    return answer({ ...shownDraft(draft), fields: draft.fields }, { version: draft.version });
  }

  @Put(':id')
  @Allow.youngPersonInFull()
  @Operation('Goes on with a form that the young person began', { answers: DraftAnswer, version: 'draft', changes: true })
  async goOn(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() { fields }: GoOnDto) {
    const draft = await this.drafts.goOn(actor, id, ifMatch, fields);
    return answer(shownDraft(draft), { version: draft.version });
  }

  @Delete(':id')
  @Allow.youngPersonInFull()
  @Operation('Throws away a form that the young person began: its page is empty again', { status: 204 })
  async throwAway(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.drafts.throwAway(actor, id);
  }
}
