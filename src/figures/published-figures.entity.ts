import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { MeasureId } from '../domain/figures/measures.js';
import type { Told } from '../domain/figures/rounding.js';
import type { Layout } from '../domain/figures/tables.js';

/** What is told of a measure in a term, as it was made on a day. Insert only: a later one takes an earlier one's place. */
@Entity()
export class PublishedFigures {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) measure: MeasureId;
  /** '2026-27-autumn'. */
  @Column({ type: 'text' }) term: string;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  @Column({ type: 'jsonb' }) layout: Layout;
  /** By the key of each figure; null where what is recorded by then would have given hidden numbers away, so that what was told before stands. */
  @Column({ type: 'jsonb', nullable: true }) told: Record<string, Told> | null;
}

/** The counts that published figures were made from, for those who make the next ones: nobody reads them. */
@Entity()
export class PublishedCounts {
  @PrimaryColumn({ type: 'int', name: 'published_id' }) publishedId: number;
  /** By the key of each count; what is not there is none. */
  @Column({ type: 'jsonb' }) counts: Record<string, number>;
}
