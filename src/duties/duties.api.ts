import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CLAUSES, type ClauseId } from '../domain/agreement/clauses.js';
import { InstallationCalendar } from '../bank-holidays/installation-calendar.service.js';
import { explain, FACT_NAMES, type Fact } from '../domain/agreement/explain.js';
import { DUTY_SCOPES, dutyScopeFor, type DutyScope } from '../domain/duty-scopes.js';
import { invalid } from '../errors.js';
import { ChoiceField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { QueryFlag } from '../web/api/query-fields.js';
import { CurrentActor } from '../web/current-actor.js';
import type { SignedIn } from '../web/visitor.js';
import { DutyListAnswer } from './duties.answers.js';
import { DUE_WHEN, DutyListService, type DueWhen } from './duty-list.service.js';
import { ExplainQuery, ExplanationAnswer } from './explain.dto.js';

export class DutyListQuery extends Paging {
  @ChoiceField(DUE_WHEN, { description: 'when it is missed, seen from now', optional: true }) when?: DueWhen;
  @ChoiceField(CLAUSES, { description: 'clause', optional: true }) clause?: ClauseId;
  @QueryFlag('only duties you owe yourself') mine?: boolean;
  @ChoiceField(DUTY_SCOPES, { description: 'by which of your posts; all your cases unless told otherwise', optional: true }) scope?: DutyScope;
}

@ApiTags('Duties')
@Controller('api/v1/duties')
export class DutiesApi {
  constructor(
    private readonly duties: DutyListService,
    private readonly calendar: InstallationCalendar,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('Open duties in your cases, by due time, with how many there are of each kind', { answers: DutyListAnswer, description: 'Of a scope that none of your posts gives, the one that your home page begins with is answered; `scope` says which.' })
  async list(@CurrentActor() actor: SignedIn, @Query() { after, limit, scope: asked, ...filter }: DutyListQuery) {
    const scope = dutyScopeFor(actor.posts, asked ?? 'all');
    return answer({ ...(await this.duties.listDuties(actor, { ...filter, scope }, after ?? null, limit)), scope });
  }

  @Get('explain')
  @Allow.signedIn()
  @Operation('When a duty under a clause would be due, and why', {
    answers: ExplanationAnswer,
    description: `The same answer as \`lsa explain\`. Beside the clause, give the facts it is worked out from: ${FACT_NAMES.join(', ')}.`,
  })
  async explain(@Query() { clause, ...facts }: ExplainQuery) {
    const given = Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined);
    const explanation = explain(clause, given satisfies Fact[], await this.calendar.read());
    if (!('code' in explanation)) return answer(explanation);
    const { code, field, sentence, example } = explanation;
    const hint = example ? `, for example: clause=${example.clause}&${example.facts.map((fact) => fact.join('=')).join('&')}` : '';
    throw invalid([{ code, field, sentence: `${sentence}${hint}.` }]);
  }
}
