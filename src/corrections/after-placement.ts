import { isOfAnyDay, type Action, type CaseParties } from '../domain/permissions.js';
import { CASE_RECORD_KINDS } from '../domain/agreement/records.js';
import type { Belonging } from '../domain/may-correct.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { invalid } from '../errors.js';
import { ENDED_SENTENCE } from '../placements/placement-of.js';
import type { Said } from './correction.entity.js';

/**
 * Refuses to correct what a provider recorded to a day after the end of the placement through which it recorded it, of several the latest: it could not be recorded so either,
 * whoever corrects it. Errors: INVALID (PLACEMENT_ENDED).
 */
export function refuseCorrectingPastPlacement({ placements }: CaseParties, fact: string, { placementId, recordedAtProviderId }: Belonging, after: Said): void {
  const { happenedOn } = after;
  if (!(fact in CASE_RECORD_KINDS) || recordedAtProviderId === null || typeof happenedOn !== 'string' || isOfAnyDay(`${fact}.record` as Action)) return;
  const through = placements.filter((one) => one.providerId === recordedAtProviderId && (placementId === null || one.id === placementId));
  const ends = through.map(({ endedOn }) => endedOn);
  const last = ends.includes(null) ? undefined : (ends as LocalDate[]).sort().at(-1);
  if (last !== undefined && happenedOn > last) throw invalid([{ code: 'PLACEMENT_ENDED', field: 'happenedOn', sentence: ENDED_SENTENCE(last) }]);
}
