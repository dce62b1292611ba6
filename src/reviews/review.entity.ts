import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** A review meeting of the education plan (KW4, EP9). */
@Entity()
export class Review {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'placement_id' }) placementId: number;
  @Column({ type: 'date', name: 'held_on' }) heldOn: LocalDate;
  /** Null when it was held at the provider, as the agreement says. */
  @Column({ type: 'text', nullable: true, name: 'reason_elsewhere' }) reasonElsewhere: string | null;
  @Column({ type: 'text' }) present: string;
  @Column({ type: 'text', name: 'what_changed' }) whatChanged: string;
  @Column({ type: 'text', name: 'young_persons_view' }) youngPersonsView: string;
  /** Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
}
