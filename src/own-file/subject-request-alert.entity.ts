import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `asked`: at once, where they asked on their own pages. `due-soon`: a week before the last day to answer. */
export type RequestAlertStage = 'asked' | 'due-soon';

/** Who has been told of a request for the own file, once for each stage. */
@Entity()
export class SubjectRequestAlert {
  @PrimaryColumn({ type: 'int', name: 'request_id' }) requestId: number;
  @PrimaryColumn({ type: 'text' }) stage: RequestAlertStage;
  @PrimaryColumn({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'int', name: 'message_id' }) messageId: number;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
