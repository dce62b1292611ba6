import fc from 'fast-check';
import { CASE_RECORD_KINDS, type CaseRecordKind, type Field, type RecordFact, type RecordKind } from '../../src/domain/agreement/records.js';
import { ENTITLEMENTS } from '../../src/domain/agreement/records/provider.js';
import { addDays } from '../../src/domain/time/local-date.js';
import { academicYearOf, monthsIn, termsIn } from '../../src/domain/time/periods.js';

/** Whatever can be recorded on a case, of each kind, answering each other now and then; `aDay` and the duties' keys come from the case. */
export function someRecords(aDay: fc.Arbitrary<string>, aKey: fc.Arbitrary<string>): fc.Arbitrary<RecordFact[]> {
  const one = fc.constantFrom(...(Object.keys(CASE_RECORD_KINDS) as CaseRecordKind[])).chain((kind) => aRecordOf(kind, aDay, aKey));
  const answered = fc.tuple(fc.array(anAnswered(aDay, aKey), { maxLength: 30 }), fc.array(aCheck(aDay, aKey), { maxLength: 1 }));
  return fc.tuple(fc.array(one, { maxLength: 80 }), answered).map(([rows, [pairs, checks]]) => {
    const all = [...rows, ...checks.flat()].map((row, index) => ({ ...row, id: index + 1 }));
    return [...all, ...pairs.flatMap(([asked, answer], index) => {
      const id = all.length + 2 * index + 1;
      return [{ ...asked, id }, { ...answer, id: id + 1, aboutId: id, placementId: asked.placementId }];
    })];
  });
}

type Unnumbered = Omit<RecordFact, 'id'>;

/** Something asked, and its answer some days later: in time, late, or on the very day. */
function anAnswered(aDay: fc.Arbitrary<string>, aKey: fc.Arbitrary<string>): fc.Arbitrary<[Unnumbered, Unnumbered]> {
  const answers = Object.entries<RecordKind>(CASE_RECORD_KINDS).flatMap(([kind, { about }]) => (about === undefined ? [] : [[about, kind] as [CaseRecordKind, CaseRecordKind]]));
  return fc.constantFrom(...answers).chain(([asked, answer]) =>
    fc.tuple(aRecordOf(asked, aDay, aKey), aRecordOf(answer, aDay, aKey), fc.integer({ min: 0, max: 30 })).map(([one, other, days]) => [one, { ...other, on: addDays(one.on, days) }]),
  );
}

/** The advice and every entitlement of one placement, over some days. */
function aCheck(aDay: fc.Arbitrary<string>, aKey: fc.Arbitrary<string>): fc.Arbitrary<Unnumbered[]> {
  return fc.tuple(aRecordOf('advice-given', aDay, aKey), fc.integer({ min: 0, max: 20 })).map(([advice, days]) => [
    { ...advice, placementId: 1 },
    ...Object.keys(ENTITLEMENTS).map((entitlement, index): Unnumbered => ({ kind: 'entitlement', placementId: 1, aboutId: null, on: addDays(advice.on, (days * index) % 23), details: { entitlement, status: 'claimed' } })),
  ]);
}

function aRecordOf(kind: CaseRecordKind, aDay: fc.Arbitrary<string>, aKey: fc.Arbitrary<string>): fc.Arbitrary<Omit<RecordFact, 'id'>> {
  const row: RecordKind = CASE_RECORD_KINDS[kind];
  const details = Object.entries(row.fields).filter(([name, { type }]) => name === 'dutyKey' || (type !== 'text' && type !== 'line'));
  return fc.record({
    kind: fc.constant(kind),
    placementId: row.of === 'case' ? fc.constant(null) : fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
    aboutId: row.about === undefined ? fc.constant(null) : fc.integer({ min: 1, max: 12 }),
    on: aDay,
    details: fc.record(Object.fromEntries(details.map(([name, field]) => [name, name === 'dutyKey' ? aKey : aDetail(name, field, aDay)]))),
  });
}

function aDetail(name: string, field: Field, aDay: fc.Arbitrary<string>): fc.Arbitrary<string | number | boolean> {
  if (field.type === 'choice') return fc.constantFrom(...Object.keys(field.choices));
  if (field.type === 'tick') return fc.boolean();
  if (field.type === 'number') return fc.integer({ min: field.min, max: field.max });
  return aDay.map((on) => PERIODS[name]?.(on) ?? on);
}

/** The fields that name a period; a term of August is the autumn's that follows. */
const PERIODS: Readonly<Partial<Record<string, (on: string) => string | undefined>>> = {
  month: (on) => monthsIn(on, on)[0]?.name,
  term: (on) => termsIn(on, '2099-08-31')[0]?.name,
  year: (on) => academicYearOf(on).name,
};
