import { addDays, addMonths, MONTHS, type LocalDate } from '../time/local-date.js';
import { recorded } from './recorded.js';
import type { RecordFact } from './records.js';
import type { SettingsAt } from './settings.js';

/** Sessions of some time: how many were possible, and attended. An absence that was authorised is one all the same. */
interface Sessions {
  attended: number;
  possible: number;
}

/** Why attendance is a concern: it is under the upper threshold, under the lower, or much less than before. */
export type ConcernReason = 'low' | 'severe' | 'drop';

/** A return by which attendance is under a threshold (decision 34). */
export interface AttendanceConcern {
  recordId: number;
  /** The day on which it was sent, and the last of the time that it is of. */
  sentOn: LocalDate;
  endsOn: LocalDate;
  reasons: ConcernReason[];
  /** Each for those who read the case: '84 % over 4 weeks to 2 October 2026, under 90 %'. */
  words: string[];
  /** Whether it opens a concern: it was of the newest time then, and for one of its reasons none was opened in the four weeks before. */
  opens: boolean;
}

const FOUR_WEEKS = 28;

/** An attendance return as it is read here: what it is of, and what is counted with it and before it. */
interface Sent {
  record: RecordFact;
  endsOn: LocalDate;
  now: Sessions;
  before: Sessions;
  /** What both are, in words: 'over 4 weeks to 2 October', 'in the 4 before'. */
  words: readonly [string, string];
}

/** The returns of one placement by which its attendance is under a threshold, in the order of their times. */
export function attendanceConcerns(records: readonly RecordFact[], settings: SettingsAt): AttendanceConcern[] {
  const all = sentReturns(records);
  const opened: AttendanceConcern[] = [];
  return all.flatMap((sent): AttendanceConcern[] => {
    const { record, endsOn } = sent;
    const found = judge(sent, settings);
    if (found === null) return [];
    const isNewest = !all.some((other) => other.endsOn > endsOn && other.record.on <= record.on);
    const told = opened.filter((one) => one.endsOn > addDays(endsOn, -FOUR_WEEKS)).flatMap(({ reasons }) => reasons);
    const concern = { recordId: record.id, sentOn: record.on, endsOn, ...found, opens: isNewest && found.reasons.some((reason) => !told.includes(reason)) };
    if (concern.opens) opened.push(concern);
    return [concern];
  });
}

/** The first return of each month and each week, by the last day of its time; a week before a month that ends with it. */
function sentReturns(records: readonly RecordFact[]): Sent[] {
  const returns = recorded(records, 'attendance-return');
  const firstOf = (field: 'month' | 'week'): Map<string, RecordFact> => {
    const found = new Map<string, RecordFact>();
    for (const one of returns) {
      const name = one.details[field];
      if (typeof name === 'string' && !found.has(name)) found.set(name, one);
    }
    return found;
  };
  const [months, weeks] = [firstOf('month'), firstOf('week')];
  const ofWeeks = (last: LocalDate): Sessions => total([0, 7, 14, 21].map((days) => weeks.get(addDays(last, -days))));
  const sent = [
    ...[...weeks].map(([week, record]): Sent => {
      const endsOn = addDays(week, 6);
      return { record, endsOn, now: ofWeeks(week), before: ofWeeks(addDays(week, -FOUR_WEEKS)), words: [`over 4 weeks to ${dayInWords(endsOn)}`, 'in the 4 before'] };
    }),
    ...[...months].map(([month, record]): Sent => {
      const startsOn = `${month}-01`;
      const endsOn = addDays(addMonths(startsOn, 1), -1);
      const before = addDays(startsOn, -1).slice(0, 7);
      return { record, endsOn, now: total([record]), before: total([months.get(before)]), words: [`in ${monthInWords(month)}`, `in ${monthInWords(before)}`] };
    }),
  ];
  return sent.sort((a, b) => (a.endsOn < b.endsOn ? -1 : a.endsOn > b.endsOn ? 1 : 0));
}

function total(returns: readonly (RecordFact | undefined)[]): Sessions {
  const sum = (field: 'attended' | 'possible'): number => returns.reduce((all, one) => all + Number(one?.details[field] ?? 0), 0);
  return { attended: sum('attended'), possible: sum('possible') };
}

/** What is under which threshold of the day on which the return was sent; null where nothing is. Whole numbers throughout: exactly 90 % is not under 90 %. */
function judge({ record, now, before, words: [nowInWords, beforeInWords] }: Sent, settings: SettingsAt): Pick<AttendanceConcern, 'reasons' | 'words'> | null {
  if (now.possible === 0) return null;
  const { attendanceConcernPercent, attendanceSeverePercent, attendanceDropPoints } = settings(record.on);
  const isUnder = (percent: number): boolean => 100 * now.attended < percent * now.possible;
  const hasDropped = before.possible > 0 && 100 * (before.attended * now.possible - now.attended * before.possible) >= attendanceDropPoints * now.possible * before.possible;
  const [isLow, isSevere] = [isUnder(attendanceConcernPercent), isUnder(attendanceSeverePercent)];
  const share = `${percentOf(now)} % ${nowInWords}`;
  const found: [ConcernReason, boolean, string | null][] = [
    ['low', isLow, isSevere ? null : `${share}, under ${attendanceConcernPercent} %`],
    ['severe', isSevere, `${share}, under ${attendanceSeverePercent} %`],
    ['drop', hasDropped, `${share}, ${percentOf(before)} % ${beforeInWords}: a drop of ${attendanceDropPoints} points or more`],
  ];
  const those = found.filter(([, isSo]) => isSo);
  return those.length === 0 ? null : { reasons: those.map(([reason]) => reason), words: those.flatMap(([, , text]) => text ?? []) };
}

/** Rounded down: what is under a threshold never reads as if it were on it. */
const percentOf = ({ attended, possible }: Sessions): number => Math.floor((100 * attended) / possible);

const dayInWords = (on: LocalDate): string => `${Number(on.slice(8))} ${MONTHS[Number(on.slice(5, 7)) - 1]} ${on.slice(0, 4)}`;
const monthInWords = (month: string): string => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
