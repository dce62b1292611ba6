import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What an organisation recorded of itself, a time in post, an agreement in force, what a file says otherwise of a person or a provider, why a duty was no longer owed, or an acknowledgement of a new designated person, put right or taken back. Insert only: what it said before is kept here, what it says now in its own row. */
@Entity({ name: 'organisation_correction' })
export class OrganisationCorrection {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'text' }) fact: 'organisation-record' | 'post-holding' | 'agreement' | 'duty-release' | 'person' | 'provider' | 'designated-person-notice';
  @Column({ type: 'int', name: 'fact_id' }) factId: number;
  /** What changed, by name: days; of an agreement its lines, of a person or a provider texts. */
  @Column({ type: 'jsonb' }) before: Record<string, string | null>;
  /** Null: it was a mistake, and taken back. */
  @Column({ type: 'jsonb', nullable: true }) after: Record<string, string | null> | null;
  @Column({ type: 'text' }) reason: string;
  /** Null: a file that came through the command line. */
  @Column({ type: 'int', nullable: true, name: 'corrected_by' }) correctedBy: number | null;
  @Column({ type: 'timestamptz', name: 'corrected_at' }) correctedAt: Date;
}
