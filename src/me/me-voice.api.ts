import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OwnWishesDto } from '../sharing/sharing.dto.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { OwnCallsAnswer, OwnConsentAnswer, OwnDatesAnswer } from './me.answers.js';
import { AskIfGoodEnoughDto, CallForHelpDto, SaySomethingDto } from './me.dto.js';
import { callsOf } from './own-calls.js';
import { OwnCaseService } from './own-case.service.js';
import { OwnConsentService } from './own-consent.service.js';
import { datesOf } from './own-dates.js';
import { OwnVoice } from './own-voice.service.js';

/** What a young person says and decides, for programs. */
@ApiTags('Young person')
@Controller('api/v1/me')
export class MeVoiceApi {
  constructor(
    private readonly voice: OwnVoice,
    private readonly consent: OwnConsentService,
    private readonly ownCase: OwnCaseService,
  ) {}

  @Post('views')
  @Allow.youngPerson()
  @Operation('Says something; an answer is owed from then on (KW5, EP5)', { answers: OwnDatesAnswer, description: 'The answer is what is to come, the answer that is owed among it.' })
  async saySomething(@CurrentActor() actor: SignedIn, @Body() { ownWords, ...to }: SaySomethingDto) {
    await this.voice.saySomething(actor, to, ownWords);
    return this.dates(actor);
  }

  @Post('questions')
  @Allow.youngPerson()
  @Operation('Asks whether a decision is good enough (P2)', { answers: OwnDatesAnswer, description: 'The answer is what is to come, the answer that is owed among it.' })
  async askIfGoodEnough(@CurrentActor() actor: SignedIn, @Body() { decision, ...to }: AskIfGoodEnoughDto) {
    await this.voice.askIfGoodEnough(actor, to, decision);
    return this.dates(actor);
  }

  @Post('emergencies')
  @Allow.youngPerson()
  @Operation('Calls for help: a quiet emergency, which no provider sees (KW8)', { answers: OwnCallsAnswer })
  async callForHelp(@CurrentActor() actor: SignedIn, @Body() input: CallForHelpDto, @Req() { visitor }: FastifyRequest) {
    await this.voice.callForHelp(actor, input);
    return answer({ items: callsOf(await this.ownCase.read(actor), actor.personId, visitor?.level === 'full') });
  }

  @Get('consent')
  @Allow.youngPersonInFull()
  @Operation('Who may know what about the young person, and what was shared (KW1, P7)', { answers: OwnConsentAnswer })
  async readConsent(@CurrentActor() actor: SignedIn) {
    const { sharing } = await this.consent.read(actor);
    return answer({ columns: sharing.columns, disclosures: sharing.disclosures });
  }

  @Post('wishes')
  @Allow.youngPersonInFull()
  @Operation('Changes what the young person wants one recipient to know, item by item (KW1)', { answers: OwnConsentAnswer })
  async wish(@CurrentActor() actor: SignedIn, @Body() { placementId, recipient, ...wishes }: OwnWishesDto) {
    await this.consent.wish(actor, placementId, recipient, wishes);
    return this.readConsent(actor);
  }

  private async dates(actor: SignedIn) {
    return answer({ items: datesOf(await this.ownCase.read(actor)).map(({ sort: _, ...date }) => date) });
  }
}
