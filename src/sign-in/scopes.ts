/** What an access token of a program may be used for; within that, it may do what its person may. */
export const SCOPES = {
  read: 'read',
  write: 'record and change',
  sensitive: 'what a page would ask to confirm: posts, sign-ins, tokens, approvals, exports',
} as const;

/** That of a token which is the address of a calendar feed: it reads the feed, and has no other. */
export const CALENDAR = 'calendar';

export type Scope = keyof typeof SCOPES | typeof CALENDAR;

/** Everything that a program may do. */
export const EVERY_SCOPE = Object.keys(SCOPES) as Scope[];

/** How long a token lasts at the most, in days. */
export const LONGEST_TOKEN_DAYS = 365;
