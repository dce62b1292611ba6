import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation, type Actor } from '../domain/permissions.js';
import { calendarRefusals, yearsLeftIncomplete, type CalendarChange } from '../domain/time/calendar-changes.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, invalid, notAllowed, notFound } from '../errors.js';
import type { LongWorkRow } from '../long-work/long-work.entity.js';
import { LongWork, noneUnderWay } from '../long-work/long-work.service.js';
import { UNWATCHED, type Progress } from '../long-work/progress.js';
import { moveAnswerDays } from '../own-file/answer-days.js';
import { DERIVED_AT_ONCE } from '../settings/settings.service.js';
import { CalendarAddition } from './calendar-addition.entity.js';
import { calendarEffectOf, type CalendarEffect } from './calendar-effect.js';
import { calendarView, type CalendarView } from './calendar-view.js';
import { loadAdditions, loadCalendar } from './load-calendar.js';
import { allOpenDates, countAllCases, rederiveEverything } from './rederive-everything.js';

/** What came of asking for a change: what it did, or the long work that does it. */
export type AskedChange = { effect: CalendarEffect; work: null } | { effect: null; work: LongWorkRow };

const WORK = { kind: 'calendar', subject: 'calendar-england' } as const;

const EVENTS: Record<CalendarChange['kind'], string> = { 'bank-holiday': 'bank-holiday.add', 'known-until': 'bank-holidays.know', 'take-back': 'calendar-addition.take-back' };

/** The bank holidays of the installation, which an administrator adds to as they are published. */
@Injectable()
export class BankHolidaysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
    private readonly longWork: LongWork,
  ) {}

  /** All of them by year, who added which and why, and up to which day they are known; for administrators also which clauses have an open duty that cannot be counted. */
  async readCalendar(actor: Actor): Promise<CalendarView> {
    return this.unitOfWork.runIn('engine', ({ manager, now }) => calendarView(manager, londonDate(now), mayChange(actor)));
  }

  /** One addition, for whoever may take it back. Errors: NOT_ALLOWED, NOT_FOUND, ALREADY_TAKEN_BACK. */
  async readAddition(actor: Actor, id: number): Promise<CalendarAddition> {
    return this.unitOfWork.runIn('engine', async () => {
      refuseTo(actor);
      return additionToTakeBack(id);
    });
  }

  /** What a change would do to the open duties of the installation: it is made, counted and undone. Errors: as changeCalendar. */
  async previewChange(actor: Actor, change: CalendarChange): Promise<CalendarEffect> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      await this.refuse(actor, change);
      await manager.query('SAVEPOINT before_the_change');
      const { effect } = await this.apply(actor, change, UNWATCHED);
      await manager.query('ROLLBACK TO SAVEPOINT before_the_change');
      return effect;
    });
  }

  /** Makes a change, or begins that as long work where many cases go by it. Errors: as changeCalendar; WORK_UNDER_WAY. */
  async askChange(actor: Actor, change: CalendarChange): Promise<AskedChange> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      refuseTo(actor);
      await noneUnderWay(WORK.kind, WORK.subject);
      await this.refuse(actor, change);
      if ((await countAllCases(manager)) <= DERIVED_AT_ONCE) return { effect: await this.changeCalendar(actor, change), work: null };
      return { effect: null, work: await this.longWork.begin(actor.personId, { ...WORK, input: { change } }) };
    });
  }

  /**
   * Adds a bank holiday, says up to which day all are known, or takes either back; and derives again what goes by it, all of it or nothing. Answers what that did, as the
   * preview said. Errors: NOT_ALLOWED, INVALID (OUTSIDE_THE_CALENDAR, AT_A_WEEKEND, A_HOLIDAY_ALREADY, TOO_FAR_AHEAD, NOT_THE_END_OF_A_YEAR, KNOWN_ALREADY,
   * HOLIDAYS_MISSING), NOT_FOUND, ALREADY_TAKEN_BACK, HOLIDAYS_MISSING (409) for taking back.
   */
  async changeCalendar(actor: Actor, change: CalendarChange, progress: Progress = UNWATCHED): Promise<CalendarEffect> {
    return this.unitOfWork.runIn('engine', async () => {
      await this.refuse(actor, change);
      const { id, effect } = await this.apply(actor, change, progress);
      await this.audit.record(actor.personId, { name: EVENTS[change.kind], subject: `calendar-addition-${id}` });
      return effect;
    });
  }

  /** Holds every authority as well: nobody registers a case, or changes a limit or the calendar, between this and the commit. */
  private async refuse(actor: Actor, change: CalendarChange): Promise<void> {
    refuseTo(actor);
    const { manager, nowThatLocked } = transaction();
    await manager.query('SELECT code FROM authority ORDER BY code FOR UPDATE');
    const today = londonDate(await nowThatLocked());
    if (change.kind === 'take-back') return refuseIncomplete(await additionToTakeBack(change.id));
    const reasons = calendarRefusals(change, await loadCalendar(manager), today);
    if (reasons.length > 0) throw invalid(reasons);
  }

  private async apply(actor: Actor, change: CalendarChange, progress: Progress): Promise<{ id: number; effect: CalendarEffect }> {
    const { manager, now } = transaction();
    const before = await allOpenDates(manager);
    const id = await write(actor, change);
    await rederiveEverything(manager, this.duties, now, progress);
    await moveAnswerDays(manager, await loadCalendar(manager));
    return { id, effect: calendarEffectOf(before, await allOpenDates(manager), now) };
  }
}

const mayChange = (actor: Actor): boolean => canInOrganisation(actor, 'bank-holidays.change', actor.authorityCode);

function refuseTo(actor: Actor): void {
  if (!mayChange(actor)) throw notAllowed('change the bank holidays; the administrator of an authority can');
}

async function additionToTakeBack(id: number): Promise<CalendarAddition> {
  const addition = await transaction().manager.findOneBy(CalendarAddition, { id });
  if (!addition) throw notFound('such addition to the bank holidays');
  if (addition.takenBackAt !== null) throw conflict('ALREADY_TAKEN_BACK', 'It was taken back already, and counts no more. There is nothing left to do.');
  return addition;
}

/** Of a year that is said to be known no day is taken back below what every year has. */
async function refuseIncomplete({ id }: CalendarAddition): Promise<void> {
  const years = yearsLeftIncomplete(await loadAdditions(transaction().manager, id));
  if (years.length > 0) throw conflict('HOLIDAYS_MISSING', `All bank holidays of ${years.join(', ')} are said to be known, and without this one there are too few of them. Add the right day first, or take back that all are known.`);
}

async function write(actor: Actor, change: CalendarChange): Promise<number> {
  const { manager, now } = transaction();
  if (change.kind === 'take-back') {
    await manager.update(CalendarAddition, { id: change.id }, { takenBackBy: actor.personId, takenBackAt: now, takenBackReason: change.reason });
    return change.id;
  }
  const { kind, notice } = change;
  const day = kind === 'bank-holiday' ? { onDay: change.on, name: change.name } : { onDay: change.until, name: null };
  const { id } = await manager.save(CalendarAddition, { kind, notice, ...day, addedBy: actor.personId, addedAt: now, takenBackBy: null, takenBackAt: null, takenBackReason: null });
  return id;
}
