import { CLAUSE_IDS } from '../duties/duties.answers.js';
import { SettingEffectAnswer } from '../settings/settings.answers.js';
import { Shows } from '../web/api/shows.js';

export class BankHolidayAnswer {
  @Shows.date() on: string;
  @Shows.text() name: string;
  @Shows.number({ nullable: true, of: 'the `id` of the addition that it comes from; null for one of the published' }) additionId: number | null;
}

export class BankHolidaysOfYearAnswer {
  @Shows.number() year: number;
  @Shows.many(() => BankHolidayAnswer) holidays: BankHolidayAnswer[];
}

export class CalendarAdditionAnswer {
  @Shows.id() id: number;
  @Shows.choice(['bank-holiday', 'known-until']) kind: string;
  @Shows.date({ of: 'the bank holiday, or the last day up to which all are known' }) on: string;
  @Shows.text({ nullable: true, of: 'null for `known-until`' }) name: string | null;
  @Shows.text({ of: 'where it was published' }) notice: string;
  @Shows.text() addedByName: string;
  @Shows.instant() addedAt: Date;
  @Shows.text({ nullable: true, of: 'null while it counts' }) takenBackByName: string | null;
  @Shows.instant({ nullable: true }) takenBackAt: Date | null;
  @Shows.text({ nullable: true }) takenBackReason: string | null;
}

export class BankHolidaysAnswer {
  @Shows.date() knownFrom: string;
  @Shows.date({ of: 'the last day for which all bank holidays are known: nothing is counted past it' }) knownUntil: string;
  @Shows.date({ of: 'the same, without what was added' }) publishedUntil: string;
  @Shows.flag({ of: 'whether they end within 365 days' }) endsSoon: boolean;
  @Shows.many(() => BankHolidaysOfYearAnswer, { of: 'every bank holiday that counts, the newest year first' }) years: BankHolidaysOfYearAnswer[];
  @Shows.many(() => CalendarAdditionAnswer, { of: 'all that was ever added, the newest first' }) additions: CalendarAdditionAnswer[];
  @Shows.texts({ of: `clauses (${CLAUSE_IDS.slice(0, 3).join(', ')} …) with an open duty whose day lies past what is known; none but for an administrator` }) notKnown: string[];
  @Shows.flag({ of: 'whether you may change them' }) mayChange: boolean;
}

export class CalendarEffectAnswer extends SettingEffectAnswer {
  @Shows.number({ of: 'of these whose date moves, those that could not be counted before' }) counted: number;
  @Shows.number({ of: 'of these whose date moves, those that are missed by it' }) missed: number;
}

export class BankHolidaysChangedAnswer extends BankHolidaysAnswer {
  @Shows.one(() => CalendarEffectAnswer, { of: 'what the change did to open duties' }) effect: CalendarEffectAnswer;
}
