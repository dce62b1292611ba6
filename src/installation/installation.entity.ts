import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that says what this installation is. Its kind is written when the database is made and never changes. */
@Entity()
export class Installation {
  @PrimaryColumn({ type: 'int' }) id: 1;
  @Column({ type: 'text' }) kind: 'training' | 'live';
  /** Whether the people in it are invented. */
  @Column({ type: 'boolean' }) sample: boolean;
  /** Training only: how far the moved clock is ahead of real time, in milliseconds. */
  @Column({ type: 'bigint', name: 'clock_ahead_ms' }) clockAheadMs: string;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  /** The last day whose digests told of holds that wait for a second person. */
  @Column({ type: 'date', nullable: true, name: 'holds_told_on' }) holdsToldOn: string | null;
}
