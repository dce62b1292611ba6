import { addDays, daysBetween, type LocalDate } from '../time/local-date.js';
import { addHours, atLocalTime, londonDate } from '../time/london.js';
import { isOutOfHours } from '../time/office-hours.js';
import type { Calendar } from '../time/working-days.js';
import type { Action, ScheduledDuty } from './actions.js';
import { deliveryOf, type ClauseId } from './clauses.js';
import { isAutumnStart } from './due.js';
import type { Role } from './roles.js';
import type { Settings } from './settings.js';
import { actedOnFrom, digestAt, notBefore, sendingTime } from './sending-time.js';

type Stage = Pick<Action, 'stage' | 'kind' | 'at' | 'delivery'> & { recipients: readonly Role[] };

/** A due time that is known. */
type Known<K> = Extract<ScheduledDuty['due'], { kind: K }>;

/** The reminders of each clause with a day deadline; a row of the register's table each; the rest are `others`. */
const DAY_REMINDERS: Partial<Record<ClauseId, (duty: ScheduledDuty, due: Known<'day'>, settings: Settings) => Stage[]>> = {
  KW3: (duty, _due, settings) => planReminders(duty, settings),
  KW4: (duty, due, s) => each(s.reviewReminder1, s.reviewReminder2, s.reviewReminder3, s.reviewReminder4).map((days) => beforeDue(duty, due, days)),
  EP11: (duty, due, { riskReminder1, riskReminder2 }) => [
    ...(isEmailLeg(duty) ? [] : [reminder(duty, 'reminder-at-once', duty.opensAt)]),
    ...each(riskReminder1, riskReminder2).map((hour) => `${String(hour).padStart(2, '0')}:00`).map((time) => reminder(duty, `reminder-${time}`, atLocalTime(due.on, time))),
  ],
  EP11S: () => [],
  EP12: () => [],
};

/** The reminders of each clause with an hour deadline, in elapsed hours after it opened. */
const HOURS_AFTER_OPENING: Partial<Record<ClauseId, (settings: Settings) => number[]>> = {
  KW8: (s) => each(s.emergencyReminder1, s.emergencyReminder2, s.emergencyReminder3, s.emergencyReminder4),
};

/** Whom the system itself tells to keep a promise: the e-mails of EP11 and EP11S, the notices of SC2 and EP2. */
const TOLD_BY_THE_SYSTEM: Partial<Record<ClauseId, (duty: ScheduledDuty) => Role[]>> = {
  EP11: (duty) => (isEmailLeg(duty) ? [emailRecipient(duty)] : []),
  EP11S: (duty) => [duty.key.endsWith('/social-worker') ? 'social-worker' : 'virtual-head'],
  SC2: () => ['designated-person'],
  EP2: () => ['key-workers-there', 'key-contacts-there'],
};

/**
 * Every notice and reminder of a duty's schedule, in the order of their times: none for before it opened. A notice depends
 * on what happened alone; there are no reminders where the due time is not known. `sendAt` is the first time at which each can go.
 * Of an emergency that goes at night, at a weekend or on a bank holiday the out-of-hours contact is told too (KW8).
 */
export function noticesAndReminders(duty: ScheduledDuty, calendar: Calendar, settings: Settings): Action[] {
  return [...noticesOf(duty), ...remindersOf(duty, settings)]
    .filter((stage) => stage.at >= duty.opensAt)
    .map((stage): Action => {
      const sendAt = sendingTime(stage.delivery, notBefore(stage.at, actedOnFrom(duty)));
      const outOfHours: Role[] = duty.clause === 'KW8' && isOutOfHours(sendAt, calendar) ? ['out-of-hours'] : [];
      return { ...stage, recipients: [...stage.recipients, ...outOfHours], level: 0, sendAt };
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

function noticesOf(duty: ScheduledDuty): Stage[] {
  const recipients = TOLD_BY_THE_SYSTEM[duty.clause]?.(duty) ?? [];
  return recipients.length === 0 ? [] : [{ stage: 'notice', kind: 'notice', at: duty.opensAt, recipients, delivery: 'urgent' }];
}

function remindersOf(duty: ScheduledDuty, settings: Settings): Stage[] {
  if (duty.due.kind === 'not known') return [];
  if (duty.due.kind === 'day') return (DAY_REMINDERS[duty.clause] ?? otherReminders)(duty, duty.due, settings);
  const hours = HOURS_AFTER_OPENING[duty.clause]?.(settings);
  if (hours === undefined) return [];
  return [
    reminder(duty, 'reminder-at-once', duty.opensAt),
    ...hours.map((after) => reminder(duty, `reminder-${after}h`, addHours(duty.opensAt, after))),
  ];
}

/** KW3: in July before an autumn start, then around the start. */
function planReminders(duty: ScheduledDuty, { planReminderInJuly, planReminderBefore, planReminderAfter1, planReminderAfter2, planReminderAfter3 }: Settings): Stage[] {
  if (duty.targetOn === null) return [];
  const startsOn = addDays(duty.targetOn, 1);
  const inJuly = `07-${String(planReminderInJuly).padStart(2, '0')}`;
  const july = isAutumnStart(startsOn) ? [morning(duty, `reminder-${inJuly}`, `${startsOn.slice(0, 4)}-${inJuly}`)] : [];
  const aroundStart = each(-planReminderBefore, 0, planReminderAfter1, planReminderAfter2, planReminderAfter3).map((days) => {
    const name = days === 0 ? '' : days < 0 ? String(days) : `+${days}`;
    return morning(duty, `reminder-start${name}`, addDays(startsOn, days));
  });
  return [...july, ...aroundStart];
}

/** The register's row "others". */
function otherReminders(duty: ScheduledDuty, due: Known<'day'>, { halfWayOverDays, otherReminder1, otherReminder2 }: Settings): Stage[] {
  const opensOn = londonDate(duty.opensAt);
  const days = daysBetween(opensOn, due.on);
  const halfWay = days > halfWayOverDays ? [morning(duty, 'reminder-half-way', addDays(opensOn, Math.floor(days / 2)))] : [];
  return [...halfWay, ...each(otherReminder1, otherReminder2).map((before) => beforeDue(duty, due, before))];
}

/** Each once, where an authority set two of them alike. */
const each = (...times: number[]): number[] => [...new Set(times)];

function beforeDue(duty: ScheduledDuty, due: Known<'day'>, days: number): Stage {
  return morning(duty, `reminder-due-${days}`, addDays(due.on, -days));
}

function morning(duty: ScheduledDuty, stage: string, on: LocalDate): Stage {
  return reminder(duty, stage, digestAt(on));
}

function reminder(duty: ScheduledDuty, stage: string, at: Date): Stage {
  return { stage, kind: 'reminder', at, recipients: duty.owedBy, delivery: deliveryOf(duty.clause) };
}

const isEmailLeg = (duty: ScheduledDuty): boolean => duty.key.includes('/email/');

/** EP11: the key of a leg ends in its recipient. */
function emailRecipient(duty: ScheduledDuty): Role {
  return duty.key.endsWith('/key-worker') ? 'key-worker' : 'key-contact';
}
