import { describe, expect, it } from '@jest/globals';
import { aCase, anEnding, aNotice, aPlacement, aRecord, at } from '../../test/support/case-facts.js';
import { hangingOn } from './hanging-facts.js';

const notice = aNotice(at('2026-10-30 16:00'), { calls: [{ to: 'key-worker', calledAt: at('2026-10-30 16:10'), outcome: 'spoke' }], meetings: [{ id: 1, heldOn: '2026-11-02', outcome: 'ends' }] });
const facts = aCase({
  placements: [aPlacement({ ending: anEnding('left-early', '2026-11-06'), reviews: [{ id: 5, heldOn: '2026-10-20' }], riskNotices: [notice] }), aPlacement({ id: 18 })],
  emergencies: [{ id: 3, placementId: 17, raisedAt: at('2026-10-24 22:00'), respondedAt: at('2026-10-24 23:00') }, { id: 4, placementId: null, raisedAt: at('2026-10-25 22:00'), respondedAt: null }],
  records: [aRecord('view', '2026-10-01', { id: 1, placementId: 18 }), aRecord('view-answer', '2026-10-05', { id: 2, placementId: 18, aboutId: 1 })],
});
const hanging = (fact: string, id: number) => hangingOn(facts, fact, id).map(({ sentence }) => sentence);

describe('what hangs on a fact', () => {
  it('is of a placement its end, reviews, notices, emergencies and records', () => {
    expect(hanging('placement', 17)).toEqual([
      'The end of the placement, Friday 6 November 2026.', 'A review, Tuesday 20 October 2026.', 'A risk notice (suspended), Friday 30 October 2026.', 'An emergency, Saturday 24 October 2026.',
    ]);
    expect(hanging('placement', 18)).toEqual(['View of the young person, Thursday 1 October 2026.', 'Answer to a view, Monday 5 October 2026.']);
  });

  it('is of a risk notice its calls and meetings, of an emergency its response, of a record its answer', () => {
    expect(hanging('risk-notice', 9)).toEqual(['A call, Friday 30 October 2026.', "A professionals' meeting, Monday 2 November 2026."]);
    expect([hanging('emergency', 3), hanging('emergency', 4)]).toEqual([['The response to it, Saturday 24 October 2026.'], []]);
    expect([hanging('view', 1), hanging('view-answer', 2)]).toEqual([['Answer to a view, Monday 5 October 2026.'], []]);
  });

  it('is of a review what was done about the problem that it gave rise to', () => {
    const records = [aRecord('problem', '2026-10-20', { id: 7, reviewId: 5 }), aRecord('problem-contact', '2026-10-21', { id: 8, aboutId: 7 }), aRecord('problem', '2026-10-20', { id: 9 }), aRecord('problem-contact', '2026-10-22', { id: 10, aboutId: 9 })];
    expect(hangingOn({ ...facts, records }, 'review', 5).map(({ sentence }) => sentence)).toEqual(['Contact about a problem, Wednesday 21 October 2026.']);
  });

  it('is nothing of a review that gave rise to nothing, or of a call', () => {
    expect([hanging('review', 5), hanging('risk-call', 1)]).toEqual([[], []]);
  });
});
