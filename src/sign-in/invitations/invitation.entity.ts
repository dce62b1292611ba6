import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** How an invitation reached the person; `kept`: the mailbox page of a training installation has it; `handed-over`: an operator saw the link. */
export type InvitationDelivery = 'waiting' | 'sent' | 'kept' | 'failed' | 'handed-over';

/** A link with which somebody sets their password, once. Only the hash of its secret is kept. Times are real time. */
@Entity()
export class Invitation {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text', name: 'secret_hash' }) secretHash: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** Null for an operator. */
  @Column({ type: 'int', nullable: true, name: 'invited_by' }) invitedBy: number | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'used_at' }) usedAt: Date | null;
  @Column({ type: 'text', default: 'waiting' }) delivery: InvitationDelivery;
}
