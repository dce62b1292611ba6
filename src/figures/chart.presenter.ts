import type { FigureRow } from './figures.service.js';

/* In the units of the picture, which are pixels on a phone: each name stands above its bar. */
const [LINE, BAR_WIDTH, VALUE_WIDTH, NAME_LETTERS] = [54, 230, 50, 38];

/** A chart of lying bars, one for each row whose share is told. */
export interface Bars {
  width: number;
  height: number;
  bars: { name: string; share: number; nameY: number; y: number; valueY: number; width: number; valueX: number }[];
  /** What it shows, in a sentence, for who does not see it. */
  words: string;
}

/** Null where no share is told. */
export function barsOf(rows: readonly FigureRow[]): Bars | null {
  const told = rows.flatMap(({ name, share }) => (share === null ? [] : [{ name, share }]));
  if (told.length === 0) return null;
  return {
    width: BAR_WIDTH + VALUE_WIDTH,
    height: told.length * LINE,
    bars: told.map(({ name, share }, index) => {
      const width = Math.max(1, Math.round((share / 100) * BAR_WIDTH));
      return { name: shortened(name), share, nameY: index * LINE + 16, y: index * LINE + 23, valueY: index * LINE + 40, width, valueX: width + 6 };
    }),
    words: told.map(({ name, share }) => `${name} ${share} %`).join(', '),
  };
}

/** As much of a name as there is room for; the table has all of it. */
const shortened = (name: string): string => (name.length > NAME_LETTERS ? `${name.slice(0, NAME_LETTERS - 1)}…` : name);
