import type { LocalDate } from '../time/local-date.js';
import { londonDate } from '../time/london.js';
import type { Calendar } from '../time/working-days.js';
import { CLAUSES } from './clauses.js';
import { doneAt, keyWorkerLimit, keyWorkerNoticeLimit } from './due.js';
import type { CaseFacts, KeyWorkerFact, PlacementFact } from './facts.js';
import { endedWithoutSuccessor, keyWorkerChanges, keyWorkerInPlaceAt } from './key-worker-cover.js';
import type { Settings } from './settings.js';
import type { OwedDuty } from './settle.js';

/** What social care owes: SC1, SC2. The facts are those of now (`factsAsAt`). */
export function socialCareDuties(facts: CaseFacts, settings: Settings, calendar: Calendar): OwedDuty[] {
  const changes = keyWorkerChanges(facts.keyWorkers);
  return [
    ...keyWorkerInPlace(facts, settings, calendar),
    ...facts.placements.flatMap((placement) =>
      changes
        .filter((change) => isRunningOn(placement, londonDate(change.fromAt)))
        .map((change) => providerTold(placement, change, settings, calendar)),
    ),
  ];
}

/** SC1: at the registration, and at each end of an assignment after it that leaves nobody. */
function keyWorkerInPlace(facts: CaseFacts, settings: Settings, calendar: Calendar): OwedDuty[] {
  const { id, bornOn, registeredAt } = facts.youngPerson;
  const openings = [
    { key: `SC1/young-person-${id}`, at: registeredAt },
    ...endedWithoutSuccessor(facts.keyWorkers, registeredAt).map((row) => ({ key: `SC1/key-worker-${row.id}`, at: row.untilAt })),
  ];
  return openings.map(({ key, at }) => {
    const inPlaceAt = keyWorkerInPlaceAt(facts.keyWorkers, at);
    return {
      key,
      clause: 'SC1',
      owedBy: [...CLAUSES.SC1.owedBy],
      owedTo: CLAUSES.SC1.owedTo,
      placementId: null,
      opensAt: at,
      ...keyWorkerLimit(bornOn, londonDate(at), settings, calendar),
      done: inPlaceAt && doneAt(inPlaceAt),
      closedBy: null,
    };
  });
}

/** SC2: the provider of a placement is told of a change. */
function providerTold(placement: PlacementFact, change: KeyWorkerFact, settings: Settings, calendar: Calendar): OwedDuty {
  const told = placement.keyWorkerNotices
    .filter((notice) => notice.keyWorkerId === change.id)
    .flatMap(({ sentAt, acknowledgedAt }) => (sentAt && acknowledgedAt ? [Math.max(sentAt.getTime(), acknowledgedAt.getTime())] : []));
  return {
    key: `SC2/placement-${placement.id}/key-worker-${change.id}`,
    clause: 'SC2',
    owedBy: [...CLAUSES.SC2.owedBy],
    owedTo: CLAUSES.SC2.owedTo,
    placementId: placement.id,
    opensAt: change.fromAt,
    ...keyWorkerNoticeLimit(londonDate(change.fromAt), settings, calendar),
    done: told.length > 0 ? doneAt(new Date(Math.min(...told))) : null,
    closedBy: placement.ending,
  };
}

/** Offered, accepted or under way on a day; the last day counts. */
function isRunningOn(placement: PlacementFact, on: LocalDate): boolean {
  return placement.agreedOn <= on && (placement.ending === null || on <= placement.ending.endedOn);
}
