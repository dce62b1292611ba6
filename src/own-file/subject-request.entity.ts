import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LocalDate } from '../domain/time/local-date.js';

/** Of a request `q`, as SQL: that it waits for whoever gives it. */
export const AWAITS_ANSWER_SQL = 'q.given_at IS NULL AND q.released_at IS NULL';

/** Somebody asked for what is held about a young person: they themselves, or somebody who was asked by them. */
@Entity()
export class SubjectRequest {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  /** Null for the operator. */
  @Column({ type: 'int', nullable: true, name: 'asked_by' }) askedBy: number | null;
  @Column({ type: 'boolean', name: 'by_themselves' }) byThemselves: boolean;
  /** How and why it was asked for: the reason that the trail points to. Nobody has to say why they want their own. */
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'timestamptz', name: 'asked_at' }) askedAt: Date;
  /** The last day to answer. */
  @Column({ type: 'date', name: 'answer_by' }) answerBy: LocalDate;
  /** Who let them fetch it themselves. */
  @Column({ type: 'int', nullable: true, name: 'released_by' }) releasedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'released_at' }) releasedAt: Date | null;
  /** When the file was last given out. */
  @Column({ type: 'timestamptz', nullable: true, name: 'given_at' }) givenAt: Date | null;
}
