import { remindsAt } from '../domain/subject-access.js';
import { describeDate, type LocalDate } from '../domain/time/local-date.js';
import { alertText, type AlertKind } from '../notifications/alert-kind.js';
import { AWAITS_ANSWER_SQL } from './subject-request.entity.js';
import type { RequestAlertStage } from './subject-request-alert.entity.js';

interface Request {
  id: number;
  byThemselves: boolean;
  askedAt: Date;
  answerBy: LocalDate;
  told: RequestAlertStage[];
}

const POSTS = ['data-protection-lead', 'virtual-head'];

const SAYS: Record<RequestAlertStage, string> = {
  asked: 'a young person asked for their own file',
  'due-soon': 'a young person waits for their own file',
};

/** Of what somebody wrote down that a young person asked, they know themselves. */
const stagesOf = ({ byThemselves, askedAt, answerBy }: Request): { stage: RequestAlertStage; at: Date }[] => [
  ...(byThemselves ? [{ stage: 'asked' as const, at: askedAt }] : []),
  { stage: 'due-soon', at: remindsAt(answerBy) },
];

/** What is told of young people who asked for what is held about them, until they have it or may fetch it. */
export const OWN_FILE_ALERTS: AlertKind = {
  messageField: 'subjectRequestId',
  messageColumn: 'subject_request_id',
  table: 'subject_request_alert',
  subjectColumn: 'request_id',
  subjectSql: 'SELECT q.case_id, y.home_authority_code AS authority_code, NULL::int AS not_told FROM subject_request q JOIN young_person y ON y.id = q.case_id WHERE q.id = $1',
  notByCover: true,
  toCome: { subject: 'A young person asked for their own file', text: 'Whoever gives it is told by when. It names nobody and no case.\n' },

  async waiting(manager) {
    const requests = await manager.query<Request[]>(`SELECT q.id, q.by_themselves AS "byThemselves", q.asked_at AS "askedAt", q.answer_by AS "answerBy",
        ARRAY(SELECT DISTINCT a.stage FROM subject_request_alert a WHERE a.request_id = q.id) AS told FROM subject_request q WHERE ${AWAITS_ANSWER_SQL} ORDER BY q.id`);
    return requests.map((request) => ({ id: request.id, stages: stagesOf(request).filter(({ stage }) => !request.told.includes(stage)).map((one) => ({ ...one, posts: POSTS })) }));
  },

  async mailOf(manager, messageId, { publicUrl, training }) {
    const [alert] = await manager.query<{ stage: RequestAlertStage; authorityName: string; answerBy: LocalDate; email: string }[]>(
      `SELECT a.stage, o.name AS "authorityName", q.answer_by AS "answerBy", n.email
       FROM subject_request_alert a JOIN subject_request q ON q.id = a.request_id JOIN young_person y ON y.id = q.case_id JOIN authority o ON o.code = y.home_authority_code
         JOIN person n ON n.id = a.person_id WHERE a.message_id = $1 AND ${AWAITS_ANSWER_SQL} AND n.active`,
      [messageId],
    );
    if (!alert) return undefined;
    const paragraphs = ['A young person of this authority asked for everything that is held about them.', `Read it through and let it go by ${describeDate(alert.answerBy)}, the last day that the law allows.`];
    return { email: alert.email, text: alertText(`${alert.authorityName}: ${SAYS[alert.stage]}`, paragraphs, `${publicUrl}/own-files`, training) };
  },
};
