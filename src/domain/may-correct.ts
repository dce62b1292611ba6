import { can, type Actor, type CaseParties } from './permissions.js';
import type { LocalDate } from './time/local-date.js';

/** Where a fact belongs: what the policy goes by. */
export interface Belonging {
  /** The placement it is about, where it is about one. */
  placementId: number | null;
  /** The provider of whoever recorded it; null for somebody of an authority, and for an import. */
  recordedAtProviderId: number | null;
  notForProviders: boolean;
  /** Whether it was put to a provider, which reads it for that also where it is about no placement. */
  isPutToProvider?: boolean;
}

/** Whether somebody sees what became of a fact: those of the home authority always, a provider where it is about its own placement; of the case as a whole, what a provider recorded or was asked. */
export function maySee(actor: Actor, parties: CaseParties, today: LocalDate, { placementId, recordedAtProviderId = null, notForProviders, isPutToProvider = false }: Partial<Belonging> & Pick<Belonging, 'placementId' | 'notForProviders'>): boolean {
  if (can(actor, 'case.read-private', parties, today)) return true;
  if (notForProviders) return false;
  if (placementId === null) return (recordedAtProviderId !== null || isPutToProvider) && can(actor, 'case.read', parties, today);
  return can(actor, 'case.read', parties, today, placementId);
}

/** Whether somebody may put a fact right: those of the home authority any, a provider what it recorded itself, about its own placement or about the case as a whole while it sees one. */
export function mayCorrect(actor: Actor, parties: CaseParties, today: LocalDate, belonging: Belonging): boolean {
  if (can(actor, 'fact.correct-any', parties, today)) return true;
  if (!maySee(actor, parties, today, belonging)) return false;
  const about = parties.placements.filter(({ id }) => belonging.placementId === null || id === belonging.placementId);
  return about.some(({ id, providerId }) => providerId === belonging.recordedAtProviderId && can(actor, 'fact.correct', parties, today, id));
}
