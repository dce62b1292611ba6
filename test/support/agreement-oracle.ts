import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

/*
 * A second reading of "Reminders and escalation" and of the working days behind it, slow and plain on purpose: it walks
 * through the days of a duty and asks of each what must happen on it. It shares no code with src/domain: time comes
 * from Temporal, bank holidays from date-holidays.
 */

/** What the oracle needs to know of a duty; a stored or a derived one fits. */
export interface DutyLike {
  key: string;
  clause: string;
  owedBy: readonly string[];
  opensAt: Date;
  due: { kind: 'day'; on: string } | { kind: 'instant'; at: Date } | { kind: 'not known' };
}

export interface ExpectedMessage {
  stage: string;
  sendAt: Date;
  recipients: string[];
}

export interface ExpectedAction extends ExpectedMessage {
  /** When it is written down: a level when the item enters the queue or rises in it, the rest when the message goes. */
  raisedAt: Date;
}

/** The last year whose bank holidays are published; beyond it no working day is known. */
const LAST_KNOWN_YEAR = 2028;
const ZONE = 'Europe/London';

/** Every message that must have gone by `until` to somebody who lived through it all: known from then, closed then (or never). */
export function expectedMessages(duty: DutyLike, knownAt: Date, closedAt: Date | null, until: Date): ExpectedMessage[] {
  return expectedActions(duty, knownAt, closedAt, until)
    .filter(({ sendAt }) => sendAt <= until && (closedAt === null || sendAt < closedAt))
    .map(({ stage, sendAt, recipients }) => ({ stage, sendAt, recipients }));
}

/** Everything that must have been written down by `until`; the message of a level goes later, if the duty is still open. */
export function expectedActions(duty: DutyLike, knownAt: Date, closedAt: Date | null, until: Date): ExpectedAction[] {
  return [...noticesOf(duty, knownAt), ...(duty.due.kind === 'not known' ? [] : remindersAndLevels(duty, duty.due, knownAt))]
    .filter(({ raisedAt }) => raisedAt <= until && (closedAt === null || raisedAt < closedAt))
    .sort((a, b) => +a.raisedAt - +b.raisedAt || (a.stage < b.stage ? -1 : 1));
}

function remindersAndLevels(duty: DutyLike, due: KnownDue, knownAt: Date): ExpectedAction[] {
  const missedAt = later(missedFrom(due), knownAt);
  const reminders = remindersOf(duty)
    .filter(({ at }) => at >= duty.opensAt)
    .map((one) => ({ ...one, sendAt: isUrgent(duty) ? later(one.at, knownAt) : firstEight(later(one.at, knownAt)) }))
    .map((one) => ({ ...one, recipients: [...duty.owedBy, ...(duty.clause === 'KW8' && isOutOfHours(one.sendAt) ? ['out-of-hours'] : [])] }))
    .filter(({ sendAt }) => sendAt < missedAt)
    // Whoever owes an e-mail that the system sends at this very moment is not reminded of it beside.
    .filter(({ sendAt }) => !noticesOf(duty, knownAt).some((notice) => +notice.sendAt === +sendAt));
  const spoken = reminders.filter(
    (one, place) => !reminders.some((other, elsewhere) => +other.sendAt === +one.sendAt && (+other.at > +one.at || (+other.at === +one.at && elsewhere > place))),
  );
  return [...spoken.map(({ stage, recipients, sendAt }) => ({ stage, recipients, sendAt, raisedAt: sendAt })), ...levelsOf(duty, missedAt)];
}

function isUrgent({ clause }: DutyLike): boolean {
  return clause === 'EP11' || clause === 'EP11S' || clause === 'KW8' || clause === 'EP12';
}

type KnownDue = Exclude<DutyLike['due'], { kind: 'not known' }>;

function missedFrom(due: KnownDue): Date {
  return due.kind === 'instant' ? due.at : clock(Temporal.PlainDate.from(due.on).add({ days: 1 }), 0);
}

/** What the system itself tells as soon as it can, whether or not it is known until when the duty is owed. */
function noticesOf({ clause, key, opensAt }: DutyLike, knownAt: Date): ExpectedAction[] {
  const to = ((): string[] => {
    if (clause === 'SC2') return ['designated-person'];
    if (clause === 'EP2') return ['key-workers-there', 'key-contacts-there'];
    if (clause === 'EP11S' || (clause === 'EP11' && /\/email\//.test(key))) return [key.slice(key.lastIndexOf('/') + 1)];
    return [];
  })();
  const sendAt = later(opensAt, knownAt);
  return to.length === 0 ? [] : [{ stage: 'notice', recipients: to, sendAt, raisedAt: sendAt }];
}

function remindersOf(duty: DutyLike): { stage: string; at: Date }[] {
  if (duty.due.kind === 'instant') return duty.clause === 'KW8' ? emergencyReminders(duty.opensAt) : [];
  if (duty.due.kind === 'not known' || duty.clause === 'EP12' || duty.clause === 'EP11S') return [];
  const first = londonDay(duty.opensAt);
  const last = Temporal.PlainDate.from(duty.due.on);
  const found: { stage: string; at: Date }[] = [];
  if (duty.clause === 'EP11' && !/\/email\//.test(duty.key)) found.push({ stage: 'reminder-at-once', at: duty.opensAt });
  const wholeTime = first.until(last).days;
  for (let passed = 0, day = first; passed <= wholeTime; passed += 1, day = day.add({ days: 1 })) {
    for (const [stage, hour] of remindersOn(day, duty.clause, passed, wholeTime)) found.push({ stage, at: clock(day, hour) });
  }
  return found;
}

/** Which reminders a day brings, with their hour: so many days after the duty opened, of so many until its last day. */
function remindersOn(day: Temporal.PlainDate, clause: string, passed: number, wholeTime: number): [string, number][] {
  const left = wholeTime - passed;
  const found: [string, number][] = [];
  if (clause === 'EP11') return [['reminder-15:00', 15], ['reminder-17:00', 17]]; // prettier-ignore
  if (clause === 'KW4') {
    if ([28, 14, 7, 1].includes(left)) found.push([`reminder-due-${left}`, 8]);
    return found;
  }
  if (clause === 'KW3') {
    const sinceStart = 30 - left;
    if (day.month === 7 && day.day === 15 && isBeforeAutumnStart(day, sinceStart)) found.push(['reminder-07-15', 8]);
    if (sinceStart === -14) found.push(['reminder-start-14', 8]);
    if (sinceStart === 0) found.push(['reminder-start', 8]);
    if ([14, 23, 29].includes(sinceStart)) found.push([`reminder-start+${sinceStart}`, 8]);
    return found;
  }
  const isHalfWay = wholeTime > 10 && passed === (wholeTime - (wholeTime % 2)) / 2;
  if (isHalfWay) found.push(['reminder-half-way', 8]);
  if (left === 7) found.push(['reminder-due-7', 8]);
  if (left === 1) found.push(['reminder-due-1', 8]);
  return found;
}

/** Whether a 15 July has the start of the plan's placement in August, September or October of its own year. */
function isBeforeAutumnStart(day: Temporal.PlainDate, sinceStart: number): boolean {
  const start = day.subtract({ days: sinceStart });
  return start.year === day.year && [8, 9, 10].includes(start.month);
}

/** KW8: at night, at weekends and on bank holidays, by the clock on the wall in London. */
function isOutOfHours(at: Date): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE);
  return wall.dayOfWeek > 5 || wall.hour < 9 || wall.hour >= 17 || (wall.year <= LAST_KNOWN_YEAR && bankHolidays(wall.year).has(wall.toPlainDate().toString()));
}

function emergencyReminders(raisedAt: Date): { stage: string; at: Date }[] {
  const minutes = Array.from({ length: 24 * 60 }, (_, minute) => minute);
  const named = new Map([[0, 'reminder-at-once'], [240, 'reminder-4h'], [720, 'reminder-12h'], [1200, 'reminder-20h'], [1380, 'reminder-23h']]); // prettier-ignore
  return minutes.flatMap((minute) => {
    const stage = named.get(minute);
    return stage === undefined ? [] : [{ stage, at: new Date(raisedAt.getTime() + minute * 60_000) }];
  });
}

const MANAGERS: Record<string, string> = {
  'key-worker': 'team-manager',
  'designated-person': 'signatory',
  'team-manager': 'director',
  signatory: 'local-key-contact',
  'key-contact': 'virtual-head',
  'virtual-head': 'director',
  'local-key-contact': 'local-virtual-head',
  'signing-key-contact': 'signing-virtual-head',
};

function levelsOf(duty: DutyLike, missedAt: Date): ExpectedAction[] {
  const told = [...duty.owedBy, ...duty.owedBy.map((role) => MANAGERS[role] ?? `no manager of ${role}`), 'key-contact'];
  const levels = [{ stage: 'level-1', raisedAt: missedAt as Date | null, recipients: told.filter((role, place) => told.indexOf(role) === place) }];
  const heads = duty.clause === 'EP12' ? ['virtual-head', 'local-virtual-head'] : ['virtual-head'];
  const second = ((): Date | null => {
    if (duty.clause === 'KW8') return new Date(missedAt.getTime() + 4 * 3_600_000);
    if (duty.clause === 'EP12') return missedAt;
    return eightAfterWorkingDays(missedAt, duty.clause === 'EP11' || duty.clause === 'EP11S' ? 1 : 5);
  })();
  levels.push({ stage: 'level-2', raisedAt: second, recipients: heads });
  levels.push({ stage: 'level-3', raisedAt: eightAfterWorkingDays(missedAt, isUrgent(duty) ? 2 : 10), recipients: ['director'] });
  return levels.flatMap(({ raisedAt, ...one }) =>
    raisedAt === null ? [] : [{ ...one, raisedAt, sendAt: isUrgent(duty) ? raisedAt : firstEight(raisedAt) }],
  );
}

/** 08:00 on the day that is so many working days later; null where the bank holidays on the way are not known. */
export function eightAfterWorkingDays(from: Date, count: number): Date | null {
  let day = londonDay(from);
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.year > LAST_KNOWN_YEAR) return null;
    if (day.dayOfWeek <= 5 && !bankHolidays(day.year).has(day.toString())) left -= 1;
  }
  return clock(day, 8);
}

const holidaysByYear = new Map<number, Set<string>>();
function bankHolidays(year: number): Set<string> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const days = new Holidays('GB', 'ENG').getHolidays(year).filter((holiday) => holiday.type === 'public');
  const set = new Set(days.map((holiday) => holiday.date.slice(0, 10)));
  holidaysByYear.set(year, set);
  return set;
}

function firstEight(from: Date): Date {
  for (let day = londonDay(from); ; day = day.add({ days: 1 })) {
    if (clock(day, 8) >= from) return clock(day, 8);
  }
}

function londonDay(at: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE).toPlainDate();
}

function clock(day: Temporal.PlainDate, hour: number): Date {
  return new Date(day.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour }) }).epochMilliseconds);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
