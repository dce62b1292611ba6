import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A passkey or security key (WebAuthn): its public half, and how often it says that it was used. Times are real time. */
@Entity()
export class Passkey {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** What its owner calls it. */
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', name: 'credential_id' }) credentialId: string;
  @Column({ type: 'bytea', name: 'public_key' }) publicKey: Buffer;
  @Column({ type: 'bigint' }) uses: string;
  @Column({ type: 'text', array: true }) transports: string[];
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'last_used_at' }) lastUsedAt: Date | null;
}
