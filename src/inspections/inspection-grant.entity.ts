import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A Virtual Head lets somebody read cases for a time: all of the authority's, or those of `inspection_case`. */
@Entity()
export class InspectionGrant {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text', name: 'authority_code' }) authorityCode: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'boolean', name: 'all_cases' }) allCases: boolean;
  @Column({ type: 'int', name: 'granted_by' }) grantedBy: number;
  @Column({ type: 'timestamptz', name: 'granted_at' }) grantedAt: Date;
  @Column({ type: 'timestamptz', name: 'until_at' }) untilAt: Date;
  @Column({ type: 'int', nullable: true, name: 'ended_by' }) endedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'ended_at' }) endedAt: Date | null;
}
