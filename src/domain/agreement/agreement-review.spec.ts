import { describe, expect, it } from '@jest/globals';
import {
  actionsBefore, checkedContacts, countForPartners, NO_ENTRIES, reviewBlockers, suggestedRating, type Contact, type ReviewEntries, type ReviewSoFar,
} from './agreement-review.js';

const figures = { inTime: 0, late: 0, open: 0, missed: 0, endedLate: 0, held: 0 };

describe('the annual review (IM5)', () => {
  it.each([
    ['red where something is missed, whatever else was kept', { inTime: 9, late: 2, missed: 1 }, 'red'],
    ['amber where something was kept late', { inTime: 9, late: 1 }, 'amber'],
    ['amber where something was missed, and then no longer owed', { inTime: 9, endedLate: 1 }, 'amber'],
    ['green where all was kept in time, with more to come', { inTime: 1, open: 4 }, 'green'],
    ['nothing where nothing was due yet', { open: 4 }, null],
  ])('suggests %s', (_what, change, expected) => {
    expect(suggestedRating({ ...figures, ...change })).toBe(expected);
  });

  it.each([[0, '0'], [1, '1 to 4'], [4, '1 to 4'], [5, '5'], [120, '120']])('tells the partnership a count of %d as %s', (count, told) => {
    expect(countForPartners(count)).toBe(told);
  });

  const whole: ReviewSoFar = {
    meeting: { heldOn: '2027-06-10', attended: 'Both', contacts: null },
    words: { youngPeopleSaid: 'More workshops', wentWrong: 'Two late plans', virtualSchoolNeeds: 'Attendance sooner' },
    provider: { views: 'A good year', needs: 'Plans sooner' },
    contacts: [{ state: 'right' }, { state: 'to put right' }],
    actions: ['A room for meetings'],
    earlier: [{ outcome: 'done' }, { outcome: 'carried over' }],
    proposed: { decision: 'renew', endsOn: null }, withoutProvider: null, signatures: [{ party: 'provider' }, { party: 'virtual-school' }],
  };
  const codes = (change: Partial<ReviewSoFar>) => reviewBlockers({ ...whole, ...change }).map(({ code }) => code);

  it('is recorded when both halves are written, contacts checked, the actions of both years settled, and both sides have signed the decision', () => {
    expect(codes({})).toEqual([]);
  });

  it('is not recorded empty, and asks for neither contacts nor actions where the agreement ends', () => {
    const empty: ReviewSoFar = { ...NO_ENTRIES, contacts: [{ state: null }], earlier: [{ outcome: 'open' }], signatures: [] };
    expect(codes(empty)).toEqual(['NO_MEETING', 'NO_PROVIDER_WORDS', 'NO_WORDS', 'CONTACTS_NOT_CHECKED', 'NO_ACTIONS', 'EARLIER_ACTIONS_OPEN', 'NO_DECISION', 'NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
    expect(codes({ contacts: empty.contacts, actions: [], earlier: empty.earlier, proposed: { decision: 'end', endsOn: '2027-07-31' } })).toEqual([]);
  });

  it.each([
    ['one contact of four not looked at', { contacts: [{ state: 'right' }, { state: null }] }, ['CONTACTS_NOT_CHECKED']],
    ['one action of the last review left open', { earlier: [{ outcome: 'done' }, { outcome: 'open' }] }, ['EARLIER_ACTIONS_OPEN']],
    ['no new action', { actions: [] }, ['NO_ACTIONS']],
    ['nothing decided', { proposed: null }, ['NO_DECISION']],
    ['the word of the provider alone', { signatures: [{ party: 'provider' }] }, ['NOT_SIGNED_BY_VIRTUAL_SCHOOL']],
    ['the word of the Virtual School alone', { signatures: [{ party: 'virtual-school' }] }, ['NOT_SIGNED_BY_PROVIDER']],
  ] as const)('is not recorded with %s', (_what, change, expected) => {
    expect(codes(change as Partial<ReviewSoFar>)).toEqual(expected);
  });

  it('is recorded without the provider’s half with why, since a provider that stays silent stops no review', () => {
    const silent = { provider: null, signatures: [{ party: 'virtual-school' as const }] };
    expect(codes(silent)).toEqual(['NO_PROVIDER_WORDS', 'NOT_SIGNED_BY_PROVIDER']);
    expect(codes({ ...silent, withoutProvider: 'Three letters, no answer' })).toEqual([]);
    expect(codes({ ...silent, signatures: [], withoutProvider: 'Three letters, no answer' })).toEqual(['NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
  });

  it('counts a check of a contact for that person and those numbers alone', () => {
    const dan = { post: 'designated-person', name: 'Dan Pike', email: 'dan.pike@ashgrove.example', phone: '07700 900001' } as const;
    const checks = [{ ...dan, state: 'right' as const }];
    const stateOf = (change: Partial<Contact>) => checkedContacts([{ ...dan, ...change }], checks)[0]?.state;
    expect([stateOf({}), stateOf({ name: 'Una Pike' }), stateOf({ email: 'dan@ashgrove.example' }), stateOf({ phone: null }), stateOf({ post: 'signatory' })]).toEqual(['right', null, null, null, null]);
  });

  it('carries the actions of the last review on: open until done or taken over', () => {
    const last = ['A room', 'A call', 'A form'].map((what) => ({ what, owner: 'Dan Pike', dueOn: '2027-07-01' }));
    const entries: ReviewEntries = {
      ...NO_ENTRIES,
      done: [{ reviewId: 4, number: 1 }, { reviewId: 3, number: 3 }],
      actions: [{ what: 'A call', owner: 'Dan Pike', dueOn: '2028-07-01', carriedFrom: { reviewId: 4, number: 2 } }],
    };
    expect(actionsBefore(4, last, entries).map(({ what, outcome }) => [what, outcome])).toEqual([['A room', 'done'], ['A call', 'carried over'], ['A form', 'open']]);
  });
});
