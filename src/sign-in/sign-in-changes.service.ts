import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { brandingsOf, footLines } from '../branding/mail-foot.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { signInChangeMail, type SignInChange } from '../domain/sign-in-changes.js';
import { messageIdHeader } from '../notifications/message-id.js';
import { WebSettings } from '../web/web-settings.js';

/** Tells people by mail that their way of signing in has changed, at the address that is known of them. */
@Injectable()
export class SignInChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: WebSettings,
  ) {}

  /**
   * Writes the mail into the ledger beside the change, in its transaction: both are there or neither. The worker sends it within
   * seconds, and again where the mail server did not take it, which holds nothing up. To `address` instead of the person's own where
   * that is another one by now; whoever has no address is told nothing.
   */
  async tell(personId: number, change: SignInChange, address?: string): Promise<void> {
    const at = this.clock.realNow();
    await this.unitOfWork.runIn('engine', async ({ manager, now }) => {
      const [row] = await manager.query<Row[]>(ROW_SQL, [personId, address ?? null]);
      if (!row) return;
      const { subject, paragraphs } = signInChangeMail(change, at, row.training);
      const foot = footLines((await brandingsOf(manager, [personId])).get(personId) ?? null);
      const messageId = messageIdHeader(row.id, row.madeAt, `@${new URL(this.settings.publicUrl).hostname}`);
      await manager.query(
        `INSERT INTO message (id, person_id, delivery, state, written_at, to_address, subject, text, message_id, next_attempt_at, sign_in_change)
         VALUES ($1, $2, 'urgent', 'pending', $3, $4, $5, $6, $7, $8, $9)`,
        [row.id, personId, now, row.address, subject, `${[...paragraphs, ...foot].join('\n\n')}\n`, messageId, at, change],
      );
    });
  }
}

interface Row {
  id: number;
  address: string;
  madeAt: Date;
  training: boolean;
}

const ROW_SQL = `SELECT nextval(pg_get_serial_sequence('message', 'id'))::int AS id, coalesce($2, p.email) AS address, i.made_at AS "madeAt", i.kind = 'training' AS training
  FROM person p CROSS JOIN installation i WHERE p.id = $1 AND coalesce($2, p.email) IS NOT NULL`;
