import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A password for one hour, from the operator, while an organisation's own sign-in is out of order. Kept for the record. Real time. */
@Entity('sign_in_rescue')
export class Rescue {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text', name: 'password_hash', select: false }) passwordHash: string;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'last_used_at' }) lastUsedAt: Date | null;
}
