import { askedRole, holdsRole } from '../domain/answering.js';
import type { CaseRecordKind } from '../domain/agreement/records.js';
import { isSeenNoMore, type Actor } from '../domain/relations.js';
import { conflict } from '../errors.js';
import type { OpenCase } from '../young-people/case-work.service.js';
import type { CaseRecord } from './record.entity.js';

const RETURNS: readonly CaseRecordKind[] = ['attendance-return', 'term-return', 'outcome-return'];

/** Whose return it is, where the home authority's key contact or Virtual Head records it in the place of a provider that no longer sees the placement (EP15). */
export const returnedFor = (actor: Actor, { parties }: OpenCase, kind: CaseRecordKind, placementId: number | null): { onBehalfOf?: string } =>
  RETURNS.includes(kind) && !holdsRole(actor, 'designated-person', parties, placementId) ? { onBehalfOf: 'designated-person' } : {};

/** Nothing is put to a provider that no longer sees the placement: it could not read it, and would owe an answer. Errors: PROVIDER_GONE. */
export function refuseUnread({ parties, today }: OpenCase, asked: { kind: CaseRecordKind; placementId: number | null; details: CaseRecord['details'] }): void {
  const role = askedRole(asked) ?? asked.details.owner;
  if (role !== 'designated-person' && role !== 'signatory') return;
  if (parties.placements.some((placement) => placement.id === asked.placementId && !isSeenNoMore(placement, parties, today))) return;
  throw conflict('PROVIDER_GONE', 'The provider no longer sees this young person, so it could not read this or answer it. Put it to somebody of the home authority, such as the key contact; a challenge that names nobody is made under the agreement, on the provider’s page.');
}
