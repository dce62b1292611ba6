import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** Somebody is away, and somebody else of the same organisation does what they do: sees their cases, gets their messages. */
@Entity()
export class Absence {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'int', name: 'cover_person_id' }) coverPersonId: number;
  @Column({ type: 'date', name: 'from_on' }) fromOn: LocalDate;
  /** The last day. */
  @Column({ type: 'date', name: 'until_on' }) untilOn: LocalDate;
  /** The last day after all, where they were back sooner; the day before `fromOn` where they never went. */
  @Column({ type: 'date', nullable: true, name: 'ended_on' }) endedOn: LocalDate | null;
  @Column({ type: 'int', name: 'recorded_by' }) recordedBy: number;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
}
