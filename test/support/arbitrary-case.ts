import fc from 'fast-check';
import { ENDINGS, type CaseFacts, type EndingKind, type PlacementFact, type RiskNoticeFact, type RiskRecipient } from '../../src/domain/agreement/facts.js';
import { ATTENDEES, MEETING_KINDS } from '../../src/domain/agreement/meeting-clocks.js';
import { someRecords } from './arbitrary-records.js';

/*
 * Random histories of a case: facts in any order, back-dated and dated ahead, thick around the days on which the clocks
 * change, around bank holidays, month ends, and the end of the known calendar.
 */

const MINUTE = 60_000;
const ANCHORS = [
  '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z', // the clocks change
  '2026-08-31T07:00Z', '2026-12-24T08:00Z', '2027-03-26T08:00Z', '2027-12-28T08:00Z', '2028-12-22T08:00Z', // bank holidays
  '2028-02-29T00:00Z', '2026-07-15T07:00Z', '2026-06-26T23:00Z', '2026-10-30T15:00Z',
]; // prettier-ignore

export const anInstant: fc.Arbitrary<Date> = fc
  .oneof(
    fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2028, 11, 31) / MINUTE }).map((minute) => minute * MINUTE),
    fc.tuple(fc.constantFrom(...ANCHORS), fc.integer({ min: -36 * 60, max: 36 * 60 })).map(([anchor, off]) => Date.parse(anchor) + off * MINUTE),
    fc.tuple(fc.constantFrom(...ANCHORS), fc.integer({ min: -36, max: 36 })).map(([anchor, off]) => Date.parse(anchor) + off * 60 * MINUTE),
  )
  .map((milliseconds) => new Date(milliseconds));

export const aDay: fc.Arbitrary<string> = anInstant.map((at) => at.toISOString().slice(0, 10));

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 3 });
const someOf = <K extends string>(table: Record<K, unknown>): fc.Arbitrary<K[]> => fc.subarray(Object.keys(table) as K[], { minLength: 1 });
const recipient = fc.constantFrom<RiskRecipient>('key-worker', 'key-contact');

/** Rows get the ids 1, 2, 3 … as they stand, plus an offset. */
const numbered = <T extends object>(rows: T[], offset = 0): (T & { id: number })[] => rows.map((row, index) => ({ ...row, id: offset + index + 1 }));

const notice: fc.Arbitrary<Omit<RiskNoticeFact, 'id'>> = fc.record({
  kind: fc.constantFrom('at-risk' as const, 'suspended' as const),
  occurredAt: anInstant,
  calls: few(fc.record({ to: recipient, calledAt: anInstant, outcome: fc.constantFrom('spoke' as const, 'voicemail' as const, 'no-answer' as const) })),
  emails: few(fc.record({ to: recipient, sentAt: anInstant })),
  acknowledgements: few(fc.record({ by: recipient, acknowledgedAt: anInstant })),
  statutoryEmails: few(fc.record({ to: fc.constantFrom('key-worker' as const, 'virtual-head' as const), sentAt: anInstant })),
  meetings: few(fc.record({ heldOn: aDay })).map((rows) => numbered(rows)),
});

const placement: fc.Arbitrary<Omit<PlacementFact, 'id'>> = fc.record({
  providerType: fc.constantFrom('school-sixth-form', 'further-education-college'),
  agreedOn: aDay,
  startsOn: aDay,
  endsOn: maybe(aDay),
  ending: maybe(
    fc.record({
      id: fc.constant(1),
      kind: fc.constantFrom(...(Object.keys(ENDINGS) as EndingKind[])),
      endedOn: aDay,
      recordedAt: anInstant,
      breach: fc.boolean(),
    }),
  ),
  plans: few(
    fc.record({
      complete: fc.boolean(),
      agreedAt: fc.record({ keyWorker: maybe(anInstant), designatedPerson: maybe(anInstant), youngPerson: maybe(anInstant) }),
    }),
  ).map((rows) => numbered(rows)),
  reviews: few(fc.record({ heldOn: aDay, attended: maybe(someOf(ATTENDEES)), countsFor: fc.oneof({ weight: 3, arbitrary: fc.constant(['review' as const]) }, someOf(MEETING_KINDS)) })).map((rows) => numbered(rows)),
  riskNotices: fc.array(notice, { maxLength: 2 }).map((rows) => numbered(rows)),
  keyWorkerNotices: few(fc.record({ keyWorkerId: fc.integer({ min: 1, max: 3 }), sentAt: maybe(anInstant), acknowledgedAt: maybe(anInstant) })),
});

const keyWorker = fc
  .tuple(anInstant, maybe(anInstant), maybe(anInstant), fc.constantFrom('social-worker', 'personal-adviser'))
  .map(([one, other, authorityToActConfirmedAt, kind]) =>
    other !== null && other < one
      ? { kind, fromAt: other, untilAt: one, authorityToActConfirmedAt }
      : { kind, fromAt: one, untilAt: other, authorityToActConfirmedAt },
  );

const aKey = fc.constantFrom('KW3/placement-1', 'EP12/placement-1', 'EP11/notice-11/phone/key-worker', 'KW8/emergency-1', 'SC1/young-person-1', 'KW5/view-1');

export const aRandomCase: fc.Arbitrary<CaseFacts> = fc
  .record({
    youngPerson: fc.record({ id: fc.constant(1), bornOn: fc.constantFrom('2002-03-29', '2009-11-02', '2010-08-31', '2010-09-01', '2012-02-29'), registeredAt: anInstant, inCare: fc.boolean() }),
    keyWorkers: few(keyWorker).map((rows) => numbered(rows)),
    placements: fc.array(placement, { maxLength: 2 }).map((rows) =>
      numbered(rows).map((row) => ({ ...row, riskNotices: row.riskNotices.map((one) => ({ ...one, id: one.id + 10 * row.id })) })),
    ),
    emergencies: few(fc.record({ raisedAt: anInstant, respondedAt: maybe(anInstant), placementId: fc.constant(null) })).map((rows) => numbered(rows)),
    releases: few(
      fc.record({
        dutyKey: aKey,
        reason: fc.constantFrom('agreed with the Virtual Head', 'recorded twice'),
        releasedAt: anInstant,
      }),
    ),
    records: someRecords(aDay, aKey),
  });

/** The same facts with every list in another order. */
export function shuffled(facts: CaseFacts, seed: number): CaseFacts {
  let state = seed;
  const next = (): number => (state = (state * 48271 + 11) % 2147483647);
  const reorder = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      return value.map((item: unknown) => ({ item: reorder(item), place: next() })).sort((a, b) => a.place - b.place).map(({ item }) => item);
    }
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, reorder(inner)]));
  };
  return reorder(facts) as CaseFacts;
}
