import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A one-time link by which somebody connects their organisation's sign-in for the first time. Only its hash is kept. Real time. */
@Entity()
export class IdentityLink {
  @PrimaryColumn({ type: 'text', name: 'secret_hash' }) secretHash: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** Null for the operator. */
  @Column({ type: 'int', nullable: true, name: 'made_by' }) madeBy: number | null;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
}
