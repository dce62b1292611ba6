import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** `link`: by mail. `code`: shown by a member of staff, to come in. `pin`: shown face to face, to choose a PIN with. */
export type EntryPurpose = 'link' | 'code' | 'pin';

/** A young person's way in that works once, for ten minutes of real time. Only the hash of its secret is kept. */
@Entity()
export class EntryLink {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'text' }) purpose: EntryPurpose;
  @Column({ type: 'text', name: 'secret_hash' }) secretHash: string;
  /** Who showed the code; null for a link, which the young person asked for. */
  @Column({ type: 'int', nullable: true, name: 'made_by' }) madeBy: number | null;
  @Column({ type: 'timestamptz', name: 'made_at' }) madeAt: Date;
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt: Date;
  @Column({ type: 'timestamptz', nullable: true, name: 'used_at' }) usedAt: Date | null;
}
