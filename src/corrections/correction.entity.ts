import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a fact said, by the names of its fields, as JSON has it: days and instants as text. */
export type Said = Record<string, string | number | boolean | null>;

/** A fact put right, or taken back. Insert only: what it said before is kept here, what it says now in its own row. */
@Entity()
export class Correction {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  /** A key of `CORRECTABLE_FACTS`. */
  @Column({ type: 'text' }) fact: string;
  @Column({ type: 'int', name: 'fact_id' }) factId: number;
  /** The placement that the fact is about, where it is about one. */
  @Column({ type: 'int', nullable: true, name: 'placement_id' }) placementId: number | null;
  /** The fields that changed; all of them where it was taken back. */
  @Column({ type: 'jsonb' }) before: Said;
  /** Null: it was a mistake, and taken back. */
  @Column({ type: 'jsonb', nullable: true }) after: Said | null;
  @Column({ type: 'text' }) reason: string;
  /** Null: a file that came through the command line. */
  @Column({ type: 'int', nullable: true, name: 'corrected_by' }) correctedBy: number | null;
  /** The file that overwrote it, where one of attendance did. */
  @Column({ type: 'int', nullable: true, name: 'import_id' }) importId: number | null;
  @Column({ type: 'timestamptz', name: 'corrected_at' }) correctedAt: Date;
}
