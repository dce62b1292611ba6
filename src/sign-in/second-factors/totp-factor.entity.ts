import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person's authenticator app (RFC 6238). Times are real time. */
@Entity()
export class TotpFactor {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** What app and service share: 160 random bits in base32. The table keeps it sealed. */
  @Column({ type: 'text' }) secret: string;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  /** Null until its first code was right: it does not count before. */
  @Column({ type: 'timestamptz', nullable: true, name: 'confirmed_at' }) confirmedAt: Date | null;
  /** The time step of the last code that was taken. */
  @Column({ type: 'bigint', nullable: true, name: 'last_step' }) lastStep: string | null;
}
