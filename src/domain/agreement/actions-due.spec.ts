import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedActions } from '../../../test/support/agreement-oracle.js';
import { aDay, anInstant, aRandomCase } from '../../../test/support/arbitrary-case.js';
import { aCase, aPlacement, at } from '../../../test/support/case-facts.js';
import { live, local, scheduled } from '../../../test/support/duty-life.js';
import { startOfDay } from '../time/london.js';
import { ENGLAND, extendCalendar } from '../time/working-days.js';
import { actionsDue } from './actions-due.js';
import type { Action, ScheduledDuty } from './actions.js';
import { deriveDuties } from './derive-duties.js';
import { noticesAndReminders } from './reminders.js';
import { BY_DEFAULT, settingsFrom } from './settings.js';

describe('catching up after an outage', () => {
  const plan = scheduled(aCase({ placements: [aPlacement()] }), 'KW3/placement-17', at('2026-05-20 11:00'));

  it('from 20 May to 22 Sep 2026 sends only the newest reminder', () => {
    const found = actionsDue(plan, new Set(), at('2026-09-22 12:00'), ENGLAND, BY_DEFAULT);
    expect(found.due.map((one) => [one.stage, local(one.sendAt)])).toEqual([['reminder-start+14', '2026-09-21 08:00+01:00']]);
    expect(found.overtaken.map((one) => one.stage)).toEqual(['reminder-07-15', 'reminder-start-14', 'reminder-start']);
  });

  it('from 20 May to 1 Nov 2026 raises all levels in order, and sends no reminder', () => {
    const found = actionsDue(plan, new Set(['reminder-07-15']), at('2026-11-01 12:00'), ENGLAND, BY_DEFAULT);
    expect(found.due.map((one) => one.stage)).toEqual(['level-1', 'level-2', 'level-3']);
    expect(found.overtaken).toHaveLength(5);
    expect(found.nextActionAt).toBeNull();
  });

  it('does nothing for a duty that is met, no longer owed, or whose due time is not known and that the system itself has nothing to tell of', () => {
    const nothing = { due: [], overtaken: [], nextActionAt: null };
    const met: ScheduledDuty = { ...plan, outcome: { kind: 'met', on: '2026-09-01', at: null, late: false } };
    expect(actionsDue(met, new Set(), at('2026-11-01 12:00'), ENGLAND, BY_DEFAULT)).toEqual(nothing);
    const released: ScheduledDuty = { ...plan, outcome: { kind: 'no longer owed', because: 'recorded twice', late: false } };
    expect(actionsDue(released, new Set(), at('2026-11-01 12:00'), ENGLAND, BY_DEFAULT)).toEqual(nothing);
    const unknown: ScheduledDuty = { ...plan, due: { kind: 'not known', why: 'not known: …' } };
    expect(actionsDue(unknown, new Set(), at('2026-11-01 12:00'), ENGLAND, BY_DEFAULT)).toEqual(nothing);
  });

  it('does not look each morning before it is missed, although its later levels lie past the known bank holidays', () => {
    const placement = aPlacement({ agreedOn: '2028-10-01', startsOn: '2028-11-20' });
    const duty = scheduled(aCase({ placements: [placement] }), 'KW3/placement-17', at('2028-10-01 11:00'));
    expect(actionsDue(duty, new Set(), at('2028-12-19 08:00'), ENGLAND, BY_DEFAULT).nextActionAt).toEqual(at('2028-12-21 00:00'));
  });

  it('looks each morning for a level past the known bank holidays, and raises it as soon as they are known', () => {
    const placement = aPlacement({ agreedOn: '2028-10-01', startsOn: '2028-11-20' });
    const duty = scheduled(aCase({ placements: [placement] }), 'KW3/placement-17', at('2028-10-01 11:00'));
    const done = new Set(['level-1', 'level-2', 'reminder-start+29']);
    expect(actionsDue(duty, done, at('2029-01-10 12:00'), ENGLAND, BY_DEFAULT)).toMatchObject({ due: [], nextActionAt: at('2029-01-11 08:00') });
    const known = extendCalendar(ENGLAND, ['2029-01-01'], '2029-12-31');
    expect(actionsDue(duty, done, at('2029-01-11 08:00'), known, BY_DEFAULT).due.map((one) => [one.stage, local(one.at)])).toEqual([
      ['level-3', '2029-01-09 08:00+00:00'],
    ]);
  });
});

describe('the times at which an authority tells people', () => {
  const on = (name: Parameters<typeof settingsFrom>[0][number]['name'], value: number, effectiveOn = '2026-01-01') => ({ name, value, effectiveOn });
  const plan = scheduled(aCase({ placements: [aPlacement()] }), 'KW3/placement-17', at('2026-05-20 11:00'));
  const emergency = { id: 5, raisedAt: at('2027-03-27 12:00'), respondedAt: null, placementId: null };

  it('are its own: 1 July and twice after the start for the plan of Mon 7 Sep 2026, levels after 2 and 4 working days', () => {
    const settings = settingsFrom([on('planReminderInJuly', 1), on('planReminderAfter2', 14), on('levelTwoWorkingDays', 2), on('levelThreeWorkingDays', 4)]);
    const stages = noticesAndReminders(plan, ENGLAND, settings('2026-05-20')).map(({ stage, sendAt }) => `${stage} ${local(sendAt)}`);
    expect(stages).toEqual([
      'reminder-07-01 2026-07-01 08:00+01:00', 'reminder-start-14 2026-08-24 08:00+01:00', 'reminder-start 2026-09-07 08:00+01:00',
      'reminder-start+14 2026-09-21 08:00+01:00', 'reminder-start+29 2026-10-06 08:00+01:00',
    ]);
    const { due } = actionsDue(plan, new Set(stages.map((stage) => stage.split(' ')[0] ?? '')), at('2026-10-30 12:00'), ENGLAND, settings);
    expect(due.map(({ stage, at: time }) => `${stage} ${local(time)}`)).toEqual(['level-1 2026-10-08 00:00+01:00', 'level-2 2026-10-12 08:00+01:00', 'level-3 2026-10-14 08:00+01:00']);
  });

  it('hold for what opens from their day on: the plan agreed on 20 May 2026 is reminded of as before a change of 21 May', () => {
    const later = settingsFrom([on('planReminderInJuly', 1, '2026-05-21')]);
    const next = (settings: typeof later) => actionsDue(plan, new Set(), at('2026-06-20 12:00'), ENGLAND, settings).nextActionAt;
    expect([next(later), next(settingsFrom([on('planReminderInJuly', 1, '2026-05-01')]))]).toEqual([at('2026-07-15 08:00'), at('2026-07-01 08:00')]);
  });

  it('are those of an emergency in hours: reminders after 1 and 2, level 2 an hour after level 1', () => {
    const duty = scheduled(aCase({ emergencies: [emergency] }), 'KW8/emergency-5', at('2027-03-27 12:00'));
    const settings = settingsFrom([on('emergencyReminder1', 1), on('emergencyReminder2', 2), on('emergencyReminder3', 2), on('emergencyReminder4', 2), on('emergencyLevelTwoHours', 1)]);
    expect(noticesAndReminders(duty, ENGLAND, settings('2027-03-27')).map(({ stage }) => stage)).toEqual(['reminder-at-once', 'reminder-1h', 'reminder-2h']);
    expect(actionsDue(duty, new Set(), at('2027-03-28 14:00'), ENGLAND, settings).due.map(({ stage }) => stage)).toEqual(['level-1', 'level-2']);
  });
});

describe('against a second reading of the register', () => {
  const owed = fc.tuple(aRandomCase, anInstant, fc.option(aDay, { nil: null })).map(([facts, knownAt, hold]) =>
    deriveDuties({ ...facts, releases: [] }, BY_DEFAULT, ENGLAND, knownAt).duties.map((duty): ScheduledDuty => ({
      ...duty,
      outcome: { kind: 'open' },
      knownAt,
      heldUntil: hold === null ? null : startOfDay(hold),
    })),
  );
  /** A duty on hold lives from the end of its hold, as if it were known from then. */
  const livesFrom = ({ knownAt, heldUntil }: ScheduledDuty): Date => (heldUntil !== null && heldUntil > knownAt ? heldUntil : knownAt);
  type Timed = { stage: string; raisedAt: Date };
  const byTime = (a: Timed, b: Timed): number => +a.raisedAt - +b.raisedAt || (a.stage < b.stage ? -1 : 1);

  it('living through time gives the same messages to the same people at the same instants, whatever the history', () => {
    fc.assert(
      fc.property(owed, fc.option(anInstant, { nil: null }), anInstant, (duties, closedAt, until) => {
        for (const duty of duties) {
          expect(live(duty, closedAt, until).sort(byTime)).toEqual(expectedActions(duty, livesFrom(duty), closedAt, until));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('after any outages: nothing early, nothing twice, every notice and level in order, one reminder a look at most', () => {
    fc.assert(
      fc.property(owed, fc.array(anInstant, { minLength: 1, maxLength: 6 }), (duties, looks) => {
        for (const duty of duties) checkOutage(duty, looks.filter((look) => look >= duty.knownAt).sort((a, b) => +a - +b));
      }),
      { numRuns: 150 },
    );
  });

  function checkOutage(duty: ScheduledDuty, looks: Date[]): void {
    const done = new Set<string>();
    const went: Action[] = [];
    for (const now of looks) {
      const { due, overtaken, nextActionAt } = actionsDue(duty, done, now, ENGLAND, BY_DEFAULT);
      expect(due.filter((one) => (one.kind === 'level' ? one.at : one.sendAt) > now)).toEqual([]);
      expect(due.filter((one) => one.kind === 'reminder').length).toBeLessThanOrEqual(1);
      if (nextActionAt !== null) expect(nextActionAt > now).toBe(true);
      for (const { stage } of [...due, ...overtaken]) {
        expect(done.has(stage)).toBe(false);
        done.add(stage);
      }
      went.push(...due);
    }
    const last = looks.at(-1);
    const must = last ? expectedActions(duty, livesFrom(duty), null, last).filter((one) => !one.stage.startsWith('reminder')) : [];
    expect(went.filter((one) => one.kind !== 'reminder').map((one) => one.stage)).toEqual(must.map((one) => one.stage).sort(noticeFirst));
  }

  const noticeFirst = (a: string, b: string): number => Number(b === 'notice') - Number(a === 'notice') || (a < b ? -1 : 1);
});
