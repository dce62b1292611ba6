import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Why somebody may have nothing to do with a case. A word, not a story: the story is nobody's business. */
export const EXCLUSION_REASONS = {
  relative: 'they are related',
  'personal-tie': 'they know one another privately',
  'named-in-a-concern': 'a concern is about them',
  other: 'another conflict of interest',
} as const;

/** Somebody is kept out of a case, whatever else would let them in. */
@Entity()
export class CaseExclusion {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) reason: keyof typeof EXCLUSION_REASONS;
  @Column({ type: 'int', name: 'recorded_by' }) recordedBy: number;
  @Column({ type: 'timestamptz', name: 'recorded_at' }) recordedAt: Date;
  @Column({ type: 'int', nullable: true, name: 'ended_by' }) endedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'ended_at' }) endedAt: Date | null;
}
