import { academicYear } from '../time/academic-year.js';
import { addMonths, type LocalDate } from '../time/local-date.js';
import { londonDate } from '../time/london.js';
import type { PlacementFact, YoungPersonFact } from './facts.js';

/** The days of a placement's time under way that matter now, both included; none where `to` is before `from`. */
export interface UnderWay {
  from: LocalDate;
  to: LocalDate;
  /** What recurs is not asked for a time that ended before this day. */
  registeredOn: LocalDate;
}

/**
 * A placement's time under way: from its start to the earlier of its planned end and the day of its ending. Academic years
 * before that of the registration are left out, and what is further than so many months ahead of today, or of a later start.
 */
export function underWay({ startsOn, endsOn, ending }: PlacementFact, { registeredAt }: YoungPersonFact, today: LocalDate, monthsAhead: number): UnderWay {
  const registeredOn = londonDate(registeredAt);
  const ahead = addMonths(today, monthsAhead);
  const ends = [endsOn, ending?.endedOn ?? null, ahead > startsOn ? ahead : startsOn].filter((on) => on !== null);
  const firstYearOn = academicYear(registeredOn).startsOn;
  return { from: startsOn > firstYearOn ? startsOn : firstYearOn, to: ends.reduce((first, on) => (on < first ? on : first)), registeredOn };
}
