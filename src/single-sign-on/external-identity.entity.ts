import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What an issuer calls a person of ours. Issuer and subject are the whole key: an e-mail address proves nothing. Real time. */
@Entity()
export class ExternalIdentity {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) issuer: string;
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'timestamptz', name: 'bound_at' }) boundAt: Date;
  /** The person themselves, or the administrator who entered the subject. */
  @Column({ type: 'int', name: 'bound_by' }) boundBy: number;
  @Column({ type: 'timestamptz', nullable: true, name: 'last_used_at' }) lastUsedAt: Date | null;
}
