import type { PlacementFact } from '../../src/domain/agreement/facts.js';
import type { RecordFact } from '../../src/domain/agreement/records.js';
import type { Raw } from './duties-oracle.js';
import type { First } from './duties-oracle-placement.js';
import { midnight, plusDays, plusMonths, workingDaysAfter } from './duties-oracle-time.js';
import { placementEnd, type Limit } from './duties-oracle-words.js';

/* The second reading of attendance (decision 34): day by day, and in fractions instead of products. */

const firstDay = (month: string): string => `${month}-01`;
const lastDay = (month: string): string => plusDays(plusMonths(firstDay(month), 1), -1);
export const firstOf = (...days: (string | null)[]): string | null => days.filter((day) => day !== null).sort()[0] ?? null;

/** The day on which the last week of a month was returned: each day under way in it lies in a week that was. */
export function weekByWeek({ startsOn, endsOn, ending }: PlacementFact, month: string, first: First): string | null {
  let last = '';
  for (let on = firstDay(month); on <= lastDay(month); on = plusDays(on, 1)) {
    if (on < startsOn || (endsOn !== null && on > endsOn) || (ending !== null && on > ending.endedOn)) continue;
    const sent = first('attendance-return', ({ details }) => typeof details.week === 'string' && details.week <= on && on <= plusDays(details.week, 6));
    if (sent === null) return null;
    if (sent > last) last = sent;
  }
  return last === '' ? null : last;
}

/** The share of the sessions that was attended, as a fraction; null where none was possible. */
type Share = { over: bigint; under: bigint } | null;

function shareOf(some: readonly RecordFact[]): Share {
  let [over, under] = [0n, 0n];
  for (const { details } of some) {
    over += BigInt(Number(details.attended));
    under += BigInt(Number(details.possible));
  }
  return under === 0n ? null : { over, under };
}

/** Percentage points as a fraction of a common denominator. */
const minus = (one: NonNullable<Share>, other: NonNullable<Share>): NonNullable<Share> => ({ over: one.over * other.under - other.over * one.under, under: one.under * other.under });
const atLeast = ({ over, under }: NonNullable<Share>, percent: number): boolean => over * 100n >= BigInt(percent) * under;

/** KW7 and VS6, for the returns of a placement in the order in which they were sent. */
export function ofAttendance({ id, ending }: PlacementFact, returns: readonly RecordFact[], first: First, limit: Limit): Raw[] {
  const said = (one: RecordFact, field: string): string | null => (typeof one.details[field] === 'string' ? one.details[field] : null);
  const counted = (field: string): RecordFact[] => returns.filter((one, place) => said(one, field) !== null && returns.findIndex((other) => said(other, field) === said(one, field)) === place);
  const [weekly, monthly] = [counted('week'), counted('month')];
  const inWeeks = (from: string, to: string): Share => shareOf(weekly.filter((one) => said(one, 'week')! >= from && plusDays(said(one, 'week')!, 6) <= to));
  const inMonth = (month: string): Share => shareOf(monthly.filter((one) => said(one, 'month') === month));
  const times = [
    ...weekly.map((one) => {
      const endsOn = plusDays(said(one, 'week')!, 6);
      return { one, endsOn, now: inWeeks(plusDays(endsOn, -27), endsOn), before: inWeeks(plusDays(endsOn, -55), plusDays(endsOn, -28)) };
    }),
    ...monthly.map((one) => ({ one, endsOn: lastDay(said(one, 'month')!), now: inMonth(said(one, 'month')!), before: inMonth(plusDays(firstDay(said(one, 'month')!), -1).slice(0, 7)) })),
  ].sort((a, b) => (a.endsOn === b.endsOn ? 0 : a.endsOn < b.endsOn ? -1 : 1));
  const raws: Raw[] = [];
  const told = { low: '', severe: '', drop: '' };
  const end = placementEnd(ending);
  for (const { one, endsOn, now, before } of times) {
    if (now === null || times.some((other) => other.endsOn > endsOn && other.one.on <= one.on)) continue;
    const so = {
      low: !atLeast(now, limit('attendanceConcernPercent', one.on)), severe: !atLeast(now, limit('attendanceSeverePercent', one.on)),
      drop: before !== null && atLeast(minus(before, now), limit('attendanceDropPoints', one.on)),
    };
    const found = (['low', 'severe', 'drop'] as const).filter((name) => so[name]);
    if (!found.some((name) => told[name] === '' || plusDays(told[name], 28) <= endsOn)) continue;
    for (const name of found) told[name] = endsOn;
    const opened = { opensAt: midnight(one.on), end };
    raws.push({ key: `KW7/placement-${id}/attendance-${one.id}`, ...opened, last: workingDaysAfter(one.on, limit('problemContactWorkingDays', one.on)), doneOn: first('attendance-contact', ({ on }) => on >= one.on) });
    if (so.severe) raws.push({ key: `VS6/follow-up-placement-${id}/attendance-${one.id}`, ...opened, last: workingDaysAfter(one.on, limit('followUpWorkingDays', one.on)), doneOn: first('follow-up', ({ on }) => on >= one.on) });
  }
  return raws;
}
