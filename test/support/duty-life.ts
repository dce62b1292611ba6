import { actionsDue } from '../../src/domain/agreement/actions-due.js';
import type { ScheduledDuty } from '../../src/domain/agreement/actions.js';
import { deriveDuties } from '../../src/domain/agreement/derive-duties.js';
import type { CaseFacts } from '../../src/domain/agreement/facts.js';
import { BY_DEFAULT } from '../../src/domain/agreement/settings.js';
import { formatLondon, startOfDay } from '../../src/domain/time/london.js';
import { ENGLAND } from '../../src/domain/time/working-days.js';
import type { ExpectedAction } from './agreement-oracle.js';
import { at } from './case-facts.js';

/** The duty of this key, as first known at an instant. */
export function scheduled(facts: CaseFacts, key: string, knownAt: Date): ScheduledDuty {
  const duty = deriveDuties(facts, BY_DEFAULT, ENGLAND, knownAt).duties.find((one) => one.key === key);
  if (!duty) throw new Error(`no duty ${key}`);
  return { ...duty, knownAt, heldUntil: duty.hold && startOfDay(duty.hold.until) };
}

/** Lives through a duty's time without an outage: looks whenever it should, and does what is due. */
export function live(duty: ScheduledDuty, closedAt: Date | null, until: Date): ExpectedAction[] {
  const done = new Set<string>();
  const happened: ExpectedAction[] = [];
  for (let now: Date | null = duty.knownAt; now !== null && now <= until && (closedAt === null || now < closedAt); ) {
    const found = actionsDue(duty, done, now, ENGLAND, BY_DEFAULT);
    for (const { stage, sendAt, recipients } of found.due) happened.push({ stage, raisedAt: now, sendAt, recipients });
    for (const { stage } of [...found.due, ...found.overtaken]) done.add(stage);
    if (found.nextActionAt !== null && found.nextActionAt <= now) throw new Error('time stands still');
    now = found.nextActionAt;
  }
  return happened;
}

/** What happens to a duty nobody does: 'reminder-start 2026-09-07T08:00+01:00 to key-worker, designated-person'. */
export function life(duty: ScheduledDuty, until: Date = at('2028-01-01 00:00')): string[] {
  return live(duty, null, until).map(({ stage, sendAt, recipients }) => `${stage} ${local(sendAt)} to ${recipients.join(', ')}`);
}

/** An instant as London's clocks show it: '2026-10-08 08:00+01:00'. */
export const local = (time: Date): string => formatLondon(time).replace(/:00(?=[+-])/, '').replace('T', ' ');
