import { Entity, PrimaryColumn } from 'typeorm';

/** Which ledger rows a message carries: a digest has many, and a notice goes to everyone who holds the role. */
@Entity()
export class MessageNotice {
  @PrimaryColumn({ type: 'int', name: 'message_id' }) messageId: number;
  @PrimaryColumn({ type: 'int', name: 'notice_id' }) noticeId: number;
}
