import { setImmediate } from 'node:timers/promises';
import loadHighs, { type Highs, type Model } from 'highs';
import type { Extreme, OpenAttack, Row } from '../domain/figures/protect.js';

// Its types are of a CommonJS module, whose default would be under `default`; Node gives the loader itself.
const load = loadHighs as unknown as typeof loadHighs.default;
let loaded: Promise<Highs> | undefined;

/** The attacker of disclosure control: linear programs, solved by HiGHS, which is loaded once a process. Each goes on from the solution of the last. */
export async function loadAttack(): Promise<OpenAttack> {
  const highs = await (loaded ??= load());
  return (counts, rows) => {
    const model = highs.createModel({
      numCols: counts,
      numRows: rows.length,
      colCost: new Float64Array(counts),
      colLower: new Float64Array(counts),
      colUpper: new Float64Array(counts).fill(NO_BOUND),
      rowLower: rows.map(({ least }) => least),
      rowUpper: rows.map(({ most }) => (most === Infinity ? highs.infinity : most)),
      matrix: matrixOf(rows, counts),
    });
    model.options.set({ output_flag: false, presolve: 'off' });
    return {
      extreme: async (of, which) => {
        // A program takes some milliseconds, and there are hundreds: who asks for a page in between gets it.
        await setImmediate();
        return extremeOf(highs, model, costOf(of, counts), which);
      },
      change: (row, { least, most }) => void model.changeRowBounds(row, least, most === Infinity ? highs.infinity : most),
      close: () => model.dispose(),
    };
  };
}

function matrixOf(rows: readonly Row[], counts: number) {
  const starts = [0];
  for (const { terms } of rows) starts.push((starts.at(-1) ?? 0) + terms.length);
  const terms = rows.flatMap((row) => row.terms);
  return { format: 'csr' as const, numRows: rows.length, numCols: counts, starts, indices: terms.map(([place]) => place), values: terms.map(([, coefficient]) => coefficient) };
}

/** More young people than there are: a bound that is none, so that every program has an answer. */
const NO_BOUND = 1e7;
/** Below this a row does not keep the sum from anything. */
const NOTHING = 1e-7;

function costOf(of: readonly number[], counts: number): Float64Array {
  const cost = new Float64Array(counts);
  for (const place of of) cost[place] = 1;
  return cost;
}

/** Throws where HiGHS has no answer: then nothing is told. */
function extremeOf(highs: Highs, model: Model, cost: Float64Array, which: 'least' | 'most'): Extreme {
  model.changeColsCost({ kind: 'range', from: 0, to: cost.length - 1 }, cost);
  model.changeObjectiveSense(highs.constants.objectiveSense[which === 'least' ? 'minimize' : 'maximize']);
  const { modelStatus } = model.run();
  if (modelStatus !== highs.constants.modelStatus.optimal) throw new Error(`HiGHS ended with status ${modelStatus}`);
  const { colValue: counts, rowDual } = model.getSolution();
  return { counts, because: [...rowDual.keys()].filter((row) => Math.abs(rowDual[row] ?? 0) > NOTHING) };
}
