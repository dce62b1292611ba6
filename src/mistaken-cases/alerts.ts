import { alertText, type AlertKind } from '../notifications/alert-kind.js';
import { SAYS_MISTAKE } from '../young-people/case-ended.js';

/** Those in the first post that anybody else holds than whoever said so: all of them have the case, and can take it back. */
const POSTS = ['virtual-head', 'key-contact', 'team-manager'];

/**
 * What is told at once of a case that somebody says was registered by mistake: it closes duties and ends the young person's way in,
 * and is done by one (docs/decisions/0023-what-is-told-without-the-case.md).
 */
export const MISTAKE_ALERTS: AlertKind = {
  messageField: 'mistakenCaseId',
  messageColumn: 'mistaken_case_id',
  table: 'mistake_alert',
  subjectColumn: 'case_id',
  subjectSql: `SELECT y.id AS case_id, y.home_authority_code AS authority_code, (SELECT c.recorded_by FROM record c WHERE c.case_id = y.id AND ${SAYS_MISTAKE} ORDER BY c.id DESC LIMIT 1) AS not_told FROM young_person y WHERE y.id = $1`,
  toCome: { subject: 'A case was said to be registered by mistake', text: 'Somebody else of the authority is asked to look at it. It names nobody and no case.\n' },

  async waiting(manager) {
    const said = await manager.query<{ caseId: number; recordId: number; at: Date }[]>(
      `SELECT c.case_id AS "caseId", c.id AS "recordId", c.recorded_at AS at FROM record c
       WHERE ${SAYS_MISTAKE} AND NOT EXISTS (SELECT FROM mistake_alert a WHERE a.case_id = c.case_id AND a.stage = 'said-' || c.id) ORDER BY c.id`);
    return said.map(({ caseId, recordId, at }) => ({ id: caseId, stages: [{ stage: `said-${recordId}`, at, posts: POSTS }] }));
  },

  async mailOf(manager, messageId, { publicUrl, training }) {
    const [alert] = await manager.query<{ authorityName: string; email: string }[]>(
      `SELECT o.name AS "authorityName", n.email FROM mistake_alert a JOIN young_person y ON y.id = a.case_id JOIN authority o ON o.code = y.home_authority_code
         JOIN person n ON n.id = a.person_id JOIN record c ON c.case_id = a.case_id AND a.stage = 'said-' || c.id
       WHERE a.message_id = $1 AND n.active AND ${SAYS_MISTAKE}`,
      [messageId],
    );
    if (!alert) return undefined;
    const paragraphs = [
      'Somebody of this authority said that a case was registered by mistake. Nothing in it is owed any more, and the young person’s own way in to it has ended.',
      'Open it and see whether that is right. If it is not, take it back there: all is owed as before.',
      'You get this once, as the one who answers for the authority’s young people, or as whoever stands in. It stays on your home page until you have opened the case.',
    ];
    return { email: alert.email, text: alertText(`${alert.authorityName}: a case was said to be registered by mistake`, paragraphs, `${publicUrl}/mistaken-cases`, training) };
  },
};
