import { describe, expect, it } from '@jest/globals';
import { aCase, aKeyWorker, anEnding, aNotice, aPlacement, aPlan, aRecord, at } from '../../test/support/case-facts.js';
import type { CaseFacts } from '../domain/agreement/facts.js';
import { contradictionsIn, madeContradictory } from './contradictions.js';

const NOW = at('2026-10-30 16:00');
const found = (facts: Partial<CaseFacts>) => contradictionsIn(aCase(facts), NOW).map(({ about, code, fields }) => `${about} ${code} ${fields.join(' ')}`);
const placed = (facts: Parameters<typeof aPlacement>[0]) => found({ placements: [aPlacement(facts)] });
const emergency = { id: 4, placementId: null, respondedAt: null };

describe('a case', () => {
  it('in order has no contradictions, a start and an end to come included', () => {
    const riskNotices = [aNotice(at('2026-10-30 10:00'), { calls: [{ to: 'key-worker', calledAt: at('2026-10-30 10:00'), outcome: 'spoke' }], meetings: [{ id: 1, heldOn: '2026-10-30', outcome: 'ends' }] })];
    expect(placed({ startsOn: '2027-01-04', endsOn: '2027-07-16', plans: [aPlan(at('2026-05-20 00:00'))], reviews: [{ id: 1, heldOn: '2026-05-20' }], riskNotices })).toEqual([]);
  });

  it.each<[string, Partial<CaseFacts>, string]>([
    ['a birth to come', { youngPerson: { ...aCase().youngPerson, bornOn: '2026-10-31' } }, 'young-person IN_THE_FUTURE bornOn'],
    ["a key worker's end to come", { keyWorkers: [aKeyWorker({ untilAt: at('2026-10-30 16:01') })] }, 'key-worker-1 IN_THE_FUTURE untilAt'],
    ['an emergency before the case, registered on 11 May 2026', { emergencies: [{ ...emergency, raisedAt: at('2026-05-10 23:59') }] }, 'emergency-4 TOO_EARLY raisedAt registeredAt'],
    ['a record to come', { records: [aRecord('status', '2026-10-31')] }, 'status-1 IN_THE_FUTURE happenedOn'],
    ['an answer before what it answers', { records: [aRecord('view', '2026-10-20', { id: 1 }), aRecord('view-answer', '2026-10-19', { id: 2, aboutId: 1 })] }, 'view-answer-2 TOO_EARLY happenedOn happenedOn'],
  ])('shows %s', (_what, facts, expected) => {
    expect(found(facts)).toEqual([expected]);
  });

  it.each<[string, Parameters<typeof aPlacement>[0], string]>([
    ['a placement agreed tomorrow', { agreedOn: '2026-10-31', startsOn: '2026-11-02' }, 'placement-17 IN_THE_FUTURE agreedOn'],
    ['a start before the agreement', { startsOn: '2026-05-19' }, 'placement-17 TOO_EARLY startsOn agreedOn'],
    ['an end before the agreement', { ending: anEnding('transferred', '2026-05-19') }, 'ending-of-placement-17 TOO_EARLY endedOn agreedOn'],
    ['a withdrawal on the day of the start', { ending: anEnding('withdrawn-before-start', '2026-09-07') }, 'ending-of-placement-17 STARTED_ALREADY kind endedOn startsOn'],
    ['a review before the agreement', { reviews: [{ id: 5, heldOn: '2026-05-19' }] }, 'review-5 TOO_EARLY heldOn agreedOn'],
    ['a risk before the agreement', { riskNotices: [aNotice(at('2026-05-19 23:59'))] }, 'risk-notice-9 TOO_EARLY occurredAt agreedOn'],
    ['a call a minute before the risk', { riskNotices: [aNotice(at('2026-10-30 10:00'), { calls: [{ to: 'key-worker', calledAt: at('2026-10-30 09:59'), outcome: 'spoke' }] })] }, 'risk-notice-9/call-0 TOO_EARLY calledAt occurredAt'],
    ['a meeting the day before the risk', { riskNotices: [aNotice(at('2026-10-30 10:00'), { meetings: [{ id: 6, heldOn: '2026-10-29', outcome: 'ends' }] })] }, 'professionals-meeting-6 TOO_EARLY heldOn occurredAt'],
  ])('shows %s', (_what, facts, expected) => {
    expect(placed(facts)).toEqual([expected]);
  });

  it('shows each of the three agreements to a plan that is too early', () => {
    expect(placed({ plans: [aPlan(at('2026-05-19 23:59'))] })).toHaveLength(3);
  });
});

describe('a correction', () => {
  const before = aCase({ placements: [aPlacement({ startsOn: '2026-05-01', reviews: [{ id: 5, heldOn: '2026-06-01' }] })] });
  const after = (agreedOn: string) => ({ ...before, placements: before.placements.map((one) => ({ ...one, agreedOn })) });

  it('is held against what it makes contradictory, beside its own field', () => {
    expect(madeContradictory(before, after('2026-06-02'), ['agreedOn'], NOW)).toEqual([
      { code: 'TOO_EARLY', field: 'agreedOn', sentence: 'A review cannot be before the placement was agreed.' },
    ]);
  });

  it('is not held against what was so before: a start before the agreement, recorded long ago', () => {
    expect(madeContradictory(before, after('2026-05-21'), ['agreedOn'], NOW)).toEqual([]);
  });
});
