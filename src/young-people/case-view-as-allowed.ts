import { CASE_RECORD_KINDS, type RecordKind } from '../domain/agreement/records.js';
import { NOT_FOR_PROVIDERS } from '../domain/permissions.js';
import type { CaseView, PlacementView, RecordView } from './case-view.js';

/**
 * The case without what this person may not read: of a placement that is another provider's, a designated person sees that
 * there is one and its dates, and nothing that hangs on it (docs/security.md, Who sees what).
 */
export function asAllowed(view: CaseView): CaseView {
  const hidden = view.placements.filter(({ allowed }) => !allowed.includes('case.read')).map(({ id }) => id);
  const unseen = unseenEmergencies(view);
  const isShown = ({ placementId }: { placementId: number | null }): boolean => placementId === null || !hidden.includes(placementId);
  return {
    ...view,
    keyWorkers: view.keyWorkers.map((one) => ({ ...one, acknowledgements: one.acknowledgements.filter(isShown) })),
    placements: view.placements.map((placement) => (isShown({ placementId: placement.id }) ? placement : outlineOf(placement))),
    meetings: isHome(view) ? view.meetings : [],
    riskNotices: view.riskNotices.filter(isShown),
    emergencies: view.emergencies.filter((one) => isShown(one) && !unseen.includes(one.id)),
    records: view.records.filter((record) => isShown(record) && isForReader(view, record)),
    duties: view.duties.filter((duty) => isShown(duty) && (isHome(view) || !NOT_FOR_PROVIDERS.includes(duty.clause)) && !unseen.some((id) => duty.key === `KW8/emergency-${id}`)),
  };
}

/** Quiet emergencies that another than the reader's own provider raised: a provider knows nothing of them (KW8). */
function unseenEmergencies({ allowed, placements, emergencies }: CaseView): number[] {
  if (allowed.includes('case.read-private')) return [];
  const own = placements.filter((placement) => placement.allowed.includes('case.read')).map(({ provider }) => provider.id);
  return emergencies.filter(({ quiet, raisedAtProviderId }) => quiet && (raisedAtProviderId === null || !own.includes(raisedAtProviderId))).map(({ id }) => id);
}

/** Whether the reader is of the home authority's side. */
const isHome = ({ allowed }: Pick<CaseView, 'allowed'>): boolean => allowed.includes('case.read-private');

/** Of what is recorded on the case as a whole a provider reads what it is asked, and what it recorded itself. */
function isForReader({ allowed }: CaseView, { kind, placementId, details, recordedAtProviderId }: RecordView): boolean {
  if (isHome({ allowed })) return true;
  if ((CASE_RECORD_KINDS[kind] as RecordKind).notForProviders) return false;
  return placementId !== null || recordedAtProviderId !== null || Object.values(details).includes('designated-person');
}

function outlineOf(placement: PlacementView): PlacementView {
  const ending = placement.ending && { ...placement.ending, kind: null, reason: null, breach: false, breachReasons: [] };
  return { ...placement, ending, designatedPeople: [], plans: [], reviews: [] };
}
