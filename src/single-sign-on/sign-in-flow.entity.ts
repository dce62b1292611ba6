import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in on its way to an organisation's provider and back: used once, for ten minutes, by the browser that began it. Real time. */
@Entity()
export class SignInFlow {
  @PrimaryColumn({ type: 'text', name: 'state_hash' }) stateHash: string;
  @Column({ type: 'text', name: 'browser_hash' }) browserHash: string;
  @Column({ type: 'int', name: 'identity_provider_id' }) identityProviderId: number;
  @Column({ type: 'text' }) nonce: string;
  @Column({ type: 'text', name: 'code_verifier' }) codeVerifier: string;
  /** A path of our own to go to afterwards. */
  @Column({ type: 'text' }) next: string;
  /** Whoever signs in there is to be known as this person from then on; null to sign in as who is known already. */
  @Column({ type: 'int', nullable: true, name: 'binds_person_id' }) bindsPersonId: number | null;
  /** The hash of the session whose person shows once more who they are; null for a sign-in. */
  @Column({ type: 'text', nullable: true, name: 'proves_session' }) provesSession: string | null;
  @Column({ type: 'timestamptz', name: 'started_at' }) startedAt: Date;
}
