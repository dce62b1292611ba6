/*
 * How a number is told to those who may not know the cases behind it (the boards' rules, “Figures, never people”): nothing under five,
 * the rest to the nearest five, and a share only of ten or more, worked out from what is told.
 */

/** The smallest count that is told. */
export const SMALLEST_TOLD = 5;
/** What is told is a multiple of this. */
export const ROUNDED_TO = 5;
/** The smallest told base of which a share is told. */
export const SMALLEST_BASE = 10;

/** A count as it is told: a multiple of five, or null where it is hidden. */
export type Told = number | null;

/** A count by itself as it is told; others may have to be hidden for its sake, or it for theirs (protect.ts). */
export const toldAlone = (count: number): Told => (count < SMALLEST_TOLD ? null : Math.round(count / ROUNDED_TO) * ROUNDED_TO);

/** What a reader knows of a count from what they are told: the least and the most that it can be. */
export const knownFrom = (told: Told): Range =>
  told === null ? { least: 0, most: Infinity } : { least: Math.max(SMALLEST_TOLD, told - Math.floor(ROUNDED_TO / 2)), most: told + Math.floor(ROUNDED_TO / 2) };

export interface Range {
  least: number;
  most: number;
}

/** A share in whole per cent, from 0 to 100, as it is told; null where the base is under ten, or either is hidden. */
export function toldShare(part: Told, base: Told): number | null {
  if (part === null || base === null || base < SMALLEST_BASE) return null;
  return Math.min(100, Math.round((part / base) * 100));
}
