import type { LocalDate } from '../domain/time/local-date.js';

/** Whether a time in post was one: called off before it began, it ended on its first day. */
export const wasEverHeld = ({ fromOn, untilOn }: { fromOn: LocalDate; untilOn: LocalDate | null }): boolean => untilOn !== fromOn;

/** The same of a row of `post_holding`, as SQL. */
export const everHeld = (row: string): string => `${row}.until_on IS DISTINCT FROM ${row}.from_on`;
