import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SharedItem } from '../domain/agreement/records/sharing.js';

/** What left the system about a young person by itself: an export, their own file (P7). Insert only. */
@Entity()
export class Disclosure {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'text' }) means: 'export' | 'own-file';
  @Column({ type: 'text', array: true }) items: SharedItem[];
  /** Name and organisation. */
  @Column({ type: 'text', name: 'to_whom' }) toWhom: string;
  @Column({ type: 'text' }) why: string;
  /** On which consent, or on what else. */
  @Column({ type: 'text' }) basis: string;
  @Column({ type: 'int', nullable: true, name: 'made_by' }) madeBy: number | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  @Column({ type: 'text', nullable: true, name: 'request_id' }) requestId: string | null;
}
