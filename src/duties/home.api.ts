import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DUTY_SCOPES, dutyScopeFor, dutyScopesOf, type DutyScope } from '../domain/duty-scopes.js';
import { LevelCountAnswer } from '../escalations/escalations.answers.js';
import { ChoiceField } from '../validation.js';
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

export class HomeScopeQuery {
  @ChoiceField(DUTY_SCOPES, { description: 'by which of your posts; all your cases unless told otherwise', optional: true }) scope?: DutyScope;
}

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
  @Shows.one(() => DueCountsAnswer, { of: 'open duties of the scope' }) duties: DueCountsAnswer;
  @Shows.choice(Object.keys(DUTY_SCOPES), { of: 'the scope' }) scope: string;
  @Shows.texts({ of: `those that you choose from: ${Object.keys(DUTY_SCOPES).join(', ')}` }) scopes: string[];
  @Shows.one(() => DueCountsAnswer, { of: 'of all your cases, those you owe yourself' }) mine: DueCountsAnswer;
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
  @Operation('What needs you, in numbers', { answers: HomeAnswer, description: 'Of a scope that none of your posts gives, the one that your home page begins with is answered; `scope` says which.' })
  async read(@CurrentActor() actor: SignedIn, @Query() { scope: asked }: HomeScopeQuery) {
    const scope = dutyScopeFor(actor.posts, asked ?? 'all');
    const { all, mine, ofScope, queue: levels, uncovered, unreached, decisions, longWork, bankHolidaysEndOn } = await this.desk.count(actor, scope);
    const queue = [1, 2, 3].map((level) => ({ level, count: levels.find((row) => row.level === level)?.count ?? 0 }));
    return answer({ duties: (ofScope ?? { all, mine }[scope as 'all' | 'mine']).counts, scope, scopes: dutyScopesOf(actor, all.isKeyWorker), mine: mine.counts, waiting: { forYou: mine.total, forOthers: all.total - mine.total }, absencesWithoutCover: uncovered.length, unreached, decisions, bankHolidaysEndOn, longWork, queue });
  }
}
