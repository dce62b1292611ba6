import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { MEASURE_IDS, type MeasureId } from '../domain/figures/measures.js';
import { protect, type Publication } from '../domain/figures/protect.js';
import { termsToPublish } from '../domain/figures/publishing.js';
import { keyOf, tablesOf, type Layout } from '../domain/figures/tables.js';
import { londonDate } from '../domain/time/london.js';
import type { Period } from '../domain/time/periods.js';
import { loadAttack } from './attack.js';
import { countsOf, layoutOf } from './count-figures.js';
import { PublishedCounts, PublishedFigures } from './published-figures.entity.js';

interface Kept {
  layout: Layout;
  told: PublishedFigures['told'];
  counts: Record<string, number>;
}

/** Makes the figures that boards and the region read, of one measure and term after the other. */
@Injectable()
export class PublishFigures {
  private readonly logger = new Logger('figures');

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Makes the next that is to be made by now, and says whether there was one; to be called as the system. */
  async publishNext(): Promise<boolean> {
    const next = await this.unitOfWork.run(async ({ manager, now }) => {
      const made = await manager.query<{ measure: string; term: string; madeAt: Date }[]>('SELECT measure, term, max(made_at) AS "madeAt" FROM published_figures GROUP BY 1, 2');
      return MEASURE_IDS.flatMap((measure) => {
        const madeOn = new Map(made.filter((one) => one.measure === measure).map(({ term, madeAt }) => [term, londonDate(madeAt)]));
        return termsToPublish(londonDate(now), madeOn).map((term) => ({ measure, term }));
      })[0];
    });
    if (next) await this.publish(next.measure, next.term);
    return next !== undefined;
  }

  /** One transaction reads the counts, another keeps what is told: what lies between takes seconds, and holds nothing up. */
  private async publish(measure: MeasureId, term: Period): Promise<void> {
    const { counts, earlier, layout, madeAt } = await this.unitOfWork.run(async ({ manager, now }) => {
      const kept = await manager.query<Kept[]>('SELECT f.layout, f.told, c.counts FROM published_figures f JOIN published_counts c ON c.published_id = f.id WHERE f.measure = $1 AND f.term = $2 AND f.told IS NOT NULL ORDER BY f.id', [measure, term.name]);
      return { counts: await countsOf(manager, measure, term, now), earlier: kept, layout: joined([...kept.map((one) => one.layout), await layoutOf(manager, measure)]), madeAt: now };
    });
    const tables = tablesOf(layout);
    const inOrder = (of: Record<string, number>): number[] => tables.counted.map(({ what, place }) => of[keyOf(what, place)] ?? 0);
    const before: Publication[] = earlier.map((one) => ({ counts: inOrder(one.counts), told: new Map(Object.entries(one.told ?? {})) }));
    const told = await protect(tables, inOrder(counts), before, await loadAttack());
    if (told === null) this.logger.warn(`The figures of ${measure} in ${term.name} would give hidden numbers away: those told before stand`);
    await this.unitOfWork.run(async ({ manager }) => {
      const { id } = await manager.save(PublishedFigures, { measure, term: term.name, madeAt, layout, told: told && Object.fromEntries(told) });
      await manager.insert(PublishedCounts, { publishedId: id, counts });
    });
  }
}

/** Every row that one of several layouts has. */
function joined(layouts: readonly Layout[]): Layout {
  const all = (lists: readonly (readonly string[] | undefined)[]): string[] => [...new Set(lists.flatMap((list) => list ?? []))];
  const breakdowns = all(layouts.map((one) => Object.keys(one.breakdowns)));
  return { authorities: all(layouts.map((one) => one.authorities)), breakdowns: Object.fromEntries(breakdowns.map((name) => [name, all(layouts.map((one) => one.breakdowns[name]))])) };
}
