/** How long to wait after each attempt that may work later; after the last attempt the message has failed. */
const MINUTES = [1, 5, 15, 60, 120, 240, 240, 240, 240, 240, 240];

/** How often a message is tried. */
export const MAX_ATTEMPTS = MINUTES.length + 1;

/** When to try again after this attempt (the first is 1) failed at `failedAt`; null when that was the last. */
export function nextAttemptAt(attempt: number, failedAt: Date): Date | null {
  const minutes = MINUTES[attempt - 1];
  return minutes === undefined ? null : new Date(failedAt.getTime() + minutes * 60_000);
}
