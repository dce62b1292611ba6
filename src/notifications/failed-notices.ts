import type { EntityManager } from 'typeorm';
import { LOCKS } from '../database/locks.js';
import { roleHolders, roleKey, type WantedRole } from './role-holders.js';

/** What the system promised to tell, of a duty still open, and the people and addresses at which each of its mails failed for good. */
interface FailedNotice extends WantedRole {
  id: number;
  failedAt: { personId: number; address: string | null }[];
}

/** A notice `n` none of whose messages has gone or may still go. */
const ALL_FAILED = `n.state = 'in-message'
  AND NOT EXISTS (SELECT FROM message_notice mn JOIN message m ON m.id = mn.message_id WHERE mn.notice_id = n.id AND m.state <> 'failed')`;

/** By way of the failed messages, which are few; `message_failed` finds them. */
const FAILED_NOTICES_SQL = `
SELECT n.id, n.case_id AS "caseId", d.placement_id AS "placementId", d.provider_id AS "providerId", d.authority_code AS "authorityCode", d.signed_by AS "signedBy", n.recipient AS role,
  jsonb_agg(jsonb_build_object('personId', f.person_id, 'address', f.to_address)) AS "failedAt"
FROM message f JOIN message_notice fn ON fn.message_id = f.id JOIN notice n ON n.id = fn.notice_id JOIN duty d ON d.id = n.duty_id
WHERE f.state = 'failed' AND n.stage = 'notice' AND d.outcome = 'open' AND ${ALL_FAILED}
GROUP BY n.id, d.placement_id, d.provider_id, d.authority_code, d.signed_by`;

/**
 * Lets a notice (EP11's e-mail, SC2's) whose every mail failed wait for a new mail, within the running transaction, once
 * somebody is to be told whom or whose address it has not been tried at: the address was corrected, or the role is held by
 * somebody else now.
 */
export async function letFailedNoticesWait(manager: EntityManager, now: Date): Promise<void> {
  const failed = await manager.query<FailedNotice[]>(FAILED_NOTICES_SQL);
  const holders = await roleHolders(manager, failed, now);
  const ids = failed
    .filter(({ failedAt, ...wanted }) =>
      (holders.get(roleKey(wanted)) ?? []).some(({ personId, email }) => !failedAt.some((tried) => tried.personId === personId && tried.address === email)),
    )
    .map(({ id }) => id);
  if (ids.length === 0) return;
  // Whoever composes holds this lock: a notice that somebody else has put into a new message meanwhile is seen so here.
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.sweep]);
  await manager.query(`UPDATE notice n SET state = 'waiting' WHERE n.id = ANY($1) AND ${ALL_FAILED}`, [ids]);
}
