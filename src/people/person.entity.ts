import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A member of staff, carer or other adult with a part in cases; or a young person as a user, who belongs to their own case
 * and is called “the young person” here: their name is the case's.
 */
@Entity()
export class Person {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) name: string;
  /** Kept in lower case; the address messages go to and the name to sign in with. Null only for a young person with a mobile alone. */
  @Column({ type: 'text', nullable: true }) email: string | null;
  @Column({ type: 'text', nullable: true }) phone: string | null;
  /** The organisation: an authority or a provider. */
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  /** A young person's own case; they belong to no organisation then. */
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  /** The authority whose Virtual Head named an inspector, who is of no organisation. */
  @Column({ type: 'text', nullable: true, name: 'inspects_for' }) inspectsFor: string | null;
  @Column({ type: 'boolean', default: true }) active: boolean;
  /** The days on which somebody of an organisation was put out, so that whoever asks about the past is told of the past (EP1, VS1). */
  @Column({ type: 'datemultirange', default: '{}', name: 'times_out', select: false, insert: false, update: false }) timesOut: string;
  /** The days on which they had no phone: kept by the database when a phone is written, from the installation's day on (EP1, VS1). */
  @Column({ type: 'datemultirange', default: '{}', name: 'times_without_phone', select: false, insert: false, update: false }) timesWithoutPhone: string;
  /** On the installation's clock; null for somebody who never was. */
  @Column({ type: 'timestamptz', nullable: true, name: 'last_signed_in_at' }) lastSignedInAt: Date | null;
}
