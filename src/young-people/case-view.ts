import type { ClauseId } from '../domain/agreement/clauses.js';
import type { CaseRecordKind } from '../domain/agreement/records.js';
import type { Role } from '../domain/agreement/roles.js';
import type { CallOutcome, EndingKind, RiskKind, RiskRecipient } from '../domain/agreement/facts.js';
import type { Attendee, MeetingClock, MeetingKind, SafetyAnswer } from '../domain/agreement/meeting-clocks.js';
import type { PlanSectionName } from '../domain/agreement/plan-sections.js';
import type { Action } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { CaseEnded } from './case-ended.js';

/** Somebody with a part in a case, and how to reach them. */
export interface Contact {
  personId: number;
  name: string;
  email: string;
  phone: string | null;
}

/** Who has somebody's part now, in that role or standing in for it. */
export interface InPlace {
  role: Role;
  name: string;
}

export interface DutyView {
  id: number;
  key: string;
  clause: ClauseId;
  owedBy: Role[];
  placementId: number | null;
  opensAt: Date;
  dueOn: LocalDate | null;
  dueAt: Date | null;
  missedFrom: Date | null;
  preferredFrom: LocalDate | null;
  preferredTo: LocalDate | null;
  targetOn: LocalDate | null;
  why: string;
  outcome: 'open' | 'met' | 'no longer owed';
  metOn: LocalDate | null;
  metAt: Date | null;
  because: string | null;
  late: boolean;
  /** The day on which its last hold ends or ended. */
  heldUntil: LocalDate | null;
  /** The recorded reason why it is no longer owed, which can be taken back. */
  releaseId: number | null;
  /** Whether this person may put that reason right or take it back. */
  mayCorrectRelease: boolean;
  escalationId: number | null;
  escalationLevel: number | null;
  /** What the page says of it: open, missed, met, met late, no longer owed. */
  status: 'open' | 'missed' | 'met' | 'met late' | 'no longer owed';
}

export interface PlanSectionView {
  section: PlanSectionName;
  text: string;
  version: number;
  writtenByName: string;
  writtenAt: Date;
}

export interface PlanView {
  id: number;
  number: number;
  version: number;
  /** Those that are written. */
  sections: PlanSectionView[];
  reasonAfterStart: string | null;
  writtenByName: string;
  writtenAt: Date;
  mayCorrect: boolean;
  agreements: { id: number; party: string; agreedAt: Date; witness: string | null; recordedByName: string; mayCorrect: boolean }[];
  /** Given, and taken back: it was a mistake, or the plan was written in after it. */
  withdrawn: { party: string; agreedAt: Date; takenBackAt: Date }[];
}

export interface ReviewView {
  id: number;
  /** Those that it was about; none for a meeting about the young person as a whole. */
  placementIds: number[];
  heldOn: LocalDate;
  reasonElsewhere: string | null;
  present: string;
  whatChanged: string;
  youngPersonsView: string;
  feelsSafe: SafetyAnswer | null;
  attended: Attendee[] | null;
  countsFor: MeetingKind[];
  pepQuality: string | null;
  pepForm: string | null;
  recordedByName: string;
  mayCorrect: boolean;
  /** Which clocks it satisfied, and which not and why. */
  clocks: MeetingClock[];
}

export interface EmergencyView {
  id: number;
  placementId: number | null;
  whatHappened: string;
  raisedAt: Date;
  raisedById: number;
  raisedByName: string;
  /** The provider of whoever raised it, where they are of one. */
  raisedAtProviderId: number | null;
  quiet: boolean;
  howToReach: string | null;
  acknowledgedAt: Date | null;
  acknowledgedByName: string | null;
  respondedAt: Date | null;
  respondedByName: string | null;
  response: string | null;
  /** What this person may put right or take back of it: that it was raised, who took it in hand, how it was answered. */
  mayCorrect: boolean;
  mayCorrectAcknowledgement: boolean;
  mayCorrectResponse: boolean;
}

export interface RiskNoticeView {
  id: number;
  placementId: number;
  kind: RiskKind;
  whatHappened: string;
  occurredAt: Date;
  recordedAt: Date;
  recordedByName: string;
  mayCorrect: boolean;
  calls: { id: number; to: RiskRecipient; calledAt: Date; outcome: CallOutcome; spokeTo: string | null; recordedByName: string; mayCorrect: boolean }[];
  acknowledgements: { id: number; by: RiskRecipient; acknowledgedAt: Date; name: string; mayCorrect: boolean }[];
  meetings: { id: number; heldOn: LocalDate; present: string; outcome: string; notes: string; mayCorrect: boolean }[];
}

export interface PlacementView {
  id: number;
  provider: { id: number; name: string; type: string; authorityName: string };
  course: string;
  level: number;
  agreedOn: LocalDate;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  ending: { id: number; kind: EndingKind | null; endedOn: LocalDate; reason: string | null; mayCorrect: boolean; breach: boolean; breachReasons: { code: string; sentence: string }[] } | null;
  /** The provider's agreements in force today, and those under which the placement was made. */
  agreements: { authorityName: string; signedOn: LocalDate; endedOn: LocalDate | null; inForceNow: boolean; madeUnder: boolean }[];
  designatedPeople: Contact[];
  plans: PlanView[];
  reviews: ReviewView[];
  /** Whether this person may put right what is recorded of the placement itself, or take it back. */
  mayCorrect: boolean;
  /** What this person may do about it; nothing where they do not read it, as a designated person does not another provider's. */
  allowed: Action[];
}

/** Something recorded under a clause. */
export interface RecordView {
  id: number;
  kind: CaseRecordKind;
  placementId: number | null;
  aboutId: number | null;
  happenedOn: LocalDate;
  details: Record<string, string | number | boolean>;
  words: Record<string, string>;
  recordedById: number | null;
  recordedByName: string;
  recordedAt: Date;
  /** The provider of whoever recorded it, where they are of one. */
  recordedAtProviderId: number | null;
  /** Whether it is for this person to answer, where it asks somebody: as whoever was asked, or as their manager. */
  isPutToReader: boolean;
  /** Of an attendance return: why it is a concern, each reason in words; none where it is none (decision 34). */
  concern: string[];
  mayCorrect: boolean;
}

/** A case as somebody with the full view reads it; each fact says whether they may put it right or take it back (`mayCorrect`). */
export interface CaseView {
  /** The young person's, under which the details are corrected. */
  id: number;
  reference: string;
  version: number;
  now: Date;
  homeAuthority: { code: string; name: string };
  team: string | null;
  localId: string;
  preferredName: string;
  legalName: string;
  bornOn: LocalDate;
  age: number;
  uln: string | null;
  upn: string | null;
  /** Today's; `registeredCareStatus` is that of the registration. */
  careStatus: string;
  registeredCareStatus: string;
  /** Whether the case has ended: since when, why, and who has taken over. */
  ended: CaseEnded | null;
  /** Whether this person may put the young person's details right. */
  mayCorrect: boolean;
  keyWorkers: (Contact & { id: number; kind: string; fromAt: Date; untilAt: Date | null; authorityToActConfirmedAt: Date | null; active: boolean; mayCorrect: boolean; acknowledgements: { id: number; placementId: number; acknowledgedAt: Date; mayCorrect: boolean }[] })[];
  /** Whether anybody is team manager of the case's team. */
  teamManaged: boolean;
  /** To whom goes what is for the key worker and for the team manager now, and as what: the first, where several do. Null for nobody. */
  inPlaceOf: Record<'key-worker' | 'team-manager', InPlace | null>;
  keyContacts: Contact[];
  placements: PlacementView[];
  /** Meetings about no placement, the newest first. */
  meetings: ReviewView[];
  riskNotices: RiskNoticeView[];
  emergencies: EmergencyView[];
  records: RecordView[];
  duties: DutyView[];
  /** What this person may do here. */
  allowed: Action[];
}

/** An emergency as whoever raised it in the limited view sees it. */
export type LimitedEmergency = Pick<EmergencyView, 'id' | 'placementId' | 'raisedAt' | 'raisedById' | 'acknowledgedAt' | 'acknowledgedByName' | 'respondedAt' | 'respondedByName'>;

/** A case as another authority's Virtual School or the Director sees it: that there is one, and whom to ask. */
export interface LimitedCaseView {
  limited: true;
  reference: string;
  /** The day on which the case ended. */
  endedOn: LocalDate | null;
  homeAuthority: { code: string; name: string };
  keyContacts: Contact[];
  /** `maySupport`: whether this person may ask the home Virtual School about it, and answer (VS3); `mayRaise`: whether they may raise an emergency about it (KW8). */
  placements: { id: number; providerName: string; startsOn: LocalDate; endedOn: LocalDate | null; maySupport: boolean; mayRaise: boolean }[];
  /** Emergencies that this person raised: that they were taken in hand and answered, by whom, and not what was done. */
  emergencies: LimitedEmergency[];
  /** What the two Virtual Schools asked one another about those, and answered. */
  supportRequests: RecordView[];
  /** What this person was challenged about as signatory, and answered (IM4). */
  challenges: RecordView[];
}
