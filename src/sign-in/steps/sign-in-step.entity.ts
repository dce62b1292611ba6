import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in between its password and its second factor. It opens nothing. Only the hash of its secret is kept. Real time. */
@Entity()
export class SignInStep {
  @PrimaryColumn({ type: 'text', name: 'secret_hash' }) secretHash: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
}
