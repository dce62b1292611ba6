import { describe, expect, it } from '@jest/globals';
import { aCase, aKeyWorker, anEnding, aPlacement, aRecord, at } from '../../../test/support/case-facts.js';
import { dutiesOf } from '../../../test/support/duties-of.js';
import type { ClauseId } from './clauses.js';
import { deriveDuties } from './derive-duties.js';
import type { KeyWorkerFact, PlacementFact } from './facts.js';
import type { RecordFact } from './records.js';
import { settingsFrom } from './settings.js';
import { ENGLAND } from '../time/working-days.js';

const of = (clause: ClauseId, records: RecordFact[], now?: Date, placement: Partial<PlacementFact> = {}): string[] =>
  dutiesOf(aCase({ placements: [aPlacement(placement)], records }), now, [clause]);

const ENDED = anEnding('left-early', '2026-10-14');
const ended = 'no longer owed, because the placement ended (the young person left early) on Wednesday 14 October 2026';

describe('what is recorded before the start', () => {
  it.each([
    ['KW1', 'consent-decision'],
    ['KW2', 'contact-card-acknowledged'],
  ] as const)('%s is owed from Wed 20 May 2026 until Sun 6 Sep, the day before the start, and kept by the first %s', (clause, kind) => {
    expect(of(clause, [], at('2026-05-19 23:59'))).toEqual([]);
    expect(of(clause, [], at('2026-05-20 00:00'))).toEqual([`${clause}/placement-17 due 2026-09-06: open`]);
    expect(of(clause, [], at('2026-09-07 00:00'))).toEqual([`${clause}/placement-17 due 2026-09-06: missed`]);
    const records = [aRecord(kind, '2026-09-08'), aRecord(kind, '2026-09-06', { id: 2 })];
    expect(of(clause, records.slice(0, 1))).toEqual([`${clause}/placement-17 due 2026-09-06: met late on 2026-09-08`]);
    expect(of(clause, records)).toEqual([`${clause}/placement-17 due 2026-09-06: met on 2026-09-06`]);
    expect(of(clause, [aRecord(kind, '2026-09-06', { placementId: 18 })])).toEqual([`${clause}/placement-17 due 2026-09-06: missed`]);
    expect(of(clause, [], undefined, { ending: anEnding('withdrawn-before-start', '2026-09-06') })[0]).toContain('no longer owed, because');
  });

  it('is kept by a consent decision of any kind: one that refuses keeps it too (KW1)', () => {
    expect(of('KW1', [aRecord('consent-decision', '2026-06-01', { details: { decision: 'refused' } })])).toEqual(['KW1/placement-17 due 2026-09-06: met on 2026-06-01']);
  });

  it('is kept by what was decided about safeguarding and the provider alone, which is also what is meant where neither is named (KW1)', () => {
    const decided = (on: string, details: RecordFact['details'], id: number): RecordFact => aRecord('consent-decision', on, { id, details: { decision: 'given', ...details } });
    const others = [decided('2026-06-01', { item: 'plan', recipient: 'provider' }, 1), decided('2026-06-02', { item: 'safeguarding', recipient: 'local-virtual-school' }, 2), decided('2026-06-03', { item: 'attendance' }, 3), decided('2026-06-04', { recipient: 'employer' }, 4)];
    expect(of('KW1', others)).toEqual(['KW1/placement-17 due 2026-09-06: missed']);
    for (const details of [{ item: 'safeguarding', recipient: 'provider' }, { item: 'safeguarding' }, { recipient: 'provider' }]) {
      expect(of('KW1', [...others, decided('2026-06-05', details, 5)])).toEqual(['KW1/placement-17 due 2026-09-06: met on 2026-06-05']);
    }
  });
});

describe('the contact card (KW2)', () => {
  const [before, first, later] = ['2026-06-01', '2026-06-02', '2026-06-03'].map((on, index) => aRecord('contact-card-acknowledged', on, { id: index + 1 }));
  const between = [aKeyWorker({ fromAt: at('2026-06-02 23:59'), untilAt: at('2026-06-03 00:00') })];
  const kept = (keyWorkers: KeyWorkerFact[], records: RecordFact[]): string[] => dutiesOf(aCase({ keyWorkers, placements: [aPlacement()], records }), undefined, ['KW2']);

  it('is acknowledged on a day on which somebody is key worker: one without a key worker keeps nothing', () => {
    expect(kept([], [before, first, later].flatMap((one) => one ?? []))).toEqual(['KW2/placement-17 due 2026-09-06: missed']);
    expect(kept(between, [before, later].flatMap((one) => one ?? []))).toEqual(['KW2/placement-17 due 2026-09-06: missed']);
    expect(kept(between, [before, first, later].flatMap((one) => one ?? []))).toEqual(['KW2/placement-17 due 2026-09-06: met on 2026-06-02']);
  });
});

describe('a view of the young person is answered (KW5, EP5)', () => {
  const view = (addressedTo: string, facts: Partial<RecordFact> = {}): RecordFact => aRecord('view', '2026-12-18', { details: { addressedTo }, ...facts });

  it('of Fri 18 Dec 2026 is owed by Wed 6 Jan 2027: three bank holidays lie between', () => {
    expect(of('KW5', [view('key-worker')], at('2027-01-06 23:59'))).toEqual(['KW5/view-1 due 2027-01-06: open']);
    expect(of('KW5', [view('key-worker')], at('2027-01-07 00:00'))).toEqual(['KW5/view-1 due 2027-01-06: missed']);
  });

  it.each([
    ['key-worker', 'KW5'],
    ['key-contact', 'KW5'],
    ['designated-person', 'EP5'],
  ] as const)('addressed to %s is one duty under %s, owed by the addressee alone', (addressedTo, clause) => {
    const { duties } = deriveDuties(aCase({ records: [view(addressedTo)] }), settingsFrom([]), ENGLAND, at('2027-01-02 09:00'));
    const ofView = duties.filter(({ key }) => key.endsWith('/view-1'));
    expect(ofView.map(({ key, owedBy, owedTo }) => ({ key, owedBy, owedTo }))).toEqual([{ key: `${clause}/view-1`, owedBy: [addressedTo], owedTo: 'young person' }]);
  });

  it('is met by its own answer alone, on the day the young person was told', () => {
    const answer = aRecord('view-answer', '2027-01-07', { id: 3, aboutId: 1 });
    expect(of('EP5', [view('designated-person'), answer])).toEqual(['EP5/view-1 due 2027-01-06: met late on 2027-01-07']);
    expect(of('EP5', [view('designated-person'), { ...answer, aboutId: 2 }])).toEqual(['EP5/view-1 due 2027-01-06: missed']);
    expect(of('EP5', [view('designated-person'), { ...answer, kind: 'need-outcome' }])).toEqual(['EP5/view-1 due 2027-01-06: missed']);
  });

  it('outlives the placement it was given at', () => {
    expect(of('KW5', [view('key-worker', { placementId: 17 })], undefined, { ending: anEnding('completed', '2026-12-20') })).toEqual(['KW5/view-1 due 2027-01-06: missed']);
  });
});

describe('somebody goes to the consultation event (KW6)', () => {
  const event = aRecord('consultation-event', '2026-10-12', { id: 5, details: { eventOn: '2026-11-18' } });

  it('announced on Mon 12 Oct is owed on the day of the event, Wed 18 Nov 2026', () => {
    expect(of('KW6', [event], at('2026-10-11 23:59'))).toEqual([]);
    expect(of('KW6', [event], at('2026-11-18 23:59'))).toEqual(['KW6/event-5 due 2026-11-18: open']);
    expect(of('KW6', [event, aRecord('consultation-attendance', '2026-11-18', { id: 6, aboutId: 5 })])).toEqual(['KW6/event-5 due 2026-11-18: met on 2026-11-18']);
  });

  it('is no longer owed when its placement ends; that of another placement goes on', () => {
    expect(of('KW6', [event], undefined, { ending: ENDED })).toEqual([`KW6/event-5 due 2026-11-18: ${ended}`]);
    expect(of('KW6', [{ ...event, placementId: 18 }], undefined, { ending: ENDED })).toEqual(['KW6/event-5 due 2026-11-18: missed']);
  });
});

describe('a problem is taken up with the provider (KW7)', () => {
  const problem = (meetingAsked: boolean): RecordFact => aRecord('problem', '2026-08-28', { id: 7, details: { meetingAsked } });

  it('raised on Fri 28 Aug 2026 asks for contact on Tuesday, when Monday is a bank holiday, and for no meeting unless one is asked for', () => {
    expect(of('KW7', [problem(false)], at('2026-08-28 09:00'))).toEqual(['KW7/problem-7/contact due 2026-09-01: open']);
    expect(of('KW7', [problem(true)], at('2026-09-05 00:00'))).toEqual(['KW7/problem-7/contact due 2026-09-01: missed', 'KW7/problem-7/meeting due 2026-09-07: open']);
  });

  it('is met half by half: the contact by the contact, the meeting by the meeting', () => {
    const contact = aRecord('problem-contact', '2026-09-01', { id: 8, aboutId: 7 });
    const meeting = aRecord('problem-meeting', '2026-09-08', { id: 9, aboutId: 7 });
    expect(of('KW7', [problem(true), contact])).toEqual(['KW7/problem-7/contact due 2026-09-01: met on 2026-09-01', 'KW7/problem-7/meeting due 2026-09-07: missed']);
    expect(of('KW7', [problem(true), meeting])).toEqual(['KW7/problem-7/contact due 2026-09-01: missed', 'KW7/problem-7/meeting due 2026-09-07: met late on 2026-09-08']);
  });

  it('is no longer owed when its placement ends, late where that had been missed', () => {
    expect(of('KW7', [problem(true)], undefined, { ending: anEnding('left-early', '2026-09-04') })).toEqual([
      'KW7/problem-7/contact due 2026-09-01: no longer owed, late, because the placement ended (the young person left early) on Friday 4 September 2026',
      'KW7/problem-7/meeting due 2026-09-07: no longer owed, because the placement ended (the young person left early) on Friday 4 September 2026',
    ]);
  });

  it.each(['completed', 'left-early', 'ended-by-provider'] as const)('that the young person does not feel safe is taken up whatever becomes of the placement (%s): the contact goes on until it is done, the extra meeting does not', (kind) => {
    const unsafe = { ...problem(true), details: { kind: 'not feeling safe', meetingAsked: true } };
    const placement = { ending: anEnding(kind, '2026-08-28') };
    const meeting = expect.stringMatching(/^KW7\/problem-7\/meeting due 2026-09-07: no longer owed, because the placement ended/);
    expect(of('KW7', [unsafe], at('2026-08-29 09:00'), placement)).toEqual(['KW7/problem-7/contact due 2026-09-01: open', meeting]);
    expect(of('KW7', [unsafe], at('2026-09-02 09:00'), placement)).toEqual(['KW7/problem-7/contact due 2026-09-01: missed', meeting]);
    const contact = aRecord('problem-contact', '2026-09-01', { id: 8, aboutId: 7 });
    expect(of('KW7', [unsafe, contact], undefined, placement)).toEqual(['KW7/problem-7/contact due 2026-09-01: met on 2026-09-01', meeting]);
  });
});

describe('a need for support is met (KW9)', () => {
  const need = aRecord('need', '2026-10-12', { id: 4, details: { area: 'transport' } });

  it('of Mon 12 Oct 2026 is owed by Mon 26 Oct, met by what was put in place or why not, and goes on when a placement ends', () => {
    expect(of('KW9', [need], at('2026-10-26 23:59'))).toEqual(['KW9/need-4 due 2026-10-26: open']);
    expect(of('KW9', [need], undefined, { ending: ENDED })).toEqual(['KW9/need-4 due 2026-10-26: missed']);
    const outcome = aRecord('need-outcome', '2026-10-26', { id: 5, aboutId: 4, details: { outcome: 'no' } });
    expect(of('KW9', [need, outcome])).toEqual(['KW9/need-4 due 2026-10-26: met on 2026-10-26']);
  });

  it("is worked out with the authority's setting in force on its day, or that which changed while it was open: 5 working days from Mon 12 Oct 2026 on", () => {
    const settings = settingsFrom([{ name: 'needWorkingDays', value: 5, effectiveOn: '2026-10-12' }]);
    const records = [need, aRecord('need', '2026-10-11', { id: 3 })];
    const dueOn = deriveDuties(aCase({ records }), settings, ENGLAND, at('2026-10-20 09:00')).duties.flatMap(({ key, due }) => (key.startsWith('KW9') && due.kind === 'day' ? [`${key} ${due.on}`] : []));
    expect(dueOn).toEqual(['KW9/need-3 2026-10-16', 'KW9/need-4 2026-10-19']);
  });
});

describe('the reason for a due time', () => {
  it('says the rule and its days, and nothing personal', () => {
    const records = [
      aRecord('view', '2026-10-12', { details: { addressedTo: 'key-worker', ownWords: 'I want to change course' } }),
      aRecord('consultation-event', '2026-10-12', { id: 2, details: { eventOn: '2026-11-18', event: 'Evening for Robin Alder' } }),
      aRecord('problem', '2026-10-12', { id: 3, details: { kind: 'not feeling safe', meetingAsked: false } }),
      aRecord('need', '2026-10-12', { id: 4, details: { area: 'health' } }),
    ];
    const clauses: ClauseId[] = ['KW1', 'KW5', 'KW6', 'KW7', 'KW9'];
    const { duties } = deriveDuties(aCase({ placements: [aPlacement()], records }), settingsFrom([]), ENGLAND, at('2026-10-12 12:00'));
    const why = duties.filter(({ clause }) => clauses.includes(clause)).map((duty) => duty.why.replace(/, so the last day .*/, ''));
    expect(why).toEqual([
      'By the day before the start on Monday 7 September 2026',
      '10 working days after the view was given on Monday 12 October 2026 (Monday to Friday, bank holidays left out)',
      'On the day of the event',
      'The next working day after the problem was raised on Monday 12 October 2026 (Monday to Friday, bank holidays left out)',
      '10 working days after the need was recorded on Monday 12 October 2026 (Monday to Friday, bank holidays left out)',
    ]);
  });
});
