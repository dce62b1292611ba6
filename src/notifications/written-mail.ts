import type { EntityManager } from 'typeorm';
import { brandingsOf, footLines } from '../branding/mail-foot.js';
import type { SignInChange } from '../domain/sign-in-changes.js';
import { messageIdHeader } from './message-id.js';

/** A mail that is worded where it is written, and goes as it is. */
export interface WrittenMail {
  personId: number;
  /** Instead of the person's own address, where that is another one by now. */
  address?: string;
  /** Which change of how they sign in it tells of; null where it tells of anything else. */
  signInChange: SignInChange | null;
  words: (training: boolean) => { subject: string; paragraphs: string[] };
}

/** The transaction's instant, the real one from which on it may go, and the address of the installation. */
export interface MailTimes {
  now: Date;
  realNow: Date;
  publicUrl: string;
}

/**
 * Writes the mail into the ledger beside what it tells of, in its transaction: both are there or neither. The worker sends it within
 * seconds, and again where the mail server did not take it, which holds nothing up. Whoever has no address is told nothing.
 */
export async function writeMail(manager: EntityManager, { personId, address, signInChange, words }: WrittenMail, { now, realNow, publicUrl }: MailTimes): Promise<void> {
  const [row] = await manager.query<Row[]>(ROW_SQL, [personId, address ?? null]);
  if (!row) return;
  const { subject, paragraphs } = words(row.training);
  const foot = footLines((await brandingsOf(manager, [personId])).get(personId) ?? null);
  const messageId = messageIdHeader(row.id, row.madeAt, `@${new URL(publicUrl).hostname}`);
  await manager.query(
    `INSERT INTO message (id, person_id, delivery, state, written_at, to_address, subject, text, message_id, next_attempt_at, sign_in_change, as_written)
     VALUES ($1, $2, 'urgent', 'pending', $3, $4, $5, $6, $7, $8, $9, $10)`,
    [row.id, personId, now, row.address, subject, `${[...paragraphs, ...foot].join('\n\n')}\n`, messageId, realNow, signInChange, signInChange === null],
  );
}

interface Row {
  id: number;
  address: string;
  madeAt: Date;
  training: boolean;
}

const ROW_SQL = `SELECT nextval(pg_get_serial_sequence('message', 'id'))::int AS id, coalesce($2, p.email) AS address, i.made_at AS "madeAt", i.kind = 'training' AS training
  FROM person p CROSS JOIN installation i WHERE p.id = $1 AND coalesce($2, p.email) IS NOT NULL`;
