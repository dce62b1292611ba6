/** Choices that look like chance and are the same for the same seed: the sample region can be made again, row by row. */
export interface Random {
  /** A whole number from `low` to `high`, both inclusive. */
  between(low: number, high: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of these, each as often as its weight says. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
}

/** Numbers by mulberry32, for a seed and a stream: each young person has a stream, so that one more changes none before. */
export function randomOf(seed: number, stream: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to choose from');
    return item;
  };
  const weighted = <T>(items: readonly (readonly [T, number])[]): T => {
    let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    const found = items.find(([, weight]) => (left -= weight) < 0) ?? items.at(-1);
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found[0];
  };
  return { between, percent: (share) => next() * 100 < share, pick, weighted };
}
