import { addDays, type LocalDate } from '../time/local-date.js';
import { atLocalTime, londonDate } from '../time/london.js';
import type { Action, ScheduledDuty } from './actions.js';

/** When the messages of a day go out together (register, Reminders and escalation). */
const DIGEST_TIME = '08:00';

/** The digest of a day, in London. */
export function digestAt(on: LocalDate): Date {
  return atLocalTime(on, DIGEST_TIME);
}

/** When a message that cannot go before an instant goes: at once, or with the first digest from then on. */
export function sendingTime(delivery: Action['delivery'], from: Date): Date {
  return delivery === 'urgent' ? from : digestFrom(from);
}

/** The first digest that does not go before an instant. */
export function digestFrom(at: Date): Date {
  const today = digestAt(londonDate(at));
  return today >= at ? today : digestAt(addDays(londonDate(at), 1));
}

/** The later of when something is for and when the system first knew of it: what is typed in late cannot go earlier. */
export function notBefore(at: Date, knownAt: Date): Date {
  return at > knownAt ? at : knownAt;
}

/** The first instant at which anything can be done about a duty: known, and not on hold any more. */
export function actedOnFrom({ knownAt, heldUntil }: Pick<ScheduledDuty, 'knownAt' | 'heldUntil'>): Date {
  return notBefore(heldUntil ?? knownAt, knownAt);
}
