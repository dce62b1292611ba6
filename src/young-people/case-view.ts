import type { ClauseId } from '../domain/agreement/clauses.js';
import type { CallOutcome, EndingKind, RiskKind, RiskRecipient } from '../domain/agreement/facts.js';
import type { Action } from '../domain/permissions.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** Somebody with a part in a case, and how to reach them. */
export interface Contact {
  personId: number;
  name: string;
  email: string;
  phone: string | null;
}

export interface DutyView {
  id: number;
  key: string;
  clause: ClauseId;
  owedBy: string[];
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
  escalationId: number | null;
  escalationLevel: number | null;
  /** What the page says of it: open, missed, met, met late, no longer owed. */
  status: 'open' | 'missed' | 'met' | 'met late' | 'no longer owed';
}

export interface PlanView {
  id: number;
  number: number;
  version: number;
  keyContacts: string;
  safeguardingIssues: string;
  youngPersonsWords: string;
  reasonAfterStart: string | null;
  writtenByName: string;
  writtenAt: Date;
  agreements: { party: string; agreedAt: Date; witness: string | null; recordedByName: string }[];
}

export interface RiskNoticeView {
  id: number;
  placementId: number;
  kind: RiskKind;
  whatHappened: string;
  occurredAt: Date;
  recordedAt: Date;
  recordedByName: string;
  calls: { to: RiskRecipient; calledAt: Date; outcome: CallOutcome; spokeTo: string | null; recordedByName: string }[];
  acknowledgements: { by: RiskRecipient; acknowledgedAt: Date; name: string }[];
  meetings: { id: number; heldOn: LocalDate; present: string; outcome: string; notes: string }[];
}

export interface PlacementView {
  id: number;
  provider: { id: number; name: string; type: string; authorityName: string };
  course: string;
  level: number;
  agreedOn: LocalDate;
  startsOn: LocalDate;
  endsOn: LocalDate | null;
  ending: { kind: EndingKind | null; endedOn: LocalDate; reason: string | null; breach: boolean; breachReasons: { code: string; sentence: string }[] } | null;
  designatedPeople: Contact[];
  plans: PlanView[];
  reviews: { id: number; heldOn: LocalDate; reasonElsewhere: string | null; present: string; whatChanged: string; youngPersonsView: string; recordedByName: string }[];
  /** What this person may do about it; nothing where they do not read it, as a designated person does not another provider's. */
  allowed: Action[];
}

/** A case as somebody with the full view reads it. */
export interface CaseView {
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
  careStatus: string;
  keyWorkers: (Contact & { id: number; kind: string; fromAt: Date; untilAt: Date | null; authorityToActConfirmedAt: Date | null; acknowledgedPlacementIds: number[] })[];
  keyContacts: Contact[];
  placements: PlacementView[];
  riskNotices: RiskNoticeView[];
  emergencies: { id: number; placementId: number | null; whatHappened: string; raisedAt: Date; raisedByName: string; respondedAt: Date | null; respondedByName: string | null; response: string | null }[];
  duties: DutyView[];
  /** What this person may do here. */
  allowed: Action[];
}

/** A case as another authority's Virtual School or the Director sees it: that there is one, and whom to ask. */
export interface LimitedCaseView {
  limited: true;
  reference: string;
  homeAuthority: { code: string; name: string };
  keyContacts: Contact[];
  placements: { providerName: string; startsOn: LocalDate; endedOn: LocalDate | null }[];
}
