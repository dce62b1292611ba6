import { inRole, transaction } from '../database/unit-of-work.js';
import { answersAs, askedRole, holdsRole } from '../domain/answering.js';
import type { CaseRecordKind } from '../domain/agreement/records.js';
import { can, type Actor } from '../domain/permissions.js';
import { conflict, invalid, notAllowed } from '../errors.js';
import { Person } from '../people/person.entity.js';
import type { OpenCase } from '../young-people/case-work.service.js';
import type { CaseRecord } from './record.entity.js';

type Asked = Pick<CaseRecord, 'kind' | 'placementId' | 'details' | 'recordedBy'>;

/** Kinds by which somebody asks for themselves; of a view, and of a question of the young person's, they only write it down. */
const asksForOneself = ({ kind, details }: Pick<Asked, 'kind' | 'details'>): boolean =>
  kind === 'challenge' || kind === 'support-request' || (kind === 'good-enough-question' && details.askedBy !== 'young person');

/** Errors: NOT_ALLOWED where it was put to somebody else, or where this person asked it themselves. Answers whose answer it is, where it is not one's own. */
export function expectAsked(actor: Actor, { parties, today }: OpenCase, about: Asked): { onBehalfOf?: string } {
  const as = answersAs(actor, about, parties, today);
  if (as === null) throw notAllowed('answer this: it was put to somebody else');
  if (about.recordedBy === actor.personId && asksForOneself(about)) throw notAllowed('answer what you asked yourself');
  return as === 'manager' ? { onBehalfOf: askedRole(about) ?? '' } : {};
}

/** Of an answer about the case as a whole: that somebody of a provider asked for themselves, who reads it for that. A young person's question is only written down. */
export async function toldTo({ kind, placementId, details, recordedBy }: Asked): Promise<{ toldTo?: string }> {
  if (placementId !== null || recordedBy === null || !asksForOneself({ kind, details })) return {};
  const asker = await inRole('engine', () => transaction().manager.findOneByOrFail(Person, { id: recordedBy }));
  return asker.providerId === null ? {} : { toldTo: 'designated-person' };
}

/** Whether somebody is asked by a record, or the manager of whoever is. */
export const isPutTo = (actor: Actor, { parties, today }: Pick<OpenCase, 'parties' | 'today'>, about: Omit<Asked, 'recordedBy'>): boolean => answersAs(actor, about, parties, today) !== null;

/**
 * Nobody asks themselves. Between Virtual Schools each asks the other, and there are two of them only where the provider is
 * in another authority's area (VS3). Errors: INVALID (ASKS_ONESELF), ONE_VIRTUAL_SCHOOL.
 */
export function refuseAskingOneself(actor: Actor, { parties, today }: OpenCase, asked: { kind: CaseRecordKind; placementId: number | null; details: CaseRecord['details'] }): void {
  const role = askedRole(asked);
  if (role === null || !asksForOneself(asked)) return;
  const field = asked.kind === 'good-enough-question' ? 'addressedTo' : 'to';
  const ownSide = { code: 'ASKS_ONESELF', field, sentence: 'This is yourself, or your own side: ask somebody else.' };
  if (asked.kind !== 'support-request') {
    if (holdsRole(actor, role, parties, asked.placementId)) throw invalid([ownSide]);
    return;
  }
  const placement = parties.placements.find(({ id }) => id === asked.placementId);
  if (placement?.providerAuthorityCode === parties.homeAuthorityCode) {
    throw conflict('ONE_VIRTUAL_SCHOOL', 'The provider is in the home authority’s own area: there is no other Virtual School to ask.');
  }
  const isHome = can(actor, 'pep-review.record', parties, today);
  if (isHome === (role === 'key-contact')) throw invalid([ownSide]);
}
