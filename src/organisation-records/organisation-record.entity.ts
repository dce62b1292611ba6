import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { OrganisationRecordKind } from '../domain/agreement/records.js';
import type { LocalDate } from '../domain/time/local-date.js';

/** Something a provider, an authority or the parties of an agreement recorded about themselves. An agreement's names its provider too. */
@Entity({ name: 'organisation_record' })
export class OrganisationRecord {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', nullable: true, name: 'provider_id' }) providerId: number | null;
  @Column({ type: 'text', nullable: true, name: 'authority_code' }) authorityCode: string | null;
  @Column({ type: 'int', nullable: true, name: 'agreement_id' }) agreementId: number | null;
  /** The record that it answers (IM4). */
  @Column({ type: 'int', nullable: true, name: 'about_id' }) aboutId: number | null;
  @Column({ type: 'text' }) kind: OrganisationRecordKind;
  @Column({ type: 'date', name: 'happened_on' }) happenedOn: LocalDate;
  @Column({ type: 'jsonb' }) details: Record<string, string | number | boolean>;
  @Column({ type: 'jsonb' }) words: Record<string, string>;
  @Column({ type: 'int', nullable: true, name: 'recorded_by' }) recordedBy: number | null;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'taken_back_at' }) takenBackAt: Date | null;
}
