import { addDays, type LocalDate } from '../time/local-date.js';
import { startOfDay } from '../time/london.js';
import type { KeyWorkerFact } from './facts.js';

/** From when an assignment has the authority to act as best parent; null while it is not confirmed, or was not before its end (SC1). */
export function authorityFromAt(row: KeyWorkerFact): Date | null {
  const confirmedAt = row.authorityToActConfirmedAt;
  if (confirmedAt === null) return null;
  const fromAt = confirmedAt > row.fromAt ? confirmedAt : row.fromAt;
  return row.untilAt === null || fromAt < row.untilAt ? fromAt : null;
}

/** The first instant at which, at or after a time, a key worker with the authority to act is in place; null if none is (SC1). */
export function keyWorkerInPlaceAt(keyWorkers: readonly KeyWorkerFact[], sinceAt: Date): Date | null {
  const inPlace = keyWorkers.flatMap((row) => {
    const fromAt = row.untilAt === null || row.untilAt > sinceAt ? authorityFromAt(row) : null;
    return fromAt === null ? [] : [fromAt];
  });
  return inPlace.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Whether an assignment runs at an instant; its end is no longer part of it. */
export function isCurrentAt({ fromAt, untilAt }: Pick<KeyWorkerFact, 'fromAt' | 'untilAt'>, at: Date): boolean {
  return fromAt <= at && (untilAt === null || at < untilAt);
}

/** Whether somebody is key worker at some time of a day: a contact card of another day names none (KW2, EP7). */
export const isNamedOn = (keyWorkers: readonly Pick<KeyWorkerFact, 'fromAt' | 'untilAt'>[], on: LocalDate): boolean =>
  keyWorkers.some(({ fromAt, untilAt }) => fromAt < startOfDay(addDays(on, 1)) && (untilAt === null || untilAt > startOfDay(on)));

/** Whether one of these key workers has the authority to act at an instant (SC1). */
export function hasAuthorityAt(keyWorkers: readonly KeyWorkerFact[], at: Date): boolean {
  return keyWorkers.some((row) => {
    const fromAt = authorityFromAt(row);
    return fromAt !== null && isCurrentAt({ fromAt, untilAt: row.untilAt }, at);
  });
}

/**
 * The assignments whose end, from an instant on, left nobody with the authority to act (SC1): a successor who is there at
 * that moment without it leaves a gap too, until it is confirmed.
 */
export function endedWithoutSuccessor(keyWorkers: readonly KeyWorkerFact[], sinceAt: Date): { id: number; untilAt: Date }[] {
  return keyWorkers.flatMap(({ id, untilAt }) => (untilAt !== null && untilAt >= sinceAt && !hasAuthorityAt(keyWorkers, untilAt) ? [{ id, untilAt }] : []));
}

/** Every assignment that follows another, the changes of key worker, by start and then id (SC2). */
export function keyWorkerChanges(keyWorkers: readonly KeyWorkerFact[]): KeyWorkerFact[] {
  return [...keyWorkers].sort((a, b) => a.fromAt.getTime() - b.fromAt.getTime() || a.id - b.id).slice(1);
}
