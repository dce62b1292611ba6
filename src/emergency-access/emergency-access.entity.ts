import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Why somebody without a part in a case opened it. */
export const EMERGENCY_REASONS = {
  'danger-now': 'somebody may come to harm now',
  missing: 'the young person is missing',
  'nobody-reachable': 'nobody with a part in the case can be reached, and it cannot wait',
  other: 'another emergency',
} as const;

export const VERDICTS = { justified: 'justified', 'not-justified': 'not justified' } as const;

/** A case opened "by breaking the glass": for an hour at most, and only a verdict closes it. */
@Entity()
export class EmergencyAccess {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  /** The home authority when it was opened: it judges. */
  @Column({ type: 'text', name: 'authority_code' }) authorityCode: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) reason: keyof typeof EMERGENCY_REASONS;
  @Column({ type: 'text' }) words: string;
  @Column({ type: 'timestamptz', name: 'opened_at' }) openedAt: Date;
  @Column({ type: 'timestamptz', name: 'until_at' }) untilAt: Date;
  @Column({ type: 'text', nullable: true }) verdict: keyof typeof VERDICTS | null;
  @Column({ type: 'text', nullable: true, name: 'verdict_words' }) verdictWords: string | null;
  @Column({ type: 'int', nullable: true, name: 'judged_by' }) judgedBy: number | null;
  @Column({ type: 'timestamptz', nullable: true, name: 'judged_at' }) judgedAt: Date | null;
}
