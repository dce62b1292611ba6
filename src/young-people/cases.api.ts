import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CaseDutiesAnswer } from '../duties/duties.answers.js';
import { CaseMessagesAnswer } from '../notifications/messages.answers.js';
import { IdField, PatternField, TextField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { pageOf, Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { QueryFlag } from '../web/api/query-fields.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseListService } from './case-list.service.js';
import { CaseMessages } from './case-messages.service.js';
import { CaseViewService } from './case-view.service.js';
import { CaseAnswer, CaseListAnswer, isLimited, LimitedCaseAnswer, presentCase } from './case.answers.js';
import { RegisterYoungPersonDto } from './young-people.dto.js';
import { YoungPeopleService } from './young-people.service.js';

export class CaseListQuery extends Paging {
  @TextField({ description: 'names of now or before, a reference, a ULN or a date of birth; where nobody is found, what is like it', max: 100, optional: true }) search?: string;
  @PatternField(/^E\d{8}$/, 'E08000025', { description: 'home authority', optional: true }) authority?: string;
  @IdField({ description: 'provider', optional: true }) provider?: number;
  @IdField({ description: 'agreement under which a placement was made, in force or ended', optional: true }) agreement?: number;
  @IdField({ description: 'key worker, by person', optional: true }) keyWorker?: number;
  @QueryFlag('only cases with a duty that is missed and still open') missedOnly?: boolean;
}

@ApiTags('Cases')
@Controller('api/v1/cases')
export class CasesApi {
  constructor(
    private readonly cases: CaseListService,
    private readonly views: CaseViewService,
    private readonly youngPeople: YoungPeopleService,
    private readonly messages: CaseMessages,
  ) {}

  @Get()
  @Allow.signedIn()
  @Operation('The cases you have the full view of, by name', { answers: CaseListAnswer })
  async list(@CurrentActor() actor: SignedIn, @Query() query: CaseListQuery) {
    const filter = { ...query, authorityCode: query.authority, providerId: query.provider, agreementId: query.agreement, keyWorkerPersonId: query.keyWorker };
    const { items, ...list } = await this.cases.listCases(actor, filter, query.after ?? null, query.limit);
    return answer({ items: items.map(({ id: _id, ...item }) => item), ...list });
  }

  @Post()
  @Allow.signedIn()
  @Operation('Registers a young person as a case of their home authority (SC1)', { answers: CaseAnswer, status: 201, version: 'case' })
  async register(@CurrentActor() actor: SignedIn, @Body() input: RegisterYoungPersonDto) {
    const { reference } = await this.youngPeople.registerYoungPerson(actor, input);
    const view = await this.views.readCaseTo(actor, reference, 'case.read');
    return answer(presentCase(view), { version: view.version, location: `/api/v1/cases/${reference}` });
  }

  @Get(':reference')
  @Allow.signedIn()
  @Operation('A case: everything, or the limited view where that is yours', { answers: [CaseAnswer, LimitedCaseAnswer], version: 'case' })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    const view = await this.views.readCase(actor, reference);
    return isLimited(view) ? answer(view) : answer(presentCase(view), { version: view.version });
  }

  @Get(':reference/duties')
  @Allow.signedIn()
  @Operation("A case's duties, open ones first, each with why it is due then", { answers: CaseDutiesAnswer, version: 'case' })
  async duties(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Query() paging: Paging) {
    const { duties, version } = await this.views.readCaseTo(actor, reference, 'case.read');
    return answer(pageOf(duties, paging), { version });
  }

  @Get(':reference/messages')
  @Allow.signedIn()
  @Operation('What was sent about a case, to whom, and what became of it; the newest first', { answers: CaseMessagesAnswer })
  async sent(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string) {
    const items = await this.messages.listMessages(actor, reference);
    return answer({ items, total: items.length, after: null });
  }
}
