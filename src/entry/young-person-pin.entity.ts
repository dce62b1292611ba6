import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A young person's PIN, chosen face to face. Only its argon2id hash is kept. */
@Entity()
export class YoungPersonPin {
  @PrimaryColumn({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'int', name: 'case_id' }) caseId: number;
  @Column({ type: 'text', name: 'pin_hash' }) pinHash: string;
  /** Real time. */
  @Column({ type: 'timestamptz', name: 'set_at' }) setAt: Date;
  /** The member of staff whose code it was set with. */
  @Column({ type: 'int', name: 'set_with' }) setWith: number;
}
