/* What is left to a provider, and who acts in its place, once a placement has ended (docs/decisions/0032-what-a-provider-does-after-the-end.md). */

const RETURNS = ['attendance-return.record', 'term-return.record', 'outcome-return.record'] as const;
/** An ending in breach leaves EP11 and EP11M owed. */
const ABOUT_RISK = ['risk-call.record', 'professionals-meeting.record'] as const;
const ANSWERS = ['view-answer.record', 'challenge-answer.record', 'good-enough-answer.record', 'joint-action-done.record'] as const;

/** What is done (`Action`), by when and by whom. */
export const WHEN_ENDED = {
  /** The provider's to record, and key contact's and Virtual Head's once it sees the placement no more. */
  inItsPlace: [...RETURNS, ...ABOUT_RISK],
  /**
   * By a provider still after its placement ended, of whatever day: it reads, returns and answers are still owed, what it recorded may have been wrong, and an emergency is raised
   * by whoever learns of it.
   */
  ofAnyDay: ['case.read', 'case.read-limited', 'messages.read', 'emergency.raise', 'fact.correct', ...ABOUT_RISK, ...RETURNS, ...ANSWERS],
  /**
   * By a provider while its placement runs alone. All else it still records once that has ended, as long as it sees it, of the day of the
   * end or before (`lastDayToRecord`): what counts is when it happened, not when it was typed in.
   */
  whileRunning: ['key-worker-notice.acknowledge', 'placement.end', 'plan.write'],
} as const;
