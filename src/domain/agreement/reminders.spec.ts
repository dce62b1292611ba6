import { describe, expect, it } from '@jest/globals';
import { aCase, aKeyWorker, aNotice, anEnding, aPlacement, aPlan, at } from '../../../test/support/case-facts.js';
import { life, live, scheduled } from '../../../test/support/duty-life.js';
import { ENGLAND } from '../time/working-days.js';
import { actionsDue } from './actions-due.js';
import { BY_DEFAULT } from './settings.js';

const NEVER = at('2040-01-01 00:00');

/* Reminders and escalation as somebody lives through them who does nothing: each row of the register's two tables. */

describe('a plan that nobody agrees (KW3)', () => {
  const owes = 'key-worker, designated-person';

  it('for a start on Mon 7 Sep 2026 is reminded on six mornings, then escalated from the midnight after Wed 7 Oct', () => {
    expect(life(scheduled(aCase({ placements: [aPlacement()] }), 'KW3/placement-17', at('2026-05-20 11:00')))).toEqual([
      `reminder-07-15 2026-07-15 08:00+01:00 to ${owes}`,
      `reminder-start-14 2026-08-24 08:00+01:00 to ${owes}`,
      `reminder-start 2026-09-07 08:00+01:00 to ${owes}`,
      `reminder-start+14 2026-09-21 08:00+01:00 to ${owes}`,
      `reminder-start+23 2026-09-30 08:00+01:00 to ${owes}`,
      `reminder-start+29 2026-10-06 08:00+01:00 to ${owes}`,
      `level-1 2026-10-08 08:00+01:00 to ${owes}, team-manager, signatory, key-contact`,
      'level-2 2026-10-15 08:00+01:00 to virtual-head',
      'level-3 2026-10-22 08:00+01:00 to director',
    ]);
  });

  it('enters the queue at midnight, before the message of 08:00', () => {
    const duty = scheduled(aCase({ placements: [aPlacement()] }), 'KW3/placement-17', at('2026-05-20 11:00'));
    const level1 = live(duty, null, NEVER).find((one) => one.stage === 'level-1');
    expect(level1?.raisedAt).toEqual(at('2026-10-08 00:00'));
    expect(level1?.sendAt).toEqual(at('2026-10-08 08:00'));
  });

  it('has no reminder in July for a start in November, and none from before it was agreed', () => {
    const placement = aPlacement({ agreedOn: '2026-11-02', startsOn: '2026-11-09' });
    const stages = live(scheduled(aCase({ placements: [placement] }), 'KW3/placement-17', at('2026-11-02 11:00')), null, at('2026-12-09 00:00'));
    expect(stages.map((one) => one.stage)).toEqual(['reminder-start', 'reminder-start+14', 'reminder-start+23', 'reminder-start+29']);
  });

  it('typed in late, on Thu 17 Sep 2026 at 10:00, is reminded once the next morning: the newest, the older are overtaken', () => {
    const duty = scheduled(aCase({ placements: [aPlacement()] }), 'KW3/placement-17', at('2026-09-17 10:00'));
    expect(actionsDue(duty, new Set(), duty.knownAt, ENGLAND, BY_DEFAULT)).toEqual({ due: [], overtaken: [], nextActionAt: at('2026-09-18 08:00') });
    const found = actionsDue(duty, new Set(), at('2026-09-18 08:00'), ENGLAND, BY_DEFAULT);
    expect(found.due.map((one) => one.stage)).toEqual(['reminder-start']);
    expect(found.overtaken.map((one) => one.stage)).toEqual(['reminder-07-15', 'reminder-start-14']);
    expect(found.nextActionAt).toEqual(at('2026-09-21 08:00'));
  });

  it('typed in on its last day, Wed 7 Oct 2026, at 10:00, is missed before the next morning: no reminder goes any more', () => {
    const duty = scheduled(aCase({ placements: [aPlacement()] }), 'KW3/placement-17', at('2026-10-07 10:00'));
    const found = actionsDue(duty, new Set(), at('2026-10-08 00:00'), ENGLAND, BY_DEFAULT);
    expect(found.due.map((one) => one.stage)).toEqual(['level-1']);
    expect(found.overtaken.map((one) => one.stage)).toContain('reminder-start+29');
    expect(found.nextActionAt).toEqual(at('2026-10-15 08:00'));
  });

  it('typed in after it was missed, on Sat 17 Oct 2026, is in the queue at once, and climbs from then on', () => {
    expect(life(scheduled(aCase({ placements: [aPlacement()] }), 'KW3/placement-17', at('2026-10-17 10:00')))).toEqual([
      `level-1 2026-10-18 08:00+01:00 to ${owes}, team-manager, signatory, key-contact`,
      'level-2 2026-10-23 08:00+01:00 to virtual-head',
      'level-3 2026-10-30 08:00+00:00 to director',
    ]);
  });
});

describe('a review that nobody holds (KW4)', () => {
  it('is reminded 28, 14, 7 and 1 days before Sun 28 Feb 2027', () => {
    const facts = aCase({ placements: [aPlacement({ plans: [aPlan(at('2026-08-31 15:00'))] })] });
    const stages = life(scheduled(facts, 'KW4/placement-17/after-plan-1', at('2026-08-31 15:00')));
    expect(stages.slice(0, 5)).toEqual([
      'reminder-due-28 2027-01-31 08:00+00:00 to key-worker, designated-person',
      'reminder-due-14 2027-02-14 08:00+00:00 to key-worker, designated-person',
      'reminder-due-7 2027-02-21 08:00+00:00 to key-worker, designated-person',
      'reminder-due-1 2027-02-27 08:00+00:00 to key-worker, designated-person',
      'level-1 2027-03-01 08:00+00:00 to key-worker, designated-person, team-manager, signatory, key-contact',
    ]);
    expect(stages.slice(5)).toEqual(['level-2 2027-03-08 08:00+00:00 to virtual-head', 'level-3 2027-03-15 08:00+00:00 to director']);
  });
});

describe('a risk notice (EP11) of 14:10 on Fri 30 Oct 2026', () => {
  const occurredAt = at('2026-10-30 14:10');
  const facts = aCase({ placements: [aPlacement({ riskNotices: [aNotice(occurredAt)] })] });
  const escalation = [
    'level-1 2026-10-31 00:00+00:00 to designated-person, signatory, key-contact',
    'level-2 2026-11-02 08:00+00:00 to virtual-head',
    'level-3 2026-11-03 08:00+00:00 to director',
  ];

  it('asks for the call at once, at 15:00 and at 17:00, and goes up at midnight', () => {
    expect(life(scheduled(facts, 'EP11/notice-9/phone/key-worker', at('2026-10-30 14:12')))).toEqual([
      'reminder-at-once 2026-10-30 14:12+00:00 to designated-person',
      'reminder-15:00 2026-10-30 15:00+00:00 to designated-person',
      'reminder-17:00 2026-10-30 17:00+00:00 to designated-person',
      ...escalation,
    ]);
  });

  it('sends the e-mail of each leg at once, to the one it is for', () => {
    const knownAt = at('2026-10-30 14:12');
    expect(life(scheduled(facts, 'EP11/notice-9/email/key-worker', knownAt))[0]).toBe('notice 2026-10-30 14:12+00:00 to key-worker');
    expect(life(scheduled(facts, 'EP11/notice-9/email/key-contact', knownAt))).toEqual([
      'notice 2026-10-30 14:12+00:00 to key-contact',
      'reminder-15:00 2026-10-30 15:00+00:00 to designated-person',
      'reminder-17:00 2026-10-30 17:00+00:00 to designated-person',
      ...escalation,
    ]);
  });

  it('reported the next day still sends the e-mail, is missed at once, and reminds nobody of the day before', () => {
    expect(life(scheduled(facts, 'EP11/notice-9/email/key-worker', at('2026-10-31 10:00')))).toEqual([
      'notice 2026-10-31 10:00+00:00 to key-worker',
      'level-1 2026-10-31 10:00+00:00 to designated-person, signatory, key-contact',
      'level-2 2026-11-02 08:00+00:00 to virtual-head',
      'level-3 2026-11-03 08:00+00:00 to director',
    ]);
  });

  it('of 16:00 has no reminder for 15:00', () => {
    const later = aCase({ placements: [aPlacement({ riskNotices: [aNotice(at('2026-10-30 16:00'))] })] });
    const stages = live(scheduled(later, 'EP11/notice-9/phone/key-contact', at('2026-10-30 16:05')), null, at('2026-10-30 23:00'));
    expect(stages.map((one) => one.stage)).toEqual(['reminder-at-once', 'reminder-17:00']);
  });

  it("has its professionals' meeting reminded in the digest, a day before Fri 6 Nov", () => {
    expect(life(scheduled(facts, 'EP11M/notice-9', at('2026-10-30 14:12')))).toEqual([
      'reminder-due-1 2026-11-05 08:00+00:00 to designated-person',
      'level-1 2026-11-07 08:00+00:00 to designated-person, signatory, key-contact',
      'level-2 2026-11-13 08:00+00:00 to virtual-head',
      'level-3 2026-11-20 08:00+00:00 to director',
    ]);
  });
});

describe('an emergency (KW8) of 12:00 on Sat 27 Mar 2027', () => {
  it('is reminded after 4, 12, 20 and 23 elapsed hours, over the night of the clock change, and goes up after 24', () => {
    const facts = aCase({ emergencies: [{ id: 4, raisedAt: at('2027-03-27 12:00'), respondedAt: null, placementId: null }] });
    expect(life(scheduled(facts, 'KW8/emergency-4', at('2027-03-27 12:00')))).toEqual([
      'reminder-at-once 2027-03-27 12:00+00:00 to key-worker, out-of-hours',
      'reminder-4h 2027-03-27 16:00+00:00 to key-worker, out-of-hours',
      'reminder-12h 2027-03-28 00:00+00:00 to key-worker, out-of-hours',
      'reminder-20h 2027-03-28 09:00+01:00 to key-worker, out-of-hours',
      'reminder-23h 2027-03-28 12:00+01:00 to key-worker, out-of-hours',
      'level-1 2027-03-28 13:00+01:00 to key-worker, team-manager, key-contact',
      'level-2 2027-03-28 17:00+01:00 to virtual-head',
      'level-3 2027-03-31 08:00+01:00 to director',
    ]);
  });
});

describe('an emergency (KW8) of 14:00 on Thu 24 Dec 2026', () => {
  it('is told to the out-of-hours contact as soon as the office is closed: in the evening, and on Christmas Day', () => {
    const facts = aCase({ emergencies: [{ id: 4, raisedAt: at('2026-12-24 14:00'), respondedAt: null, placementId: null }] });
    expect(life(scheduled(facts, 'KW8/emergency-4', at('2026-12-24 14:00')), at('2026-12-25 13:30'))).toEqual([
      'reminder-at-once 2026-12-24 14:00+00:00 to key-worker',
      'reminder-4h 2026-12-24 18:00+00:00 to key-worker, out-of-hours',
      'reminder-12h 2026-12-25 02:00+00:00 to key-worker, out-of-hours',
      'reminder-20h 2026-12-25 10:00+00:00 to key-worker, out-of-hours',
      'reminder-23h 2026-12-25 13:00+00:00 to key-worker, out-of-hours',
    ]);
  });
});

describe('social care', () => {
  it('is reminded half-way, 7 and 1 days before the end of Year 11 (SC1): Mon 11 May to Fri 26 Jun 2026', () => {
    expect(life(scheduled(aCase({ keyWorkers: [] }), 'SC1/young-person-1', at('2026-05-11 09:00')))).toEqual([
      'reminder-half-way 2026-06-03 08:00+01:00 to team-manager',
      'reminder-due-7 2026-06-19 08:00+01:00 to team-manager',
      'reminder-due-1 2026-06-25 08:00+01:00 to team-manager',
      'level-1 2026-06-27 08:00+01:00 to team-manager, director, key-contact',
      'level-2 2026-07-03 08:00+01:00 to virtual-head',
      'level-3 2026-07-10 08:00+01:00 to director',
    ]);
  });

  it.each([
    ['2026-06-16', []],
    ['2026-06-15', ['reminder-half-way']],
  ])('has a half-way reminder only over more than 10 days: registered %s, due Fri 26 Jun 2026', (on, halfWay) => {
    const facts = aCase({ keyWorkers: [], youngPerson: { id: 1, bornOn: '2010-03-14', registeredAt: at(`${on} 09:00`), inCare: true } });
    const stages = live(scheduled(facts, 'SC1/young-person-1', at(`${on} 09:00`)), null, NEVER).map((one) => one.stage);
    expect(stages.filter((stage) => stage === 'reminder-half-way')).toEqual(halfWay);
  });

  it('tells the provider of a new key worker at once (SC2): Fri 28 Aug 2026, reminded on Mon 31 Aug, owed by Tuesday', () => {
    const change = at('2026-08-28 15:00');
    const facts = aCase({ keyWorkers: [aKeyWorker({ untilAt: change }), aKeyWorker({ id: 2, fromAt: change })], placements: [aPlacement()] });
    expect(life(scheduled(facts, 'SC2/placement-17/key-worker-2', at('2026-08-28 15:03')))).toEqual([
      'notice 2026-08-28 15:03+01:00 to designated-person',
      'reminder-due-1 2026-08-31 08:00+01:00 to team-manager',
      'level-1 2026-09-02 08:00+01:00 to team-manager, director, key-contact',
      'level-2 2026-09-09 08:00+01:00 to virtual-head',
      'level-3 2026-09-16 08:00+01:00 to director',
    ]);
  });
});

describe('a change of key worker past the published bank holidays (SC2)', () => {
  it('is told to the provider at once, although the due day is not known: Fri 29 Dec 2028', () => {
    const change = at('2028-12-29 15:00');
    const facts = aCase({ keyWorkers: [aKeyWorker({ untilAt: change }), aKeyWorker({ id: 2, fromAt: change })], placements: [aPlacement()] });
    const duty = scheduled(facts, 'SC2/placement-17/key-worker-2', change);
    expect(duty.due.kind).toBe('not known');
    expect(life(duty, NEVER)).toEqual(['notice 2028-12-29 15:00+00:00 to designated-person']);
  });
});

describe('an ending in breach (EP12) of Thu 12 Nov 2026, recorded at 12:00', () => {
  it('goes at once to who owes it and to the Virtual Heads of both authorities, and to the Director 2 working days later', () => {
    const facts = aCase({ placements: [aPlacement({ ending: anEnding('permanently-excluded', '2026-11-12') })] });
    expect(life(scheduled(facts, 'EP12/placement-17', at('2026-11-12 12:00')))).toEqual([
      'level-1 2026-11-12 12:00+00:00 to designated-person, signatory, key-contact',
      'level-2 2026-11-12 12:00+00:00 to virtual-head, local-virtual-head',
      'level-3 2026-11-16 08:00+00:00 to director',
    ]);
  });
});
