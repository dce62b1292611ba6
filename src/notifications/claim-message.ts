import type { EntityManager } from 'typeorm';
import { brandingsOf, withFoot } from '../branding/mail-foot.js';
import { transaction } from '../database/unit-of-work.js';
import { kindOf } from './alerts.js';
import { MAX_ATTEMPTS } from './back-off.js';
import { asHtml } from './direct-mail.service.js';
import { holdsToTell } from './holds-to-tell.js';
import { carriedNotices, linesFor, type CarriedNotice } from './message-lines.js';
import { messageSurroundings } from './message-surroundings.js';
import { renderMessage, type MessageText } from './message-text.js';
import { MAIL_TIMEOUT_MS, type Mail } from './mail-transport.js';
import type { MailSettings } from './mail-settings.js';
import { Message } from './message.entity.js';
import { ONE_BY_ONE } from './one-by-one.js';
import { roleHolders, type RoleHolder } from './role-holders.js';

/** Longer than an attempt can take: whoever holds the lease longer is taken for dead. */
const LEASE_MS = MAIL_TIMEOUT_MS + 3_000;

/** The right to make one attempt. */
export interface Claim {
  attempt: number;
  mail: Mail;
  /** The cases whose duties the sending itself fulfils (EP11's e-mail, SC2's notice). */
  promisedCases: number[];
}

/**
 * Takes the message for one attempt, within the running transaction: when it is pending and due, or when its last sender's
 * lease is over (it may have gone then). Undefined when it is not to be had or has nothing left to say.
 */
export async function claimMessage(id: number, realNow: Date, settings: MailSettings): Promise<Claim | undefined> {
  const { manager, now } = transaction();
  const message = await lockClaimable(manager, id, realNow);
  if (!message) return undefined;
  if (message.attempts >= MAX_ATTEMPTS) {
    await manager.update(Message, id, { state: 'failed', leaseUntil: null, lastError: 'Each attempt broke off before its end.' });
    return undefined;
  }
  if (message.signInChange !== null || message.asWritten) return readyAsItIs(message, realNow);
  const surroundings = await messageSurroundings(manager, settings);
  const branding = (await brandingsOf(manager, [message.personId])).get(message.personId) ?? null;
  const alerts = kindOf(message);
  if (alerts) {
    const alert = await alerts.mailOf(manager, id, surroundings);
    return alert ? take(message, alert.email, withFoot(alert.text, branding), [], realNow) : cancel(id);
  }
  const carried = await carriedNotices(manager, [id]);
  const holders = await roleHolders(manager, carried, now);
  const reader = readerOf(message.personId, holders);
  const lines = linesFor(message.personId, carried, holders);
  const kept = new Set(lines.map((line) => line.noticeId));
  await letGo(manager, id, carried.filter((notice) => !kept.has(notice.noticeId)));
  const { email, holds } = message.tellsHolds ? await holdsToTell(manager, message.personId, now) : { email: null, holds: [] };
  const to = reader?.email ?? email;
  if (lines.length + holds.length === 0 || to === null) return cancel(id);
  const promisedCases = lines.filter((line) => line.stage === 'notice').flatMap((line) => line.caseId ?? []);
  return take(message, to, withFoot(renderMessage(message.delivery, lines, surroundings, holds), branding), promisedCases, realNow);
}

/** What was worded when it was written; erasing its person takes address and words away. */
async function readyAsItIs(message: Message, realNow: Date): Promise<Claim | undefined> {
  const { toAddress, subject, text } = message;
  if (toAddress === null || subject === null || text === null) return cancel(message.id);
  return take(message, toAddress, { subject, text, html: asHtml(text.trimEnd().split('\n\n')) }, [], realNow);
}

async function cancel(id: number): Promise<undefined> {
  await transaction().manager.update(Message, id, { state: 'cancelled', leaseUntil: null });
  return undefined;
}

async function take(message: Message, to: string, { subject, text, html }: MessageText, promisedCases: number[], realNow: Date): Promise<Claim> {
  const leaseUntil = new Date(realNow.getTime() + LEASE_MS);
  const attempt = message.attempts + 1;
  await transaction().manager.update(Message, message.id, {
    state: 'sending',
    attempts: attempt,
    leaseUntil,
    nextAttemptAt: leaseUntil,
    maybeRepeated: message.maybeRepeated || message.state === 'sending',
    toAddress: to,
    subject,
    text,
  });
  return {
    attempt,
    mail: { to, subject, text, html, messageId: message.messageId },
    promisedCases,
  };
}

async function lockClaimable(manager: EntityManager, id: number, realNow: Date): Promise<Message | undefined> {
  const [message] = await manager
    .createQueryBuilder(Message, 'm')
    .where(`m.id = :id AND m.state IN ('pending', 'sending') AND m.nextAttemptAt <= :realNow`, { id, realNow })
    .setLock('pessimistic_write')
    .setOnLocked('skip_locked')
    .getMany();
  return message;
}

function readerOf(personId: number, holders: Map<string, RoleHolder[]>): RoleHolder | undefined {
  return [...holders.values()].flat().find((holder) => holder.personId === personId);
}

/** What no other message carries either is dropped where it is no longer to be said, and else waits for whom it is for now; so does what is for each of several, whom others' messages do not tell. */
async function letGo(manager: EntityManager, messageId: number, notices: readonly CarriedNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const ids = notices.map((notice) => notice.noticeId);
  await manager.query('DELETE FROM message_notice WHERE message_id = $1 AND notice_id = ANY($2)', [messageId, ids]);
  await manager.query(
    `UPDATE notice n SET state = CASE WHEN n.id = ANY($2) THEN 'waiting' ELSE 'dropped' END
     WHERE n.id = ANY($1) AND (NOT EXISTS (SELECT FROM message_notice mn WHERE mn.notice_id = n.id) OR n.id = ANY($2) AND n.recipient = ANY($3))`,
    [ids, notices.filter((notice) => notice.stillToBeSaid).map((notice) => notice.noticeId), ONE_BY_ONE],
  );
}
