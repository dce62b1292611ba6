import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** A time in which somebody in a post that the agreement asks for could not be reached (EP1, VS1). */
@Entity()
export class ContactCheck {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'holding_id' }) holdingId: number;
  @Column({ type: 'date', name: 'since_on' }) sinceOn: LocalDate;
  @Column({ type: 'date', nullable: true, name: 'cleared_on' }) clearedOn: LocalDate | null;
}
