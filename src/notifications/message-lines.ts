import type { EntityManager } from 'typeorm';
import type { MessageLine } from './message-text.js';
import { roleKey, type RoleHolder, type WantedRole } from './role-holders.js';

/**
 * Whether a notice `n` of a duty `d` is still to be said: a reminder or a level while the duty is open and its date has not
 * moved since; what the system itself promises to tell, while it is owed or has been told to some of its readers.
 */
export const STILL_TO_BE_SAID = `(CASE n.stage WHEN 'notice' THEN d.outcome <> 'no longer owed'
  ELSE d.outcome = 'open' AND n.schedule_version = d.schedule_version END)`;

/** One notice that a message carries. */
export interface CarriedNotice extends Omit<MessageLine, 'role' | 'standingInFor' | 'providerGone' | keyof WantedRole>, WantedRole {
  messageId: number;
  noticeId: number;
  dutyKey: string;
  stillToBeSaid: boolean;
}

/** What these messages carry, in the order of the ledger. */
export function carriedNotices(manager: EntityManager, messageIds: readonly number[]): Promise<CarriedNotice[]> {
  return manager.query<CarriedNotice[]>(
    `SELECT mn.message_id AS "messageId", n.id AS "noticeId", n.case_id AS "caseId", n.clause, n.stage, n.recipient AS role,
       d.id AS "dutyId", d.key AS "dutyKey", d.placement_id AS "placementId", d.provider_id AS "providerId", d.authority_code AS "authorityCode", d.signed_by AS "signedBy", d.owed_to AS "owedTo", d.due_on::text AS "dueOn",
       d.due_at AS "dueAt", d.why, d.owed_by AS "owedBy", coalesce(y.reference, v.name, a.name) AS reference, ${STILL_TO_BE_SAID} AS "stillToBeSaid"
     FROM message_notice mn JOIN notice n ON n.id = mn.notice_id JOIN duty d ON d.id = n.duty_id LEFT JOIN young_person y ON y.id = n.case_id
       LEFT JOIN provider v ON v.id = d.provider_id LEFT JOIN authority a ON a.code = d.authority_code
     WHERE mn.message_id = ANY($1) ORDER BY mn.message_id, n.id`,
    [messageIds],
  );
}

/** A line with where it comes from. */
export type SaidLine = MessageLine & Pick<CarriedNotice, 'noticeId' | 'caseId'>;

/** The lines of a message to this person: of what it carries, what is still to be said to them, with the role they are told it in. */
export function linesFor(personId: number, carried: readonly CarriedNotice[], holders: Map<string, RoleHolder[]>): SaidLine[] {
  return carried.flatMap((notice) => {
    const holder = holders.get(roleKey(notice))?.find((one) => one.personId === personId);
    if (!holder || !notice.stillToBeSaid) return [];
    return [{ ...notice, role: holder.role, standingInFor: holder.standingInFor, ...(holder.providerGone && { providerGone: true as const }) }];
  });
}
