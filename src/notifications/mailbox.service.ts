import { Injectable } from '@nestjs/common';
import type { Branding } from '../branding/branding.js';
import { brandingsOf, withFoot } from '../branding/mail-foot.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { ClauseId } from '../domain/agreement/clauses.js';
import { ALERT_FIELDS_SQL, kindOf } from './alerts.js';
import { holdsToTell } from './holds-to-tell.js';
import type { HoldAsked } from '../holds/waiting-holds.js';
import { carriedNotices, linesFor, type CarriedNotice } from './message-lines.js';
import { messageSurroundings } from './message-surroundings.js';
import { renderMessage, type MessageLine, type MessageSurroundings } from './message-text.js';
import { MailSettings } from './mail-settings.js';
import type { MessageState } from './message.entity.js';
import { roleHolders } from './role-holders.js';

/** What a message is for: one duty at one stage. */
export interface MessageReason {
  /** The duty's key. */
  duty: string;
  dutyId: number;
  clause: ClauseId;
  stage: string;
  /** The case's reference. */
  case: string;
}

export interface MailboxMessage {
  id: number;
  to: string;
  name: string;
  subject: string;
  text: string;
  /** The installation's time at which it was asked for. */
  when: Date;
  delivery: 'digest' | 'urgent';
  state: MessageState;
  sentAt: Date | null;
  attempts: number;
  /** True where the mail server may have had it twice, with the same Message-ID. */
  maybeRepeated: boolean;
  lastError: string | null;
  for: MessageReason[];
}

type MessageRow = Omit<MailboxMessage, 'subject' | 'text' | 'for'> & { personId: number; subject: string | null; text: string | null; emergencyAccessId: number | null; subjectRequestId: number | null; mistakenCaseId: number | null; calendarEnds: number | null; tellsHolds: boolean };

const MESSAGES_SQL = `
SELECT m.id, m.person_id AS "personId", coalesce(m.to_address, p.email) AS "to", p.name, m.subject, m.text, m.written_at AS "when", m.delivery,
  m.state, m.sent_at AS "sentAt", m.attempts, m.maybe_repeated AS "maybeRepeated", m.last_error AS "lastError", m.tells_holds AS "tellsHolds", ${ALERT_FIELDS_SQL}
FROM message m JOIN person p ON p.id = m.person_id`;

/** What `listInOrder` is asked for. */
export interface MailboxPage {
  after?: number;
  limit: number;
  to?: string;
  case?: string;
  duty?: string;
  since?: Date;
}

const FILTERS_SQL = `m.state <> 'cancelled'
  AND ($1::text IS NULL OR strpos(lower(concat_ws(' ', p.name, coalesce(m.to_address, p.email))), lower($1)) > 0)
  AND ($2::text IS NULL OR EXISTS (SELECT FROM message_notice mn JOIN notice n ON n.id = mn.notice_id JOIN young_person y ON y.id = n.case_id
    WHERE mn.message_id = m.id AND y.reference = upper($2)))
  AND ($3::text IS NULL OR EXISTS (SELECT FROM message_notice mn JOIN notice n ON n.id = mn.notice_id JOIN duty d ON d.id = n.duty_id
    WHERE mn.message_id = m.id AND d.key = $3))
  AND ($4::timestamptz IS NULL OR m.written_at >= $4)`;

/** The training installation's mailbox: every mail it has sent or would have sent. */
@Injectable()
export class MailboxService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: MailSettings,
  ) {}

  /**
   * The newest messages first, or those before the message `before` (the last one of the page above); `next` is what to
   * ask for the page below, null on the last one. Cancelled messages said nothing and are not in it. `to` is part of an
   * address or a name, `case` a case's reference.
   */
  async list(page: { before?: number; limit: number; to?: string; case?: string }): Promise<{ messages: MailboxMessage[]; next: number | null }> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      const rows = await manager.query<MessageRow[]>(
        `${MESSAGES_SQL} WHERE m.state <> 'cancelled' AND m.id < coalesce($1, 2147483647)
           AND ($3::text IS NULL OR strpos(lower(concat_ws(' ', p.name, coalesce(m.to_address, p.email))), lower($3)) > 0)
           AND ($4::text IS NULL OR m.id IN (SELECT mn.message_id FROM message_notice mn JOIN notice n ON n.id = mn.notice_id
             JOIN young_person y ON y.id = n.case_id WHERE y.reference = upper($4)))
         ORDER BY m.id DESC LIMIT $2`,
        [page.before ?? null, page.limit + 1, page.to ?? null, page.case ?? null],
      );
      const shown = rows.slice(0, page.limit);
      return { messages: await this.fill(shown), next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
    });
  }

  /**
   * The same messages in the order in which they were asked for: those after the message `after`, from `since` on, to an
   * address or name that `to` is part of, for the duty of a key, about a case's reference.
   */
  async listInOrder(page: MailboxPage): Promise<{ messages: MailboxMessage[]; total: number; next: number | null }> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      const filters = [page.to ?? null, page.case ?? null, page.duty ?? null, page.since ?? null];
      const rows = await manager.query<MessageRow[]>(`${MESSAGES_SQL} WHERE ${FILTERS_SQL} AND m.id > $5 ORDER BY m.id LIMIT $6`, [...filters, page.after ?? 0, page.limit + 1]);
      const [count] = await manager.query<{ total: number }[]>(`SELECT count(*)::int AS total FROM message m JOIN person p ON p.id = m.person_id WHERE ${FILTERS_SQL}`, filters);
      const shown = rows.slice(0, page.limit);
      return { messages: await this.fill(shown), total: count?.total ?? 0, next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
    });
  }

  /** One message, or null when there is none with this id. */
  async message(id: number): Promise<MailboxMessage | null> {
    return this.unitOfWork.runIn('engine', async ({ manager }) => {
      const rows = await manager.query<MessageRow[]>(`${MESSAGES_SQL} WHERE m.id = $1`, [id]);
      return (await this.fill(rows))[0] ?? null;
    });
  }

  /** What has been rendered is shown as it went; what is still to be rendered, as it would go now. */
  private async fill(rows: readonly MessageRow[]): Promise<MailboxMessage[]> {
    return this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const carried = await carriedNotices(manager, rows.map((row) => row.id));
      const unrendered = new Set(rows.filter((row) => row.text === null).map((row) => row.id));
      const holders = await roleHolders(manager, carried.filter((notice) => unrendered.has(notice.messageId)), now);
      const surroundings = await messageSurroundings(manager, this.settings);
      const brandings = await brandingsOf(manager, rows.filter((row) => unrendered.has(row.id)).map((row) => row.personId));
      const holdsOf = new Map<number, HoldAsked[]>();
      for (const { id, personId, tellsHolds } of rows) if (tellsHolds && unrendered.has(id)) holdsOf.set(id, (await holdsToTell(manager, personId, now)).holds);
      return rows.map(({ personId, tellsHolds: _tellsHolds, emergencyAccessId, subjectRequestId, mistakenCaseId, calendarEnds, ...row }) => {
        const notices = carried.filter((notice) => notice.messageId === row.id);
        const { subject, text } = row.text !== null ? row : (kindOf({ emergencyAccessId, subjectRequestId, mistakenCaseId, calendarEnds })?.toCome ?? preview(row.delivery, linesFor(personId, notices, holders), surroundings, holdsOf.get(row.id) ?? [], brandings.get(personId) ?? null));
        return { ...row, subject: subject ?? '', text: text ?? '', for: notices.map(reason) };
      });
    });
  }
}

function preview(
  delivery: 'digest' | 'urgent',
  lines: readonly MessageLine[],
  surroundings: MessageSurroundings,
  holds: readonly HoldAsked[],
  branding: Branding | null,
): { subject: string; text: string } {
  if (lines.length + holds.length === 0) return { subject: 'Nothing left to say', text: 'What this was about has been done or is for somebody else now: it will not be sent.\n' };
  return withFoot(renderMessage(delivery, lines, surroundings, holds), branding);
}

const reason = ({ dutyKey, dutyId, clause, stage, reference }: CarriedNotice): MessageReason => ({ duty: dutyKey, dutyId, clause, stage, case: reference });
