import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { page, type Page } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { MistakenCases } from './mistaken-cases.service.js';

/** Cases that somebody else said were registered by mistake, for whoever was told. */
@ApiExcludeController()
@Controller('mistaken-cases')
export class MistakenCasesPages {
  constructor(private readonly mistaken: MistakenCases) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn): Promise<Page> {
    return page('mistaken-cases/list', { items: await this.mistaken.listTold(actor) });
  }
}
