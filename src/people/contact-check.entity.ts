import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** Why somebody cannot be reached: the mail server refused their last mail for good; nobody signed in for 30 days; they were put out. */
export const UNREACHED_BECAUSE = ['mail-failed', 'silent', 'put-out'] as const;
export type UnreachedBecause = (typeof UNREACHED_BECAUSE)[number];

/** A time in which somebody in a post that the agreement asks for, or a key worker, could not be reached (EP1, SC1, VS1). */
@Entity()
export class ContactCheck {
  @PrimaryGeneratedColumn('identity') id: number;
  /** Null for a key worker. */
  @Column({ type: 'int', nullable: true, name: 'holding_id' }) holdingId: number | null;
  /** A key worker, whichever their cases. */
  @Column({ type: 'int', nullable: true, name: 'person_id' }) personId: number | null;
  /** Null for one of before this was kept. */
  @Column({ type: 'text', nullable: true }) because: UnreachedBecause | null;
  @Column({ type: 'date', name: 'since_on' }) sinceOn: LocalDate;
  @Column({ type: 'date', nullable: true, name: 'cleared_on' }) clearedOn: LocalDate | null;
}
