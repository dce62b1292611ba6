import fc from 'fast-check';
import { CASE_RECORD_KINDS, type CaseRecordKind, type Field, type RecordFact, type RecordKind } from '../../src/domain/agreement/records.js';
import { academicYearOf, monthsIn, termsIn } from '../../src/domain/time/periods.js';

/** Whatever can be recorded on a case, of each kind, answering each other now and then; `aDay` and the duties' keys come from the case. */
export function someRecords(aDay: fc.Arbitrary<string>, aKey: fc.Arbitrary<string>): fc.Arbitrary<RecordFact[]> {
  const one = fc.constantFrom(...(Object.keys(CASE_RECORD_KINDS) as CaseRecordKind[])).chain((kind) => aRecordOf(kind, aDay, aKey));
  return fc.array(one, { maxLength: 12 }).map((rows) => rows.map((row, index) => ({ ...row, id: index + 1 })));
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
