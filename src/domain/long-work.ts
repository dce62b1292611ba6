/** Work that takes longer than somebody waits for a page, each kind with its name. */
export const LONG_WORK_KINDS = {
  import: 'Import of a file',
  setting: 'Change of a limit',
  recalculation: 'Deriving every date again',
  calendar: 'Change of the bank holidays',
} as const;
export type LongWorkKind = keyof typeof LONG_WORK_KINDS;

export const LONG_WORK_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type LongWorkState = (typeof LONG_WORK_STATES)[number];

/** So many days after its end a piece of work is still listed. */
export const LONG_WORK_KEPT_DAYS = 30;

/** A piece whose process died is begun again from its start; after so many beginnings it is given up, since it may be what kills the process. */
export const BEGUN_AT_MOST = 3;

/** Whether it is still to be done. */
export const isUnderWay = (state: LongWorkState): boolean => state === 'waiting' || state === 'running';

/** How far a piece of work is. */
export interface WorkProgress {
  state: LongWorkState;
  done: number;
  /** Null until that is known. */
  total: number | null;
}

/** In whole hundredths, rounded down: 100 is for what is done alone. Null where nobody knows yet. */
export function percentDone({ state, done, total }: WorkProgress): number | null {
  if (state === 'done') return 100;
  if (total === null || total === 0) return null;
  return Math.min(99, Math.floor((100 * done) / total));
}

/** Why a piece of work ended without being done. Nothing of it is kept: it is all of it or nothing. */
export const LONG_WORK_FAILURES = {
  INTERRUPTED: 'It was interrupted several times, and nothing was changed. Begin it again; if that happens once more, tell whoever runs the service.',
  FAILED: 'Something went wrong, and nothing was changed. Begin it again; if it fails once more, tell whoever runs the service.',
  NOT_HERE_ANY_MORE: 'Whoever began it can no longer sign in, so that nothing was changed.',
  NOT_ALLOWED: 'Whoever began it may not do this any more, so that nothing was changed.',
  IMPORT_OUT_OF_DATE: 'What is recorded has changed since the file was looked at. Nothing was imported: upload the file again.',
  IMPORT_CLOSED: 'The file was imported or thrown away in the meantime. Upload it again to import it once more.',
  APPROVAL_NEEDED: 'By now the file would put people into posts, which takes a second person. Nothing was imported: ask for it again.',
  ALREADY_SO: 'The limit was set to this in the meantime: nothing had to be changed.',
  A_HOLIDAY_ALREADY: 'Somebody else added the day in the meantime: nothing had to be changed.',
  KNOWN_ALREADY: 'Somebody else said in the meantime that all are known up to that day or a later one: nothing had to be changed.',
  ALREADY_TAKEN_BACK: 'Somebody else took it back in the meantime: nothing had to be changed.',
  EFFECTIVE_IN_THE_PAST: 'The day that the limit was to count from has passed. Nothing was changed: choose another day.',
} as const;
export type LongWorkFailure = keyof typeof LONG_WORK_FAILURES;

/** The failure that a refusal's code, or those of its reasons, stands for. */
export const failureOf = (...codes: string[]): LongWorkFailure => codes.find((code): code is LongWorkFailure => Object.hasOwn(LONG_WORK_FAILURES, code)) ?? 'FAILED';
