import type { CaseFacts, PlacementFact, RiskNoticeFact } from '../domain/agreement/facts.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import type { Reason } from '../errors.js';
import { ENDED_SENTENCE } from '../placements/placement-of.js';

/** Two things in a case that cannot both be so; `about` and the code name it, `fields` are those that may be wrong. */
export interface Contradiction {
  about: string;
  code: 'IN_THE_FUTURE' | 'TOO_EARLY' | 'STARTED_ALREADY' | 'PLACEMENT_ENDED';
  fields: readonly string[];
  sentence: string;
}

/** A day or an instant as ISO text: both compare as they are. */
type Time = LocalDate | Date | null;

interface Happened {
  about: string;
  field: string;
  time: Time;
  what: string;
  /** What it cannot be before, and the field that says that. */
  since?: { time: Time; field: string; what: string };
  /** The placement's end, after which it cannot be; where that is moved before it, that is no fault of this. */
  until?: LocalDate | undefined;
}

/** Everything in a case that has happened too early or has not happened yet, as at `now`. */
export function contradictionsIn(facts: CaseFacts, now: Date): Contradiction[] {
  const registered = { time: londonDate(facts.youngPerson.registeredAt), field: 'registeredAt', what: 'the case was registered' };
  const happened: Happened[] = [
    { about: 'young-person', field: 'bornOn', time: facts.youngPerson.bornOn, what: 'The birth' },
    { about: 'young-person', field: 'registeredAt', time: facts.youngPerson.registeredAt, what: 'The registration' },
    ...facts.keyWorkers.flatMap(({ id, fromAt, untilAt, authorityToActConfirmedAt }): Happened[] => [
      { about: `key-worker-${id}`, field: 'fromAt', time: fromAt, what: "The start of a key worker's time" },
      { about: `key-worker-${id}`, field: 'untilAt', time: untilAt, what: "The end of a key worker's time" },
      { about: `key-worker-${id}`, field: 'authorityToActConfirmedAt', time: authorityToActConfirmedAt, what: 'The confirmation of the authority to act' },
    ]),
    ...facts.placements.flatMap(inPlacement),
    ...facts.placements.flatMap(({ id, keyWorkerNotices }) => keyWorkerNotices.map(({ keyWorkerId, acknowledgedAt }) => ofChange(facts, id, keyWorkerId, acknowledgedAt))),
    ...facts.emergencies.flatMap(({ id, raisedAt, respondedAt }): Happened[] => [
      { about: `emergency-${id}`, field: 'raisedAt', time: raisedAt, what: 'An emergency', since: registered },
      { about: `emergency-${id}`, field: 'respondedAt', time: respondedAt, what: 'The response to an emergency' },
    ]),
    ...facts.records.map(({ id, kind, on, aboutId }): Happened => {
      const subject = facts.records.find((one) => one.id === aboutId);
      const since = subject && { time: subject.on, field: 'happenedOn', what: 'what it is about' };
      return { about: `${kind}-${id}`, field: 'happenedOn', time: on, what: 'What was recorded', since };
    }),
  ];
  return [...happened.flatMap((one) => outOfTime(one, now)), ...facts.placements.flatMap(startedAlready)];
}

function inPlacement({ id, agreedOn, startsOn, ending, plans, reviews, riskNotices }: PlacementFact): Happened[] {
  const since = { time: agreedOn, field: 'agreedOn', what: 'the placement was agreed' };
  const until = ending?.endedOn;
  const agreements = plans.flatMap((plan) => Object.entries(plan.agreedAt).map(([party, at]) => ({ about: `plan-${plan.id}/${party}`, at })));
  return [
    { about: `placement-${id}`, field: 'agreedOn', time: agreedOn, what: 'The day on which the placement was agreed' },
    // A start may be to come, so it is only held against the day of the agreement.
    ...(startsOn < agreedOn ? [{ about: `placement-${id}`, field: 'startsOn', time: startsOn, what: 'The start', since }] : []),
    { about: `ending-of-placement-${id}`, field: 'endedOn', time: ending?.endedOn ?? null, what: 'The end of the placement', since },
    ...agreements.map(({ about, at }): Happened => ({ about, field: 'agreedAt', time: at, what: 'An agreement to the plan', since, until })),
    ...reviews.map((review): Happened => ({ about: `review-${review.id}`, field: 'heldOn', time: review.heldOn, what: 'A review', since, until })),
    ...riskNotices.flatMap((notice) => ofNotice(notice, since, until)),
  ];
}

function ofChange({ keyWorkers }: CaseFacts, placementId: number, keyWorkerId: number, time: Date | null): Happened {
  const change = keyWorkers.find(({ id }) => id === keyWorkerId);
  const since = change && { time: change.fromAt, field: 'fromAt', what: "the new key worker's start" };
  return { about: `key-worker-${keyWorkerId}/placement-${placementId}`, field: 'acknowledgedAt', time, what: 'The acknowledgement of a new key worker', since };
}

function ofNotice({ id, occurredAt, calls, meetings, acknowledgements }: RiskNoticeFact, agreed: Happened['since'], until: LocalDate | undefined): Happened[] {
  const since = { time: occurredAt, field: 'occurredAt', what: 'what the risk notice reports' };
  return [
    { about: `risk-notice-${id}`, field: 'occurredAt', time: occurredAt, what: 'What the risk notice reports', since: agreed, until },
    ...calls.map(({ calledAt }, index): Happened => ({ about: `risk-notice-${id}/call-${index}`, field: 'calledAt', time: calledAt, what: 'A call', since })),
    ...acknowledgements.map(({ by, acknowledgedAt }): Happened => ({ about: `risk-notice-${id}/${by}`, field: 'acknowledgedAt', time: acknowledgedAt, what: 'An acknowledgement', since })),
    ...meetings.map((meeting): Happened => ({ about: `professionals-meeting-${meeting.id}`, field: 'heldOn', time: meeting.heldOn, what: 'A meeting', since })),
  ];
}

function outOfTime({ about, field, time, what, since, until }: Happened, now: Date): Contradiction[] {
  if (time === null) return [];
  if (isBefore(now, time)) return [{ about, code: 'IN_THE_FUTURE', fields: [field], sentence: `${what} cannot be in the future.` }];
  if (until !== undefined && dayOf(time) > until) return [{ about, code: 'PLACEMENT_ENDED', fields: [field], sentence: ENDED_SENTENCE(until) }];
  if (!since || since.time === null || !isBefore(time, since.time)) return [];
  return [{ about, code: 'TOO_EARLY', fields: [field, since.field], sentence: `${what} cannot be before ${since.what}.` }];
}

/** Of an instant and a day only the days can be compared. */
function isBefore(one: Date | LocalDate, other: Date | LocalDate): boolean {
  if (one instanceof Date && other instanceof Date) return one < other;
  return dayOf(one) < dayOf(other);
}

const dayOf = (time: Date | LocalDate): LocalDate => (time instanceof Date ? londonDate(time) : time);

function startedAlready({ id, startsOn, ending }: PlacementFact): Contradiction[] {
  if (ending?.kind !== 'withdrawn-before-start' || ending.endedOn < startsOn) return [];
  const sentence = 'The placement had started by then, so it was not withdrawn before the start.';
  return [{ about: `ending-of-placement-${id}`, code: 'STARTED_ALREADY', fields: ['kind', 'endedOn', 'startsOn'], sentence }];
}

/** What a correction of these fields made contradictory that was not before, beside the field that is wrong. */
export function madeContradictory(before: CaseFacts, after: CaseFacts, corrected: readonly string[], now: Date): Reason[] {
  const known = new Set(contradictionsIn(before, now).map(nameOf));
  return contradictionsIn(after, now)
    .filter((one) => !known.has(nameOf(one)) && (one.code !== 'PLACEMENT_ENDED' || one.fields.some((field) => corrected.includes(field))))
    .map(({ code, fields, sentence }) => ({ code, sentence, field: fields.find((field) => corrected.includes(field)) }));
}

const nameOf = ({ about, code, fields }: Contradiction): string => `${about}/${code}/${fields.join('/')}`;
