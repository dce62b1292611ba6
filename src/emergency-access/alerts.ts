import type { EntityManager } from 'typeorm';
import { escalatesAt } from '../domain/emergency-access.js';
import { londonDate } from '../domain/time/london.js';
import { ENGLAND } from '../domain/time/working-days.js';
import { dueOf, nextOf, recipientsSql, type AlertKind, type DueAlert, type TimedStage } from '../notifications/alert-kind.js';
import { renderAlert, type Alert } from './alert-text.js';
import type { AlertStage } from './emergency-alert.entity.js';

interface Unjudged {
  id: number;
  openedAt: Date;
  told: AlertStage[];
}

/** Who is to be told at each stage: those in the first post that anybody holds, or whoever covers for them. Never whoever opened the case. */
const TOLD: Record<AlertStage, readonly string[]> = { opened: ['data-protection-lead', 'virtual-head'], escalated: ['virtual-head', 'data-protection-lead'] };

const stagesOf = ({ openedAt, told }: Unjudged): TimedStage<AlertStage>[] =>
  ([{ stage: 'opened', at: openedAt }, { stage: 'escalated', at: escalatesAt(openedAt, ENGLAND) }] as const).filter(({ stage }) => !told.includes(stage));

/** What is told of cases that were opened in an emergency, while there is no verdict. */
export const EMERGENCY_ACCESS_ALERTS: AlertKind = {
  messageField: 'emergencyAccessId',
  messageColumn: 'emergency_access_id',
  table: 'emergency_alert',
  subjectColumn: 'access_id',
  toCome: { subject: 'A case was opened in an emergency', text: 'Whoever judges it is asked for a verdict. It names nobody and no case.\n' },

  async due(manager, now) {
    const due: DueAlert[] = [];
    for (const access of await unjudged(manager)) {
      for (const stage of dueOf(stagesOf(access), now)) {
        const people = await manager.query<{ personId: number }[]>(RECIPIENTS_SQL, [access.id, TOLD[stage], londonDate(now)]);
        due.push(...people.map(({ personId }) => ({ subjectId: access.id, stage, personId })));
      }
    }
    return due;
  },

  nextAt: async (manager, now) => nextOf((await unjudged(manager)).flatMap(stagesOf), now),

  async mailOf(manager, messageId, surroundings) {
    const [alert] = await manager.query<(Alert & { email: string })[]>(
      `SELECT a.access_id AS "accessId", a.stage, o.name AS "authorityName", e.opened_at AS "openedAt", n.email
       FROM emergency_alert a JOIN emergency_access e ON e.id = a.access_id JOIN authority o ON o.code = e.authority_code JOIN person n ON n.id = a.person_id
       WHERE a.message_id = $1 AND e.judged_at IS NULL AND n.active`,
      [messageId],
    );
    return alert && { email: alert.email, text: renderAlert(alert, surroundings) };
  },
};

const unjudged = (manager: EntityManager): Promise<Unjudged[]> =>
  manager.query<Unjudged[]>(`SELECT e.id, e.opened_at AS "openedAt", ARRAY(SELECT DISTINCT a.stage FROM emergency_alert a WHERE a.access_id = e.id) AS told
    FROM emergency_access e WHERE e.judged_at IS NULL ORDER BY e.id`);

const RECIPIENTS_SQL = recipientsSql('SELECT case_id, authority_code, person_id AS not_told FROM emergency_access WHERE id = $1');
