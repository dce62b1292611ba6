import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const PLAN_PARTIES = {
  'key-worker': 'key worker',
  'designated-person': 'designated person',
  'young-person': 'young person',
} as const;
export type PlanParty = keyof typeof PLAN_PARTIES;

/** One of the three agreements a plan needs: by signing in, or in a meeting with a witness. */
@Entity()
export class PlanAgreement {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'plan_id' }) planId: number;
  @Column({ type: 'text' }) party: PlanParty;
  @Column({ type: 'timestamptz', name: 'agreed_at' }) agreedAt: Date;
  /** Who saw it, where the party agreed in a meeting. */
  @Column({ type: 'text', nullable: true }) witness: string | null;
  /** Null when it came with an import through the command line. */
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  /** Since when it no longer counts: it was a mistake, or the plan was written in after it. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
