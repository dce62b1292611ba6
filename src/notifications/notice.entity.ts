import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ClauseId } from '../domain/agreement/clauses.js';
import type { Role } from '../domain/agreement/roles.js';

/** `waiting` for its message, `in-message`, `overtaken` by a newer one, `dropped` because the duty was closed first. */
export type NoticeState = 'waiting' | 'in-message' | 'overtaken' | 'dropped';

/** The ledger: one row for each (duty, schedule version, stage, recipient role, channel). Nothing is sent that is not here first. */
@Entity()
export class Notice {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'duty_id' }) dutyId: number;
  /** Null for a duty of a provider or an authority. */
  @Column({ type: 'int', nullable: true, name: 'case_id' }) caseId: number | null;
  @Column({ type: 'text' }) clause: ClauseId;
  @Column({ type: 'int', name: 'schedule_version' }) scheduleVersion: number;
  @Column({ type: 'text' }) stage: string;
  @Column({ type: 'text' }) recipient: Role;
  @Column({ type: 'text' }) channel: 'email';
  @Column({ type: 'text' }) delivery: 'digest' | 'urgent';
  @Column({ type: 'text' }) state: NoticeState;
  /** When it is to go; while nobody can be told, when to look again. */
  @Column({ type: 'timestamptz', name: 'send_at' }) sendAt: Date;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
