import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PlanSectionName } from '../domain/agreement/plan-sections.js';

/** A section of one version of the education plan; one that was never written has no row. */
@Entity()
export class PlanSection {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'plan_id' }) planId: number;
  @Column({ type: 'text' }) section: PlanSectionName;
  @Column({ type: 'text' }) text: string;
  /** Grows with every change of the section, from one version of the plan to the next too: what If-Match compares. */
  @Column({ type: 'int', default: 1 }) version: number;
  /** Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'written_by' }) writtenBy: number | null;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
