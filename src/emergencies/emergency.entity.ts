import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** KW8: an emergency, and the response to it. */
@Entity()
export class Emergency {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', nullable: true, name: 'placement_id' }) placementId: number | null;
  @Column({ type: 'text', name: 'what_happened' }) whatHappened: string;
  @Column({ type: 'timestamptz', name: 'raised_at' }) raisedAt: Date;
  @Column({ type: 'int', name: 'raised_by' }) raisedBy: number;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'responded_at' }) respondedAt: Date | null;
  @Column({ type: 'int', nullable: true, name: 'responded_by' }) respondedBy: number | null;
  @Column({ type: 'text', nullable: true }) response: string | null;
}
