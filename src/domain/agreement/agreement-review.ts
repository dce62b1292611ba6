import type { LocalDate } from '../time/local-date.js';
import type { ClauseId } from './clauses.js';

/** What became of the duties under one clause in a period. */
export interface ClauseFigures {
  inTime: number;
  late: number;
  /** Open, and not yet past their due time. */
  open: number;
  /** Open, and past it. */
  missed: number;
  /** No longer owed, after it had been missed. */
  endedLate: number;
  /** Ever put on hold, whatever became of them. */
  held: number;
}

export const RATINGS = { red: 'red', amber: 'amber', green: 'green' } as const;
export type Rating = keyof typeof RATINGS;

/**
 * IM5: the colour that the figures alone suggest: red where something is missed and still not done, amber where something was
 * done late or ended after it was missed, green where all was kept in time; null where nothing was due.
 */
export function suggestedRating({ inTime, late, missed, endedLate }: ClauseFigures): Rating | null {
  if (missed > 0) return 'red';
  if (late > 0 || endedLate > 0) return 'amber';
  return inTime > 0 ? 'green' : null;
}

/** Counts below this say too much of single young people: the summary for the partnership does not tell them apart. */
const FEWEST_TOLD = 5;

/** A count as the partnership's summary gives it. */
export const countForPartners = (count: number): string => (count > 0 && count < FEWEST_TOLD ? `1 to ${FEWEST_TOLD - 1}` : String(count));

export interface ClauseReview {
  rating: Rating;
  providerEvidence: string | null;
  virtualSchoolEvidence: string | null;
}

export interface ReviewAction {
  what: string;
  owner: string;
  dueOn: LocalDate;
}

/** What the parties write between their visits to the draft. */
export interface ReviewEntries {
  meeting: { heldOn: LocalDate; attended: string; contacts: string } | null;
  words: { youngPeopleSaid: string; wentWrong: string; providerNeeds: string; virtualSchoolNeeds: string } | null;
  clauses: Partial<Record<ClauseId, ClauseReview>>;
  actions: ReviewAction[];
}

export const NO_ENTRIES: ReviewEntries = { meeting: null, words: null, clauses: {}, actions: [] };

export const DECISIONS = { renew: 'renew', amend: 'amend', end: 'end' } as const;
export type Decision = keyof typeof DECISIONS;

export interface ReviewBlocker {
  code: 'NO_MEETING' | 'NO_WORDS' | 'NO_ACTIONS';
  sentence: string;
}

/** What a review still lacks before it can be recorded. A review that ends the agreement needs no actions. */
export function reviewBlockers(entries: ReviewEntries, decision: Decision): ReviewBlocker[] {
  return [
    ...(entries.meeting === null ? [{ code: 'NO_MEETING' as const, sentence: 'Say when the review was held, who attended, and whether the contacts are right.' }] : []),
    ...(entries.words === null ? [{ code: 'NO_WORDS' as const, sentence: 'Say what young people said, what went wrong, and what each side needs of the other.' }] : []),
    ...(entries.actions.length === 0 && decision !== 'end' ? [{ code: 'NO_ACTIONS' as const, sentence: 'Add at least one action, with its owner and its date.' }] : []),
  ];
}
