import { ENDINGS, type CaseFacts, type EndingFact, type EndingKind, type KeyWorkerFact, type PlacementFact, type PlanFact, type RiskNoticeFact } from '../../src/domain/agreement/facts.js';
import { CASE_RECORD_KINDS, type CaseRecordKind, type RecordFact } from '../../src/domain/agreement/records.js';
import { londonDate, parseInstant } from '../../src/domain/time/london.js';

/** An instant from text; without an offset it is London time. */
export function at(text: string): Date {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`'${text}' is not an instant`);
  return instant;
}

/** A young person in care, registered in spring before the end of Year 11, with a key worker in place the same day. */
export function aCase(facts: Partial<CaseFacts> = {}): CaseFacts {
  return {
    youngPerson: { id: 1, bornOn: '2010-03-14', registeredAt: at('2026-05-11 09:00'), inCare: true },
    keyWorkers: [aKeyWorker()],
    placements: [],
    emergencies: [],
    releases: [],
    records: [],
    ...facts,
  };
}

/** A social worker with the authority to act from the start. */
export function aKeyWorker(facts: Partial<KeyWorkerFact> = {}): KeyWorkerFact {
  const fromAt = facts.fromAt ?? at('2026-05-11 09:00');
  return { id: 1, kind: 'social-worker', fromAt, untilAt: null, authorityToActConfirmedAt: fromAt, ...facts };
}

/** Agreed in May with a college for a start on Monday 7 September 2026. */
export function aPlacement(facts: Partial<PlacementFact> = {}): PlacementFact {
  return {
    id: 17,
    providerType: 'further-education-college',
    agreedOn: '2026-05-20',
    startsOn: '2026-09-07',
    endsOn: null,
    ending: null,
    plans: [],
    reviews: [],
    riskNotices: [],
    keyWorkerNotices: [],
    ...facts,
  };
}

/** A complete plan, agreed by all three at one instant. */
export function aPlan(agreed: Date, facts: Partial<PlanFact> = {}): PlanFact {
  return { id: 1, complete: true, agreedAt: { keyWorker: agreed, designatedPerson: agreed, youngPerson: agreed }, ...facts };
}

export function aNotice(occurredAt: Date, facts: Partial<RiskNoticeFact> = {}): RiskNoticeFact {
  return { id: 9, kind: 'suspended', occurredAt, calls: [], emails: [], acknowledgements: [], statutoryEmails: [], meetings: [], ...facts };
}

/** All four legs done, and a meeting that decided that the placement ends, an hour after it occurred. */
export function aFollowedProcedure(occurredAt: Date): RiskNoticeFact {
  const doneAt = new Date(occurredAt.getTime() + 3_600_000);
  return aNotice(occurredAt, {
    calls: [
      { to: 'key-worker', calledAt: doneAt, outcome: 'spoke' },
      { to: 'key-contact', calledAt: doneAt, outcome: 'called-back' },
    ],
    emails: [
      { to: 'key-worker', sentAt: doneAt },
      { to: 'key-contact', sentAt: doneAt },
    ],
    meetings: [{ id: 1, heldOn: londonDate(doneAt), outcome: 'ends' }],
  });
}

/** Recorded by the provider where it is the provider's, else by the home authority. */
export function anEnding(kind: EndingKind, endedOn: string, facts: Partial<EndingFact> = {}): EndingFact {
  return { id: 1, kind, endedOn, recordedAt: at(`${endedOn} 12:00`), recordedByProvider: ENDINGS[kind].byProvider, statutoryEmails: [], ...facts };
}

/** What was recorded on a day, with the id 1; of placement 17 where the kind belongs to a placement. */
export function aRecord(kind: CaseRecordKind, on: string, facts: Partial<RecordFact> = {}): RecordFact {
  return { id: 1, kind, placementId: CASE_RECORD_KINDS[kind].of === 'placement' ? 17 : null, aboutId: null, on, details: {}, ...facts };
}
