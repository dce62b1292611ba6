import { describe, expect, it } from '@jest/globals';
import { aCase, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import { ENGLAND } from '../time/working-days.js';
import { ADDRESSEES } from './records/key-worker.js';
import type { ClauseId } from './clauses.js';
import { deriveDuties } from './derive-duties.js';
import type { RecordFact } from './records.js';
import { BY_DEFAULT } from './settings.js';

const of = (clause: ClauseId, records: RecordFact[], now?: Date): string[] => dutiesOf(aCase({ placements: [aPlacement()], records }), now, [clause]);

function owedBy(clause: ClauseId, record: RecordFact): string[][] {
  const { duties } = deriveDuties(aCase({ records: [record] }), BY_DEFAULT, ENGLAND, at('2026-10-13 09:00'));
  return duties.filter((duty) => duty.clause === clause).map((duty) => duty.owedBy);
}

describe('a challenge is answered (IM4)', () => {
  const challenge = aRecord('challenge', '2026-10-12', { id: 3, details: { to: 'signatory' } });

  it('of Mon 12 Oct 2026 is owed by Mon 26 Oct, and met by its own answer', () => {
    expect(of('IM4', [challenge], at('2026-10-26 23:59'))).toEqual(['IM4/challenge-3 due 2026-10-26: open']);
    expect(of('IM4', [challenge, aRecord('challenge-answer', '2026-10-27', { id: 4, aboutId: 3 })])).toEqual(['IM4/challenge-3 due 2026-10-26: met late on 2026-10-27']);
    expect(of('IM4', [challenge, aRecord('challenge-answer', '2026-10-20', { id: 4, aboutId: 9 })])).toEqual(['IM4/challenge-3 due 2026-10-26: missed']);
  });

  it('outlives the placement it is about', () => {
    const facts = aCase({ placements: [aPlacement({ ending: anEnding('ended-by-provider', '2026-10-15') })], records: [challenge] });
    expect(dutiesOf(facts, undefined, ['IM4'])).toEqual(['IM4/challenge-3 due 2026-10-26: missed']);
  });

  it.each(['designated-person', 'signatory', 'team-manager'])('put to the %s is owed by that role alone', (to) => {
    expect(owedBy('IM4', { ...challenge, details: { to } })).toEqual([[to]]);
  });
});

describe("'Would this be good enough for my child?' (P2)", () => {
  const question = aRecord('good-enough-question', '2026-12-18', { id: 2, details: { addressedTo: 'virtual-head' } });

  it('asked on Fri 18 Dec 2026 is owed by Wed 6 Jan 2027, over three bank holidays', () => {
    expect(of('P2', [question], at('2027-01-06 23:59'))).toEqual(['P2/question-2 due 2027-01-06: open']);
    expect(of('P2', [question, aRecord('good-enough-answer', '2027-01-06', { id: 3, aboutId: 2 })])).toEqual(['P2/question-2 due 2027-01-06: met on 2027-01-06']);
  });

  it.each(Object.keys(ADDRESSEES))('put to the %s is owed by that role alone', (addressedTo) => {
    expect(owedBy('P2', { ...question, on: '2026-10-12', details: { addressedTo } })).toEqual([[addressedTo]]);
  });
});

describe('a joint action is done (P4)', () => {
  const action = aRecord('joint-action', '2026-10-12', { id: 6, details: { owner: 'key-contact', dueOn: '2026-11-30' } });

  it('agreed on Mon 12 Oct is owed by the day agreed, Mon 30 Nov 2026', () => {
    expect(of('P4', [action], at('2026-11-30 23:59'))).toEqual(['P4/action-6 due 2026-11-30: open']);
    expect(of('P4', [action], at('2026-12-01 00:00'))).toEqual(['P4/action-6 due 2026-11-30: missed']);
    expect(of('P4', [action, aRecord('joint-action-done', '2026-11-02', { id: 7, aboutId: 6 })])).toEqual(['P4/action-6 due 2026-11-30: met on 2026-11-02']);
  });

  it.each(Object.keys(ADDRESSEES))('of the %s is owed by that role alone', (owner) => {
    expect(owedBy('P4', { ...action, details: { ...action.details, owner } })).toEqual([[owner]]);
  });
});
