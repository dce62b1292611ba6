import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who was told that the known bank holidays end soon. */
@Entity('calendar_alert')
export class CalendarAlert {
  /** The last day up to which they were known then, as a number: 20281231. */
  @PrimaryColumn({ type: 'int', name: 'calendar_ends' }) calendarEnds: number;
  @PrimaryColumn({ type: 'text' }) stage: string;
  @PrimaryColumn({ type: 'int', name: 'person_id' }) personId: number;
  @Column({ type: 'int', name: 'message_id' }) messageId: number;
  @Column({ type: 'timestamptz', name: 'written_at' }) writtenAt: Date;
}
