import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { CARE_STATUSES } from '../domain/agreement/care-status-words.js';
import { MEASURES, type Breakdown, type Measure, type MeasureId } from '../domain/figures/measures.js';
import { toldShare, type Told } from '../domain/figures/rounding.js';
import { keyOf, type Place } from '../domain/figures/tables.js';
import { termName } from '../domain/time/periods.js';
import { AGES, LEGS, NONE, OTHER } from './count-figures.js';
import { BY, type FiguresQuery } from './figures.query.js';
import type { PublishedFigures } from './published-figures.entity.js';

/** A row of a table, as it is told; null is hidden. */
export interface FigureRow {
  name: string;
  owed: Told;
  met: Told;
  /** In whole per cent; null where a number is hidden or the base is under ten. */
  share: number | null;
}

/** A figure with its definition, its table, the region beside it, and how it was in other terms. */
export interface Figure {
  measure: MeasureId;
  name: string;
  definition: string;
  term: string | null;
  terms: string[];
  authority: string | null;
  by: Breakdown | 'authority';
  /** By what it can be broken down. */
  breakdowns: (Breakdown | 'authority')[];
  madeAt: Date | null;
  /** When it was to be made anew and was not, since hidden numbers would have been given away. */
  keptSince: Date | null;
  total: FigureRow | null;
  /** The region's, where the figure is an authority's. */
  region: FigureRow | null;
  rows: FigureRow[];
  trend: (FigureRow & { term: string })[];
}

/** What is told of each measure: numbers that say nothing of any one young person (docs/decisions/0030-figures-safe-to-show.md). */
@Injectable()
export class FiguresService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The figure that is asked for, of the newest term where none is; without numbers where none was made. */
  async figureFor({ measure = 'plans', term, authority, by }: FiguresQuery): Promise<Figure> {
    return this.unitOfWork.run(async ({ manager }) => {
      const all = await manager.query<PublishedFigures[]>('SELECT id, measure, term, made_at AS "madeAt", layout, told FROM published_figures WHERE measure = $1 ORDER BY id', [measure]);
      const standing = new Map(all.filter(({ told }) => told !== null).map((one) => [one.term, one]));
      const terms = [...standing.keys()].toSorted((a, b) => startOf(b).localeCompare(startOf(a)));
      const chosen = term ?? terms[0] ?? null;
      const figures = standing.get(chosen ?? '');
      const newest = all.findLast((one) => one.term === chosen);
      const of = authority ?? null;
      const breakdowns = breakdownsOf(measure, of);
      const chosenBy = by !== undefined && breakdowns.includes(by) ? by : (breakdowns[0] as Breakdown);
      const row = (name: string, place: Place, told = figures?.told ?? {}): FigureRow => rowOf(name, told, place);
      const whole: Place = { authority: of, breakdown: null, value: null };
      return {
        measure, name: MEASURES[measure].name, definition: MEASURES[measure].definition,
        term: chosen, terms, authority: of, by: chosenBy, breakdowns,
        madeAt: figures?.madeAt ?? null,
        keptSince: newest && newest.told === null ? newest.madeAt : null,
        total: figures ? row('All', whole) : null,
        region: figures && of !== null ? row('Region', { ...whole, authority: null }) : null,
        rows: figures ? (await valuesOf(manager, figures, of, chosenBy)).map(({ name, place }) => row(name, place)) : [],
        trend: terms.toReversed().map((one) => ({ term: one, ...row(termName(one), whole, standing.get(one)?.told ?? {}) })),
      };
    });
  }
}

/** When a term began, as text that sorts: '2026-27-autumn' is '2026-0'. */
const startOf = (term: string): string => `${term.slice(0, 4)}-${['autumn', 'spring', 'summer'].indexOf(term.slice(8))}`;

function rowOf(name: string, told: Record<string, Told>, place: Place): FigureRow {
  const [owed, met] = [told[keyOf('owed', place)] ?? null, told[keyOf('met', place)] ?? null];
  return { name, owed, met, share: toldShare(met, owed) };
}

function breakdownsOf(measure: MeasureId, authority: string | null): (Breakdown | 'authority')[] {
  const { byLeg }: Measure = MEASURES[measure];
  return (Object.keys(BY) as (Breakdown | 'authority')[]).filter((one) => (one !== 'authority' || authority === null) && (one !== 'leg' || byLeg));
}

/** The rows of a breakdown, with how their values read. */
async function valuesOf(manager: EntityManager, { layout }: PublishedFigures, authority: string | null, by: Breakdown | 'authority'): Promise<{ name: string; place: Place }[]> {
  if (by === 'authority') {
    const names = await manager.query<{ code: string; name: string }[]>('SELECT code, name FROM authority WHERE code = ANY($1) ORDER BY name', [layout.authorities]);
    return names.map(({ code, name }) => ({ name, place: { authority: code, breakdown: null, value: null } }));
  }
  const values = layout.breakdowns[by] ?? [];
  const nameOf = by === 'provider' ? await providerNames(manager, values) : (value: string) => WORDS[by](value);
  const named = values.map((value) => ({ name: nameOf(value), place: { authority, breakdown: by, value } }));
  return by === 'provider' ? named.toSorted((a, b) => Number(isRest(a.place)) - Number(isRest(b.place)) || a.name.localeCompare(b.name)) : named;
}

const REST: Readonly<Record<string, string>> = { [NONE]: 'of no placement', [OTHER]: 'any other' };
const isRest = ({ value }: Place): boolean => value !== null && value in REST;
const from = (words: Readonly<Record<string, string>>) => (value: string): string => words[value] ?? REST[value] ?? value;
const WORDS: Readonly<Record<Exclude<Breakdown, 'provider'>, (value: string) => string>> = {
  level: (value) => REST[value] ?? `Level ${value}`,
  age: from(AGES),
  status: from(CARE_STATUSES),
  leg: from(LEGS),
};

async function providerNames(manager: EntityManager, values: readonly string[]): Promise<(value: string) => string> {
  const rows = await manager.query<{ id: number; name: string }[]>('SELECT id, name FROM provider WHERE id = ANY($1::int[])', [values.filter((value) => /^\d+$/.test(value))]);
  return from(Object.fromEntries(rows.map(({ id, name }) => [String(id), name])));
}
