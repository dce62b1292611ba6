import { addDays, addMonths, type LocalDate } from '../time/local-date.js';
import { termsIn, type Period } from '../time/periods.js';

/** How many days after its last a term's figures are made: by then what happened in it is recorded. */
export const DAYS_TO_RECORD = 15;
/** How many months later they are made anew, with what was recorded since, … */
const MONTHS_BETWEEN = 3;
/** … and for how many months after a term that goes on. */
const MONTHS_KEPT_RIGHT = 12;

/** Terms whose figures are to be made today, in order; `madeOn` is the last day on which those of a term were. */
export function termsToPublish(today: LocalDate, madeOn: ReadonlyMap<string, LocalDate>): Period[] {
  return termsIn(addMonths(today, -MONTHS_KEPT_RIGHT - MONTHS_BETWEEN), today).filter(({ name, endsOn }) => {
    const last = madeOn.get(name);
    if (today < addDays(endsOn, DAYS_TO_RECORD) || today > addMonths(endsOn, MONTHS_KEPT_RIGHT)) return false;
    return last === undefined || today >= addMonths(last, MONTHS_BETWEEN);
  });
}
