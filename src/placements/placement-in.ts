import type { Action } from '../domain/permissions.js';
import type { CaseView, PlacementView } from '../young-people/case-view.js';
import { describeDate } from '../domain/time/local-date.js';
import { found } from '../young-people/found.js';

/** A placement of a case that was read. Errors: NOT_FOUND. */
export const placementIn = (view: CaseView, placementId: number): PlacementView => found(view.placements, placementId, 'placement');

/** A placement in a list to choose from: an ended one says until when, since what happened by then is still recorded. */
export const nameOf = ({ provider, course, ending }: Pick<PlacementView, 'provider' | 'course' | 'ending'>): string =>
  `${provider.name}, ${course}${ending === null ? '' : `, ended on ${describeDate(ending.endedOn)}`}`;

/** The placements that this person may do this about: those that run first, then those that have ended. */
export const placementsToRecord = (view: CaseView, action: Action): PlacementView[] =>
  view.placements.filter(({ allowed }) => allowed.includes(action)).sort((a, b) => Number(a.ending !== null) - Number(b.ending !== null));

/** The placements that run and that this person may do this about. */
export const runningPlacements = (view: CaseView, action: Action): PlacementView[] =>
  view.placements.filter(({ ending, allowed }) => ending === null && allowed.includes(action));
