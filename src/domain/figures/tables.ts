import type { Row, Tables } from './protect.js';

/*
 * The tables of one measure and period: to how many it was owed and for how many it was kept, by authority, by authority and one more thing,
 * and of the region. Two tables share the authority alone, so that whoever puts them together learns from their common totals and from nothing else.
 */

/** What is told in each row of a table: how many it was owed to, and for how many of these it was kept. */
export const TOLD = { owed: ['met', 'unmet'], met: ['met'] } as const;
export type ToldOf = keyof typeof TOLD;
/** What is counted: nobody is in both. */
export const COUNTED = ['met', 'unmet'] as const;
export type Counted = (typeof COUNTED)[number];

/** Which rows the tables have, whatever is in them: each authority, and the values of each breakdown. */
export interface Layout {
  authorities: readonly string[];
  breakdowns: Readonly<Record<string, readonly string[]>>;
}

/** A row of a table: an authority or, null, the region; of all, or of one value of a breakdown. */
export interface Place {
  authority: string | null;
  breakdown: string | null;
  value: string | null;
}

export const keyOf = (what: ToldOf | Counted, { authority, breakdown, value }: Place): string => JSON.stringify([what, authority, breakdown, value]);

/** Every row that the tables have, the totals first. */
export function placesOf({ authorities, breakdowns }: Layout): Place[] {
  const values = [{ breakdown: null, value: null }, ...Object.entries(breakdowns).flatMap(([breakdown, all]) => all.map((value) => ({ breakdown, value })))];
  return [null, ...authorities].flatMap((authority) => values.map((one) => ({ authority, ...one })));
}

/** The tables of a layout, with the counts that they are sums of in their order. */
export function tablesOf(layout: Layout): Tables & { counted: { what: Counted; place: Place }[] } {
  const all = placesOf(layout);
  const counted = COUNTED.flatMap((what) => all.filter(({ authority }) => authority !== null).map((place) => ({ what, place })));
  const at = new Map(counted.map(({ what, place }, index) => [keyOf(what, place), index]));
  const indexOf = (what: Counted, place: Place): number => at.get(keyOf(what, place)) as number;
  const figures = all.flatMap((place) => Object.entries(TOLD).map(([what, sums]) => ({
    key: keyOf(what as ToldOf, place),
    of: (place.authority === null ? layout.authorities : [place.authority]).flatMap((authority) => sums.map((one) => indexOf(one, { ...place, authority }))),
  })));
  const shape = COUNTED.flatMap((what) => layout.authorities.flatMap((authority) => Object.entries(layout.breakdowns).map(([breakdown, values]): Row => ({
    terms: [[indexOf(what, { authority, breakdown: null, value: null }), -1], ...values.map((value) => [indexOf(what, { authority, breakdown, value }), 1] as const)],
    least: 0, most: 0,
  }))));
  return { counted, figures, shape, everyone: [...counted.keys()].filter((index) => counted[index]?.place.breakdown === null) };
}
