import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Whether it was done, or tried by somebody who may not. */
export type Outcome = 'done' | 'refused';

/**
 * Who did what to which case, when, as what and why. Insert only; ids, codes and field names, never values. The database adds
 * the writing transaction, its own time and the epoch (migration 15), by which the sealer finds it.
 */
@Entity()
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  @Column({ type: 'timestamptz', name: 'happened_at' }) happenedAt: Date;
  /** Null for the system itself. */
  @Column({ type: 'int', nullable: true, name: 'person_id' }) personId: number | null;
  /** `risk-notice.report`, `case.read` … */
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  /** Of a list that was read: the cases on it. */
  @Column({ type: 'int', array: true, nullable: true, name: 'case_ids' }) caseIds: number[] | null;
  @Column({ type: 'text', nullable: true }) subject: string | null;
  @Column({ type: 'text', array: true }) fields: string[];
  @Column({ type: 'text', nullable: true, name: 'request_id' }) requestId: string | null;
  /** `session-0f3a…` or `token-0f3a…`; null where no request was sent. */
  @Column({ type: 'text', nullable: true }) session: string | null;
  /** As what they acted: a relation to the case, or a post. */
  @Column({ type: 'text', nullable: true }) capacity: string | null;
  /** A code of `PURPOSES`; null where no request was sent. */
  @Column({ type: 'text', nullable: true }) purpose: string | null;
  /** Where an exceptional purpose was given its reason, `emergency-access-7`: the words are there, and never here. */
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @Column({ type: 'text', default: 'done' }) outcome: Outcome;
}
