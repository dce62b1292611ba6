import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A recorded reason why a duty is no longer owed. */
@Entity()
export class DutyRelease {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'text', name: 'duty_key' }) dutyKey: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'int', name: 'released_by' }) releasedBy: number;
  @Column({ type: 'timestamptz', name: 'released_at' }) releasedAt: Date;
}
