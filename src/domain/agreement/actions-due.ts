import { londonDate } from '../time/london.js';
import type { Calendar } from '../time/working-days.js';
import type { Action, ActionsDue, ScheduledDuty } from './actions.js';
import { escalationLevels } from './escalation.js';
import { noticesAndReminders } from './reminders.js';
import { digestFrom } from './sending-time.js';
import type { SettingsAt } from './settings.js';

const NOTHING: ActionsDue = { due: [], overtaken: [], nextActionAt: null };

/**
 * What is due of a duty and not done, however long ago it was for. Notices and levels all happen, in order. Of the reminders
 * only the newest goes, the older are overtaken; beside a notice that goes now, and once the duty is in the queue, all of them are. A duty that is not open
 * has no actions, nor one on hold before the hold ends; one whose due time is not known has only its notice.
 *
 * A level is due when the queue item opens or rises (`at`), its message goes at `sendAt`; anything else is due at `sendAt`.
 * `nextActionAt` is the next instant to look, once the answer is in the ledger. While the day of an item's next level lies past
 * the known bank holidays it is looked at each morning, so that the level is found as soon as they are known. When reminders and
 * levels come is a setting of the day on which the duty opened (decision 8).
 */
export function actionsDue(duty: ScheduledDuty, doneStages: ReadonlySet<string>, now: Date, calendar: Calendar, settings: SettingsAt): ActionsDue {
  if (duty.outcome.kind !== 'open') return NOTHING;
  if (duty.heldUntil !== null && now < duty.heldUntil) return { ...NOTHING, nextActionAt: duty.heldUntil };
  const inForce = settings(londonDate(duty.opensAt));
  const { levels, allKnown } = escalationLevels(duty, calendar, inForce);
  const open = [...noticesAndReminders(duty, calendar, inForce), ...levels].filter((action) => !doneStages.has(action.stage));
  const isInQueue = levels.some((level) => triggerAt(level) <= now);

  const reached = open.filter((action) => triggerAt(action) <= now);
  const isQuiet = isInQueue || reached.some((action) => action.kind === 'notice');
  const newest = isQuiet ? undefined : reached.filter(isReminder).at(-1);
  const due = reached.filter((action) => !isReminder(action) || action === newest);
  const overtaken = (isInQueue ? open : reached).filter((action) => isReminder(action) && action !== newest);

  const left = open.filter((action) => !due.includes(action) && !overtaken.includes(action)).map(triggerAt);
  const lookAgain = allKnown || !isInQueue ? left : [...left, digestFrom(new Date(now.getTime() + 1))];
  return { due, overtaken, nextActionAt: lookAgain.sort((a, b) => a.getTime() - b.getTime())[0] ?? null };
}

function triggerAt(action: Action): Date {
  return action.kind === 'level' ? action.at : action.sendAt;
}

function isReminder(action: Action): boolean {
  return action.kind === 'reminder';
}
