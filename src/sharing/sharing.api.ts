import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { SharingViewAnswer } from './sharing.answers.js';
import { ToldWishesDto } from './sharing.dto.js';
import { SharingService } from './sharing.service.js';

@ApiTags('Records')
@Controller('api/v1/cases/:reference/sharing')
export class SharingApi {
  constructor(private readonly sharing: SharingService) {}

  @Get()
  @Allow.signedIn()
  @Operation('Who may know what about the young person, on which basis, and what was shared (KW1, P7)', { answers: SharingViewAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    return answer((await this.sharing.readSharing(actor, reference)).sharing);
  }

  @Post('wishes')
  @Allow.signedIn()
  @Operation('Records what the young person wants about one recipient, item by item (KW1)', { answers: SharingViewAnswer })
  async recordWishes(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Body() input: ToldWishesDto) {
    await this.sharing.recordToldWishes(actor, reference, input);
    return answer((await this.sharing.readSharing(actor, reference)).sharing);
  }
}
