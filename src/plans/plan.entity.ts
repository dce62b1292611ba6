import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A version of the education plan of a placement (KW3, EP8); its text is in its sections. */
@Entity()
export class Plan {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'placement_id' }) placementId: number;
  @Column({ type: 'int' }) number: number;
  /** Why the plan could not be finished before the start: asked once, when it is agreed later. */
  @Column({ type: 'text', nullable: true, name: 'reason_after_start' }) reasonAfterStart: string | null;
  /** Grows with every change of a section, from one version of the plan to the next too: what If-Match compares. */
  @Column({ type: 'int', default: 1 }) version: number;
  /** Who wrote in it last. Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'written_by' }) writtenBy: number | null;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
