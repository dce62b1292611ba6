import type { LocalDate } from '../time/local-date.js';
import type { ClauseId } from './clauses.js';
import type { Role } from './roles.js';

/** Until when a duty is owed. `missedFrom` is the first instant at which an undone duty is missed. */
export type Due =
  | { kind: 'day'; on: LocalDate; missedFrom: Date }
  | { kind: 'instant'; at: Date; missedFrom: Date }
  /** The working days needed lie past the known bank holidays: shown as such, never guessed. */
  | { kind: 'not known'; why: string };

export type Outcome =
  | { kind: 'open' }
  | { kind: 'met'; on: LocalDate; at: Date | null; late: boolean }
  | { kind: 'no longer owed'; because: string; late: boolean };

/** One obligation owed under one clause about one subject, as the law derives it from the facts. */
export interface Duty {
  /** Stable: `KW3/placement-17`, `EP11/notice-9/phone/key-worker`. */
  key: string;
  clause: ClauseId;
  owedBy: Role[];
  owedTo: string;
  /** The placement it is about, where it is about one. */
  placementId: number | null;
  /** The authority whose Virtual School signed the agreement it is about, where it is about one: it has what the area's Virtual School has of a provider's other duties. */
  signedBy: string | null;
  /** From when it is owed. Reminders before this instant are not for this duty. */
  opensAt: Date;
  due: Due;
  /** Where the clause has one: the time it is best done in (KW3: 1 May to 31 July before an autumn start) and the target before the last day. */
  preferred: { from: LocalDate; to: LocalDate } | null;
  targetOn: LocalDate | null;
  /** The reason for the due time, in one sentence without anything personal. */
  why: string;
  outcome: Outcome;
  /** The last hold put on it: neither reminded of nor escalated before `until`. Its due time, and any lateness, stay. */
  hold: Hold | null;
}

/** A hold has a reason and an approver, which are in its record; it ends when `until` begins. */
export interface Hold {
  until: LocalDate;
}

/** What `deriveDuties` answers: every duty the facts give, and when the passing of time alone would change that answer. */
export interface Derivation {
  duties: Duty[];
  refreshAt: Date | null;
}
