import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What an organisation recorded of itself, a time in post, an agreement in force, or why a duty was no longer owed, put right or taken back. Insert only: what it said before is kept here, what it says now in its own row. */
@Entity({ name: 'organisation_correction' })
export class OrganisationCorrection {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'text' }) fact: 'organisation-record' | 'post-holding' | 'agreement' | 'duty-release';
  @Column({ type: 'int', name: 'fact_id' }) factId: number;
  /** What changed, by name: days; of an agreement its lines, too. */
  @Column({ type: 'jsonb' }) before: Record<string, string | null>;
  /** Null: it was a mistake, and taken back. */
  @Column({ type: 'jsonb', nullable: true }) after: Record<string, string | null> | null;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'int', name: 'corrected_by' }) correctedBy: number;
  @Column({ type: 'timestamptz', name: 'corrected_at' }) correctedAt: Date;
}
