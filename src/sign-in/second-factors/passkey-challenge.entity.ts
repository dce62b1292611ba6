import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a passkey has to sign next, once. Real time. */
@Entity()
export class PasskeyChallenge {
  /** The hash of the session's or the sign-in step's secret: whose browser it is. */
  @PrimaryColumn({ type: 'text', name: 'owner_hash' }) ownerHash: string;
  @Column({ type: 'text' }) challenge: string;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
}
