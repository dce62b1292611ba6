import type { CaseFacts } from '../../src/domain/agreement/facts.js';
import type { RecordFact } from '../../src/domain/agreement/records.js';
import type { Raw } from './duties-oracle.js';
import { birthday, dayOf, endOfYear11, latest, midnight, plusDays, termOf, workingDaysAfter, yearOf } from './duties-oracle-time.js';
import { inWords, placementEnd, type End, type Limit } from './duties-oracle-words.js';

/* The second reading of what belongs to a case as a whole, or to a record. */

/** From when an assignment has the authority to act, if it ever has. */
function authorityFrom(one: CaseFacts['keyWorkers'][number]): Date | null {
  if (one.authorityToActConfirmedAt === null) return null;
  const from = new Date(Math.max(+one.authorityToActConfirmedAt, +one.fromAt));
  return one.untilAt === null || from < one.untilAt ? from : null;
}

/** When a social worker hands over: at 18; for somebody registered later then, or when the first key worker of after that begins. */
function handover(registeredAt: Date, at18: Date, keyWorkers: CaseFacts['keyWorkers']): Date {
  if (at18 >= registeredAt) return at18;
  const [first] = keyWorkers.filter(({ untilAt }) => untilAt === null || +untilAt > +registeredAt).sort((a, b) => +a.fromAt - +b.fromAt);
  return first === undefined || first.fromAt < registeredAt ? registeredAt : first.fromAt;
}

/** SC1 and SC2. */
export function ofKeyWorkers({ youngPerson, keyWorkers, placements }: CaseFacts, limit: Limit): Raw[] {
  const { id, bornOn, registeredAt } = youngPerson;
  const inPlace = (at: Date, wanted = keyWorkers): Date | null => {
    const from = wanted.filter(({ untilAt }) => untilAt === null || untilAt > at).flatMap((one) => authorityFrom(one) ?? []);
    return from.sort((a, b) => +a - +b)[0] ?? null;
  };
  const covered = (at: Date): boolean => keyWorkers.some((one) => {
    const from = authorityFrom(one);
    return from !== null && from <= at && (one.untilAt === null || at < one.untilAt);
  });
  const vacancy = (on: string): string | null => workingDaysAfter(on, limit('keyWorkerVacancyWorkingDays', on));
  const last = (on: string): string | null => (on <= endOfYear11(bornOn) ? endOfYear11(bornOn) : vacancy(on));
  const raws: Raw[] = [{ key: `SC1/young-person-${id}`, opensAt: registeredAt, last: last(dayOf(registeredAt)), doneAt: inPlace(registeredAt) }];
  for (const { id: row, untilAt } of keyWorkers) {
    if (untilAt !== null && untilAt >= registeredAt && !covered(untilAt)) raws.push({ key: `SC1/key-worker-${row}`, opensAt: untilAt, last: last(dayOf(untilAt)), doneAt: inPlace(untilAt) });
  }
  for (const { id: row, fromAt, untilAt, contactChecks = [] } of keyWorkers) {
    for (const { id: check, sinceOn, clearedOn } of contactChecks) {
      const from = latest(sinceOn, dayOf(fromAt));
      const end = untilAt === null ? null : dayOf(untilAt);
      if ((clearedOn !== null && clearedOn < from) || (end !== null && end <= from)) continue;
      const reached = clearedOn !== null && (end === null || clearedOn < end);
      raws.push({
        key: `SC1/key-worker-${row}/contact-check-${check}`, opensAt: midnight(from), last: vacancy(from), ...(reached ? { doneOn: clearedOn } : { doneAt: untilAt !== null && covered(untilAt) ? untilAt : null }),
        end: end === null ? null : { on: end, because: `they were no longer key worker from ${inWords(end)} on` },
      });
    }
  }
  const birthday18 = handover(registeredAt, midnight(birthday(bornOn, 18)), keyWorkers);
  const thereAt18 = keyWorkers.filter(({ fromAt, untilAt }) => fromAt <= birthday18 && (untilAt === null || untilAt > birthday18));
  const others = keyWorkers.filter(({ kind }) => kind !== 'social-worker');
  const anotherHas = thereAt18.some((one) => one.kind !== 'social-worker' && (authorityFrom(one) ?? new Date(8e15)) <= birthday18);
  if (thereAt18.some(({ kind }) => kind === 'social-worker') && !anotherHas) {
    raws.push({ key: `SC1/young-person-${id}/at-18`, opensAt: birthday18, last: vacancy(dayOf(birthday18)), doneAt: inPlace(birthday18, others) });
  }
  const changes = [...keyWorkers].sort((a, b) => +a.fromAt - +b.fromAt || a.id - b.id).slice(1);
  for (const change of changes) {
    const on = dayOf(change.fromAt);
    for (const placement of placements.filter(({ agreedOn, ending }) => agreedOn <= on && (ending === null || on <= ending.endedOn))) {
      const told = placement.keyWorkerNotices.filter(({ keyWorkerId, sentAt, acknowledgedAt }) => keyWorkerId === change.id && sentAt && acknowledgedAt).map(({ sentAt, acknowledgedAt }) => Math.max(+(sentAt ?? 0), +(acknowledgedAt ?? 0)));
      raws.push({
        key: `SC2/placement-${placement.id}/key-worker-${change.id}`, placement: placement.id, opensAt: change.fromAt, last: workingDaysAfter(on, limit('keyWorkerNoticeWorkingDays', on)),
        doneAt: told.length ? new Date(Math.min(...told)) : null, end: placementEnd(placement.ending),
      });
    }
  }
  return raws;
}

/** The records of a kind, by day, then number. */
export const inOrder = <R extends { kind: string; id: number; on: string }>(records: readonly R[], kind: string): R[] =>
  records.filter((one) => one.kind === kind).sort((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1));

/** What a record opens: the key without its number, the limit, the record that keeps it, whether it ends with its placement, and who is named. */
interface Opened {
  key: string;
  last: string | null;
  by: string;
  ends?: true;
  owedBy?: unknown;
}

function openedBy({ kind, on, id, details }: RecordFact, limit: Limit): Opened[] {
  const days = (name: string): string | null => workingDaysAfter(on, limit(name, on));
  switch (kind as string) {
    case 'view':
      return [{ key: `${details.addressedTo === 'designated-person' ? 'EP5' : 'KW5'}/view-${id}`, last: days('viewWorkingDays'), by: 'view-answer', owedBy: details.addressedTo }];
    case 'consultation-event':
      return [{ key: `KW6/event-${id}`, last: String(details.eventOn), by: 'consultation-attendance', ends: true }];
    case 'problem':
      return [
        { key: `KW7/problem-${id}/contact`, last: days('problemContactWorkingDays'), by: 'problem-contact', ...(details.kind !== 'not feeling safe' && { ends: true as const }) },
        ...(details.meetingAsked === true ? [{ key: `KW7/problem-${id}/meeting`, last: days('problemMeetingWorkingDays'), by: 'problem-meeting', ends: true as const }] : []),
      ];
    case 'need':
      return [{ key: `KW9/need-${id}`, last: days('needWorkingDays'), by: 'need-outcome' }];
    case 'employer':
      return [{ key: `EP13/employer-${id}`, last: String(details.startsOn), by: 'employer-agreement', ends: true }];
    case 'support-request':
      return [{ key: `VS3/request-${id}`, last: days('supportRequestWorkingDays'), by: 'support-answer', owedBy: details.to }];
    case 'challenge':
      return [{ key: `IM4/challenge-${id}`, last: days('challengeWorkingDays'), by: 'challenge-answer', owedBy: details.to }];
    case 'good-enough-question':
      return [{ key: `P2/question-${id}`, last: days('questionWorkingDays'), by: 'good-enough-answer', owedBy: details.addressedTo }];
    case 'joint-action':
      return [{ key: `P4/action-${id}`, last: String(details.dueOn), by: 'joint-action-done', owedBy: details.owner }];
    default:
      return [];
  }
}

/** The duties that a record opens and another that is about it keeps. */
export function ofRecords({ records, placements }: CaseFacts, limit: Limit): Raw[] {
  const answers = new Map<string, string>();
  for (const { kind, aboutId, on } of records) {
    const known = answers.get(`${kind} ${aboutId}`);
    if (aboutId !== null && (known === undefined || on < known)) answers.set(`${kind} ${aboutId}`, on);
  }
  const endOf = (one: RecordFact): End | null => placementEnd(placements.find(({ id }) => id === one.placementId)?.ending);
  return records.flatMap((one) =>
    openedBy(one, limit).map(({ key, last, by, ends, owedBy }): Raw => ({
      key, last, placement: one.placementId, opensAt: midnight(one.on), doneOn: answers.get(`${by} ${one.id}`) ?? null, end: ends ? endOf(one) : null, ...(owedBy !== undefined && { owedBy: [String(owedBy)] }),
    })),
  );
}

/** VS5 by walking through the days; VS6 by its chain. */
export function ofTracking({ youngPerson, records }: CaseFacts, today: string, limit: Limit): Raw[] {
  const { id, bornOn, registeredAt } = youngPerson;
  const changes = inOrder(records, 'care-status');
  const inCare = (on: string): boolean => {
    const before = changes.filter((one) => one.on <= on);
    return before.length === 0 ? youngPerson.inCare : ['in-care', 'eligible'].includes(String(before.at(-1)?.details.status));
  };
  const registeredOn = dayOf(registeredAt);
  const raws: Raw[] = [];
  const seen = new Set<string>();
  const year11 = `${yearOf(birthday(bornOn, 16))}-09-01`;
  const reviews = inOrder(records, 'pep-review');
  for (let on = latest(registeredOn, year11); on <= today; on = plusDays(on, 1)) {
    const term = termOf(on);
    if (term === null || seen.has(term.name)) continue;
    const isInYear11 = term.from <= endOfYear11(bornOn);
    if (isInYear11 && !inCare(on)) continue;
    seen.add(term.name);
    if (term.from < year11 || term.from >= birthday(bornOn, 25)) continue;
    const opensOn = isInYear11 ? on : latest(term.from, registeredOn);
    raws.push({ key: `VS5/young-person-${id}/${term.name}`, opensAt: midnight(opensOn), last: latest(opensOn, plusDays(term.to, -limit('planQualityDaysBefore', opensOn))), doneOn: reviews.find(({ details }) => details.term === term.name)?.on ?? null });
  }
  const firstOn = latest(registeredOn, plusDays(endOfYear11(bornOn), 1));
  const all = inOrder(records, 'status');
  const statuses = all.filter(({ on }) => on >= firstOn);
  const until = (on: string): string => plusDays(on, limit('statusDays', on));
  raws.push({ key: `VS6/young-person-${id}/first-status`, opensAt: midnight(firstOn), last: until(firstOn), doneOn: statuses[0]?.on ?? null });
  statuses.forEach(({ id: row, on }, place) => raws.push({ key: `VS6/young-person-${id}/after-status-${row}`, opensAt: midnight(on), last: until(on), doneOn: statuses[place + 1]?.on ?? null }));
  const out = (one?: RecordFact): boolean => ['not-in-eet', 'not-known'].includes(String(one?.details.status));
  const followUps = inOrder(records, 'follow-up');
  all.forEach((one, place) => {
    if (!out(one) || out(all[place - 1])) return;
    raws.push({ key: `VS6/follow-up-status-${one.id}`, opensAt: midnight(one.on), last: workingDaysAfter(one.on, limit('followUpWorkingDays', one.on)), doneOn: followUps.find(({ aboutId }) => aboutId === one.id)?.on ?? null });
  });
  return raws;
}

/** KW8. */
export function ofEmergency({ id, raisedAt, respondedAt, placementId }: CaseFacts['emergencies'][number], limit: Limit): Raw {
  return { key: `KW8/emergency-${id}`, placement: placementId, opensAt: raisedAt, last: new Date(+raisedAt + limit('emergencyHours', dayOf(raisedAt)) * 3_600_000), doneAt: respondedAt };
}
