/*
 * A second opinion on time, slow and obvious on purpose: it walks day by day with JavaScript's UTC calendar, asks the
 * time zone database through Intl, and shares no code with src/domain/time.
 */

/** The day after (1) or before (-1). */
export function neighbour(on: string, step: 1 | -1): string {
  const at = new Date(`${on}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + step);
  return at.toISOString().slice(0, 10);
}

/** Walks so many days, one at a time. */
export function walkDays(on: string, days: number): string {
  let day = on;
  for (let i = 0; i < Math.abs(days); i += 1) day = neighbour(day, days < 0 ? -1 : 1);
  return day;
}

/** Turns the pages of the calendar month by month, then looks for the day, or the last one before it that the page has. */
export function turnMonths(on: string, months: number): string {
  let [year = 0, month = 0] = on.split('-').map(Number);
  for (let i = 0; i < Math.abs(months); i += 1) {
    month += months < 0 ? -1 : 1;
    if (month === 13) [year, month] = [year + 1, 1];
    if (month === 0) [year, month] = [year - 1, 12];
  }
  for (let day = Number(on.slice(8)); ; day -= 1) {
    const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    if (existsInCalendar(text)) return text;
  }
}

/** Whether JavaScript's calendar, asked for this day, gives the same day back instead of rolling over. */
export function existsInCalendar(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) === text;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const weekdayName = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });

/** 1 for Monday to 7 for Sunday, by its name. */
export function weekdayByName(on: string): number {
  return WEEKDAYS.indexOf(weekdayName.format(new Date(`${on}T00:00:00Z`))) + 1;
}

/** Counts working days one by one; null as soon as a day is not in the known years. */
export function countWorkingDays(
  on: string,
  days: number,
  holidays: ReadonlySet<string>,
  knownFrom: string,
  knownUntil: string,
): string | null {
  const isOpen = (day: string): boolean => weekdayByName(day) <= 5 && !holidays.has(day);
  const isKnown = (day: string): boolean => knownFrom <= day && day <= knownUntil;
  let day = on;
  if (days === 0) {
    while (isKnown(day) && !isOpen(day)) day = neighbour(day, 1);
    return isKnown(day) ? day : null;
  }
  let counted = 0;
  while (counted < Math.abs(days)) {
    day = neighbour(day, days < 0 ? -1 : 1);
    if (!isKnown(day)) return null;
    if (isOpen(day)) counted += 1;
  }
  return day;
}

const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'longOffset',
});

/** What a clock on a wall in London shows: { date: '2026-10-25', time: '01:30:00', offset: '+01:00' }. */
export function londonWallClock(at: Date): { date: string; time: string; offset: string } {
  const parts = Object.fromEntries(londonClock.formatToParts(at).map((part) => [part.type, part.value]));
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
    offset: parts.timeZoneName === 'GMT' ? '+00:00' : String(parts.timeZoneName).replace('GMT', ''),
  };
}

/** Every instant of a year at which London's clocks change: a day that differs from the next is halved down to it. */
export function clockChanges(year: number): Date[] {
  const offsetAt = (at: number): string => londonWallClock(new Date(at)).offset;
  const changes: Date[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
    let [before, from] = [day, day + 86_400_000];
    if (offsetAt(before) === offsetAt(from)) continue;
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (offsetAt(middle) === offsetAt(day)) before = middle;
      else from = middle;
    }
    changes.push(new Date(from));
  }
  return changes;
}

/** The last Friday of June: of all its thirty days, the last that is a Friday. */
export function lastFridayOfJune(year: number): string {
  const june = Array.from({ length: 30 }, (_, i) => walkDays(`${year}-06-01`, i));
  return june.filter((on) => weekdayByName(on) === 5).at(-1) ?? '';
}

/**
 * England's ordinary bank holidays by the Banking and Financial Dealings Act 1971 and yearly proclamation: the fixed
 * ones move from a weekend to the next free weekday; Easter by counting full moons (the lunar table, not the usual formula).
 */
export function ordinaryBankHolidays(year: number): string[] {
  const days = (from: string, count: number): string[] => Array.from({ length: count }, (_, i) => walkDays(from, i));
  const mondays = (month: string): string[] =>
    days(`${year}-${month}-01`, 31).filter((on) => on.slice(5, 7) === month && weekdayByName(on) === 1);
  const easter = easterByTheMoon(year);
  const taken = new Set<string>();
  for (const on of [`${year}-01-01`, `${year}-12-25`, `${year}-12-26`]) {
    // A holiday that stands on a weekday keeps its day; one from a weekend looks for the next free one.
    if (weekdayByName(on) <= 5) taken.add(on);
  }
  for (const on of [`${year}-01-01`, `${year}-12-25`, `${year}-12-26`]) {
    let day = on;
    while (weekdayByName(day) > 5 || (day !== on && taken.has(day))) day = neighbour(day, 1);
    taken.add(day);
  }
  const movable = [walkDays(easter, -2), walkDays(easter, 1), mondays('05').at(0), mondays('05').at(-1), mondays('08').at(-1)];
  return [...taken, ...movable.filter((on) => on !== undefined)].sort();
}

/** Paschal full moons by golden number, 1900 to 2199 (Book of Common Prayer); Easter is the Sunday after. */
const PASCHAL_MOONS = [
  '04-14', '04-03', '03-23', '04-11', '03-31', '04-18', '04-08', '03-28', '04-16', '04-05',
  '03-25', '04-13', '04-02', '03-22', '04-10', '03-30', '04-17', '04-07', '03-27',
];

function easterByTheMoon(year: number): string {
  let day = neighbour(`${year}-${PASCHAL_MOONS[year % 19]}`, 1);
  while (weekdayByName(day) !== 7) day = neighbour(day, 1);
  return day;
}
