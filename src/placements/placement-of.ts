import { IsNull, type EntityManager } from 'typeorm';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { conflict, notFound } from '../errors.js';
import { PlacementEnding } from './placement-ending.entity.js';
import { Placement } from './placement.entity.js';

/** A placement of this case. Errors: NOT_FOUND. */
export async function placementOf(manager: EntityManager, caseId: number, placementId: number): Promise<Placement> {
  const placement = await manager.findOneBy(Placement, { id: placementId, caseId, takenBackAt: IsNull() });
  if (!placement) throw notFound('placement');
  return placement;
}

/** Refuses what happened on a day after a placement had ended; what happened by then is taken, whenever it is typed in. Errors: PLACEMENT_ENDED. */
export async function refuseAfterPlacement(manager: EntityManager, placementId: number, day: LocalDate): Promise<void> {
  const ending = await manager.findOneBy(PlacementEnding, { placementId, takenBackAt: IsNull() });
  if (ending && day > ending.endedOn) throw endedBy(ending.endedOn);
}

/** 409: something of a later day than the end of its placement. */
export const endedBy = (endedOn: LocalDate) =>
  conflict('PLACEMENT_ENDED', ENDED_SENTENCE(endedOn));

/** The same in a correction. */
export const ENDED_SENTENCE = (endedOn: LocalDate): string =>
  `This placement ended on ${describeDate(endedOn)}. What happened on that day or before is recorded with its own day; what happened later is not recorded on it. If the end is wrong, have it corrected first.`;

/** A placement of this case that has not ended. Errors: NOT_FOUND, PLACEMENT_ENDED. */
export async function runningPlacementOf(manager: EntityManager, caseId: number, placementId: number): Promise<Placement> {
  const placement = await placementOf(manager, caseId, placementId);
  if (await manager.existsBy(PlacementEnding, { placementId, takenBackAt: IsNull() })) {
    throw conflict('PLACEMENT_ENDED', 'This placement has ended, so nothing more is recorded on it.');
  }
  return placement;
}
