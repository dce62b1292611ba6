import { CASE_RECORD_KINDS, type CaseRecordKind, type Field, type RecordKind } from '../../src/domain/agreement/records.js';
import type { ApiCalls } from './api-calls.js';
import type { Who } from './region.js';
import { PERMISSIONS, type Relation } from '../../src/domain/permissions.js';

/** Who stands in each relation to a case of Birmingham's placed at Ashgrove in Coventry. */
export const IN_RELATION: Partial<Record<Relation, Who>> = {
  'key-worker': 'keyWorker', 'team-manager': 'manager', 'designated-person': 'designatedPerson', 'key-contact': 'keyContact', 'virtual-head': 'head', 'local-virtual-school': 'neighbourContact',
};

/** Whoever is asked in the examples, where it is not the first that the policy names. */
const FIRST: Partial<Record<CaseRecordKind, Who>> = { 'support-answer': 'neighbourContact', 'challenge-answer': 'designatedPerson' };

/** Those who may record a kind, and those in the case who may not. */
export function recorders(kind: CaseRecordKind): { may: Who[]; mayNot: Who[] } {
  const allowed: readonly Relation[] = PERMISSIONS[`${kind}.record`];
  const who = (wanted: boolean): Who[] => Object.entries(IN_RELATION).flatMap(([relation, one]) => (allowed.includes(relation as Relation) === wanted ? [one] : []));
  const first = FIRST[kind];
  return { may: [...(first ? [first] : []), ...who(true)], mayNot: who(false) };
}

const VALUES: { [T in Field['type']]: (field: Extract<Field, { type: T }>) => unknown } = {
  text: () => 'It was talked through.',
  line: () => 'Petra Ashdown, tutor',
  date: () => '2026-11-20',
  tick: () => true,
  number: ({ min, max }) => Math.min(max, min + 20),
  choice: ({ choices }) => Object.keys(choices)[0],
  pattern: ({ example }) => example,
};

/** What cannot be filled in by type alone. */
const SPECIAL: Partial<Record<CaseRecordKind, object>> = {
  'attendance-return': { month: '2026-09', week: undefined, possible: 40, attended: 38, authorised: 1 },
  'term-return': { term: '2025-26-summer', status: 'continuing' },
  'outcome-return': { year: '2025-26' },
  'support-request': { to: 'local-key-contact' },
  'case-closing': { cause: 'moved-authority', rightCase: undefined },
  disclosure: { basis: 'asked for by the young person' },
};

/** A body that a kind takes, from its fields. */
export function exampleBody(kind: CaseRecordKind, ids: { placementId: number; aboutId?: number; happenedOn: string; dutyKey: string }): Record<string, unknown> {
  const { fields, of, about }: RecordKind = CASE_RECORD_KINDS[kind];
  const filled = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, (VALUES[field.type] as (one: Field) => unknown)(field)]));
  return {
    happenedOn: ids.happenedOn,
    ...filled,
    ...(of.includes('placement') && about === undefined && { placementId: ids.placementId }),
    ...(about !== undefined && { aboutId: ids.aboutId }),
    ...(kind === 'hold' && { dutyKey: ids.dutyKey }),
    ...SPECIAL[kind],
  };
}

/** Records what a kind answers, where it answers something; its number. */
export async function recordAbout(api: ApiCalls, reference: string, kind: CaseRecordKind, ids: { placementId: number; happenedOn: string; dutyKey: string }): Promise<number | undefined> {
  const { about }: RecordKind = CASE_RECORD_KINDS[kind];
  if (about === undefined) return undefined;
  const asked = about as CaseRecordKind;
  const [who = 'keyWorker'] = recorders(asked).may;
  const { body } = await api.post<{ id: number }>(who, `/cases/${reference}/records/${asked}`, exampleBody(asked, ids));
  return body.id;
}
