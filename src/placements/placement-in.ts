import type { CaseView, PlacementView } from '../young-people/case-view.js';
import { found } from '../young-people/found.js';

/** A placement of a case that was read. Errors: NOT_FOUND. */
export const placementIn = (view: CaseView, placementId: number): PlacementView => found(view.placements, placementId, 'placement');

/** The placements that something can still be recorded on. */
export const runningPlacements = (view: CaseView): PlacementView[] => view.placements.filter(({ ending }) => ending === null);
