/** Where a page begins, from what the page before gave as `after`; anything else is the beginning. */
export const offsetOf = (after: string | null): number => (after !== null && /^\d{1,7}$/.test(after) ? Number(after) : 0);
