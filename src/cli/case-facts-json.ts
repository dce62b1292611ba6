import { CALL_OUTCOMES, ENDINGS, MEETING_OUTCOMES, RISK_KINDS, STATUTORY_RECIPIENTS, type CaseFacts, type PlacementFact, type RiskRecipient } from '../domain/agreement/facts.js';
import { ATTENDEES, MEETING_KINDS, type MeetingKind } from '../domain/agreement/meeting-clocks.js';
import { CASE_RECORD_KINDS, type Field, type RecordFact } from '../domain/agreement/records.js';
import { parseLocalDate } from '../domain/time/local-date.js';
import { date, details, flag, id, instant, list, nullable, object, oneOf, otherwise, text, type Shape } from './json-shape.js';

const RECIPIENTS: Record<RiskRecipient, true> = { 'key-worker': true, 'key-contact': true };
const recipient = oneOf(RECIPIENTS);
const statutoryEmails = list(object({ to: oneOf(STATUTORY_RECIPIENTS), sentAt: instant }));

const placement = object({
  id,
  providerType: otherwise(text, 'further-education-college'),
  agreedOn: date,
  startsOn: date,
  endsOn: nullable(date),
  ending: nullable(object({ id, kind: oneOf(ENDINGS), endedOn: date, recordedAt: instant, recordedByProvider: otherwise(flag, false), statutoryEmails })),
  plans: list(
    object({
      id,
      complete: flag,
      agreedAt: object({ keyWorker: nullable(instant), designatedPerson: nullable(instant), youngPerson: nullable(instant) }),
    }),
  ),
  reviews: list(object({ id, heldOn: date, attended: nullable(list(oneOf(ATTENDEES))), countsFor: otherwise<MeetingKind[]>(list(oneOf(MEETING_KINDS)), ['review']) })),
  riskNotices: list(
    object({
      id,
      kind: oneOf(RISK_KINDS),
      occurredAt: instant,
      calls: list(object({ to: recipient, calledAt: instant, outcome: oneOf(CALL_OUTCOMES) })),
      emails: list(object({ to: recipient, sentAt: instant })),
      acknowledgements: list(object({ by: recipient, acknowledgedAt: instant })),
      statutoryEmails,
      meetings: list(object({ id, heldOn: date, outcome: oneOf(MEETING_OUTCOMES) })),
    }),
  ),
  keyWorkerNotices: list(object({ keyWorkerId: id, sentAt: nullable(instant), acknowledgedAt: nullable(instant) })),
});

/** The JSON of a case, as `derive` reads it and docs/case-facts.md describes it. */
export const CASE_FACTS: Shape<CaseFacts> = object({
  youngPerson: object({ id, bornOn: date, registeredAt: instant, inCare: otherwise(flag, false) }),
  keyWorkers: list(object({ id, kind: otherwise(text, 'other'), fromAt: instant, untilAt: nullable(instant), authorityToActConfirmedAt: nullable(instant), contactChecks: list(object({ id, sinceOn: date, clearedOn: nullable(date) })) })),
  placements: list(placement),
  emergencies: list(object({ id, raisedAt: instant, respondedAt: nullable(instant), placementId: nullable(id) })),
  releases: list(object({ dutyKey: text, reason: text, releasedAt: instant })),
  records: list(object({ id, kind: oneOf(CASE_RECORD_KINDS), placementId: nullable(id), aboutId: nullable(id), on: date, details })),
});

/** The facts of a case, or everything that is wrong with the JSON, each with its path. */
export function readCaseFacts(value: unknown): { facts: CaseFacts } | { problems: string[] } {
  const problems: string[] = [];
  const facts = CASE_FACTS.read(value, '', problems);
  if (facts !== undefined) problems.push(...contradictions(facts));
  return facts === undefined || problems.length > 0 ? { problems } : { facts };
}

/** What each fact may say alone, but not together with the others. */
function contradictions({ keyWorkers, placements, emergencies, records }: CaseFacts): string[] {
  const ofPlacement = (row: PlacementFact, index: number): string[] => {
    const path = `placements[${index}]`;
    const unknown = row.keyWorkerNotices.flatMap(({ keyWorkerId }, n) =>
      keyWorkers.some((one) => one.id === keyWorkerId) ? [] : [`${path}.keyWorkerNotices[${n}].keyWorkerId: must be the id of one of keyWorkers`],
    );
    const order = row.endsOn !== null && row.endsOn < row.startsOn ? [`${path}.endsOn: must not be before startsOn`] : [];
    return [...order, ...sameIds(at(row.plans, `${path}.plans`)), ...sameIds(at(row.reviews, `${path}.reviews`)), ...unknown];
  };
  return [
    ...sameIds(at(keyWorkers, 'keyWorkers')),
    ...sameIds(at(placements, 'placements')),
    ...sameIds(at(emergencies, 'emergencies')),
    ...sameIds(at(records, 'records')),
    ...records.flatMap(missingDates),
    ...sameIds(placements.flatMap((row, index) => at(row.riskNotices, `placements[${index}].riskNotices`))),
    ...placements.flatMap(ofPlacement),
    ...keyWorkers.flatMap(({ fromAt, untilAt }, index) =>
      untilAt !== null && untilAt < fromAt ? [`keyWorkers[${index}].untilAt: must not be before fromAt`] : [],
    ),
    ...emergencies.flatMap(({ placementId }, index) =>
      placementId === null || placements.some((row) => row.id === placementId)
        ? []
        : [`emergencies[${index}].placementId: must be the id of one of placements`],
    ),
  ];
}

/** The days of a record that the law counts from: without one there is no last day. */
function missingDates({ kind, details: given }: RecordFact, index: number): string[] {
  const fields: [string, Field][] = Object.entries(CASE_RECORD_KINDS[kind].fields);
  return fields
    .filter(([name, { type, optional }]) => type === 'date' && !optional && parseLocalDate(String(given[name])) === null)
    .map(([name]) => `records[${index}].details.${name}: must be a date that exists, such as 2026-10-01`);
}

function at(rows: readonly { id: number }[], path: string): { id: number; path: string }[] {
  return rows.map((row, index) => ({ id: row.id, path: `${path}[${index}]` }));
}

/** Ids are part of the duties' keys, so each may be there once. */
function sameIds(rows: { id: number; path: string }[]): string[] {
  const first = new Map<number, string>();
  return rows.flatMap(({ id: own, path }) => {
    const other = first.get(own);
    if (other === undefined) first.set(own, path);
    return other === undefined ? [] : [`${path}.id: ${own} is already the id of ${other}`];
  });
}
