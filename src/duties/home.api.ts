import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LevelCountAnswer } from '../escalations/escalations.answers.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { Shows } from '../web/api/shows.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { DueCountsAnswer } from './duties.answers.js';
import { UNREACHED_BECAUSE } from '../people/contact-check.entity.js';
import { AWAITING_KINDS } from './awaiting-decision.js';
import { HomeDesk } from './home-desk.service.js';

export class WaitingAnswer {
  @Shows.number({ of: 'open duties you owe yourself' }) forYou: number;
  @Shows.number({ of: 'open duties that others owe in your cases' }) forOthers: number;
}

export class AwaitingDecisionAnswer {
  @Shows.choice(AWAITING_KINDS) kind: string;
  @Shows.number({ of: 'how many wait for you' }) count: number;
  @Shows.date({ nullable: true, of: 'the last day to answer the first of them' }) firstOn: string | null;
}

export class UnreachedContactAnswer {
  @Shows.id() personId: number;
  @Shows.text() name: string;
  @Shows.choice(['designated-person', 'key-contact', 'key-worker']) as: string;
  @Shows.text() organisationName: string;
  @Shows.date({ of: 'since when they cannot be reached' }) sinceOn: string;
  @Shows.choice(UNREACHED_BECAUSE, { nullable: true, of: 'their last mail was refused for good, nobody signed in for 30 days, or they were put out; null where it was not kept' }) because: string | null;
}

export class HomeAnswer {
  @Shows.one(() => DueCountsAnswer, { of: 'open duties in your cases' }) duties: DueCountsAnswer;
  @Shows.one(() => DueCountsAnswer, { of: 'of these, those you owe yourself' }) mine: DueCountsAnswer;
  @Shows.one(() => WaitingAnswer) waiting: WaitingAnswer;
  @Shows.number({ of: 'absences of your organisation whose part nobody takes, where you record absences there' }) absencesWithoutCover: number;
  @Shows.many(() => UnreachedContactAnswer, { of: 'contacts of your organisation, and of the providers in its area, who cannot be reached (EP1, SC1, VS1)' }) unreached: UnreachedContactAnswer[];
  @Shows.many(() => AwaitingDecisionAnswer, { of: 'what waits for your word beside the duties of the agreement' }) decisions: AwaitingDecisionAnswer[];
  @Shows.date({ nullable: true, of: 'for an administrator: the last day for which all bank holidays are known, where that is within 365 days; else null' }) bankHolidaysEndOn: string | null;
  @Shows.number({ of: 'pieces of your long work that are under way' }) longWork: number;
  @Shows.many(() => LevelCountAnswer, { of: 'open items of your escalation queue' }) queue: LevelCountAnswer[];
}

@ApiTags('Duties')
@Controller('api/v1/home')
export class HomeApi {
  constructor(private readonly desk: HomeDesk) {}

  @Get()
  @Allow.signedIn()
  @Operation('What needs you, in numbers', { answers: HomeAnswer })
  async read(@CurrentActor() actor: SignedIn) {
    const { all, mine, queue: levels, uncovered, unreached, decisions, longWork, bankHolidaysEndOn } = await this.desk.count(actor);
    const queue = [1, 2, 3].map((level) => ({ level, count: levels.find((row) => row.level === level)?.count ?? 0 }));
    return answer({ duties: all.counts, mine: mine.counts, waiting: { forYou: mine.total, forOthers: all.total - mine.total }, absencesWithoutCover: uncovered.length, unreached, decisions, bankHolidaysEndOn, longWork, queue });
  }
}
