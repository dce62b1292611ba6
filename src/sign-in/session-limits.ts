const MINUTE = 60_000;
/** Not used for so long, a session has ended. */
export const IDLE_MS = 30 * MINUTE;
/** So long after the sign-in it ends, used or not. */
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
