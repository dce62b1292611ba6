import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CASE_RECORD_KINDS, type CaseRecordKind, type RecordKind } from '../domain/agreement/records.js';
import { londonDate } from '../domain/time/london.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { notAllowed, notFound } from '../errors.js';
import { IdField, PatternField } from '../validation.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { hrefWith } from '../web/links.js';
import { CaseReference } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { presentCase } from '../young-people/case.presenter.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { RecordChoices } from './record-choices.service.js';
import { dtoFor, fieldsOf } from './record-form.js';
import { groupRecords } from './records.presenter.js';
import { RecordsService } from './records.service.js';

/** Where a form starts from: the placement it is about, what it answers, and a field that is known already. */
export class RecordFormQuery {
  @IdField({ description: 'placement', optional: true }) placement?: number;
  @IdField({ description: 'what it answers', optional: true }) about?: number;
  @PatternField(/^[A-Za-z0-9/-]{1,100}$/, '2026-10', { description: 'month, term, duty, what is shared', optional: true }) of?: string;
}

/** The field that `?of=` fills in, by kind. */
const KNOWN_FIELD: Partial<Record<CaseRecordKind, string>> = {
  'attendance-return': 'month', 'term-return': 'term', 'outcome-return': 'year', 'pep-review': 'term', visit: 'moment', entitlement: 'entitlement', hold: 'dutyKey', need: 'area', 'consent-decision': 'item',
};

/** Everything that is recorded under the clauses: read on one page, each kind recorded on its form. */
@Controller('cases/:reference/records')
export class RecordsPages {
  constructor(
    private readonly views: CaseViewService,
    private readonly records: RecordsService,
    private readonly choices: RecordChoices,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get() @Allow.signedIn()
  async show(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string): Promise<Page> {
    const view = await this.views.readCaseTo(actor, reference, 'case.read');
    return page('cases/records', { ...presentCase(view, 'records'), groups: groupRecords(view), kinds: CASE_RECORD_KINDS });
  }

  @Get(':kind/new') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('kind') kind: string, @Query() query: RecordFormQuery): Promise<Page> {
    const row = kindOf(kind);
    return this.unitOfWork.run(async ({ now }) => {
      const choices = await this.choices.choicesFor(actor, reference, kind as CaseRecordKind, query);
      if (!choices.isAllowed) throw notAllowed(row.ask.charAt(0).toLowerCase() + row.ask.slice(1));
      const known = KNOWN_FIELD[kind as CaseRecordKind];
      const values = {
        ...dateParts('happenedOn', londonDate(now)),
        ...(choices.placementId !== null && { placementId: String(choices.placementId) }),
        ...(known !== undefined && query.of !== undefined && { [known]: query.of }),
      };
      return page('records/form', { ...choices, kind, row, fields: fieldsOf(row), values, action: hrefWith(`/cases/${reference}/records/${kind}/new`, textOf(query)) });
    });
  }

  @Post(':kind/new') @Allow.signedIn()
  record(@CurrentActor() actor: SignedIn, @Param('reference', CaseReference) reference: string, @Param('kind') kind: string, @Query() query: RecordFormQuery, @Submitted() form: FormValues): Promise<Redirect | Page> {
    const row = kindOf(kind);
    return submitForm(dtoFor(kind as CaseRecordKind, row), form, {
      work: async (input) => {
        await this.records.record(actor, reference, kind as CaseRecordKind, input);
        const isLimited = 'limited' in (await this.views.readCase(actor, reference));
        return redirect(`/cases/${reference}${isLimited ? '' : '/records'}`, { title: `Recorded: ${row.name}`, text: 'The duties of this case follow from it: see the duties page for what is next.' });
      },
      again: () => this.ask(actor, reference, kind, query),
    });
  }
}

function kindOf(kind: string): RecordKind {
  if (!Object.hasOwn(CASE_RECORD_KINDS, kind)) throw notFound('such page');
  return CASE_RECORD_KINDS[kind as CaseRecordKind];
}

const textOf = ({ placement, about, of }: RecordFormQuery) => ({ placement: placement?.toString(), about: about?.toString(), of });
