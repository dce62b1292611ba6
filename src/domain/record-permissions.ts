import type { ClauseId } from './agreement/clauses.js';
import type { CaseRecordKind } from './agreement/records.js';
import type { Relation } from './relations.js';

/** Those who work on a case, and read all of it. */
export const WITH_FULL_VIEW = ['key-worker', 'team-manager', 'designated-person', 'key-contact', 'virtual-head'] as const;

/** What is between the young person and the home authority: a provider is told of these duties by nobody. */
export const NOT_FOR_PROVIDERS: readonly ClauseId[] = ['KW9', 'VS3', 'VS5', 'VS6'];

/** Who records what (`agreement/records.ts`). */
export const RECORD_PERMISSIONS = {
  'consent-decision.record': ['key-worker', 'team-manager', 'young-person'],
  'sharing-basis.record': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'sharing-without-consent.record': ['key-worker', 'team-manager', 'designated-person'],
  'disclosure.record': WITH_FULL_VIEW,
  'contact-card-acknowledged.record': ['designated-person'],
  'view.record': [...WITH_FULL_VIEW, 'young-person'],
  /** Answers are given by whoever was asked, or by their manager on their behalf (answering.ts). */
  'view-answer.record': ['key-worker', 'team-manager', 'designated-person', 'key-contact', 'virtual-head'],
  'consultation-event.record': ['designated-person'],
  'consultation-attendance.record': ['key-worker', 'team-manager'],
  'problem.record': WITH_FULL_VIEW,
  'problem-contact.record': ['key-worker', 'team-manager'],
  'attendance-contact.record': ['key-worker', 'team-manager'],
  'problem-meeting.record': ['key-worker', 'team-manager', 'designated-person'],
  'need.record': WITH_FULL_VIEW,
  'need-outcome.record': ['key-worker', 'team-manager'],
  'unmet-need.record': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'good-enough-question.record': [...WITH_FULL_VIEW, 'young-person'],
  'good-enough-answer.record': WITH_FULL_VIEW,
  'joint-action.record': WITH_FULL_VIEW,
  'joint-action-done.record': WITH_FULL_VIEW,
  'visit.record': ['designated-person'],
  'advice-given.record': ['designated-person'],
  'entitlement.record': ['designated-person'],
  'mentor-introduced.record': ['designated-person'],
  'employer.record': ['designated-person'],
  'employer-agreement.record': ['designated-person'],
  'careers-advice.record': ['designated-person', 'key-contact', 'virtual-head'],
  /** Key contact and Virtual Head in the provider's place, once it no longer sees the placement (`REACH`). */
  'attendance-return.record': ['designated-person', 'key-contact', 'virtual-head'],
  'term-return.record': ['designated-person', 'key-contact', 'virtual-head'],
  'outcome-return.record': ['designated-person', 'key-contact', 'virtual-head'],
  'challenge.record': ['key-contact', 'virtual-head'],
  'challenge-answer.record': ['designated-person', 'team-manager', 'signatory'],
  /** Both Virtual Schools ask and answer one another; neither needs more of the case for it (VS3). */
  'support-request.record': ['key-contact', 'virtual-head', 'local-virtual-school'],
  'support-answer.record': ['key-contact', 'virtual-head', 'local-virtual-school'],
  'pep-review.record': ['key-contact', 'virtual-head'],
  /** The home authority decides and dates it. */
  'care-status.record': ['team-manager', 'key-contact', 'virtual-head'],
  'status.record': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'leaver-contact.record': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'follow-up.record': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'case-closing.record': ['team-manager', 'key-contact', 'virtual-head'],
  'hold.record': ['key-contact', 'virtual-head'],
  /** Neither whoever asked for it nor whoever owes the duty (records/hold-decisions.ts). */
  'hold-decision.record': ['team-manager', 'key-contact', 'virtual-head'],
} as const satisfies Record<`${CaseRecordKind}.record`, readonly Relation[]>;
