import { birthday } from '../time/academic-year.js';
import { describeDate } from '../time/local-date.js';
import { startOfDay } from '../time/london.js';
import type { ClauseId } from './clauses.js';
import { recorded } from './recorded.js';
import { CASE_RECORDS } from './records/case.js';
import type { CaseFacts } from './facts.js';
import { earlierEnd, type ClosedBy } from './settle.js';

/** An age at which every duty ends (VS6). */
export const LAST_AGE = 25;

/** The cause of an end that says that there should have been no case: registered twice, in another authority's place, or never in care. */
export const MISTAKE = 'registered-by-mistake';

/** What somebody waits for, or a risk notice still asks for: not `urgency`, which is about messages, and leaves out the meeting and has the breach, which is over. */
const NEVER_LEFT: readonly ClauseId[] = ['KW8', 'EP11', 'EP11M', 'EP11S'];

/** Whether an open duty, by its key, keeps a case from being said to be a mistake: nobody would act on it any more. */
export const keepsFromMistake = (key: string): boolean => NEVER_LEFT.some((clause) => key.startsWith(`${clause}/`));

/**
 * What has ended the whole case by now: a recorded reason (another authority took over, a death, the young person's wish) or
 * the 25th birthday, whichever came first, of two recorded for one day the one with the lower number; that it was registered by mistake before all others; and when the birthday will end it, if nothing has yet.
 */
export function caseEnd({ youngPerson, records }: Pick<CaseFacts, 'youngPerson' | 'records'>, now: Date): { closedBy: ClosedBy | null; nextAt: Date | null } {
  const closings = recorded(records, 'case-closing');
  const mistake = closings.find(({ details }) => details.cause === MISTAKE);
  const first = mistake ?? closings[0];
  const closing: ClosedBy | null = first === undefined ? null : { on: first.on, because: `${causeInWords(String(first.details.cause))} (${describeDate(first.on)})`, ...(mistake && { mistaken: true }) };
  const birthdayOn = birthday(youngPerson.bornOn, LAST_AGE);
  const birthdayAt = startOfDay(birthdayOn);
  const grownUp = birthdayAt <= now ? { on: birthdayOn, because: `the young person turned ${LAST_AGE}` } : null;
  return { closedBy: earlierEnd(closing, grownUp), nextAt: birthdayAt > now ? birthdayAt : null };
}

function causeInWords(cause: string): string {
  const causes: Readonly<Record<string, string>> = CASE_RECORDS['case-closing'].fields.cause.choices;
  return causes[cause] ?? cause;
}
