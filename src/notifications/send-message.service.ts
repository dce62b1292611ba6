import { Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { Clock } from '../clock.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { DutiesService } from '../duties/duties.service.js';
import { nextAttemptAt } from './back-off.js';
import { claimMessage, type Claim } from './claim-message.js';
import { MailTransport, type Delivery } from './mail-transport.js';
import { MailSettings } from './mail-settings.js';

/** While the database is away, how often and how long it is tried to write down how an attempt ended. */
const RECORD_AGAIN_AFTER_MS = 500;
const RECORD_WITHIN_MS = 60_000;

/** Sends messages, each at most once as far as anybody can know, and with the same Message-ID where nobody can. */
@Injectable()
export class SendMessage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly duties: DutiesService,
    private readonly transport: MailTransport,
    private readonly settings: MailSettings,
  ) {}

  /**
   * Sends this message if it is waiting and its time has come; harmless for any other, however often it is asked.
   * Looks again at what it says and to whom first: what is no longer to be said goes out of it, what is for somebody else
   * now goes back to wait for them, and a message with nothing left is cancelled.
   */
  async sendMessage(id: number): Promise<void> {
    const claim = await this.unitOfWork.run(() => claimMessage(id, this.clock.realNow(), this.settings));
    if (!claim) return;
    const delivery = await this.transport.deliver(claim.mail);
    await untilWritten(() => this.unitOfWork.run(() => this.record(id, claim, delivery)));
  }

  private async record(id: number, claim: Claim, delivery: Delivery): Promise<void> {
    const { manager, now } = transaction();
    const set = (columns: string, values: unknown[]) =>
      manager.query<[unknown, number]>(
        `UPDATE message SET lease_until = NULL, ${columns} WHERE id = $1 AND state = 'sending' AND attempts = $2`,
        [id, claim.attempt, ...values],
      );
    switch (delivery.outcome) {
      case 'sent':
      case 'kept': {
        const [, written] = await set('state = $3, sent_at = $4, last_error = NULL', [delivery.outcome, now]);
        if (written > 0) await this.duties.rederive(claim.promisedCases);
        return;
      }
      case 'refused':
        await set(`state = 'failed', last_error = $3`, [delivery.reason]);
        return;
      case 'retry': {
        const again = nextAttemptAt(claim.attempt, this.clock.realNow());
        await set('state = $3, last_error = $4, maybe_repeated = maybe_repeated OR $5, next_attempt_at = coalesce($6, next_attempt_at)', [
          again ? 'pending' : 'failed',
          delivery.reason,
          delivery.mayHaveGone,
          again,
        ]);
      }
    }
  }
}

/** What happened to a mail is worth several tries to write it down: as long as it is not, it goes again when the lease is over. */
async function untilWritten(write: () => Promise<void>): Promise<void> {
  const giveUpAt = performance.now() + RECORD_WITHIN_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await wait(RECORD_AGAIN_AFTER_MS, undefined, { ref: false });
    }
  }
}
