import 'reflect-metadata';
import { Body, Controller, Get, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CASE_RECORD_KINDS, type CaseRecordKind, type RecordKind } from '../domain/agreement/records.js';
import { ChoiceField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { pageOf, Paging } from '../web/api/keyset.js';
import { Operation } from '../web/api/operation.js';
import { IfMatch } from '../web/api/versions.js';
import { CurrentActor } from '../web/current-actor.js';
import { CaseReference, ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { found } from '../young-people/found.js';
import { dtoFor, type RecordInput } from './record-form.js';
import { RecordListService } from './record-list.service.js';
import { RecordAnswer, RecordListAnswer } from './records.answers.js';
import { RecordsService } from './records.service.js';

export class RecordListQuery extends Paging {
  @ChoiceField(CASE_RECORD_KINDS, { description: 'kind', optional: true }) kind?: CaseRecordKind;
}

@ApiTags('Records')
@Controller('api/v1/cases/:reference/records')
export class RecordListApi {
  constructor(private readonly records: RecordListService) {}

  @Get()
  @Allow.signedIn()
  @Operation('What was recorded on a case under its clauses, as far as you read it', { answers: RecordListAnswer })
  async list(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Query() { kind, ...paging }: RecordListQuery) {
    const all = await this.records.listRecords(actor, reference);
    return answer(pageOf(all.filter((record) => kind === undefined || record.kind === kind), paging));
  }

  @Get(':recordId')
  @Allow.signedIn()
  @Operation('Something recorded on a case', { answers: RecordAnswer })
  async read(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('recordId', ParseId) recordId: number) {
    return answer(found(await this.records.listRecords(actor, reference), recordId, 'record'));
  }
}

/** The resource of one kind, made from its row: its body is exactly what the kind's fields say. */
function recordApi(kind: CaseRecordKind, row: RecordKind): Type {
  const className = `${kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}RecordsApi`;

  @ApiTags('Records')
  @Controller(`api/v1/cases/:reference/records/${kind}`)
  class KindApi {
    constructor(
      private readonly records: RecordsService,
      private readonly list: RecordListService,
      private readonly cases: CaseWork,
      private readonly unitOfWork: UnitOfWork,
    ) {}

    @Post()
    @Allow.signedIn()
    @Operation(`${row.ask} (${row.clause})`, { answers: RecordAnswer, status: 201, version: 'case', changes: true })
    async record(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @IfMatch() ifMatch: number | null, @Body() input: RecordInput) {
      return this.unitOfWork.run(async () => {
        await this.cases.expectVersion(actor, reference, ifMatch);
        const { record, version } = await this.records.recordWithVersion(actor, reference, kind, input);
        const shown = found(await this.list.listRecords(actor, reference), record.id, 'record');
        return answer(shown, { version, location: `/api/v1/cases/${reference}/records/${record.id}` });
      });
    }
  }
  Object.defineProperty(KindApi, 'name', { value: className });
  // What a parameter's annotation would say: the class that checks the body is made here too.
  Reflect.defineMetadata('design:paramtypes', [Object, String, Object, dtoFor(kind, row)], KindApi.prototype, 'record');
  return KindApi;
}

export const RECORD_APIS: Type[] = Object.entries(CASE_RECORD_KINDS).map(([kind, row]) => recordApi(kind as CaseRecordKind, row));
