import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const PROVIDER_TYPES = {
  'further-education-college': 'further education college',
  'sixth-form-college': 'sixth-form college',
  'school-sixth-form': 'school sixth form',
  '16-19-academy': '16 to 19 academy',
  'independent-training-provider': 'independent training provider',
  'special-post-16-institution': 'special post-16 institution',
  university: 'university',
} as const;
export type ProviderType = keyof typeof PROVIDER_TYPES;

/** An education or training provider, known by its UK provider reference number. */
@Entity()
export class Provider {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'text' }) ukprn: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) type: ProviderType;
  /** The authority in whose area it is. */
  @Column({ type: 'text', name: 'authority_code' }) authorityCode: string;
  /** When the passing of time alone would change its duties. */
  @Column({ type: 'timestamptz', nullable: true, name: 'refresh_at' }) refreshAt: Date | null;
}
