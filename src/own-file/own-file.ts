import { WITHHELD, markedPassages, withheldEverywhere } from '../domain/third-parties.js';
import { formatInstant } from '../domain/time/london.js';
import type { Row } from './collect-rows.js';
import { HOLDINGS } from './holdings.js';
import { WITHHELD_BECAUSE } from './holding.js';

/** One kind of what is held: its rows, and what of them stays out, each with why. */
export interface OwnFilePart {
  table: string;
  title: string;
  rows: Record<string, unknown>[];
  withheld: { column: string; because: string }[];
}

/** Where a passage about somebody else was left out. */
export interface WithheldPassage {
  table: string;
  /** The row's number, where it has one. */
  id: number | string | null;
  column: string;
}

/** Everything that is held about one young person, and nothing about anybody else. */
export interface OwnFile {
  reference: string;
  homeAuthority: string;
  madeAt: string;
  parts: OwnFilePart[];
  withheldPassages: WithheldPassage[];
  /** What is not in it, and why. */
  leftOut: string[];
}

/** What the file does not have, in sentences. */
export const LEFT_OUT = [
  `Passages that are marked as somebody else’s. In their place stands “${WITHHELD}”.`,
  'The names of those who work with you, where they are not part of what was written: you read what they are, and where. You can ask for a name.',
  'Secrets, such as your PIN and the keys of what is kept unreadable.',
  'The texts of mails, which may be about several young people.',
  'Files that somebody sent and has not confirmed: they are forgotten after 7 days. Copies for emergencies of the whole system, which are replaced by newer ones.',
] as const;

/** Numbers as the names of what they stand for. */
export interface Names {
  people: ReadonlyMap<unknown, string>;
  places: ReadonlyMap<unknown, string>;
}

/** Makes the file of the rows that were found: people as what they are, organisations by name, and what is somebody else's withheld. */
export function ownFileOf(found: ReadonlyMap<string, readonly Row[]>, names: Names, madeAt: Date): OwnFile {
  const passages = markedPassages([...found.values()]);
  const withheldPassages: WithheldPassage[] = [];
  const parts = Object.entries(HOLDINGS).map(([table, { title, who = [], where = [], withheld = {} }]): OwnFilePart => ({
    table,
    title,
    rows: (found.get(table) ?? []).map((row) => {
      const told = Object.fromEntries(Object.entries(row).map(([column, value]) => {
        if (who.includes(column)) return [column, nameIn(names.people, value)];
        if (where.includes(column)) return [column, nameIn(names.places, value)];
        return [column, plain(withheldEverywhere(value, passages))];
      }));
      for (const [column, value] of Object.entries(told)) if (JSON.stringify(value ?? null).includes(WITHHELD)) withheldPassages.push({ table, id: (row.id as number | string | undefined) ?? null, column });
      return told;
    }),
    withheld: Object.entries(withheld).map(([column, because]) => ({ column, because: WITHHELD_BECAUSE[because] })),
  }));
  const [root] = parts.find(({ table }) => table === 'young_person')?.rows ?? [];
  return { reference: String(root?.reference), homeAuthority: String(root?.home_authority_code), madeAt: formatInstant(madeAt), parts, withheldPassages, leftOut: [...LEFT_OUT] };
}

const nameIn = (names: ReadonlyMap<unknown, string>, value: unknown): string | null => (value === null ? null : (names.get(value) ?? ''));

/** Instants as text, whatever holds them. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return formatInstant(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
