import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** How long an authority or a provider keeps what is its own, from a day on. A later row takes its place. */
@Entity('retention_schedule')
export class RetentionScheduleRow {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  @Column({ type: 'int' }) value: number;
  @Column({ type: 'date', name: 'effective_on' }) effectiveOn: LocalDate;
  @Column({ type: 'int', name: 'set_by' }) setBy: number;
  @Column({ type: 'timestamptz', name: 'set_at' }) setAt: Date;
}
