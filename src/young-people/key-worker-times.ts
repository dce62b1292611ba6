import { IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { KeyWorkerAssignment } from './key-worker-assignment.entity.js';

/** Who is key worker of a case at an instant; null if nobody is. */
export function keyWorkerNow(caseId: number, now: Date): Promise<KeyWorkerAssignment | null> {
  const counts = { caseId, takenBackAt: IsNull(), fromAt: LessThanOrEqual(now) };
  return transaction().manager.findOne(KeyWorkerAssignment, { where: [{ ...counts, untilAt: IsNull() }, { ...counts, untilAt: MoreThan(now) }], order: { fromAt: 'DESC', id: 'DESC' } });
}

/** Who is named as key worker from an instant to come; null if nobody is. */
export function keyWorkerToCome(caseId: number, now: Date): Promise<KeyWorkerAssignment | null> {
  return transaction().manager.findOne(KeyWorkerAssignment, { where: { caseId, takenBackAt: IsNull(), fromAt: MoreThan(now) }, order: { fromAt: 'ASC', id: 'ASC' } });
}

/** Takes back what is to come: whoever was to stay until then stays. */
export async function takeNamingBack({ id, caseId, fromAt }: KeyWorkerAssignment, now: Date): Promise<void> {
  const { manager } = transaction();
  await manager.update(KeyWorkerAssignment, { id }, { takenBackAt: now });
  await manager.update(KeyWorkerAssignment, { caseId, untilAt: fromAt, takenBackAt: IsNull() }, { untilAt: null });
}

/** Somebody is kept out of a case: their time as its key worker, running or to come, is over (SC1 where nobody follows). */
export async function endTimesOf(caseId: number, personId: number, now: Date): Promise<void> {
  const named = await keyWorkerToCome(caseId, now);
  if (named?.personId === personId) await takeNamingBack(named, now);
  const counts = { caseId, personId, takenBackAt: IsNull(), fromAt: LessThanOrEqual(now) };
  for (const untilAt of [IsNull(), MoreThan(now)]) await transaction().manager.update(KeyWorkerAssignment, { ...counts, untilAt }, { untilAt: now });
}
