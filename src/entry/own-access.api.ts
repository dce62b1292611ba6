import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, NeedsProof } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { AnswersSecret } from '../web/api/answers-secret.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CODE_PURPOSES, GiveAccessDto, ShowCodeDto } from './own-access.dto.js';
import { OwnAccessService } from './own-access.service.js';

export class OwnAccessAnswer {
  @Shows.flag({ of: 'whether the young person can come in now' }) isOpen: boolean;
  @Shows.text({ nullable: true }) email: string | null;
  @Shows.text({ nullable: true }) phone: string | null;
  @Shows.instant({ nullable: true }) lastCameInAt: Date | null;
  @Shows.flag() hasPin: boolean;
}

export class ShownCodeAnswer {
  @Shows.text({ of: 'shown this once' }) code: string;
  @Shows.choice(Object.keys(CODE_PURPOSES)) purpose: string;
  @Shows.instant({ of: 'real time' }) expiresAt: Date;
}

@ApiTags('Cases')
@Controller('api/v1/cases/:reference/own-access')
export class OwnAccessApi {
  constructor(private readonly access: OwnAccessService) {}

  @Get()
  @Allow.signedIn()
  @Operation('The young person’s own way in to their case', { answers: OwnAccessAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    return answer(await this.access.readAccess(actor, reference));
  }

  @Put()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Gives the young person access by e-mail address or mobile number, or changes these', { answers: OwnAccessAnswer })
  async give(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Body() input: GiveAccessDto) {
    await this.access.giveAccess(actor, reference, input);
    return answer(await this.access.readAccess(actor, reference));
  }

  @Delete()
  @Allow.signedIn()
  @NeedsProof()
  @Operation('Ends the young person’s access, with their sessions and PIN', { status: 204 })
  async end(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<void> {
    await this.access.endAccess(actor, reference);
  }

  @Post('codes')
  @Allow.signedIn()
  @NeedsProof()
  @AnswersSecret()
  @Operation('A code to show or to read out: to choose a PIN with, face to face, or to come in with', { answers: ShownCodeAnswer })
  async showCode(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Body() { purpose }: ShowCodeDto) {
    return answer(await this.access.showCode(actor, reference, purpose));
  }
}
