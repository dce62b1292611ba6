import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of ten codes for whoever has lost their second factor. Only its hash is kept. */
@Entity()
export class RecoveryCode {
  @PrimaryColumn({ type: 'text', name: 'code_hash' }) codeHash: string;
  @Column({ type: 'int', name: 'person_id' }) personId: number;
  /** Real time; a used code is never taken again. */
  @Column({ type: 'timestamptz', nullable: true, name: 'used_at' }) usedAt: Date | null;
}
