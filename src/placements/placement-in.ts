import type { Action } from '../domain/permissions.js';
import type { CaseView, PlacementView } from '../young-people/case-view.js';
import { found } from '../young-people/found.js';

/** A placement of a case that was read. Errors: NOT_FOUND. */
export const placementIn = (view: CaseView, placementId: number): PlacementView => found(view.placements, placementId, 'placement');

/** The placements that run and that this person may do this about. */
export const runningPlacements = (view: CaseView, action: Action): PlacementView[] =>
  view.placements.filter(({ ending, allowed }) => ending === null && allowed.includes(action));
