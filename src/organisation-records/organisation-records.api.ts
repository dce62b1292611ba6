import 'reflect-metadata';
import { Body, Controller, Get, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ORGANISATION_RECORD_KINDS, type RecordKind } from '../domain/agreement/records.js';
import { OrganisationAnswer, OrganisationRecordAnswer } from '../organisations/organisations.answers.js';
import { OrganisationViewService, type OrganisationView } from '../organisations/organisation-view.service.js';
import { dtoFor, type RecordInput } from '../records/record-form.js';
import { IdField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { found } from '../young-people/found.js';
import { OrganisationRecordsService, type PlainKind, type RecordOwner } from './organisation-records.service.js';

@ApiTags('Organisations')
@Controller('api/v1')
export class OrganisationViewApi {
  constructor(private readonly views: OrganisationViewService) {}

  @Get('providers/:id')
  @Allow.signedIn()
  @Operation('A provider with its people, agreements, own duties and records; for its people, the Virtual School of its area, and one that signed an agreement with it', { answers: OrganisationAnswer })
  async provider(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number) {
    return answer(asAnswer(await this.views.readProvider(actor, id)));
  }

  @Get('authorities/:code')
  @Allow.signedIn()
  @Operation('An authority with its people, agreements, own duties and records; for its people', { answers: OrganisationAnswer })
  async authority(@CurrentActor() actor: SignedIn, @Param('code') code: string) {
    return answer(asAnswer(await this.views.readAuthority(actor, code)));
  }
}

const asAnswer = (view: OrganisationView) => ({ ...view, id: String(view.id) });

export class OfAgreementQuery {
  @IdField({ description: 'agreement' }) agreement: number;
}

/** The resource of one kind of an organisation's records, made from its row. */
function recordApi(kind: PlainKind, row: RecordKind): Type {
  const className = `Organisation${kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Api`;
  const isAuthority = row.of === 'authority';

  @ApiTags('Organisations')
  @Controller(isAuthority ? `api/v1/authorities/:owner/records/${kind}` : `api/v1/providers/:owner/records/${kind}`)
  class KindApi {
    constructor(
      private readonly records: OrganisationRecordsService,
      private readonly views: OrganisationViewService,
    ) {}

    @Post()
    @Allow.signedIn()
    @Operation(`${row.ask} (${row.clause})`, { answers: OrganisationRecordAnswer, status: 201 })
    async record(@CurrentActor() actor: SignedIn, @Param('owner') owner: string, @Body() input: RecordInput, @Query() query: Partial<OfAgreementQuery>) {
      const of: RecordOwner = isAuthority
        ? { providerId: null, authorityCode: owner, agreementId: null }
        : { providerId: new ParseId().transform(owner), authorityCode: null, agreementId: query.agreement ?? null };
      const { id } = await this.records.record(actor, of, kind, input);
      const view = of.providerId === null ? await this.views.readAuthority(actor, owner) : await this.views.readProvider(actor, of.providerId);
      return answer(found(view.records, id, 'record'), { location: isAuthority ? `/api/v1/authorities/${owner}` : `/api/v1/providers/${owner}` });
    }
  }
  Object.defineProperty(KindApi, 'name', { value: className });
  // What the parameters' annotations would say: the class that checks the body is made here too.
  Reflect.defineMetadata('design:paramtypes', [Object, String, dtoFor(kind, row), row.of === 'agreement' ? OfAgreementQuery : class {}], KindApi.prototype, 'record');
  return KindApi;
}

export const ORGANISATION_RECORD_APIS: Type[] = Object.entries<RecordKind>(ORGANISATION_RECORD_KINDS)
  .filter(([kind]) => kind !== 'agreement-review')
  .map(([kind, row]) => recordApi(kind as PlainKind, row));
