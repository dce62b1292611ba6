import type { Duty } from './duty.js';
import type { Role } from './roles.js';

/**
 * What happens to a duty because time passes: a notice the system itself must send, a reminder, a level of escalation.
 * `at` is when it is for; `sendAt` when it goes (later than `at` only where the duty became known after it).
 */
export interface Action {
  /** `notice`, `reminder-start-14`, `reminder-07-15`, `level-1` … unique within one schedule version of the duty. */
  stage: string;
  kind: 'notice' | 'reminder' | 'level';
  level: 0 | 1 | 2 | 3;
  at: Date;
  sendAt: Date;
  recipients: Role[];
  /** In the digest of 08:00, or at once. */
  delivery: 'digest' | 'urgent';
}

/** What the law needs to know of a stored duty to say what is to be done about it. */
export interface ScheduledDuty extends Pick<Duty, 'key' | 'clause' | 'owedBy' | 'opensAt' | 'due' | 'targetOn' | 'outcome'> {
  /** The instant this schedule (its due time) first became known to the system. */
  knownAt: Date;
  /** Until when it was last put on hold; null if it never was. */
  heldUntil: Date | null;
}

/** What is to be done now: send these, mark those overtaken, look again then. */
export interface ActionsDue {
  due: Action[];
  overtaken: Action[];
  nextActionAt: Date | null;
}
