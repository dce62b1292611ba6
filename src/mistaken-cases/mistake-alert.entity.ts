import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who has been told that a case was said to be registered by mistake: `said-27`, by the record that says so. */
@Entity()
export class MistakeAlert {
  @PrimaryColumn({ type: 'int', name: 'case_id' }) caseId: number;
  @PrimaryColumn({ type: 'text' }) stage: string;
  @PrimaryColumn({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'int', name: 'message_id' }) messageId: number;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
