import { Controller, Get, Param, Post } from '@nestjs/common';
import { ORGANISATION_RECORD_KINDS, type RecordKind } from '../domain/agreement/records.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { dateParts } from '../web/date-parts.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { CorrectRecordDayDto, TakeRecordBackDto } from './organisation-corrections.dto.js';
import { OrganisationCorrections } from './organisation-corrections.service.js';
import { organisationHref } from '../organisations/organisation-href.js';

/** What an organisation recorded about itself, put right or taken back, with a reason. */
@Controller('organisation-records/:id')
export class OrganisationCorrectionsPages {
  constructor(private readonly corrections: OrganisationCorrections) {}

  @Get('correction') @Allow.signedIn()
  async ask(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const record = await this.corrections.open(actor, id);
    const row: RecordKind = ORGANISATION_RECORD_KINDS[record.kind];
    return page('organisations/correction', { record, name: row.name, back: organisationHref(record), values: dateParts('happenedOn', record.happenedOn) });
  }

  @Post('correction') @Allow.signedIn()
  correct(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(CorrectRecordDayDto, form, {
      work: async (input) => {
        const back = organisationHref(await this.corrections.open(actor, id));
        await this.corrections.correctDay(actor, id, input);
        return redirect(back, { title: 'The day is corrected', text: 'Both days are kept, with your reason. What is owed follows.' });
      },
      again: () => this.ask(actor, id),
    });
  }

  @Get('taking-back') @Allow.signedIn()
  async askTakeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    const record = await this.corrections.open(actor, id);
    const row: RecordKind = ORGANISATION_RECORD_KINDS[record.kind];
    return page('organisations/taking-back', { record, name: row.name, back: organisationHref(record) });
  }

  @Post('taking-back') @Allow.signedIn()
  takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Redirect | Page> {
    return submitForm(TakeRecordBackDto, form, {
      work: async (input) => {
        const back = organisationHref(await this.corrections.open(actor, id));
        await this.corrections.takeBack(actor, id, input);
        return redirect(back, { title: 'It is taken back', text: 'It does not count any more. That it was recorded, and your reason, are kept.' });
      },
      again: () => this.askTakeBack(actor, id),
    });
  }
}
