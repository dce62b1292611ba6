import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { pageOf } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { SavedViewAnswer, SavedViewListAnswer, shownView } from './saved-views.answers.js';
import { RenameViewDto, SavedViewsQuery, SaveViewDto } from './saved-views.dto.js';
import { SavedViews } from './saved-views.service.js';

@ApiTags('Saved views')
@Controller('api/v1/saved-views')
export class SavedViewsApi {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @Allow.signedIn()
  @Operation('Your own saved views of lists', { answers: SavedViewListAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() { list, ...paging }: SavedViewsQuery) {
    return answer(pageOf((await this.views.list(actor, list)).map(shownView), paging));
  }

  @Post()
  @Allow.signedIn()
  @Operation('Keeps filters of a list under a name of your own', {
    answers: SavedViewAnswer, status: 201, version: 'saved view',
    description: 'You alone see it. Write no young person’s name in it. At most 20 of a list (409 TOO_MANY_VIEWS), each with a name of its own (409 NAME_TAKEN). A search is not kept (422 FILTER_NOT_KEPT).',
  })
  async make(@CurrentActor() actor: SignedIn, @Body() input: SaveViewDto) {
    const view = await this.views.make(actor, input);
    return answer(shownView(view), { version: view.version, location: `/api/v1/saved-views/${view.id}` });
  }

  @Get(':id')
  @Allow.signedIn()
  @Operation('A saved view of yours', { answers: SavedViewAnswer, version: 'saved view' })
  async read(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    const view = await this.views.read(actor, id);
    return answer(shownView(view), { version: view.version });
  }

  @Put(':id')
  @Allow.signedIn()
  @Operation('Gives a saved view of yours another name', { answers: SavedViewAnswer, version: 'saved view', changes: true })
  async rename(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @IfMatch() ifMatch: number | null, @Body() { name }: RenameViewDto) {
    const view = await this.views.rename(actor, id, ifMatch, name);
    return answer(shownView(view), { version: view.version });
  }

  @Delete(':id')
  @Allow.signedIn()
  @Operation('Removes a saved view of yours', { status: 204 })
  async remove(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<void> {
    await this.views.remove(actor, id);
  }
}
