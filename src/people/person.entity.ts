import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A member of staff, carer or other adult with a part in cases. Young people are not people here: see young-people. */
@Entity()
export class Person {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) name: string;
  /** Kept in lower case; the address messages go to and the name to sign in with. */
  @Column({ type: 'text' }) email: string;
  @Column({ type: 'text', nullable: true }) phone: string | null;
  /** The organisation: an authority or a provider. */
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  @Column({ type: 'boolean', default: true }) active: boolean;
  /** On the installation's clock; null for somebody who never was. */
  @Column({ type: 'timestamptz', nullable: true, name: 'last_signed_in_at' }) lastSignedInAt: Date | null;
}
