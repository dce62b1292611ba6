import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LongWorkFailure, LongWorkKind, LongWorkState } from '../domain/long-work.js';

/** A piece of work that takes longer than somebody waits for a page. Times are real time, not the training clock's. */
@Entity('long_work')
export class LongWorkRow {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) kind: LongWorkKind;
  /** What it is about: `import-17`, `authority-E08000025`. */
  @Column({ type: 'text' }) subject: string;
  /** What it takes to do it, as its kind reads it; the table keeps it sealed, and not past its end. */
  @Column({ type: 'jsonb' }) input: Record<string, unknown>;
  @Column({ type: 'int', name: 'begun_by' }) begunBy: number;
  @Column({ type: 'timestamptz', name: 'begun_at' }) begunAt: Date;
  @Column({ type: 'text' }) state: LongWorkState;
  /** How often a process has begun it. */
  @Column({ type: 'int' }) attempts: number;
  @Column({ type: 'int' }) done: number;
  @Column({ type: 'int', nullable: true }) total: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'cancel_asked_at' }) cancelAskedAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'ended_at' }) endedAt: Date | null;
  @Column({ type: 'text', nullable: true, name: 'error_code' }) errorCode: LongWorkFailure | null;
  /** What came of it, in numbers. */
  @Column({ type: 'jsonb' }) figures: Record<string, number>;
}
