import { expect, it } from '@jest/globals';
import type { TimelineEntry } from '../audit/timeline.service.js';
import { withoutRepeats } from './timeline.presenter.js';

const look = (at: string, personId: number, event = 'case.read'): TimelineEntry => ({
  id: Date.parse(at), at: new Date(at), by: { personId, name: `Person ${personId}` }, event, words: '', subject: null, fields: [], capacity: 'key-worker', purpose: 'direct-care',
});

it('shows looks in a row of one person on one day in London as one line at the newest time', () => {
  const lines = withoutRepeats([look('2026-10-07T22:30:00Z', 1), look('2026-10-07T22:10:00Z', 1), look('2026-10-06T22:50:00Z', 1)]);
  expect(lines.map(({ at, times }) => [at.toISOString(), times])).toEqual([['2026-10-07T22:30:00.000Z', 2], ['2026-10-06T22:50:00.000Z', 1]]);
});

it('never merges two people, or what was recorded', () => {
  const entries = [look('2026-10-07T10:00:00Z', 1), look('2026-10-07T09:00:00Z', 2), look('2026-10-07T08:00:00Z', 2, 'plan.agree'), look('2026-10-07T07:00:00Z', 2, 'plan.agree')];
  expect(withoutRepeats(entries).map(({ times }) => times)).toEqual([1, 1, 1, 1]);
});

it('never merges looks as another or for another purpose', () => {
  const one = look('2026-10-07T10:00:00Z', 1);
  expect(withoutRepeats([one, { ...one, purpose: 'escalation' }, { ...one, purpose: 'escalation', capacity: 'team-manager' }]).map(({ times }) => times)).toEqual([1, 1, 1]);
});
