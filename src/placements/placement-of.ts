import { IsNull, type EntityManager } from 'typeorm';
import { conflict, notFound } from '../errors.js';
import { PlacementEnding } from './placement-ending.entity.js';
import { Placement } from './placement.entity.js';

/** A placement of this case. Errors: NOT_FOUND. */
export async function placementOf(manager: EntityManager, caseId: number, placementId: number): Promise<Placement> {
  const placement = await manager.findOneBy(Placement, { id: placementId, caseId, takenBackAt: IsNull() });
  if (!placement) throw notFound('placement');
  return placement;
}

/** A placement of this case that has not ended. Errors: NOT_FOUND, PLACEMENT_ENDED. */
export async function runningPlacementOf(manager: EntityManager, caseId: number, placementId: number): Promise<Placement> {
  const placement = await placementOf(manager, caseId, placementId);
  if (await manager.existsBy(PlacementEnding, { placementId, takenBackAt: IsNull() })) {
    throw conflict('PLACEMENT_ENDED', 'This placement has ended, so nothing more is recorded on it.');
  }
  return placement;
}
