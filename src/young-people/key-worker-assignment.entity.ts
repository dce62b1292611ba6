import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const KEY_WORKER_KINDS = {
  'social-worker': 'social worker',
  'personal-adviser': 'personal adviser',
  'foster-carer': 'foster carer',
  'residential-worker': 'residential worker',
  other: 'other appropriate adult',
} as const;
export type KeyWorkerKind = keyof typeof KEY_WORKER_KINDS;

/** SC1: one person's time as a young person's key worker. */
@Entity()
export class KeyWorkerAssignment {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) kind: KeyWorkerKind;
  @Column({ type: 'timestamptz', name: 'from_at' }) fromAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'until_at' }) untilAt: Date | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'authority_to_act_confirmed_at' }) authorityToActConfirmedAt: Date | null;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
