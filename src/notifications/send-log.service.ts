import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import type { Role } from '../domain/agreement/roles.js';
import type { MessageState } from './message.entity.js';
import type { NoticeState } from './notice.entity.js';

/** One thing that was, or was to be, said about a case: the stage of a duty, to one person or still to a role. */
export interface SendLogEntry {
  noticeId: number;
  dutyId: number;
  duty: string;
  clause: ClauseId;
  stage: string;
  /** The role it is for. */
  recipient: Role;
  /** The message's state; without a message the notice's: waiting, overtaken by a newer reminder, or dropped because the duty was closed. */
  state: MessageState | Exclude<NoticeState, 'in-message'>;
  /** When it was sent; for what was not sent, when it was asked for. */
  at: Date;
  messageId: number | null;
  to: string | null;
  attempts: number;
  maybeRepeated: boolean;
  /** Why it failed, or why it is being tried again. */
  lastError: string | null;
}

/** What was sent about a case, to whom, and what became of it: nothing goes missing without a line here. */
@Injectable()
export class SendLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Everything said about this case, the newest first. */
  async sendLog(caseId: number): Promise<SendLogEntry[]> {
    return this.unitOfWork.run(({ manager }) =>
      manager.query<SendLogEntry[]>(
        `SELECT n.id AS "noticeId", d.id AS "dutyId", d.key AS duty, n.clause, n.stage, n.recipient, coalesce(m.state, n.state) AS state,
           coalesce(m.sent_at, m.written_at, n.send_at) AS at, m.id AS "messageId", p.name AS "to", coalesce(m.attempts, 0) AS attempts,
           coalesce(m.maybe_repeated, false) AS "maybeRepeated", m.last_error AS "lastError"
         FROM notice n JOIN duty d ON d.id = n.duty_id
         LEFT JOIN (message_notice mn JOIN message m ON m.id = mn.message_id JOIN person p ON p.id = m.person_id) ON mn.notice_id = n.id
         WHERE n.case_id = $1 ORDER BY at DESC, n.id DESC, m.id DESC`,
        [caseId],
      ),
    );
  }
}
