import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { asHtml } from '../notifications/direct-mail.service.js';
import { MailSettings } from '../notifications/mail-settings.js';
import { MailTransport } from '../notifications/mail-transport.js';
import { messageIdHeader } from '../notifications/message-id.js';
import { Feedback } from './feedback.entity.js';

/** So long feedback is kept, in real time. */
const KEPT_DAYS = 365;
const AT_ONCE = 10;
const AGAIN_AFTER_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** Tells the operator's address of feedback, without its words: somebody will write more than they were asked. They are read with `lsa feedback`. */
@Injectable()
export class FeedbackMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly transport: MailTransport,
    private readonly settings: MailSettings,
  ) {}

  /** Sends what waits, and tries again in ten minutes what did not go. Claimed first: two workers do not send it twice. */
  async sendWaiting(): Promise<void> {
    const { feedbackTo, mailFrom } = this.settings;
    if (feedbackTo === null) return;
    for (const feedback of await this.claim()) {
      const { outcome } = await this.transport.deliver({ to: feedbackTo, ...mailOf(feedback), messageId: messageIdHeader(feedback.id, feedback.writtenAt, mailFrom, 'feedback') });
      if (outcome === 'sent') await this.unitOfWork.run(({ manager }) => manager.query('UPDATE feedback SET mailed_at = $2, next_attempt_at = NULL WHERE id = $1', [feedback.id, this.clock.realNow()]));
    }
  }

  /** Deletes what is older than a year. */
  async forget(): Promise<void> {
    await this.unitOfWork.run(({ manager }) => manager.query('DELETE FROM feedback WHERE written_at < $1', [new Date(this.clock.realNow().getTime() - KEPT_DAYS * DAY_MS)]));
  }

  private async claim(): Promise<Feedback[]> {
    const now = this.clock.realNow();
    return this.unitOfWork.run(async ({ manager }) => {
      const waiting = await manager.find(Feedback, { where: { nextAttemptAt: LessThanOrEqual(now) }, order: { id: 'ASC' }, take: AT_ONCE, lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' } });
      await manager.query('UPDATE feedback SET next_attempt_at = $2 WHERE id = ANY($1)', [waiting.map(({ id }) => id), new Date(now.getTime() + AGAIN_AFTER_MS)]);
      return waiting;
    });
  }
}

function mailOf({ id, reference }: Feedback): { subject: string; text: string; html: string } {
  const lines = [`Somebody wrote what they think of the service (number ${id}). Read it with: npm run --silent lsa -- feedback`, ...(reference === null ? [] : [`Reference of the page in the log: ${reference}`])];
  return { subject: 'Feedback on Learner Support', text: `${lines.join('\n\n')}\n`, html: asHtml(lines) };
}
