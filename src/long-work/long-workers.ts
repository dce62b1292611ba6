import { Injectable } from '@nestjs/common';
import { BankHolidaysService } from '../bank-holidays/bank-holidays.service.js';
import type { SettingChange } from '../domain/agreement/settings.js';
import type { LongWorkKind } from '../domain/long-work.js';
import type { CalendarChange } from '../domain/time/calendar-changes.js';
import { doImport } from '../imports/import-work.js';
import { ImportsService } from '../imports/imports.service.js';
import { SettingsService } from '../settings/settings.service.js';
import type { SignedIn } from '../web/visitor.js';
import type { LongWorkRow } from './long-work.entity.js';
import type { Progress } from './progress.js';

/** Does a piece of work for whoever began it, in the running transaction; answers what came of it, in numbers. */
type LongWorker = (actor: SignedIn, work: LongWorkRow, progress: Progress) => Promise<object>;

/** What does each kind of long work. */
@Injectable()
export class LongWorkers {
  readonly of: Readonly<Record<LongWorkKind, LongWorker>>;

  constructor(imports: ImportsService, settings: SettingsService, bankHolidays: BankHolidaysService) {
    this.of = {
      import: (actor, { input }, progress) => doImport(imports, actor, input, progress),
      setting: (actor, { input }, progress) => settings.changeSetting(actor, String(input.authorityCode), input.change as SettingChange, progress),
      calendar: (actor, { input }, progress) => bankHolidays.changeCalendar(actor, input.change as CalendarChange, progress),
      recalculation: (actor, { input }, progress) => settings.recalculate(actor, String(input.authorityCode), progress),
    };
  }
}
