import { knownFrom, SMALLEST_TOLD, toldAlone, type Range, type Told } from './rounding.js';

/*
 * Disclosure control. Every number that is told of a measure and a period, in whatever table, says something about the same few counts. Taken
 * together they may give away one that is hidden: a total less what else is in its row. So what is told of all tables is decided at once, and
 * held against somebody who puts together all that they were told, now and before, by linear programming.
 */

/** How far apart the least and the most have to stay that a hidden small count can be, for somebody who knows all that is told. */
export const PROTECTION = SMALLEST_TOLD - 1;

/** A number that is told: a sum of counts, by their places. */
export interface Figure {
  key: string;
  of: readonly number[];
}

/** What holds of the counts: a sum with coefficients lies between two bounds. */
export interface Row extends Range {
  terms: readonly (readonly [place: number, coefficient: number])[];
}

/** Counts that all rows allow, with a sum that is as small or as large as they let it be. */
export interface Extreme {
  counts: ArrayLike<number>;
  /** The rows that keep it from going on. */
  because: readonly number[];
}

/** Somebody who knows some rows about counts that are none of them below zero. */
export interface Attacker {
  /** How small, or how large, a sum can be. */
  extreme(of: readonly number[], which: 'least' | 'most'): Promise<Extreme>;
  /** A row says something else from now on. */
  change(row: number, known: Range): void;
  /** Frees what it holds. */
  close(): void;
}

export type OpenAttack = (counts: number, rows: readonly Row[]) => Attacker;

/** The tables that are told: the figures in them, what is known of the counts whatever is told, and counts in which each young person is once. */
export interface Tables {
  figures: readonly Figure[];
  shape: readonly Row[];
  everyone: readonly number[];
}

/** What was told of the same counts before, and how many they were. */
export interface Publication {
  counts: readonly number[];
  told: ReadonlyMap<string, Told>;
}

/**
 * What is told of each figure, so that no count under five can be told closer than `PROTECTION`, also not by what was told before of the same counts,
 * and by somebody who knows how many young people changed in between. Hides what it must beside the small ones: of those that would help, the smallest.
 * Null where it cannot be done, whatever is hidden: what was told before stands then.
 */
export async function protect(tables: Tables, counts: readonly number[], earlier: readonly Publication[], openAttack: OpenAttack): Promise<ReadonlyMap<string, Told> | null> {
  const { figures } = tables;
  const told = new Map(figures.map(({ key, of }) => [key, toldAlone(sum(of, counts))]));
  const { places, rows, targets } = await knownOfAll(tables, [...earlier, { counts, told }], openAttack);
  const attacker = openAttack(places, rows);
  const tell = (index: number, said: Told): void => {
    told.set((figures[index] as Figure).key, said);
    attacker.change(index, knownFrom(said));
  };
  const worth = (index: number): number => sum((figures[index] as Figure).of, counts);
  try {
    const hidden = new Set<number>();
    const search = await searched(attacker, targets);
    for (const target of targets) {
      for (let because = await search(target); because !== null; because = await search(target)) {
        const helpful = because.filter((row) => row < figures.length && told.get((figures[row] as Figure).key) !== null);
        if (helpful.length === 0) return null;
        const smallest = helpful.reduce((a, b) => (worth(a) <= worth(b) ? a : b));
        tell(smallest, null);
        hidden.add(smallest);
      }
    }
    // What was hidden on the way and need not be, the largest first.
    for (const index of [...hidden].toSorted((a, b) => worth(b) - worth(a))) {
      tell(index, toldAlone(worth(index)));
      const again = await searched(attacker, targets);
      for (const target of targets) {
        if ((await again(target)) === null) continue;
        tell(index, null);
        break;
      }
    }
    return told;
  } finally {
    attacker.close();
  }
}

/**
 * Says of a target what keeps it from being wide, or null where it is. Every answer of the attacker is counts that all rows allow, so each widens all targets:
 * most are found wide by what was asked for others. Holds as long as rows are only loosened.
 */
async function searched(attacker: Attacker, targets: readonly (readonly number[])[]): Promise<(target: readonly number[]) => Promise<readonly number[] | null>> {
  const seen = new Map(targets.map((target) => [target, { least: Infinity, most: -Infinity }]));
  const look = async (of: readonly number[], which: 'least' | 'most'): Promise<readonly number[]> => {
    const { counts, because } = await attacker.extreme(of, which);
    for (const [target, range] of seen) {
      const value = sum(target, counts);
      range.least = Math.min(range.least, value);
      range.most = Math.max(range.most, value);
    }
    return because;
  };
  const all = [...new Set(targets.flat())];
  if (all.length > 0) for (const which of ['most', 'least'] as const) await look(all, which);
  return async (target) => {
    const range = seen.get(target) as Range;
    if (isWide(range)) return null;
    const because = [...(await look(target, 'most')), ...(await look(target, 'least'))];
    return isWide(range) ? null : because;
  };
}

/** Enough whole numbers between the two. */
const isWide = ({ least, most }: Range): boolean => Math.floor(most + SOLVER_ERROR) - Math.ceil(least - SOLVER_ERROR) >= PROTECTION;
const SOLVER_ERROR = 1e-6;

const sum = (of: readonly number[], counts: ArrayLike<number>): number => of.reduce((total, place) => total + (counts[place] ?? 0), 0);

/**
 * All that is told of one time after the other, the newest first, so that its figures are the first rows; and the sums that stay hidden. The counts of a time have
 * places of their own, and after them those who came and those who left from one to the next.
 */
async function knownOfAll(tables: Tables, publications: readonly Publication[], openAttack: OpenAttack): Promise<{ places: number; rows: Row[]; targets: number[][] }> {
  const { figures, shape } = tables;
  const times = publications.toReversed();
  const size = times[0]?.counts.length ?? 0;
  const rows = times.flatMap(({ told }, time) => moved([...figures.map(({ key, of }) => ({ terms: terms(of), ...knownFrom(told.get(key) ?? null) })), ...shape], time * size));
  const targets = times.flatMap(({ counts }, time) => figures.filter(({ of }) => sum(of, counts) < SMALLEST_TOLD).map(({ of }) => of.map((place) => place + time * size)));
  let places = times.length * size;
  for (const [time, { counts }] of times.slice(0, -1).entries()) {
    const before = times[time + 1]?.counts ?? [];
    const change = changeBetween(tables, size, (time + 1) * size, time * size, places);
    rows.push(...change.rows, { terms: terms(change.people), least: 0, most: await leastChange(tables, before, counts, openAttack) });
    places += 2 * size;
  }
  return { places, rows, targets };
}

/** Who came and who left are tables as the counts are, from `at` on; nobody leaves who was not there. */
function changeBetween({ shape, everyone }: Tables, size: number, before: number, after: number, at: number): { rows: Row[]; people: number[] } {
  const [came, left] = [at, at + size];
  const rows = Array.from({ length: size }, (_, place): Row[] => [
    { terms: [[after + place, 1], [before + place, -1], [came + place, -1], [left + place, 1]], least: 0, most: 0 },
    { terms: [[before + place, 1], [left + place, -1]], least: 0, most: Infinity },
  ]).flat();
  return { rows: [...rows, ...moved(shape, came), ...moved(shape, left)], people: everyone.flatMap((place) => [came + place, left + place]) };
}

/** With how few who came or left the counts can have become what they are: somebody may know that they were no more. */
async function leastChange(tables: Tables, before: readonly number[], after: readonly number[], openAttack: OpenAttack): Promise<number> {
  const size = after.length;
  const change = changeBetween(tables, size, size, 0, 2 * size);
  const were = [...after, ...before].map((count, place): Row => ({ terms: [[place, 1]], least: count, most: count }));
  const attacker = openAttack(4 * size, [...were, ...change.rows]);
  try {
    return Math.round(sum(change.people, (await attacker.extreme(change.people, 'least')).counts));
  } finally {
    attacker.close();
  }
}

const terms = (of: readonly number[]): [place: number, coefficient: number][] => of.map((place) => [place, 1]);
/** The same of counts that are further on. */
const moved = (rows: readonly Row[], by: number): Row[] => rows.map((row) => ({ ...row, terms: row.terms.map(([place, coefficient]) => [place + by, coefficient] as const) }));
