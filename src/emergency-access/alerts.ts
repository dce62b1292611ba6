import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { escalatesAt } from '../domain/emergency-access.js';
import type { Calendar } from '../domain/time/working-days.js';
import type { AlertKind } from '../notifications/alert-kind.js';
import { renderAlert, type Alert } from './alert-text.js';
import type { AlertStage } from './emergency-alert.entity.js';

interface Unjudged {
  id: number;
  openedAt: Date;
  told: AlertStage[];
}

/** Those in the first post that anybody holds who is there. Never whoever opened the case. */
const STAGES: Record<AlertStage, { posts: readonly string[]; from: (openedAt: Date, calendar: Calendar) => Date }> = {
  opened: { posts: ['data-protection-lead', 'virtual-head'], from: (openedAt) => openedAt },
  escalated: { posts: ['virtual-head', 'data-protection-lead'], from: escalatesAt },
};

/** What is told of cases that were opened in an emergency, while there is no verdict. */
export const EMERGENCY_ACCESS_ALERTS: AlertKind = {
  messageField: 'emergencyAccessId',
  messageColumn: 'emergency_access_id',
  table: 'emergency_alert',
  subjectColumn: 'access_id',
  subjectSql: 'SELECT case_id, authority_code, person_id AS not_told FROM emergency_access WHERE id = $1',
  notByCover: true,
  toCome: { subject: 'A case was opened in an emergency', text: 'Whoever judges it is asked for a verdict. It names nobody and no case.\n' },

  async waiting(manager) {
    const unjudged = await manager.query<Unjudged[]>(`SELECT e.id, e.opened_at AS "openedAt", ARRAY(SELECT DISTINCT a.stage FROM emergency_alert a WHERE a.access_id = e.id) AS told
      FROM emergency_access e WHERE e.judged_at IS NULL ORDER BY e.id`);
    const calendar = await loadCalendar(manager);
    const stages = Object.entries(STAGES) as [AlertStage, (typeof STAGES)[AlertStage]][];
    return unjudged.map(({ id, openedAt, told }) => ({ id, stages: stages.filter(([stage]) => !told.includes(stage)).map(([stage, { posts, from }]) => ({ stage, at: from(openedAt, calendar), posts })) }));
  },

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
