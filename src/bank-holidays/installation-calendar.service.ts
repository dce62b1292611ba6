import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { endsSoon } from '../domain/time/calendar-changes.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import type { Calendar } from '../domain/time/working-days.js';
import { loadCalendar } from './load-calendar.js';

/** The calendar of the installation as it is at this moment, for what is not within a use case of its own. */
@Injectable()
export class InstallationCalendar {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  read(): Promise<Calendar> {
    return this.unitOfWork.run(({ manager }) => loadCalendar(manager));
  }

  /** The last day up to which all bank holidays are known, where it comes within a year; null else. */
  async endsSoonOn(): Promise<LocalDate | null> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const calendar = await loadCalendar(manager);
      return endsSoon(calendar, londonDate(now)) ? calendar.knownUntil : null;
    });
  }
}
