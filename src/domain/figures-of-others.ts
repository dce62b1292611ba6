/** Fewer young people than these say too much of each of them. */
export const LEAST_SHOWN = 5;

/**
 * A number of young people of whom the reader may not know, as it is told: null for fewer than five, also for none, since “none” and
 * “one” tell as much of a single young person as each other (docs/decisions/0029-counts-of-others.md).
 */
export const shownOfOthers = (youngPeople: number): number | null => (youngPeople < LEAST_SHOWN ? null : youngPeople);
