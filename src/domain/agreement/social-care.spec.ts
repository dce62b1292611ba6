import { describe, expect, it } from '@jest/globals';
import { aCase, aKeyWorker, anEnding, aPlacement, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { ENGLAND } from '../time/working-days.js';
import { deriveDuties } from './derive-duties.js';
import type { CaseFacts, KeyWorkerFact } from './facts.js';
import { BY_DEFAULT } from './settings.js';

const sc1 = (facts: CaseFacts, now?: Date): string[] => dutiesOf(facts, now, ['SC1']);
const gone = aKeyWorker({ id: 1, untilAt: at('2026-11-04 17:00') });

describe('a key worker is in place (SC1)', () => {
  it('is owed until the end of Year 11 from the registration on Mon 11 May 2026, and open without anyone', () => {
    expect(sc1(aCase({ keyWorkers: [] }), at('2026-06-01 09:00'))).toEqual(['SC1/young-person-1 due 2026-06-26: open']);
  });

  it('is owed 5 working days after a registration after Year 11: Tue 15 Sep 2026 gives Tue 22 Sep', () => {
    const facts = aCase({ keyWorkers: [], youngPerson: { id: 1, bornOn: '2010-03-14', registeredAt: at('2026-09-15 10:00'), inCare: true } });
    expect(sc1(facts, at('2026-09-23 00:00'))).toEqual(['SC1/young-person-1 due 2026-09-22: missed']);
  });

  it('is not owed before the registration', () => {
    expect(sc1(aCase(), at('2026-05-11 08:59'))).toEqual([]);
  });

  it('is met when the authority to act is confirmed, not when the key worker begins', () => {
    const keyWorkers = [aKeyWorker({ fromAt: at('2026-06-01 09:00'), authorityToActConfirmedAt: at('2026-06-29 11:00') })];
    expect(sc1(aCase({ keyWorkers }), at('2026-06-28 09:00'))).toEqual(['SC1/young-person-1 due 2026-06-26: missed']);
    expect(sc1(aCase({ keyWorkers }), at('2026-06-30 09:00'))).toEqual([
      'SC1/young-person-1 due 2026-06-26: met late on 2026-06-29 at 2026-06-29T10:00:00Z',
    ]);
  });

  it('is met from the start when the authority was confirmed before it, and before it opened', () => {
    const keyWorkers = [aKeyWorker({ fromAt: at('2026-04-01 09:00'), authorityToActConfirmedAt: at('2026-03-30 11:00') })];
    expect(sc1(aCase({ keyWorkers }))).toEqual(['SC1/young-person-1 due 2026-06-26: met on 2026-04-01 at 2026-04-01T08:00:00Z']);
  });

  it('is not met by someone whose assignment ended before the registration, nor by authority confirmed after the end', () => {
    const before = aKeyWorker({ fromAt: at('2026-03-01 09:00'), untilAt: at('2026-04-01 09:00') });
    expect(sc1(aCase({ keyWorkers: [before] }), at('2026-06-01 09:00'))).toEqual(['SC1/young-person-1 due 2026-06-26: open']);
    const tooLate = aKeyWorker({ untilAt: at('2026-05-20 09:00'), authorityToActConfirmedAt: at('2026-05-20 09:00') });
    expect(sc1(aCase({ keyWorkers: [tooLate] }), at('2026-06-01 09:00'))).toEqual([
      'SC1/key-worker-1 due 2026-06-26: open',
      'SC1/young-person-1 due 2026-06-26: open',
    ]);
  });

  it('is owed again when the key worker leaves without a successor: left Wed 4 Nov 2026, due Wed 11 Nov', () => {
    expect(sc1(aCase({ keyWorkers: [gone] }), at('2026-11-04 16:59'))).not.toContainEqual(expect.stringContaining('key-worker-1'));
    expect(sc1(aCase({ keyWorkers: [gone] }), at('2026-11-04 17:00'))).toContain('SC1/key-worker-1 due 2026-11-11: open');
    expect(sc1(aCase({ keyWorkers: [gone] }), at('2026-11-12 00:00'))).toContain('SC1/key-worker-1 due 2026-11-11: missed');
  });

  it('is owed while the key worker cannot be reached: from Mon 2 Nov 2026 until Mon 9 Nov', () => {
    const check = { id: 4, sinceOn: '2026-11-02', clearedOn: null };
    const of = (facts: Partial<KeyWorkerFact>, now = '2026-11-12 09:00', others: KeyWorkerFact[] = []) => sc1(aCase({ keyWorkers: [aKeyWorker(facts), ...others] }), at(now)).filter((line) => !line.includes('young-person'));
    expect(of({ contactChecks: [check] }, '2026-11-01 09:00')).toEqual([]);
    expect(of({ contactChecks: [check] }, '2026-11-09 09:00')).toEqual(['SC1/key-worker-1/contact-check-4 due 2026-11-09: open']);
    expect(of({ contactChecks: [{ ...check, clearedOn: '2026-11-10' }] })).toEqual(['SC1/key-worker-1/contact-check-4 due 2026-11-09: met late on 2026-11-10']);
    // Somebody takes over, or nobody does.
    const left = { contactChecks: [check], untilAt: at('2026-11-05 10:00') };
    expect(of(left, undefined, [aKeyWorker({ id: 2, fromAt: at('2026-11-05 10:00') })])).toEqual(['SC1/key-worker-1/contact-check-4 due 2026-11-09: met on 2026-11-05 at 2026-11-05T10:00:00Z']);
    expect(of({ ...left, contactChecks: [{ ...check, clearedOn: '2026-11-05' }] })).toContainEqual(expect.stringContaining('SC1/key-worker-1/contact-check-4 due 2026-11-09: no longer owed'));
    expect(of(left)).toEqual([expect.stringContaining('SC1/key-worker-1 due'), expect.stringContaining('SC1/key-worker-1/contact-check-4 due 2026-11-09: no longer owed')]);
    // Assigned while they could not be reached: from that day on.
    expect(of({ contactChecks: [check], fromAt: at('2026-11-04 09:00') })).toContain('SC1/key-worker-1/contact-check-4 due 2026-11-11: missed');
    expect(of({ contactChecks: [{ ...check, clearedOn: '2026-11-03' }], fromAt: at('2026-11-04 09:00') }).filter((line) => line.includes('contact-check'))).toEqual([]);
  });

  it('is not owed again when a successor is there at that instant', () => {
    const next = aKeyWorker({ id: 2, fromAt: at('2026-11-04 17:00') });
    expect(sc1(aCase({ keyWorkers: [gone, next] }))).toHaveLength(1);
  });

  it('is owed again when the successor has no confirmed authority to act, until it is confirmed on Mon 9 Nov 2026', () => {
    const next = aKeyWorker({ id: 2, fromAt: at('2026-11-04 17:00'), authorityToActConfirmedAt: at('2026-11-09 10:00') });
    const facts = aCase({ keyWorkers: [gone, next] });
    expect(sc1(facts, at('2026-11-09 09:59'))).toContain('SC1/key-worker-1 due 2026-11-11: open');
    expect(sc1(facts, at('2026-11-09 10:00'))).toContain('SC1/key-worker-1 due 2026-11-11: met on 2026-11-09 at 2026-11-09T10:00:00Z');
  });

  it('is owed again when two key workers leave at one instant: neither stays for the other', () => {
    const both = [gone, aKeyWorker({ id: 2, fromAt: at('2026-06-01 09:00'), untilAt: at('2026-11-04 17:00') })];
    const owed = sc1(aCase({ keyWorkers: both }), at('2026-11-05 09:00'));
    expect(owed.filter((line) => line.endsWith(': open'))).toEqual(['SC1/key-worker-1 due 2026-11-11: open', 'SC1/key-worker-2 due 2026-11-11: open']);
  });

  it('is met for a vacancy by whoever comes next with the authority to act, late on Thu 12 Nov 2026', () => {
    const next = aKeyWorker({ id: 2, fromAt: at('2026-11-12 09:00') });
    expect(sc1(aCase({ keyWorkers: [gone, next] }))).toContain('SC1/key-worker-1 due 2026-11-11: met late on 2026-11-12 at 2026-11-12T09:00:00Z');
  });
});

describe('at 18 a social worker hands over (SC1): 18 on Tue 14 Mar 2028', () => {
  const KEY = 'SC1/young-person-1/at-18';
  const adviser = aKeyWorker({ id: 2, kind: 'personal-adviser', fromAt: at('2028-03-20 09:00') });
  const at18 = (facts: Partial<CaseFacts>, now = at('2028-06-01 09:00')): string[] => sc1(aCase(facts), now).filter((line) => line.startsWith(KEY));

  it('is not owed before the birthday, opens with it, and has 5 working days', () => {
    expect(at18({}, at('2028-03-13 23:59'))).toEqual([]);
    expect(deriveDuties(aCase(), BY_DEFAULT, ENGLAND, at('2028-03-13 23:59')).refreshAt).toEqual(at('2028-03-14 00:00'));
    expect(at18({}, at('2028-03-14 00:00'))).toEqual([`${KEY} due 2028-03-21: open`]);
    expect(at18({}, at('2028-03-22 00:00'))).toEqual([`${KEY} due 2028-03-21: missed`]);
  });

  it('is met by a key worker of another kind with the authority to act, not by another social worker', () => {
    expect(at18({ keyWorkers: [aKeyWorker(), adviser] })).toEqual([`${KEY} due 2028-03-21: met on 2028-03-20 at 2028-03-20T09:00:00Z`]);
    expect(at18({ keyWorkers: [aKeyWorker(), { ...adviser, kind: 'social-worker' }] })).toEqual([`${KEY} due 2028-03-21: missed`]);
    const confirmedLate = { ...adviser, authorityToActConfirmedAt: at('2028-03-22 09:00') };
    expect(at18({ keyWorkers: [aKeyWorker(), confirmedLate] })).toEqual([`${KEY} due 2028-03-21: met late on 2028-03-22 at 2028-03-22T09:00:00Z`]);
  });

  it('is owed although an adviser is there whose authority is not confirmed, and not where it is', () => {
    const there = { ...adviser, fromAt: at('2028-03-01 09:00'), authorityToActConfirmedAt: at('2028-03-01 09:00') };
    expect(at18({ keyWorkers: [aKeyWorker(), there] })).toEqual([]);
    expect(at18({ keyWorkers: [aKeyWorker(), { ...there, authorityToActConfirmedAt: null }] })).toEqual([`${KEY} due 2028-03-21: missed`]);
  });

  it('is not owed where the social worker had left, or came later', () => {
    expect(at18({ keyWorkers: [aKeyWorker({ untilAt: at('2028-03-14 00:00') })] })).toEqual([]);
    expect(at18({ keyWorkers: [aKeyWorker({ fromAt: at('2028-03-14 00:01') })] })).toEqual([]);
  });

  it('is owed too where the young person was registered later: from then, or from when the social worker begins', () => {
    const youngPerson = { id: 1, bornOn: '2010-03-14', registeredAt: at('2028-04-03 09:00'), inCare: false };
    expect(at18({ youngPerson })).toEqual([`${KEY} due 2028-04-10: missed`]);
    expect(at18({ youngPerson, keyWorkers: [aKeyWorker({ fromAt: at('2028-04-05 09:00') })] })).toEqual([`${KEY} due 2028-04-12: missed`]);
    expect(at18({ youngPerson, keyWorkers: [aKeyWorker(), { ...adviser, fromAt: at('2028-04-04 09:00'), authorityToActConfirmedAt: at('2028-04-04 09:00') }] })).toEqual([`${KEY} due 2028-04-10: met on 2028-04-04 at 2028-04-04T08:00:00Z`]);
    expect(at18({ youngPerson, keyWorkers: [aKeyWorker({ kind: 'personal-adviser' })] })).toEqual([]);
    expect(at18({ youngPerson, keyWorkers: [] })).toEqual([]);
  });
});

describe('the provider is told of a new key worker (SC2)', () => {
  const next = aKeyWorker({ id: 2, fromAt: at('2026-08-28 15:00') });
  const first = aKeyWorker({ id: 1, untilAt: at('2026-08-28 15:00') });
  const withNext = (placement = aPlacement()) => aCase({ keyWorkers: [next, first], placements: [placement] });
  const sc2 = (facts = withNext(), now?: Date) => dutiesOf(facts, now, ['SC2']);

  it('is owed on Tuesday when Monday is a bank holiday: changed Fri 28 Aug 2026', () => {
    expect(sc2(withNext(), at('2026-09-01 23:59'))).toEqual(['SC2/placement-17/key-worker-2 due 2026-09-01: open']);
  });

  it('is met when the notice is sent and acknowledged, at the later of the two, late after Tuesday', () => {
    const notice = { keyWorkerId: 2, sentAt: at('2026-08-28 15:01'), acknowledgedAt: null };
    expect(sc2(withNext(aPlacement({ keyWorkerNotices: [notice] })))).toEqual(['SC2/placement-17/key-worker-2 due 2026-09-01: missed']);
    const answered = { ...notice, acknowledgedAt: at('2026-09-02 00:00') };
    expect(sc2(withNext(aPlacement({ keyWorkerNotices: [answered] })), at('2026-09-01 23:59'))).toEqual(['SC2/placement-17/key-worker-2 due 2026-09-01: open']);
    expect(sc2(withNext(aPlacement({ keyWorkerNotices: [answered] })))).toEqual([
      'SC2/placement-17/key-worker-2 due 2026-09-01: met late on 2026-09-02 at 2026-09-01T23:00:00Z',
    ]);
  });

  it('is not met by the notice of another change', () => {
    const other = { keyWorkerId: 1, sentAt: at('2026-08-28 15:01'), acknowledgedAt: at('2026-08-28 15:30') };
    expect(sc2(withNext(aPlacement({ keyWorkerNotices: [other] })))).toEqual(['SC2/placement-17/key-worker-2 due 2026-09-01: missed']);
  });

  it('is not owed for the first key worker, for a placement agreed after the change, or for one that had ended', () => {
    expect(sc2(aCase({ placements: [aPlacement()] }))).toEqual([]);
    expect(sc2(withNext(aPlacement({ agreedOn: '2026-08-29' })))).toEqual([]);
    expect(sc2(withNext(aPlacement({ ending: anEnding('left-early', '2026-08-27') })))).toEqual([]);
  });

  it('is owed for one of two key workers who began at one instant, the later recorded', () => {
    const facts = aCase({ keyWorkers: [{ ...next, fromAt: first.fromAt }, first], placements: [aPlacement({ agreedOn: '2026-05-01' })] });
    expect(sc2(facts)).toEqual(['SC2/placement-17/key-worker-2 due 2026-05-12: missed']);
  });

  it('was owed on the last day of a placement, which closes it', () => {
    const ended = aPlacement({ ending: anEnding('left-early', '2026-08-28') });
    expect(sc2(withNext(ended))[0]).toContain('no longer owed, because the placement ended (the young person left early) on Friday 28 August 2026');
  });

  it('is owed for each placement that is agreed or under way', () => {
    const facts = aCase({ keyWorkers: [first, next], placements: [aPlacement({ id: 18, agreedOn: '2026-08-28' }), aPlacement()] });
    expect(sc2(facts)).toHaveLength(2);
  });
});
