import { describe, expect, it } from '@jest/globals';
import { aCase, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { life, live, local, scheduled } from '../../../test/support/duty-life.js';
import { ENGLAND } from '../time/working-days.js';
import { actionsDue } from './actions-due.js';
import { BY_DEFAULT } from './settings.js';
import { holdOn, isDecided } from './holds.js';
import type { RecordFact } from './records.js';

const KEY = 'KW3/placement-17';
const asked = (until: string, facts: Partial<RecordFact> = {}): RecordFact => aRecord('hold', '2026-08-20', { details: { dutyKey: KEY, until }, ...facts });
const decided = (decision: 'approved' | 'refused', on = '2026-08-20', facts: Partial<RecordFact> = {}): RecordFact => aRecord('hold-decision', on, { id: 90, aboutId: 1, details: { decision }, ...facts });
/** Asked for and approved. */
const hold = (until: string, facts: Partial<RecordFact> = {}): RecordFact[] => {
  const one = asked(until, facts);
  return [one, decided('approved', one.on, { id: 100 + one.id, aboutId: one.id })];
};
const onHold = (until: string, knownAt = at('2026-08-20 10:00')) => scheduled(aCase({ placements: [aPlacement()], records: hold(until) }), KEY, knownAt);

describe('a hold', () => {
  it('is put on the duty of its key alone; of several the one that lasts longest counts', () => {
    const records = [...hold('2026-09-30'), ...hold('2026-10-20', { id: 2 }), ...hold('2026-12-24', { id: 3, details: { dutyKey: 'KW3/placement-1', until: '2026-12-24' } })];
    expect(holdOn(KEY, records)).toEqual({ until: '2026-10-20' });
    expect(holdOn('KW1/placement-17', records)).toBeNull();
  });

  it('is none on what is urgent: an emergency, a leg of a risk notice, the statutory notice, an ending', () => {
    const urgent = ['KW8/emergency-1', 'EP11/notice-9/phone/key-worker', 'EP11S/notice-9/virtual-head', 'EP12/placement-17'];
    const records = urgent.flatMap((dutyKey, id) => hold('2026-12-24', { id, details: { dutyKey, until: '2026-12-24' } }));
    expect(urgent.map((key) => holdOn(key, records))).toEqual([null, null, null, null]);
  });

  it('is none until somebody approves it, nor where they refuse; one of before names who approved it, and counts', () => {
    expect([holdOn(KEY, [asked('2026-10-20')]), isDecided(asked('2026-10-20'), [])]).toEqual([null, false]);
    expect([holdOn(KEY, [asked('2026-10-20'), decided('refused')]), isDecided(asked('2026-10-20'), [decided('refused')])]).toEqual([null, true]);
    expect(holdOn(KEY, [asked('2026-10-20'), decided('approved', '2026-08-20', { aboutId: 2 })])).toBeNull();
    const before = asked('2026-10-20', { details: { dutyKey: KEY, until: '2026-10-20', approvedBy: 7 } });
    expect([holdOn(KEY, [before]), isDecided(before, [])]).toEqual([{ until: '2026-10-20' }, true]);
  });

  it('asked for on Thu 20 Aug and approved on Mon 24 Aug 2026 acts from then on', () => {
    const facts = aCase({ placements: [aPlacement()], records: [asked('2026-10-20'), decided('approved', '2026-08-24')] });
    expect(scheduled(facts, KEY, at('2026-08-23 23:59')).heldUntil).toBeNull();
    expect(scheduled(facts, KEY, at('2026-08-24 00:00')).heldUntil).toEqual(at('2026-10-20 00:00'));
  });

  it('does not act before the day it is put on: Thu 20 Aug 2026', () => {
    const facts = aCase({ placements: [aPlacement()], records: hold('2026-10-20') });
    expect(scheduled(facts, KEY, at('2026-08-19 23:59')).heldUntil).toBeNull();
    expect(scheduled(facts, KEY, at('2026-08-20 00:00')).heldUntil).toEqual(at('2026-10-20 00:00'));
  });

  it('leaves the due time and any lateness as they are', () => {
    const facts = aCase({ placements: [aPlacement()], records: hold('2026-12-01') });
    expect(dutiesOf(facts, at('2026-10-08 00:00'), ['KW3'])).toEqual([`${KEY} due 2026-10-07: missed`]);
  });
});

describe('a plan on hold until Fri 25 Sep 2026', () => {
  it('is reminded of nothing before, and then once in the morning: the newest, the older are overtaken', () => {
    const duty = onHold('2026-09-25');
    expect(actionsDue(duty, new Set(), at('2026-09-21 08:00'), ENGLAND, BY_DEFAULT)).toEqual({ due: [], overtaken: [], nextActionAt: at('2026-09-25 00:00') });
    expect(actionsDue(duty, new Set(), at('2026-09-25 00:00'), ENGLAND, BY_DEFAULT)).toEqual({ due: [], overtaken: [], nextActionAt: at('2026-09-25 08:00') });
    const { due, overtaken, nextActionAt } = actionsDue(duty, new Set(), at('2026-09-25 08:00'), ENGLAND, BY_DEFAULT);
    expect(due.map((one) => `${one.stage} ${local(one.sendAt)}`)).toEqual(['reminder-start+14 2026-09-25 08:00+01:00']);
    expect(overtaken.map((one) => one.stage)).toEqual(['reminder-07-15', 'reminder-start-14', 'reminder-start']);
    expect(nextActionAt).toEqual(at('2026-09-30 08:00'));
  });

  it('is missed and escalated as ever where the hold is over by then', () => {
    expect(life(onHold('2026-09-25')).slice(-3)).toEqual([
      'level-1 2026-10-08 08:00+01:00 to key-worker, designated-person, team-manager, signatory, key-contact',
      'level-2 2026-10-15 08:00+01:00 to virtual-head',
      'level-3 2026-10-22 08:00+01:00 to director',
    ]);
  });
});

describe('a plan on hold until Tue 20 Oct 2026, past its last day', () => {
  it('enters the queue when the hold ends, and climbs from then: no reminder goes any more', () => {
    expect(life(onHold('2026-10-20'))).toEqual([
      'level-1 2026-10-20 08:00+01:00 to key-worker, designated-person, team-manager, signatory, key-contact',
      'level-2 2026-10-27 08:00+00:00 to virtual-head',
      'level-3 2026-11-03 08:00+00:00 to director',
    ]);
    expect(live(onHold('2026-10-20'), null, at('2026-10-20 07:00')).map((one) => one.raisedAt)).toEqual([at('2026-10-20 00:00')]);
  });

  it('put on when level 1 had been raised keeps it, and has the next levels counted from the end of the hold', () => {
    const { due, nextActionAt } = actionsDue(onHold('2026-10-20', at('2026-09-01 10:00')), new Set(['level-1']), at('2026-10-27 08:00'), ENGLAND, BY_DEFAULT);
    expect(due.map((one) => one.stage)).toEqual(['level-2']);
    expect(nextActionAt).toEqual(at('2026-11-03 08:00'));
  });
});
