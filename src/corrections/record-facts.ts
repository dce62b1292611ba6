import type { ObjectLiteral } from 'typeorm';
import { MISTAKE } from '../domain/agreement/case-end.js';
import { CASE_RECORD_KINDS, isWords, type CaseRecordKind, type Field, type RecordFact, type RecordKind } from '../domain/agreement/records.js';
import { date } from '../domain/agreement/records/record-kind.js';
import { refuseTakingBack } from '../records/hold-decisions.js';
import { takeHoldBack } from '../records/hold-faults.js';
import { recordFaults, timeOf } from '../records/record-checks.js';
import type { RecordInput } from '../records/record-form.js';
import { CaseRecord } from '../records/record.entity.js';
import { takeNumberBack } from '../young-people/case-number.js';
import { mistaken, type CorrectableFact, type Surroundings } from './correctable-fact.js';
import type { Said } from './correction.entity.js';
import { ofCase } from './find-fact-sql.js';

function recordFact(kind: CaseRecordKind, { name, when, fields, notForProviders }: RecordKind): CorrectableFact {
  const part = (said: Said, isWanted: (field: Field) => boolean): Said =>
    Object.fromEntries(Object.entries(said).filter(([field]) => fields[field] !== undefined && isWanted(fields[field])));
  return {
    name,
    entity: CaseRecord,
    find: ofCase('record', { placement: 'f.placement_id', by: 'f.recorded_by', where: `f.taken_back_at IS NULL AND f.kind = '${kind}'`, asked: PUT_TO_PROVIDER }),
    fields: { happenedOn: date(when), ...fields },
    takenBack: mistaken,
    read: ({ happenedOn, details, words }) => ({ ...Object.fromEntries(Object.keys(fields).map((field) => [field, null])), happenedOn, ...part({ ...details, ...words }, () => true) }),
    write: (row, said) => ({
      happenedOn: said.happenedOn ?? row.happenedOn,
      details: withoutNothing({ ...row.details, ...part(said, (field) => !isWords(field)) }),
      words: withoutNothing({ ...row.words, ...part(said, isWords) }),
    }),
    faults: (row, before, surroundings) => {
      if (AS_THEY_STAND.includes(kind)) return [takeHoldBack];
      const known = new Set(faultsOf(kind, before, surroundings).map(({ code, field }) => `${field} ${code}`));
      return [...faultsOf(kind, row, surroundings).filter(({ code, field }) => !known.has(`${field} ${code}`)), ...twice(kind, row, surroundings), ...mistakeSaid(kind, row, before)];
    },
    ...(kind === 'case-closing' && { follow: (_row, { actor, opened }) => takeNumberBack(actor, opened.youngPerson) }),
    ...(kind === 'hold-decision' && { follow: (row, { actor, opened }) => refuseTakingBack(actor, opened, row as CaseRecord) }),
    notForProviders,
  };
}

/** Of a `record f`: it was put to a provider, or answers what one asked. */
const PUT_TO_PROVIDER = `EXISTS (SELECT FROM jsonb_each_text(f.details) said WHERE said.value = 'designated-person')`;

const withoutNothing = (said: Said): object => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));

/** What is wrong with a record of its kind. */
function faultsOf(kind: CaseRecordKind, { id, happenedOn, placementId, details, words }: ObjectLiteral, { facts, today }: Surroundings) {
  const input = { ...details, ...words, happenedOn, placementId: placementId ?? undefined } as RecordInput;
  return recordFaults(kind, input, { bornOn: facts.youngPerson.bornOn, today, openDuties: [], others: facts.records.filter((one) => one.kind === kind && one.id !== id) });
}

/** A second return for one period. */
function twice(kind: CaseRecordKind, { id, placementId, details }: ObjectLiteral, { facts }: Surroundings) {
  const time = timeOf(kind, details as RecordFact['details']);
  if (time === null) return [];
  const isThere = facts.records.some((one) => one.kind === kind && one.id !== id && one.placementId === placementId && one.details[time.field] === time.name);
  return isThere ? [{ code: 'ALREADY_RECORDED', field: time.field, sentence: 'The return for this time is here already. Correct that one if it was wrong.' }] : [];
}

/** A hold, and what was decided on it, are not put right: they are taken back. */
const AS_THEY_STAND: readonly CaseRecordKind[] = ['hold', 'hold-decision'];

/** That a case was registered by mistake, and which is the right one, is asked for and followed by more than a correction does. */
function mistakeSaid(kind: CaseRecordKind, { details }: ObjectLiteral, { details: was }: ObjectLiteral) {
  if (kind !== 'case-closing') return [];
  const [said, before] = [details, was] as RecordFact['details'][];
  const fields = [...(said?.cause === MISTAKE && before?.cause !== MISTAKE ? ['cause'] : []), ...((said?.rightCase ?? null) !== (before?.rightCase ?? null) ? ['rightCase'] : [])];
  return fields.map((field) => ({ code: 'RECORD_ANEW', field, sentence: 'This is not corrected. Say that this end of the case was a mistake, and record it anew.' }));
}

/** Records of every kind, as facts that can be corrected. */
export const RECORD_FACTS: Readonly<Record<string, CorrectableFact>> = Object.fromEntries(
  Object.entries<RecordKind>(CASE_RECORD_KINDS).map(([kind, row]) => [kind, recordFact(kind as CaseRecordKind, row)]),
);
