import type { EntityManager } from 'typeorm';
import type { ClauseId } from '../domain/agreement/clauses.js';
import { ENGLAND_BANK_HOLIDAYS } from '../domain/time/bank-holidays.js';
import { calendarWith, endsSoon } from '../domain/time/calendar-changes.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { ENGLAND } from '../domain/time/working-days.js';

/** What somebody added, and whether it still counts. */
export interface AdditionView {
  id: number;
  kind: 'bank-holiday' | 'known-until';
  on: LocalDate;
  /** Null where it says up to which day all are known. */
  name: string | null;
  /** Where it was published. */
  notice: string;
  addedByName: string;
  addedAt: Date;
  takenBackByName: string | null;
  takenBackAt: Date | null;
  takenBackReason: string | null;
}

export interface BankHoliday {
  on: LocalDate;
  name: string;
  /** Which addition it comes from; null for one of the published. */
  additionId: number | null;
}

export interface CalendarView {
  knownFrom: LocalDate;
  knownUntil: LocalDate;
  /** Up to which day the version itself knows them. */
  publishedUntil: LocalDate;
  /** Whether they end within a year: somebody has to add to them. */
  endsSoon: boolean;
  /** Every bank holiday that counts, year by year, the newest year first. */
  years: { year: number; holidays: BankHoliday[] }[];
  /** All that was ever added, the newest first. */
  additions: AdditionView[];
  /** Clauses with an open duty whose day lies past what is known; none but for who may change it. */
  notKnown: ClauseId[];
  mayChange: boolean;
}

/** The calendar as it is shown; of duties that cannot be counted the clause alone, never whose they are or how many. */
export async function calendarView(manager: EntityManager, today: LocalDate, mayChange: boolean): Promise<CalendarView> {
  const additions = await manager.query<AdditionView[]>(ADDITIONS_SQL);
  const counting = additions.filter(({ takenBackAt }) => takenBackAt === null);
  const calendar = calendarWith(counting.map(({ kind, on }) => ({ kind, onDay: on })));
  const notKnown = mayChange ? await manager.query<{ clause: ClauseId }[]>(`SELECT DISTINCT clause FROM duty WHERE outcome = 'open' AND missed_from IS NULL ORDER BY 1`) : [];
  return {
    knownFrom: calendar.knownFrom,
    knownUntil: calendar.knownUntil,
    publishedUntil: ENGLAND.knownUntil,
    endsSoon: endsSoon(calendar, today),
    years: byYear(holidaysOf(counting)),
    additions,
    notKnown: notKnown.map(({ clause }) => clause),
    mayChange,
  };
}

function holidaysOf(counting: readonly AdditionView[]): BankHoliday[] {
  const published = ENGLAND_BANK_HOLIDAYS.events.map(({ date, title }): BankHoliday => ({ on: date, name: title, additionId: null }));
  const added = counting.flatMap(({ id, on, name }): BankHoliday[] => (name === null || ENGLAND.holidays.has(on) ? [] : [{ on, name, additionId: id }]));
  return [...published, ...added].sort((a, b) => (a.on < b.on ? -1 : 1));
}

function byYear(holidays: readonly BankHoliday[]): CalendarView['years'] {
  const years = [...new Set(holidays.map(({ on }) => Number(on.slice(0, 4))))].sort((a, b) => b - a);
  return years.map((year) => ({ year, holidays: holidays.filter(({ on }) => on.startsWith(`${year}-`)) }));
}

const ADDITIONS_SQL = `
SELECT c.id, c.kind, c.on_day::text AS "on", c.name, c.notice, p.name AS "addedByName", c.added_at AS "addedAt",
  b.name AS "takenBackByName", c.taken_back_at AS "takenBackAt", c.taken_back_reason AS "takenBackReason"
FROM calendar_addition c JOIN person p ON p.id = c.added_by LEFT JOIN person b ON b.id = c.taken_back_by ORDER BY c.id DESC`;
