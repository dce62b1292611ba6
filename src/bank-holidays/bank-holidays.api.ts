import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CalendarChange } from '../domain/time/calendar-changes.js';
import { begun } from '../long-work/begun.js';
import { LongWorkAnswer } from '../long-work/long-work.answers.js';
import { Allow } from '../web/allow.js';
import type { JsonAnswer } from '../web/answers.js';
import { answer } from '../web/api/answer.js';
import { Operation } from '../web/api/operation.js';
import { CurrentActor } from '../web/current-actor.js';
import { ParseId } from '../web/params.js';
import type { SignedIn } from '../web/visitor.js';
import { BankHolidaysAnswer, BankHolidaysChangedAnswer, CalendarEffectAnswer } from './bank-holidays.answers.js';
import { AddBankHoliday, SayKnownUntil, TakeBackAddition } from './bank-holidays.dto.js';
import { BankHolidaysService } from './bank-holidays.service.js';

const CHANGES = { answers: BankHolidaysChangedAnswer, status: 201, later: LongWorkAnswer } as const;

@ApiTags('Settings')
@Controller('api/v1/bank-holidays')
export class BankHolidaysApi {
  constructor(private readonly bankHolidays: BankHolidaysService) {}

  @Get()
  @Allow.signedIn()
  @Operation('The bank holidays of England that dates are counted by, who added which, and up to which day they are known', { answers: BankHolidaysAnswer })
  async read(@CurrentActor() actor: SignedIn) {
    return answer(await this.bankHolidays.readCalendar(actor));
  }

  @Post('preview')
  @Allow.signedIn()
  @Operation('Counts what one more bank holiday would do to open duties, and changes nothing', { answers: CalendarEffectAnswer })
  async preview(@CurrentActor() actor: SignedIn, @Body() input: AddBankHoliday) {
    return answer(await this.bankHolidays.previewChange(actor, { kind: 'bank-holiday', ...input }));
  }

  @Post()
  @Allow.signedIn()
  @Operation('Adds a bank holiday for the whole installation, and derives again what goes by it; in the background where that is more than 500 cases', CHANGES)
  add(@CurrentActor() actor: SignedIn, @Body() input: AddBankHoliday) {
    return this.change(actor, { kind: 'bank-holiday', ...input });
  }

  @Post('known-until/preview')
  @Allow.signedIn()
  @Operation('Counts what it would do to open duties that all are known up to a later day, and changes nothing', { answers: CalendarEffectAnswer })
  async previewKnown(@CurrentActor() actor: SignedIn, @Body() input: SayKnownUntil) {
    return answer(await this.bankHolidays.previewChange(actor, { kind: 'known-until', ...input }));
  }

  @Post('known-until')
  @Allow.signedIn()
  @Operation('Says that all bank holidays are known up to the end of a year, and derives again what goes by it', CHANGES)
  know(@CurrentActor() actor: SignedIn, @Body() input: SayKnownUntil) {
    return this.change(actor, { kind: 'known-until', ...input });
  }

  @Post('additions/:id/taking-back/preview')
  @Allow.signedIn()
  @Operation('Counts what taking an addition back would do to open duties, and changes nothing', { answers: CalendarEffectAnswer })
  async previewTakingBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: TakeBackAddition) {
    return answer(await this.bankHolidays.previewChange(actor, { kind: 'take-back', id, ...input }));
  }

  @Post('additions/:id/taking-back')
  @Allow.signedIn()
  @Operation('Takes back what was added by mistake, with a reason, and derives again what goes by it; both stay on record', CHANGES)
  takeBack(@CurrentActor() actor: SignedIn, @Param('id', ParseId) id: number, @Body() input: TakeBackAddition) {
    return this.change(actor, { kind: 'take-back', id, ...input });
  }

  private async change(actor: SignedIn, change: CalendarChange): Promise<JsonAnswer> {
    const { effect, work } = await this.bankHolidays.askChange(actor, change);
    if (work) return begun(work);
    return answer({ ...(await this.bankHolidays.readCalendar(actor)), effect }, { location: '/api/v1/bank-holidays' });
  }
}
