import { birthday } from '../time/academic-year.js';
import { describeDate, type LocalDate } from '../time/local-date.js';
import { londonDate, startOfDay } from '../time/london.js';
import { doneAt, handoverLimit, keyWorkerLimit, keyWorkerNoticeLimit } from './due.js';
import type { CaseFacts, KeyWorkerFact, PlacementFact } from './facts.js';
import { endedWithoutSuccessor, hasAuthorityAt, isCurrentAt, keyWorkerChanges, keyWorkerInPlaceAt } from './key-worker-cover.js';
import type { Law } from './law.js';
import { workingDaysAfterLimit } from './limits.js';
import { duty } from './recorded.js';
import { endOf, type OwedDuty } from './settle.js';

/** At this age a social worker hands over to a personal adviser. */
const HANDOVER_AGE = 18;

/** What social care owes: SC1, SC2. The facts are those of now (`factsAsAt`). */
export function socialCareDuties(facts: CaseFacts, law: Law): OwedDuty[] {
  const changes = keyWorkerChanges(facts.keyWorkers);
  return [
    ...keyWorkerInPlace(facts, law),
    ...handedOverAt18(facts, law),
    ...facts.keyWorkers.flatMap((row) => keyWorkerReached(row, facts.keyWorkers, law)),
    ...facts.placements.flatMap((placement) =>
      changes
        .filter((change) => isRunningOn(placement, londonDate(change.fromAt)))
        .map((change) => providerTold(placement, change, law)),
    ),
  ];
}

/** SC1: at the registration, and at each end of an assignment after it that leaves nobody. */
function keyWorkerInPlace(facts: CaseFacts, law: Law): OwedDuty[] {
  const { id, bornOn, registeredAt } = facts.youngPerson;
  const openings = [
    { key: `SC1/young-person-${id}`, at: registeredAt },
    ...endedWithoutSuccessor(facts.keyWorkers, registeredAt).map((row) => ({ key: `SC1/key-worker-${row.id}`, at: row.untilAt })),
  ];
  return openings.map(({ key, at }) => {
    const inPlaceAt = keyWorkerInPlaceAt(facts.keyWorkers, at);
    return duty({
      key,
      clause: 'SC1',
      opens: at,
      limit: keyWorkerLimit(bornOn, londonDate(at), law.settings(londonDate(at)).keyWorkerVacancyWorkingDays, law.calendar),
      done: inPlaceAt && doneAt(inPlaceAt),
    });
  });
}

/** SC1: while a key worker cannot be reached; kept once they can be again, or somebody else has taken over with the authority to act. A time that is over on the day on which they went is over because they went. */
function keyWorkerReached({ id, fromAt, untilAt, contactChecks = [] }: KeyWorkerFact, keyWorkers: readonly KeyWorkerFact[], { settings, calendar }: Law): OwedDuty[] {
  const [startsOn, endsOn] = [londonDate(fromAt), untilAt && londonDate(untilAt)];
  const takenOver = untilAt && hasAuthorityAt(keyWorkers, untilAt) ? doneAt(untilAt) : null;
  return contactChecks.flatMap((check) => {
    const opensOn = check.sinceOn > startsOn ? check.sinceOn : startsOn;
    const { clearedOn } = check;
    if ((clearedOn !== null && clearedOn < opensOn) || (endsOn !== null && endsOn <= opensOn)) return [];
    const isReachedFirst = clearedOn !== null && (endsOn === null || clearedOn < endsOn);
    return [
      duty({
        key: `SC1/key-worker-${id}/contact-check-${check.id}`,
        clause: 'SC1',
        opens: opensOn,
        limit: workingDaysAfterLimit(opensOn, settings(opensOn).keyWorkerVacancyWorkingDays, 'the key worker could not be reached', calendar),
        done: isReachedFirst ? { on: clearedOn, at: null } : takenOver,
        closedBy: endsOn === null ? null : { on: endsOn, because: `they were no longer key worker from ${describeDate(endsOn)} on` },
      }),
    ];
  });
}

/**
 * SC1: at 18 a social worker hands over, where nobody of another kind with the authority to act is there already. Whoever is registered
 * after that has the same right: from the registration, or from when their first key worker begins.
 */
function handedOverAt18({ youngPerson, keyWorkers }: CaseFacts, law: Law): OwedDuty[] {
  const on = birthday(youngPerson.bornOn, HANDOVER_AGE);
  const at = handedOverFrom(youngPerson.registeredAt, startOfDay(on), keyWorkers);
  const isSocialWorker = ({ kind }: KeyWorkerFact): boolean => kind === 'social-worker';
  const others = keyWorkers.filter((row) => !isSocialWorker(row));
  if (!keyWorkers.some((row) => isSocialWorker(row) && isCurrentAt(row, at)) || hasAuthorityAt(others, at)) return [];
  const inPlaceAt = keyWorkerInPlaceAt(others, at);
  return [
    duty({
      key: `SC1/young-person-${youngPerson.id}/at-18`,
      clause: 'SC1',
      opens: at,
      limit: handoverLimit(londonDate(at), law.settings(londonDate(at)).keyWorkerVacancyWorkingDays, law.calendar),
      done: inPlaceAt && doneAt(inPlaceAt),
    }),
  ];
}

function handedOverFrom(registeredAt: Date, birthdayAt: Date, keyWorkers: readonly KeyWorkerFact[]): Date {
  if (registeredAt <= birthdayAt) return birthdayAt;
  const starts = keyWorkers.filter(({ untilAt }) => untilAt === null || untilAt > registeredAt).map(({ fromAt }) => fromAt.getTime());
  const first = Math.min(...starts);
  return first > registeredAt.getTime() && first < Infinity ? new Date(first) : registeredAt;
}

/** SC2: the provider of a placement is told of a change. */
function providerTold(placement: PlacementFact, change: KeyWorkerFact, law: Law): OwedDuty {
  const changedOn = londonDate(change.fromAt);
  const told = placement.keyWorkerNotices
    .filter((notice) => notice.keyWorkerId === change.id)
    .flatMap(({ sentAt, acknowledgedAt }) => (sentAt && acknowledgedAt ? [Math.max(sentAt.getTime(), acknowledgedAt.getTime())] : []));
  return duty({
    key: `SC2/placement-${placement.id}/key-worker-${change.id}`,
    clause: 'SC2',
    placementId: placement.id,
    opens: change.fromAt,
    limit: keyWorkerNoticeLimit(changedOn, law.settings(changedOn).keyWorkerNoticeWorkingDays, law.calendar),
    done: told.length > 0 ? doneAt(new Date(Math.min(...told))) : null,
    closedBy: endOf(placement.ending),
  });
}

/** Offered, accepted or under way on a day; the last day counts. */
function isRunningOn(placement: PlacementFact, on: LocalDate): boolean {
  return placement.agreedOn <= on && (placement.ending === null || on <= placement.ending.endedOn);
}
