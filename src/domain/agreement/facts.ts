import type { LocalDate } from '../time/local-date.js';
import type { Attendee, MeetingKind } from './meeting-clocks.js';
import type { ContactCheckFact } from './organisation-facts.js';
import type { RecordFact } from './records.js';

/**
 * What people recorded about one young person: the only thing duties are derived from.
 * Ids are those of the rows; `…On` is a local date, `…At` an instant in UTC.
 * The same shape, in JSON, is what `lsa derive facts.json` reads (docs/case-facts.md).
 */
export interface CaseFacts {
  youngPerson: YoungPersonFact;
  keyWorkers: KeyWorkerFact[];
  placements: PlacementFact[];
  emergencies: EmergencyFact[];
  /** Recorded reasons why a duty is no longer owed, by the duty's key. */
  releases: { dutyKey: string; reason: string; releasedAt: Date }[];
  /** What else was recorded, of each kind in `records.ts`. */
  records: RecordFact[];
}

export interface YoungPersonFact {
  id: number;
  bornOn: LocalDate;
  registeredAt: Date;
  /** Whether they were in care, not a care leaver yet, when they were registered; later changes are records, `care-status` (VS5). */
  inCare: boolean;
}

/** SC1, SC2: one person's time as key worker. */
export interface KeyWorkerFact {
  id: number;
  /** At 18 a social worker hands over to a personal adviser (SC1). */
  kind: string;
  fromAt: Date;
  untilAt: Date | null;
  authorityToActConfirmedAt: Date | null;
  /** When they could not be reached (SC1); none where nothing is said. */
  contactChecks?: readonly ContactCheckFact[];
}

/** One young person's education, employment or training at one provider. */
export interface PlacementFact {
  id: number;
  /** The statutory notice binds schools' sixth forms alone (EP11S). */
  providerType: string;
  agreedOn: LocalDate;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  ending: EndingFact | null;
  /** Agreed versions of the education plan (KW3, EP8); a version that lacks an agreement is not a fact yet. */
  plans: PlanFact[];
  reviews: ReviewFact[];
  riskNotices: RiskNoticeFact[];
  /** SC2: notices of a change of key worker to the designated person. */
  keyWorkerNotices: { keyWorkerId: number; sentAt: Date | null; acknowledgedAt: Date | null }[];
}

/** KW4: a meeting. Who was there is null where only names were written down; what it was held as is a review where nothing is said. */
export interface ReviewFact {
  id: number;
  heldOn: LocalDate;
  attended?: readonly Attendee[] | null;
  countsFor?: readonly MeetingKind[];
}

/** A plan counts for KW3 when its contents are there and all three have agreed. */
export interface PlanFact {
  id: number;
  complete: boolean;
  agreedAt: { keyWorker: Date | null; designatedPerson: Date | null; youngPerson: Date | null };
}

export const ENDINGS = {
  completed: { name: 'completed', byProvider: false },
  transferred: { name: 'transferred to another provider', byProvider: false },
  'left-early': { name: 'the young person left early', byProvider: false },
  'withdrawn-before-start': { name: 'withdrawn before the start', byProvider: false },
  'ended-by-provider': { name: 'ended early by the provider', byProvider: true },
  'permanently-excluded': { name: 'permanently excluded', byProvider: true },
} as const;
export type EndingKind = keyof typeof ENDINGS;

export interface EndingFact {
  id: number;
  kind: EndingKind;
  endedOn: LocalDate;
  recordedAt: Date;
  /** Whether somebody of the provider recorded it: then it does not close what follows from a risk notice (EP11, EP11M). */
  recordedByProvider: boolean;
  /** EP11S: statutory notices of a permanent exclusion. */
  statutoryEmails: StatutoryEmail[];
}

export const RISK_KINDS = {
  'at-risk': 'at risk of not being able to stay',
  'sent-home': 'sent home',
  suspended: 'suspended',
  'fixed-term-exclusion': 'excluded for a fixed term',
} as const;
export type RiskKind = keyof typeof RISK_KINDS;

/** The two people EP11 names. */
export type RiskRecipient = 'key-worker' | 'key-contact';

/** The two whom statutory guidance names (EP11S). */
export const STATUTORY_RECIPIENTS = { 'social-worker': 'social worker', 'virtual-head': 'Virtual School Head' } as const;
export type StatutoryRecipient = keyof typeof STATUTORY_RECIPIENTS;

/** A statutory notice that the system sent (EP11S). */
export interface StatutoryEmail {
  to: StatutoryRecipient;
  sentAt: Date;
}

export const CALL_OUTCOMES = {
  spoke: 'spoke to them',
  'called-back': 'they called back',
  voicemail: 'left a voicemail',
  'no-answer': 'no answer',
} as const;
export type CallOutcome = keyof typeof CALL_OUTCOMES;

/** EP11: what happened, and what is recorded of the four legs. */
export interface RiskNoticeFact {
  id: number;
  kind: RiskKind;
  occurredAt: Date;
  calls: { to: RiskRecipient; calledAt: Date; outcome: CallOutcome }[];
  emails: { to: RiskRecipient; sentAt: Date }[];
  acknowledgements: { by: RiskRecipient; acknowledgedAt: Date }[];
  /** EP11S: statutory notices sent by the system. */
  statutoryEmails: StatutoryEmail[];
  /** EP11M: professionals' meetings held. */
  meetings: MeetingFact[];
}

export const MEETING_OUTCOMES = {
  stays: 'the young person stays',
  moves: 'the young person moves to other provision',
  ends: 'the placement ends',
  'meets-again': 'a further meeting is needed',
} as const;
export type MeetingOutcome = keyof typeof MEETING_OUTCOMES;

export interface MeetingFact {
  id: number;
  heldOn: LocalDate;
  outcome: MeetingOutcome;
}

/** KW8. */
export interface EmergencyFact {
  id: number;
  raisedAt: Date;
  respondedAt: Date | null;
  /** The placement the emergency is about, when there is one. */
  placementId: number | null;
}
