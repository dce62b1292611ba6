import { Controller, Get, Param, Post } from '@nestjs/common';
import { notAllowed } from '../errors.js';
import type { CalendarChange } from '../domain/time/calendar-changes.js';
import { Allow } from '../web/allow.js';
import { page, redirect, type Page, type Redirect } from '../web/answers.js';
import { CurrentActor } from '../web/current-actor.js';
import { submitForm, Submitted, type FormValues } from '../web/forms.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { AddBankHoliday, SayKnownUntil, TakeBackAddition } from './bank-holidays.dto.js';
import { BankHolidaysService } from './bank-holidays.service.js';
import { calendarEffectInWords } from './calendar-effect.js';

const LIST = '/settings/bank-holidays';

/** The bank holidays of the installation: read by all who work here; added to by an administrator, who sees before what it would do. */
@Controller('settings/bank-holidays')
export class BankHolidaysPages {
  constructor(private readonly bankHolidays: BankHolidaysService) {}

  @Get() @Allow.signedIn()
  async list(@CurrentActor() actor: SignedIn): Promise<Page> {
    return page('bank-holidays/list', { calendar: await this.bankHolidays.readCalendar(actor) });
  }

  @Get('add') @Allow.signedIn()
  askDay(@CurrentActor() actor: SignedIn): Promise<Page> {
    return this.ask(actor, 'bank-holidays/add');
  }

  @Post('add') @Allow.signedIn()
  checkDay(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(AddBankHoliday, form, { work: (input) => this.check(actor, { kind: 'bank-holiday', ...input }, form, `${LIST}/adding`), again: () => this.askDay(actor) });
  }

  @Post('adding') @Allow.signedIn()
  add(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(AddBankHoliday, form, { work: (input) => this.change(actor, { kind: 'bank-holiday', ...input }, 'The bank holiday is added'), again: () => this.askDay(actor) });
  }

  @Get('known-until') @Allow.signedIn()
  askEnd(@CurrentActor() actor: SignedIn): Promise<Page> {
    return this.ask(actor, 'bank-holidays/known-until');
  }

  @Post('known-until') @Allow.signedIn()
  checkEnd(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(SayKnownUntil, form, { work: (input) => this.check(actor, { kind: 'known-until', ...input }, form, `${LIST}/knowing`), again: () => this.askEnd(actor) });
  }

  @Post('knowing') @Allow.signedIn()
  know(@CurrentActor() actor: SignedIn, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(SayKnownUntil, form, { work: (input) => this.change(actor, { kind: 'known-until', ...input }, 'It is recorded up to when they are known'), again: () => this.askEnd(actor) });
  }

  @Get('additions/:id/take-back') @Allow.signedIn()
  async askTakingBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number): Promise<Page> {
    return page('bank-holidays/take-back', { addition: await this.bankHolidays.readAddition(actor, id), values: {} });
  }

  @Post('additions/:id/take-back') @Allow.signedIn()
  checkTakingBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(TakeBackAddition, form, {
      work: async (input) => this.check(actor, { kind: 'take-back', id, ...input }, form, `${LIST}/additions/${id}/taking-back`, await this.bankHolidays.readAddition(actor, id)),
      again: () => this.askTakingBack(actor, id),
    });
  }

  @Post('additions/:id/taking-back') @Allow.signedIn()
  takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(TakeBackAddition, form, { work: (input) => this.change(actor, { kind: 'take-back', id, ...input }, 'It is taken back'), again: () => this.askTakingBack(actor, id) });
  }

  private async ask(actor: SignedIn, view: string): Promise<Page> {
    const calendar = await this.bankHolidays.readCalendar(actor);
    if (!calendar.mayChange) throw notAllowed('change the bank holidays; the administrator of an authority can');
    return page(view, { calendar, values: {} });
  }

  private async check(actor: SignedIn, change: CalendarChange, form: FormValues, action: string, addition: object | null = null): Promise<Page> {
    return page('bank-holidays/check', { change, form, action, addition, effect: await this.bankHolidays.previewChange(actor, change) });
  }

  private async change(actor: SignedIn, change: CalendarChange, title: string): Promise<Redirect> {
    const { effect, work } = await this.bankHolidays.askChange(actor, change);
    if (work) return redirect(`/long-work/${work.id}`, { title: 'The bank holidays are being changed', text: 'Many dates go by them, so they are derived in the background: all of them or none.' });
    return redirect(LIST, { title, text: calendarEffectInWords(effect) });
  }
}
