/** The shortest list that still fails, by leaving out ever smaller pieces: for a counterexample that can be read. */
export function shrunk<T>(all: readonly T[], fails: (some: readonly T[]) => boolean): readonly T[] {
  let left = all;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length; ) {
      const without = [...left.slice(0, from), ...left.slice(from + size)];
      if (fails(without)) left = without;
      else from += size;
    }
  }
  return left;
}
