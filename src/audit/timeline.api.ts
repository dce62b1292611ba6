import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PURPOSES } from '../domain/purposes.js';
import { ChoiceField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { TIMELINE_KINDS, TimelineService, type TimelineKind } from './timeline.service.js';

export class TimelineQuery extends Paging {
  @ChoiceField(TIMELINE_KINDS, { description: 'what to show; everything unless told otherwise', optional: true }) kind?: TimelineKind;
}

export class TimelinePersonAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
}

export class TimelineEntryAnswer {
  @Shows.id() id: number;
  @Shows.instant({ of: 'when it was recorded' }) at: Date;
  @Shows.one(() => TimelinePersonAnswer, { nullable: true, of: 'null for the system itself' }) by: TimelinePersonAnswer | null;
  @Shows.text({ of: '`risk-notice.report`' }) event: string;
  @Shows.text({ of: 'the same in words, after the name' }) words: string;
  @Shows.text({ nullable: true, of: '`placement-17`' }) subject: string | null;
  @Shows.texts({ of: 'names of the fields recorded, never their values' }) fields: string[];
  @Shows.text({ nullable: true, of: 'as what they acted: `key-worker`; null for the system itself' }) capacity: string | null;
  @Shows.text({ nullable: true, of: `why they opened the case: ${Object.keys(PURPOSES).join(', ')}; null for the system itself` }) purpose: string | null;
}

export class TimelineAnswer {
  @Shows.many(() => TimelineEntryAnswer) items: TimelineEntryAnswer[];
  @Shows.number() total: number;
  @Shows.text({ nullable: true, of: 'what to ask for as `after` for the next page' }) after: string | null;
}

@ApiTags('Cases')
@Controller('api/v1/cases/:reference/timeline')
export class TimelineApi {
  constructor(private readonly timeline: TimelineService) {}

  @Get()
  @Allow.signedIn()
  @Operation('Who did what on a case, who looked, and when; the newest first', { answers: TimelineAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Query() { kind, after, limit }: TimelineQuery) {
    return answer(await this.timeline.readTimeline(actor, reference, kind ?? 'all', after ?? null, limit));
  }
}
