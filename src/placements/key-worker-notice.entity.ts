import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** SC2: the designated person's acknowledgement that a new key worker has taken over. */
@Entity()
export class KeyWorkerNotice {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'placement_id' }) placementId: number;
  @Column({ type: 'int', name: 'key_worker_id' }) keyWorkerId: number;
  @Column({ type: 'int', name: 'acknowledged_by' }) acknowledgedBy: number;
  @Column({ type: 'timestamptz', name: 'acknowledged_at' }) acknowledgedAt: Date;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
