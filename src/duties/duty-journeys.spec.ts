import { describe, expect, it } from '@jest/globals';
import type { ClauseId } from '../domain/agreement/clauses.js';
import { PERMISSIONS, type Action } from '../domain/permissions.js';
import { journeyAllowed, journeyOfOwner, legOf } from './duty-journeys.js';

const REFERENCE = 'LS-7K2QF9';

describe('where a duty is done', () => {
  it.each<[ClauseId, string, Action, string]>([
    ['SC1', 'SC1/young-person-1', 'key-worker.assign', '/key-worker'],
    ['SC2', 'SC2/placement-17/key-worker-9', 'key-worker-notice.acknowledge', '/placements/17/key-worker-notices/9'],
    ['KW3', 'KW3/placement-17', 'plan.write', '/placements/17/plan'],
    ['KW4', 'KW4/placement-17/after-plan-3', 'review.record', '/placements/17/reviews/new'],
    ['KW8', 'KW8/emergency-4', 'emergency.respond', '/emergencies/4'],
    ['EP11', 'EP11/notice-9/phone/key-worker', 'risk-call.record', '/risk-notices/9'],
    ['EP11M', 'EP11M/notice-9', 'professionals-meeting.record', '/risk-notices/9'],
  ])('is, for %s (%s), a page for whom the policy allows %s', (clause, key, action, path) => {
    expect(journeyAllowed({ clause, key }, REFERENCE, [action])?.href).toBe(`/cases/${REFERENCE}${path}`);
    expect(journeyAllowed({ clause, key }, REFERENCE, ['case.read'])).toBeNull();
  });

  it('is nowhere for EP12: what ended without the procedure cannot be undone', () => {
    expect(journeyAllowed({ clause: 'EP12', key: 'EP12/placement-17' }, REFERENCE, ['placement.end', 'duty.release'])).toBeNull();
  });

  it('is no page of the team manager for SC2, which the designated person acknowledges', () => {
    expect(journeyOfOwner({ clause: 'SC2', key: 'SC2/placement-17/key-worker-9', owedBy: ['team-manager'] }, REFERENCE)).toBeNull();
    for (const role of PERMISSIONS['key-worker.assign']) expect([role, journeyOfOwner({ clause: 'SC1', key: 'SC1/young-person-1', owedBy: [role] }, REFERENCE)?.text]).toEqual([role, 'Assign a key worker']);
  });
});

it('tells the four legs of a risk notice apart, and has no words for other duties', () => {
  expect(legOf({ key: 'EP11/notice-9/phone/key-worker' })).toBe('the key worker by phone');
  expect(legOf({ key: 'EP11/notice-9/email/key-contact' })).toBe('the Virtual School key contact by e-mail');
  expect(legOf({ key: 'EP11M/notice-9' })).toBeNull();
});
