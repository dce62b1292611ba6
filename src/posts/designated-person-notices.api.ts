import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { DesignatedPersonNotices } from './designated-person-notices.service.js';

export class NoticeAcknowledgementAnswer {
  @Shows.id() id: number;
  @Shows.text() forName: string;
  @Shows.text() byName: string;
  @Shows.instant() acknowledgedAt: Date;
}

export class DesignatedPersonNewsAnswer {
  @Shows.id() providerId: number;
  @Shows.text() providerName: string;
  @Shows.text() name: string;
  @Shows.text() email: string;
  @Shows.text({ nullable: true }) phone: string | null;
  @Shows.date() fromOn: string;
  @Shows.flag({ of: 'whether you were told by e-mail, cover for somebody who was, or came after them, and are to acknowledge it' }) wasTold: boolean;
  @Shows.instant({ nullable: true }) acknowledgedAt: Date | null;
  @Shows.flag({ of: 'whether they were named by mistake: nothing is to be acknowledged' }) isTakenBack: boolean;
  @Shows.many(() => NoticeAcknowledgementAnswer, { of: 'given by you or for you, which you may take back' }) acknowledgements: NoticeAcknowledgementAnswer[];
}

export class AwaitingNoticeAnswer {
  @Shows.id() holdingId: number;
  @Shows.text() providerName: string;
  @Shows.text({ of: 'the new designated person' }) name: string;
  @Shows.date() fromOn: string;
}

export class AwaitingNoticesAnswer {
  @Shows.many(() => AwaitingNoticeAnswer) items: AwaitingNoticeAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true }) after: null;
}

@ApiTags('People')
@Controller('api/v1/designated-people')
export class AwaitingNoticesApi {
  constructor(private readonly notices: DesignatedPersonNotices) {}

  @Get()
  @Allow.signedIn()
  @Operation('New designated people whom you are to acknowledge, for yourself or for whom you cover or came after (EP2)', { answers: AwaitingNoticesAnswer })
  async list(@CurrentActor() actor: SignedIn) {
    const items = await this.notices.listAwaiting(actor);
    return answer({ items, total: items.length, after: null });
  }
}

@ApiTags('People')
@Controller('api/v1/designated-people/:holdingId')
export class DesignatedPersonNoticesApi {
  constructor(private readonly notices: DesignatedPersonNotices) {}

  @Get()
  @Allow.signedIn()
  @Operation("A provider's new designated person, for those who were told (EP2)", { answers: DesignatedPersonNewsAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('holdingId', ParseId) holdingId: number) {
    return answer(await this.notices.read(actor, holdingId));
  }

  @Post('acknowledgement')
  @Allow.signedIn()
  @Operation('Acknowledges the new designated person (EP2)', { answers: DesignatedPersonNewsAnswer })
  async acknowledge(@CurrentActor() actor: SignedIn, @Param('holdingId', ParseId) holdingId: number) {
    await this.notices.acknowledge(actor, holdingId);
    return answer(await this.notices.read(actor, holdingId));
  }
}
