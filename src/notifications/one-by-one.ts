import type { EntityManager } from 'typeorm';
import type { Role } from '../domain/agreement/roles.js';
import { londonDate } from '../domain/time/london.js';
import { IS_THERE, roleKey, type RoleHolder, type WantedRole } from './role-holders.js';

/** Roles that several hold for different young people: each is told, and telling one does not tell another (EP2). */
export const ONE_BY_ONE: readonly Role[] = ['key-workers-there', 'key-contacts-there'];

type Waiting = WantedRole & { id: number };

/** What is to be told to each of several, and to whom of them. */
export interface OneByOne {
  /** Whether a message to this person carries it already, or may still go. */
  isTold(noticeId: number, personId: number): boolean;
  /** Notices that a Virtual School with a placement there has nobody to be told of: they go on waiting for somebody. */
  awaitSomebody: number[];
  /** Notices that somebody was told before, and that nobody waits for any more. */
  toldBefore: number[];
}

/** Who of those whom these notices are for still is to be told (EP2). */
export async function oneByOne(manager: EntityManager, waiting: readonly Waiting[], holders: Map<string, RoleHolder[]>, now: Date): Promise<OneByOne> {
  const notices = waiting.filter(({ role }) => ONE_BY_ONE.includes(role)).map((notice) => ({ ...notice, holders: (holders.get(roleKey(notice)) ?? []).map(({ personId }) => personId) }));
  if (notices.length === 0) return { isTold: () => false, awaitSomebody: [], toldBefore: [] };
  const rows = await manager.query<{ told: string }[]>(TOLD_SQL, [notices.map(({ id }) => id)]);
  const told = new Set(rows.map((row) => row.told));
  const isTold = (noticeId: number, personId: number): boolean => told.has(`${noticeId}/${personId}`);
  const vacant = await manager.query<{ id: number }[]>(VACANT_SQL, [JSON.stringify(notices), londonDate(now)]);
  const awaitSomebody = vacant.map(({ id }) => id);
  const isOver = (one: (typeof notices)[number]): boolean => !awaitSomebody.includes(one.id) && one.holders.length > 0 && one.holders.every((personId) => isTold(one.id, personId));
  return { isTold, awaitSomebody, toldBefore: notices.filter(isOver).map(({ id }) => id) };
}

const TOLD_SQL = `
SELECT mn.notice_id || '/' || m.person_id AS told FROM message_notice mn JOIN message m ON m.id = mn.message_id
WHERE mn.notice_id = ANY($1) AND m.state NOT IN ('failed', 'cancelled')`;

const VACANT_SQL = `
SELECT n.id FROM jsonb_to_recordset($1) AS n(id int, role text, "providerId" int, holders jsonb)
WHERE n.role = 'key-contacts-there' AND EXISTS (SELECT FROM placement s JOIN young_person z ON z.id = s.case_id WHERE ${IS_THERE('n."providerId"', '$2')}
  AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(n.holders) AS h(id) JOIN person p ON p.id = h.id::int WHERE p.authority_code = z.home_authority_code))`;
