import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { begun } from '../long-work/begun.js';
import { LongWorkAnswer } from '../long-work/long-work.answers.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { SettingChangedAnswer, SettingEffectAnswer, SettingsAnswer } from './settings.answers.js';
import { ChangeSettingDto } from './settings.dto.js';
import { SettingsService } from './settings.service.js';

@ApiTags('Settings')
@Controller('api/v1/authorities/:code/settings')
export class SettingsApi {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @Allow.signedIn()
  @Operation('The limits of an authority: those of the text, the defaults, and what it has set', { answers: SettingsAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('code') code: string) {
    return answer(await this.settings.readSettings(actor, code));
  }

  @Post('preview')
  @Allow.signedIn()
  @Operation('Counts what a change of a limit would do to open duties, and changes nothing', { answers: SettingEffectAnswer })
  async preview(@CurrentActor() actor: SignedIn, @Param('code') code: string, @Body() input: ChangeSettingDto) {
    return answer(await this.settings.previewChange(actor, code, input));
  }

  @Post()
  @Allow.signedIn()
  @Operation('Sets a limit from a day on, and derives again what goes by it; in the background where that is more than 500 cases', { answers: SettingChangedAnswer, status: 201, later: LongWorkAnswer })
  async change(@CurrentActor() actor: SignedIn, @Param('code') code: string, @Body() input: ChangeSettingDto) {
    const { effect, work } = await this.settings.askChange(actor, code, input);
    if (work) return begun(work);
    return answer({ ...(await this.settings.readSettings(actor, code)), effect }, { location: `/api/v1/authorities/${code}/settings` });
  }

  @Post('recalculation')
  @Allow.signedIn()
  @Operation('Derives again, in the background, every date that goes by these limits', { answers: LongWorkAnswer, status: 202 })
  async recalculate(@CurrentActor() actor: SignedIn, @Param('code') code: string) {
    return begun(await this.settings.askRecalculation(actor, code));
  }
}
