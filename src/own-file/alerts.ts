import type { EntityManager } from 'typeorm';
import { remindsAt } from '../domain/subject-access.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import { alertText, dueOf, nextOf, recipientsSql, type AlertKind, type DueAlert, type TimedStage } from '../notifications/alert-kind.js';
import type { RequestAlertStage } from './subject-request-alert.entity.js';

interface Waiting {
  id: number;
  byThemselves: boolean;
  askedAt: Date;
  answerBy: LocalDate;
  told: RequestAlertStage[];
}

const TOLD = ['data-protection-lead', 'virtual-head'];

/** Of what somebody wrote down that a young person asked, they know themselves. */
const stagesOf = ({ byThemselves, askedAt, answerBy, told }: Waiting): TimedStage<RequestAlertStage>[] =>
  [...(byThemselves ? [{ stage: 'asked' as const, at: askedAt }] : []), { stage: 'due-soon' as const, at: remindsAt(answerBy) }].filter(({ stage }) => !told.includes(stage));

const SAYS: Record<RequestAlertStage, string> = {
  asked: 'a young person asked for their own file',
  'due-soon': 'a young person waits for their own file',
};

/** What is told of young people who asked for what is held about them, until they have it or may fetch it. */
export const OWN_FILE_ALERTS: AlertKind = {
  messageField: 'subjectRequestId',
  messageColumn: 'subject_request_id',
  table: 'subject_request_alert',
  subjectColumn: 'request_id',
  toCome: { subject: 'A young person asked for their own file', text: 'Whoever gives it is told by when. It names nobody and no case.\n' },

  async due(manager, now) {
    const due: DueAlert[] = [];
    for (const request of await waiting(manager)) {
      for (const stage of dueOf(stagesOf(request), now)) {
        const people = await manager.query<{ personId: number }[]>(RECIPIENTS_SQL, [request.id, TOLD, londonDate(now)]);
        due.push(...people.map(({ personId }) => ({ subjectId: request.id, stage, personId })));
      }
    }
    return due;
  },

  nextAt: async (manager, now) => nextOf((await waiting(manager)).flatMap(stagesOf), now),

  async mailOf(manager, messageId, { publicUrl, training }) {
    const [alert] = await manager.query<{ stage: RequestAlertStage; authorityName: string; answerBy: LocalDate; email: string }[]>(
      `SELECT a.stage, o.name AS "authorityName", q.answer_by AS "answerBy", n.email
       FROM subject_request_alert a JOIN subject_request q ON q.id = a.request_id JOIN young_person y ON y.id = q.case_id JOIN authority o ON o.code = y.home_authority_code
         JOIN person n ON n.id = a.person_id WHERE a.message_id = $1 AND ${WAITS} AND n.active`,
      [messageId],
    );
    if (!alert) return undefined;
    const paragraphs = ['A young person of this authority asked for everything that is held about them.', `Read it through and let it go by ${describeDate(alert.answerBy)}, the last day that the law allows.`];
    return { email: alert.email, text: alertText(`${alert.authorityName}: ${SAYS[alert.stage]}`, paragraphs, `${publicUrl}/own-files`, training) };
  },
};

const WAITS = 'q.given_at IS NULL AND q.released_at IS NULL';

const waiting = (manager: EntityManager): Promise<Waiting[]> =>
  manager.query<Waiting[]>(`SELECT q.id, q.by_themselves AS "byThemselves", q.asked_at AS "askedAt", q.answer_by AS "answerBy", ARRAY(SELECT DISTINCT a.stage FROM subject_request_alert a WHERE a.request_id = q.id) AS told
    FROM subject_request q WHERE ${WAITS} ORDER BY q.id`);

const RECIPIENTS_SQL = recipientsSql('SELECT q.case_id, y.home_authority_code AS authority_code, NULL::int AS not_told FROM subject_request q JOIN young_person y ON y.id = q.case_id WHERE q.id = $1');
