import { can, type Actor, type CaseParties } from './permissions.js';
import type { LocalDate } from './time/local-date.js';

/** Where a fact belongs: what the policy goes by. */
export interface Belonging {
  /** The placement it is about, where it is about one. */
  placementId: number | null;
  /** The provider of whoever recorded it; null for somebody of an authority, and for an import. */
  recordedAtProviderId: number | null;
  notForProviders: boolean;
}

/** Whether somebody sees what became of a fact: those of the home authority always, a provider where it is about its own placement. */
export function maySee(actor: Actor, parties: CaseParties, today: LocalDate, { placementId, notForProviders }: Omit<Belonging, 'recordedAtProviderId'>): boolean {
  if (can(actor, 'case.read-private', parties, today)) return true;
  return !notForProviders && placementId !== null && can(actor, 'case.read', parties, today, placementId);
}

/** Whether somebody may put a fact right: those of the home authority any, a provider what it recorded itself about its own placement. */
export function mayCorrect(actor: Actor, parties: CaseParties, today: LocalDate, belonging: Belonging): boolean {
  if (can(actor, 'fact.correct-any', parties, today)) return true;
  const placement = parties.placements.find(({ id }) => id === belonging.placementId);
  if (!placement || !maySee(actor, parties, today, belonging)) return false;
  return placement.providerId === belonging.recordedAtProviderId && can(actor, 'fact.correct', parties, today, placement.id);
}
