import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const RESTRICTION_REASONS = {
  'must-not-be-found': 'somebody must not find the young person',
  'family-of-staff': 'the family is known to many who work here',
  'public-attention': 'the press or the public look for it',
  other: 'another reason',
} as const;

/** A case that posts over a whole authority or team do not open by themselves. */
@Entity()
export class CaseRestriction {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'text' }) reason: keyof typeof RESTRICTION_REASONS;
  @Column({ type: 'int', name: 'imposed_by' }) imposedBy: number;
  @Column({ type: 'timestamptz', name: 'imposed_at' }) imposedAt: Date;
  @Column({ type: 'int', nullable: true, name: 'lifted_by' }) liftedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'lifted_at' }) liftedAt: Date | null;
}
