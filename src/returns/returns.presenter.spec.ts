import { describe, expect, it } from '@jest/globals';
import type { DutyListItem } from '../duties/duty-list.service.js';
import { groupReturns } from './returns.presenter.js';

const owed = (id: number, caseReference: string, key: string, facts: Partial<DutyListItem> = {}): DutyListItem => ({
  id, key, clause: 'EP15', owedBy: ['designated-person'], caseReference, preferredName: `Name of ${caseReference}`, ofProviderId: null, ofAuthorityCode: null, homeAuthorityName: 'Birmingham', providerName: 'Ashgrove College',
  dueOn: '2026-11-06', dueAt: null, missedFrom: new Date('2026-11-07T00:00:00Z'), heldUntil: null, why: '', when: 'week', ...facts,
});

const ALL = [
  owed(1, 'LS-7K2QF9', 'EP15/placement-3/attendance-2026-10', { when: 'overdue' }), owed(2, 'LS-8K2QF9', 'EP15/placement-4/attendance-2026-10', { providerName: 'Elmfield' }),
  owed(3, 'LS-7K2QF9', 'EP15/placement-3/term-2026-27-autumn'), owed(4, 'LS-7K2QF9', 'EP15/placement-3/outcomes-2026-27'),
];

describe('the returns that are owed', () => {
  it('stand by learner for those who send them, each with its form', () => {
    expect(groupReturns(ALL, true).map(({ title, meta, lines }) => [title, meta, ...lines.map(({ what, href }) => `${what}: ${href}`)])).toEqual([
      [
        'Name of LS-7K2QF9', 'LS-7K2QF9, Birmingham',
        'Attendance of October 2026: /cases/LS-7K2QF9/records/attendance-return/new?placement=3&of=2026-10',
        'Retention and progress, Autumn term 2026/27: /cases/LS-7K2QF9/records/term-return/new?placement=3&of=2026-27-autumn',
        'Results, progression and value added of 2026/27: /cases/LS-7K2QF9/records/outcome-return/new?placement=3&of=2026-27',
      ],
      ['Name of LS-8K2QF9', 'LS-8K2QF9, Birmingham', 'Attendance of October 2026: /cases/LS-8K2QF9/records/attendance-return/new?placement=4&of=2026-10'],
    ]);
  });

  it('stand by provider for a Virtual School, which is led to the case', () => {
    expect(groupReturns(ALL, false).map(({ title, meta, lines }) => [title, meta, lines.length, lines[0]?.href])).toEqual([
      ['Ashgrove College', '1 late', 3, '/cases/LS-7K2QF9/duties#duty-1'], ['Elmfield', 'none late', 1, '/cases/LS-8K2QF9/duties#duty-2'],
    ]);
  });
});
