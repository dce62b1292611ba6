import { actingFor } from '../absences/cover-sql.js';
import type { EntityManager } from 'typeorm';
import { escalatesAt } from '../domain/emergency-access.js';
import { londonDate } from '../domain/time/london.js';
import { ENGLAND } from '../domain/time/working-days.js';
import type { AlertStage } from './emergency-alert.entity.js';

/** Somebody to be told of an emergency access. */
export interface DueAlert {
  accessId: number;
  stage: AlertStage;
  personId: number;
}

interface Unjudged {
  id: number;
  openedAt: Date;
  told: AlertStage[];
}

/** Who is to be told at each stage: those in the first post that anybody holds, or whoever covers for them. Never whoever opened the case. */
const TOLD: Record<AlertStage, readonly string[]> = { opened: ['data-protection-lead', 'virtual-head'], escalated: ['virtual-head', 'data-protection-lead'] };

const stagesOf = ({ openedAt, told }: Unjudged): { stage: AlertStage; at: Date }[] =>
  ([{ stage: 'opened', at: openedAt }, { stage: 'escalated', at: escalatesAt(openedAt, ENGLAND) }] as const).filter(({ stage }) => !told.includes(stage));

/** What is due and not yet told, whenever it was due. What nobody can be told stays due. */
export async function dueAlerts(manager: EntityManager, now: Date): Promise<DueAlert[]> {
  const due: DueAlert[] = [];
  for (const access of await unjudged(manager)) {
    for (const { stage } of stagesOf(access).filter(({ at }) => at <= now)) {
      const people = await manager.query<{ personId: number }[]>(RECIPIENTS_SQL, [access.id, TOLD[stage], londonDate(now)]);
      due.push(...people.map(({ personId }) => ({ accessId: access.id, stage, personId })));
    }
  }
  return due;
}

/** The next instant after now at which one will be due; null where there is none. */
export async function nextAlertAt(manager: EntityManager, now: Date): Promise<Date | null> {
  const times = (await unjudged(manager)).flatMap(stagesOf).map(({ at }) => at);
  return times.filter((at) => at > now).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

const unjudged = (manager: EntityManager): Promise<Unjudged[]> =>
  manager.query<Unjudged[]>(`SELECT e.id, e.opened_at AS "openedAt", ARRAY(SELECT DISTINCT a.stage FROM emergency_alert a WHERE a.access_id = e.id) AS told
    FROM emergency_access e WHERE e.judged_at IS NULL ORDER BY e.id`);

const RECIPIENTS_SQL = `
WITH held AS (
  SELECT n.id AS "personId", array_position($2::text[], h.post) AS place
  FROM emergency_access e JOIN post_holding h ON h.authority_code = e.authority_code AND h.post = ANY($2) AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3)
    JOIN person n ON n.id = ${actingFor('h.person_id', '$3::date')} AND n.active AND n.id <> e.person_id
  WHERE e.id = $1 AND NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = e.case_id AND x.person_id = n.id AND x.ended_at IS NULL)
)
SELECT DISTINCT "personId" FROM held WHERE place = (SELECT min(place) FROM held) ORDER BY 1`;

/** An alert as its message says it, to somebody who is still there, while there is no verdict. */
export interface AlertToSay {
  accessId: number;
  stage: AlertStage;
  authorityName: string;
  openedAt: Date;
  email: string;
}

/** What a message tells of an emergency access; undefined where it need not be said any more. */
export async function alertToSay(manager: EntityManager, messageId: number): Promise<AlertToSay | undefined> {
  const [alert] = await manager.query<AlertToSay[]>(
    `SELECT a.access_id AS "accessId", a.stage, o.name AS "authorityName", e.opened_at AS "openedAt", n.email
     FROM emergency_alert a JOIN emergency_access e ON e.id = a.access_id JOIN authority o ON o.code = e.authority_code JOIN person n ON n.id = a.person_id
     WHERE a.message_id = $1 AND e.judged_at IS NULL AND n.active`,
    [messageId],
  );
  return alert;
}
