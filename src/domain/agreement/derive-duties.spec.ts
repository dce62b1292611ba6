import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstant, aRandomCase, shuffled } from '../../../test/support/arbitrary-case.js';
import { aCase, aKeyWorker, aNotice, anEnding, aPlacement, aPlan, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { addDays } from '../time/local-date.js';
import { londonDate } from '../time/london.js';
import { ENGLAND } from '../time/working-days.js';
import { deriveDuties } from './derive-duties.js';
import type { Derivation } from './duty.js';
import type { CaseFacts, PlanFact, RiskNoticeFact } from './facts.js';
import { CASE_RECORD_KINDS, type CaseRecordKind } from './records.js';
import { BY_DEFAULT } from './settings.js';

const derive = (facts: CaseFacts, now: Date): Derivation => deriveDuties(facts, BY_DEFAULT, ENGLAND, now);

function agreedByThen(agreedAt: PlanFact['agreedAt'], then: Date): PlanFact['agreedAt'] {
  return {
    keyWorker: agreedAt.keyWorker ?? then,
    designatedPerson: agreedAt.designatedPerson ?? then,
    youngPerson: agreedAt.youngPerson ?? then,
  };
}

/** A notice with every leg done and the meeting held, then. */
function doneThen(notice: RiskNoticeFact, then: Date, heldOn: string): RiskNoticeFact {
  const all = ['key-worker', 'key-contact'] as const;
  return {
    ...notice,
    calls: [...notice.calls, ...all.map((to) => ({ to, calledAt: then, outcome: 'spoke' as const }))],
    emails: [...notice.emails, ...all.map((to) => ({ to, sentAt: then }))],
    acknowledgements: [...notice.acknowledgements, ...all.map((by) => ({ by, acknowledgedAt: then }))],
    meetings: [...notice.meetings, { id: 99, heldOn, outcome: 'ends' }],
  };
}

const kinds = Object.keys(CASE_RECORD_KINDS) as CaseRecordKind[];

describe('deriving duties', () => {
  it('gives the same duties for the same facts in any order', () => {
    fc.assert(
      fc.property(aRandomCase, anInstant, fc.nat(), (facts, now, seed) => {
        expect(derive(shuffled(facts, seed), now)).toEqual(derive(facts, now));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same duties at any time until the instant to look again, and none twice', () => {
    fc.assert(
      fc.property(aRandomCase, anInstant, fc.double({ min: 0, max: 1, noNaN: true }), (facts, now, part) => {
        const first = derive(facts, now);
        const end = first.refreshAt ?? at('2035-01-01 00:00');
        expect(end > now).toBe(true);
        const between = new Date(Math.min(now.getTime() + Math.floor(part * (end.getTime() - now.getTime())), end.getTime() - 1));
        expect(derive(facts, between)).toEqual(first);
        expect(new Set(first.duties.map((duty) => duty.key)).size).toBe(first.duties.length);
      }),
      { numRuns: 500 },
    );
  });

  it('lets no fact act before it happens: what is written down ahead changes nothing yet', () => {
    fc.assert(
      fc.property(aRandomCase, anInstant, fc.integer({ min: 1, max: 10_000_000 }), (facts, now, milliseconds) => {
        const ahead = new Date(now.getTime() + milliseconds);
        const dayAhead = addDays(londonDate(ahead), 1);
        const withPlans: CaseFacts = {
          ...facts,
          keyWorkers: [...facts.keyWorkers, aKeyWorker({ id: 99, fromAt: ahead })].map((row) => ({
            ...row,
            untilAt: row.untilAt ?? ahead,
            authorityToActConfirmedAt: row.authorityToActConfirmedAt ?? ahead,
          })),
          emergencies: [...facts.emergencies.map((row) => ({ ...row, respondedAt: row.respondedAt ?? ahead })), { id: 99, raisedAt: ahead, respondedAt: null, placementId: null }],
          records: [...facts.records, ...kinds.map((kind, index) => aRecord(kind, dayAhead, { id: 100 + index, aboutId: (index % 12) + 1, placementId: 1 }))],
          releases: [...facts.releases, { dutyKey: 'KW3/placement-1', reason: 'planned', releasedAt: ahead }],
          placements: facts.placements.map((row) => ({
            ...row,
            plans: [...row.plans.map((plan) => ({ ...plan, agreedAt: agreedByThen(plan.agreedAt, ahead) })), aPlan(ahead, { id: 99 })],
            reviews: [...row.reviews, { id: 99, heldOn: dayAhead }],
            riskNotices: [...row.riskNotices.map((notice) => doneThen(notice, ahead, dayAhead)), aNotice(ahead, { id: 99 })],
            keyWorkerNotices: row.keyWorkerNotices.map((notice) => ({ ...notice, sentAt: notice.sentAt ?? ahead, acknowledgedAt: notice.acknowledgedAt ?? ahead })),
            ending: row.ending ?? anEnding('completed', dayAhead),
          })),
        };
        expect(derive(withPlans, now).duties).toEqual(derive(facts, now).duties);
      }),
      { numRuns: 300 },
    );
  });

  it('looks again when a planned change of key worker comes: Mon 2 Nov 2026, 09:00, the day after October’s return opens', () => {
    const change = at('2026-11-02 09:00');
    const keyWorkers = [aKeyWorker({ untilAt: change }), aKeyWorker({ id: 2, fromAt: change })];
    const facts = aCase({ keyWorkers, placements: [aPlacement()] });
    expect(derive(facts, at('2026-10-20 09:00')).refreshAt).toEqual(at('2026-11-01 00:00'));
    const before = derive(facts, at('2026-11-01 09:00'));
    expect(before.refreshAt).toEqual(change);
    expect(before.duties.map((duty) => duty.key)).not.toContain('SC2/placement-17/key-worker-2');
    const after = derive(facts, change);
    expect(after.refreshAt).not.toEqual(change);
    expect(after.duties.map((duty) => duty.key)).toContain('SC2/placement-17/key-worker-2');
  });

  it('looks again at the registration where that lies ahead, and at the start of the day of an ending', () => {
    expect(derive(aCase(), at('2026-01-01 09:00'))).toEqual({ duties: [], refreshAt: at('2026-05-11 09:00') });
    const facts = aCase({ placements: [aPlacement({ ending: anEnding('completed', '2026-10-26') })] });
    expect(derive(facts, at('2026-10-20 09:00')).refreshAt).toEqual(at('2026-10-26 00:00'));
  });

  it('looks never again once the 25th birthday has ended the case, although a duty had been missed', () => {
    expect(derive(aCase({ placements: [aPlacement()] }), at('2035-03-14 00:00')).refreshAt).toBeNull();
  });
});

describe('a duty that is released', () => {
  const release = (time: string) => ({ dutyKey: 'KW3/placement-17', reason: 'the course was cancelled', releasedAt: at(time) });
  const kw3 = (facts: Partial<CaseFacts>): string => dutiesOf(aCase({ placements: [aPlacement()], ...facts }), undefined, ['KW3']).join();

  it('is no longer owed, with the reason; before Thu 8 Oct 2026 it was not late', () => {
    expect(kw3({ releases: [release('2026-10-07 23:59')] })).toMatch(/: no longer owed, because the course was cancelled$/);
  });

  it('stays late when it was released after it was missed', () => {
    expect(kw3({ releases: [release('2026-10-08 00:00')] })).toMatch(/: no longer owed, late, because the course was cancelled$/);
  });

  it('keeps the first reason', () => {
    expect(kw3({ releases: [release('2026-10-08 10:00'), { ...release('2026-10-07 10:00'), reason: 'recorded twice' }] })).toMatch(/: no longer owed, because recorded twice$/);
  });

  it('is met when it had been done before, and on the day of the release', () => {
    const plans = [aPlan(at('2026-10-06 17:00'))];
    expect(kw3({ placements: [aPlacement({ plans })], releases: [release('2026-10-06 09:00')] })).toContain('met on 2026-10-06');
    expect(kw3({ placements: [aPlacement({ plans })], releases: [release('2026-10-05 09:00')] })).toContain('no longer owed');
  });

  it('is not affected by a release of another duty', () => {
    expect(kw3({ releases: [{ ...release('2026-10-05 09:00'), dutyKey: 'KW3/placement-1' }] })).toMatch(/: missed$/);
  });
});
