import { describe, expect, it } from '@jest/globals';
import { aPlacement, anEnding, aRecord } from '../../../test/support/case-facts.js';
import { duty, endOfItsPlacement, firstOn, recorded, roleOf } from './recorded.js';
import { byStartLimit } from './limits.js';

describe('what was recorded', () => {
  const records = [
    aRecord('status', '2026-11-02', { id: 1 }),
    aRecord('status', '2026-10-12', { id: 9 }),
    aRecord('visit', '2026-10-01', { id: 2 }),
    aRecord('status', '2026-10-12', { id: 3 }),
  ];

  it('of a kind comes by its day, then its id, whenever it was typed in', () => {
    expect(recorded(records, 'status').map(({ id }) => id)).toEqual([3, 9, 1]);
    expect(firstOn(records, 'status')).toEqual({ on: '2026-10-12', at: null });
    expect(firstOn(records, 'status', ({ id }) => id === 1)).toEqual({ on: '2026-11-02', at: null });
    expect(firstOn(records, 'need')).toBeNull();
  });

  it('ends with the placement it names, and with none where it names none or that one runs', () => {
    const ended = aPlacement({ ending: anEnding('completed', '2026-12-01') });
    expect(endOfItsPlacement({ placementId: 17 }, [aPlacement({ id: 18 }), ended])?.on).toBe('2026-12-01');
    expect(endOfItsPlacement({ placementId: 17 }, [aPlacement()])).toBeNull();
    expect(endOfItsPlacement({ placementId: null }, [ended])).toBeNull();
  });

  it('names a role of its clause, or nobody', () => {
    expect(roleOf('IM4', 'signatory')).toEqual(['signatory']);
    expect(roleOf('IM4', 'director')).toEqual([]);
    expect(roleOf('IM4', undefined)).toEqual([]);
  });
});

describe('a duty', () => {
  it('is owed as its clause says, from the first instant of its day in London', () => {
    expect(duty({ key: 'KW2/placement-17', clause: 'KW2', opens: '2026-05-20', limit: byStartLimit('2026-09-07'), done: null })).toMatchObject({
      owedBy: ['key-worker'],
      owedTo: 'designated person',
      placementId: null,
      closedBy: null,
      opensAt: new Date('2026-05-19T23:00:00Z'),
      due: { kind: 'day', on: '2026-09-07' },
    });
  });
});
