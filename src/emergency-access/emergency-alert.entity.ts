import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `opened`: to the data protection lead, at once. `escalated`: to the Virtual Head, after five working days without a verdict. */
export type AlertStage = 'opened' | 'escalated';

/** Who has been told of an emergency access, once for each stage. */
@Entity()
export class EmergencyAlert {
  @PrimaryColumn({ type: 'int', name: 'access_id' }) accessId: number;
  @PrimaryColumn({ type: 'text' }) stage: AlertStage;
  @PrimaryColumn({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'int', name: 'message_id' }) messageId: number;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
