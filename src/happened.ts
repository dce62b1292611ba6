import type { LocalDate } from './domain/time/local-date.js';
import { londonDate, parseInstant } from './domain/time/london.js';
import { invalid, type Reason } from './errors.js';

/** When a recorded thing happened: what was typed, else now. Errors: IN_THE_FUTURE, TOO_EARLY. */
export function happenedAt(field: string, text: string | undefined, now: Date, notBefore?: { at: Date; what: string }): Date {
  const at = text === undefined ? now : (parseInstant(text) ?? now);
  if (at > now) throw invalid([inTheFuture(field)]);
  if (notBefore && at < notBefore.at) throw invalid([tooEarly(field, notBefore.what)]);
  return at;
}

/** The day a recorded thing happened: what was typed, else today. Errors: IN_THE_FUTURE, TOO_EARLY. */
export function happenedOn(field: string, on: LocalDate | undefined, now: Date, notBefore?: { on: LocalDate; what: string }): LocalDate {
  const day = on ?? londonDate(now);
  if (day > londonDate(now)) throw invalid([inTheFuture(field)]);
  if (notBefore && day < notBefore.on) throw invalid([tooEarly(field, notBefore.what)]);
  return day;
}

const inTheFuture = (field: string): Reason => ({ code: 'IN_THE_FUTURE', sentence: 'This cannot be in the future: record it once it has happened.', field });
const tooEarly = (field: string, what: string): Reason => ({ code: 'TOO_EARLY', sentence: `This cannot be before ${what}.`, field });
