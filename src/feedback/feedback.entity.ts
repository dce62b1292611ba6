import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody wrote about the service itself; who it was is not kept. Times are real time, not the training clock's. */
@Entity()
export class Feedback {
  @PrimaryGeneratedColumn('identity') id: number;
  /** The table keeps them sealed. */
  @Column({ type: 'text' }) words: string;
  /** Of the error page that it is about. */
  @Column({ type: 'uuid', nullable: true }) reference: string | null;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
  /** When the operator had it by mail. */
  @Column({ type: 'timestamptz', nullable: true, name: 'mailed_at' }) mailedAt: Date | null;
  /** When the mail is tried next; null once it is sent. */
  @Column({ type: 'timestamptz', nullable: true, name: 'next_attempt_at' }) nextAttemptAt: Date | null;
}
