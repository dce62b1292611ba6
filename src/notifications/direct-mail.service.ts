import { Injectable } from '@nestjs/common';
import { brandingsOf, footLines } from '../branding/mail-foot.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { escapeHtml } from '../escape-html.js';
import { MailSettings } from './mail-settings.js';
import { MailTransport, type Delivery } from './mail-transport.js';
import { messageIdHeader } from './message-id.js';

/** A mail that is about no duty: a way in. */
export interface DirectMailText {
  personId: number;
  to: string;
  subject: string;
  /** Each becomes a line of its own; one of them is the link. */
  lines: string[];
  /** The part of a line that lets somebody in. It is sent, and not kept. */
  secret: string;
  /** What the foot says before whom to call. */
  contactWords: string;
}

/** Sends a mail at once and once: whoever did not get it asks again. What is kept of it in the ledger has no secret in it. */
@Injectable()
export class DirectMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transport: MailTransport,
    private readonly settings: MailSettings,
  ) {}

  /** The beginning of every link. */
  get publicUrl(): string {
    return this.settings.publicUrl;
  }

  /** Hands the mail over and writes down how that ended. To be called outside of a transaction. */
  async send(mail: DirectMailText): Promise<Delivery['outcome']> {
    const { id, messageId, isTraining, foot } = await this.unitOfWork.run(async ({ manager }) => {
      const foot = footLines((await brandingsOf(manager, [mail.personId])).get(mail.personId) ?? null, mail.contactWords);
      const [row] = await manager.query<{ id: number; madeAt: Date; kind: string }[]>(`SELECT nextval(pg_get_serial_sequence('message', 'id'))::int AS id, made_at AS "madeAt", kind FROM installation`);
      return { id: row?.id ?? 0, messageId: messageIdHeader(row?.id ?? 0, row?.madeAt ?? new Date(0), this.settings.mailFrom), isTraining: row?.kind === 'training', foot };
    });
    const lines = [...mail.lines, ...foot];
    const text = `${lines.join('\n\n')}\n`;
    const { outcome } = await this.transport.deliver({ to: mail.to, subject: mail.subject, text, html: asHtml(lines), messageId });
    // Without a mail server a training installation's mailbox page is where the link is followed from.
    const kept = outcome === 'kept' && isTraining ? text : text.replaceAll(mail.secret, '…');
    await this.unitOfWork.run(({ manager, now }) => manager.query(
      `INSERT INTO message (id, person_id, delivery, state, written_at, to_address, subject, text, message_id, attempts, next_attempt_at, sent_at)
       VALUES ($1, $2, 'urgent', $3, $4, $5, $6, $7, $8, 1, $4, $9)`,
      [id, mail.personId, outcome === 'sent' || outcome === 'kept' ? outcome : 'failed', now, mail.to, mail.subject, kept, messageId, outcome === 'sent' || outcome === 'kept' ? now : null],
    ));
    return outcome;
  }
}

/** Paragraphs as a mail's HTML, an address that stands alone as a link. */
export const asHtml = (paragraphs: readonly string[]): string => paragraphs.map(paragraph).join('\n');

const paragraph = (line: string) => (/^https?:\/\/\S+$/.test(line) ? `<p><a href="${escapeHtml(line)}">${escapeHtml(line)}</a></p>` : `<p>${escapeHtml(line)}</p>`);
