import type { CaseView, PlacementView } from './case-view.js';

/**
 * The case without what this person may not read: of a placement that is another provider's, a designated person sees that
 * there is one and its dates, and nothing that hangs on it (docs/security.md, Who sees what).
 */
export function asAllowed(view: CaseView): CaseView {
  const hidden = view.placements.filter(({ allowed }) => !allowed.includes('case.read')).map(({ id }) => id);
  const isShown = ({ placementId }: { placementId: number | null }): boolean => placementId === null || !hidden.includes(placementId);
  return {
    ...view,
    keyWorkers: view.keyWorkers.map((one) => ({ ...one, acknowledgedPlacementIds: one.acknowledgedPlacementIds.filter((id) => !hidden.includes(id)) })),
    placements: view.placements.map((placement) => (isShown({ placementId: placement.id }) ? placement : outlineOf(placement))),
    riskNotices: view.riskNotices.filter(isShown),
    emergencies: view.emergencies.filter(isShown),
    duties: view.duties.filter(isShown),
  };
}

function outlineOf(placement: PlacementView): PlacementView {
  const ending = placement.ending && { ...placement.ending, kind: null, reason: null, breach: false, breachReasons: [] };
  return { ...placement, ending, designatedPeople: [], plans: [], reviews: [] };
}
