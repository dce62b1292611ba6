import { CASE_RECORDS } from './records/case.js';
import { HOLD_DECISIONS, HOLD_RECORDS } from './records/holds.js';
import { KEY_WORKER_RECORDS } from './records/key-worker.js';
import { PROVIDER_OWN_RECORDS, PROVIDER_RECORDS } from './records/provider.js';
import { SHARING_RECORDS } from './records/sharing.js';
import type { RecordKind } from './records/record-kind.js';
import { AGREEMENT_RECORDS, AUTHORITY_RECORDS, VIRTUAL_SCHOOL_RECORDS } from './records/virtual-school.js';

export type { OrganisationHoldKind } from './records/holds.js';
export { isWords, type Field, type RecordKind } from './records/record-kind.js';

/** What can be recorded on a young person's case. */
export const CASE_RECORD_KINDS = { ...SHARING_RECORDS, ...KEY_WORKER_RECORDS, ...PROVIDER_RECORDS, ...VIRTUAL_SCHOOL_RECORDS, ...CASE_RECORDS } as const satisfies Record<string, RecordKind>;
export type CaseRecordKind = keyof typeof CASE_RECORD_KINDS;

/** What a provider, an authority, or the parties of an agreement record about themselves. */
export const ORGANISATION_RECORD_KINDS = { ...PROVIDER_OWN_RECORDS, ...AUTHORITY_RECORDS, ...AGREEMENT_RECORDS, ...HOLD_RECORDS, ...HOLD_DECISIONS } as const satisfies Record<string, RecordKind>;
export type OrganisationRecordKind = keyof typeof ORGANISATION_RECORD_KINDS;

/** A record as the law reads it: its day, what it is about, and every field but the free texts. */
export interface RecordFact<Kind extends string = CaseRecordKind> {
  id: number;
  kind: Kind;
  placementId: number | null;
  aboutId: number | null;
  /** The review that gave rise to it, where one did (P3, VS5). */
  reviewId?: number | null;
  on: string;
  details: Readonly<Record<string, string | number | boolean | undefined>>;
}
