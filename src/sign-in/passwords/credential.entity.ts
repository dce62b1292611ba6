import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person's password. Nobody has one who never was invited, or who signs in elsewhere. */
@Entity()
export class Credential {
  @PrimaryColumn({ type: 'int', name: 'person_id' }) personId: number;
  /** argon2id. */
  @Column({ type: 'text', name: 'password_hash' }) passwordHash: string;
  /** Real time. */
  @Column({ type: 'timestamptz', name: 'changed_at' }) changedAt: Date;
  /** Until when it counts, where an operator gave it and its owner has not chosen another; null for one of their own choice. */
  @Column({ type: 'timestamptz', nullable: true, name: 'ends_at' }) endsAt: Date | null;
}
