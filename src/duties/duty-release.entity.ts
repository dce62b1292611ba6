import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A recorded reason why a duty is no longer owed. */
@Entity()
export class DutyRelease {
  @PrimaryGeneratedColumn('identity') id: number;
  /** Null where the duty is a provider's or an authority's own. */
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  @Column({ type: 'text', name: 'duty_key' }) dutyKey: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'int', name: 'released_by' }) releasedBy: number;
  @Column({ type: 'timestamptz', name: 'released_at' }) releasedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
