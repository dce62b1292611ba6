import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CaseRecordKind } from '../domain/agreement/records.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** Something recorded on a case, of one of the kinds in `domain/agreement/records.ts`. */
@Entity({ name: 'record' })
export class CaseRecord {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', nullable: true, name: 'placement_id' }) placementId: number | null;
  /** The record it answers. */
  @Column({ type: 'int', nullable: true, name: 'about_id' }) aboutId: number | null;
  /** The review that gave rise to it: put right and taken back with it (P3, VS5). */
  @Column({ type: 'int', nullable: true, name: 'review_id' }) reviewId: number | null;
  @Column({ type: 'text' }) kind: CaseRecordKind;
  @Column({ type: 'date', name: 'happened_on' }) happenedOn: LocalDate;
  /** Every field but the free texts: what the law and the figures read. */
  @Column({ type: 'jsonb' }) details: Record<string, string | number | boolean>;
  /** The free texts. */
  @Column({ type: 'jsonb' }) words: Record<string, string>;
  /** The file that it came with, where it came with one. */
  @Column({ type: 'int', nullable: true, name: 'import_id' }) importId: number | null;
  /** Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
