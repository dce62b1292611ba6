import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a young person has proved who they are: by a link or a code, or by their PIN too. */
export type SessionLevel = 'link' | 'full';

/** A signed-in browser. Only the hash of its secret is kept. Times are real time, not the training clock's. */
@Entity()
export class Session {
  @PrimaryColumn({ type: 'text', name: 'secret_hash' }) secretHash: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'timestamptz', name: 'started_at' }) startedAt: Date;
  @Column({ type: 'timestamptz', name: 'last_seen_at' }) lastSeenAt: Date;
  /** Null for everybody but a young person. */
  @Column({ type: 'text', nullable: true }) level: SessionLevel | null;
  /** What every form of this session carries. */
  @Column({ type: 'text', name: 'form_token' }) formToken: string;
}
