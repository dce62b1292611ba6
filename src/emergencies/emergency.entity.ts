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
  /** The young person must not be seen to have raised it: only the home authority's side knows, unless the provider raised it. */
  @Column({ type: 'boolean', default: false }) quiet: boolean;
  /** How to reach the young person safely. */
  @Column({ type: 'text', nullable: true, name: 'how_to_reach' }) howToReach: string | null;
  /** When somebody took it in hand, before the answer. */
  @Column({ type: 'timestamptz', nullable: true, name: 'acknowledged_at' }) acknowledgedAt: Date | null;
  @Column({ type: 'int', nullable: true, name: 'acknowledged_by' }) acknowledgedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'responded_at' }) respondedAt: Date | null;
  @Column({ type: 'int', nullable: true, name: 'responded_by' }) respondedBy: number | null;
  @Column({ type: 'text', nullable: true }) response: string | null;
  /** Since when it no longer counts: it was a mistake. */
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
