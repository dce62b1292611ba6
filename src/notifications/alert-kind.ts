import type { EntityManager } from 'typeorm';
import { actingFor } from '../absences/cover-sql.js';
import { isNotExcluded, postsOfPersonCount } from '../young-people/case-scope-sql.js';
import { IN_TRAINING, type MessageSurroundings, type MessageText } from './message-text.js';

/** At which stage people are told, from when on, and who: those in the first of these posts that anybody holds. */
export interface AlertStage {
  stage: string;
  at: Date;
  posts: readonly string[];
}

/** Something that people are told of while it waits: with the stages at which nobody has been told yet. */
export interface Waiting {
  id: number;
  stages: AlertStage[];
}

/** An alert as its message says it, to somebody who is still there. */
export interface AlertMail {
  email: string;
  text: MessageText;
}

export type Surroundings = Pick<MessageSurroundings, 'publicUrl' | 'training'>;

/** Something beside the duties that people are told of by mail, by stages, once each. */
export interface AlertKind {
  /** Where the message says what it tells of, and the table of who was told, with its column for the same. */
  messageField: 'emergencyAccessId' | 'subjectRequestId' | 'mistakenCaseId' | 'calendarEnds';
  messageColumn: string;
  table: string;
  subjectColumn: string;
  /** What waits. What nobody can be told stays due. */
  waiting(manager: EntityManager): Promise<Waiting[]>;
  /** Of the row `$1`, as SQL: its case, its authority, and whoever is not told, as `case_id`, `authority_code`, `not_told`. */
  subjectSql: string;
  /** What a message tells; undefined where it need not be said any more. */
  mailOf(manager: EntityManager, messageId: number, surroundings: Surroundings): Promise<AlertMail | undefined>;
  /** Whether what it asks for is not done in somebody's place: whoever covers is not told, and those who are away after those who are there. */
  notByCover?: true;
  /** What the mailbox shows before it is worded. */
  toCome: { subject: string; text: string };
}

/** Who is told, of the row `$1`: those in the first of some posts (`$2`) that anybody holds on a day (`$3`), or whoever covers for them where that counts, none of them kept out of the case; of a restricted one, who answers for it or is admitted to it. */
export const recipientsSql = ({ subjectSql, notByCover }: AlertKind): string => `
WITH subject AS (${subjectSql}), held AS (
  SELECT n.id AS "personId", array_position($2::text[], h.post)${notByCover ? ` + CASE ${actingFor('h.person_id', '$3::date')} WHEN h.person_id THEN 0 ELSE cardinality($2::text[]) END` : ''} AS place
  FROM subject s JOIN post_holding h ON h.authority_code = s.authority_code AND h.post = ANY($2) AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3)
    JOIN person n ON n.id = ${notByCover ? 'h.person_id' : actingFor('h.person_id', '$3::date')} AND n.active AND n.id IS DISTINCT FROM s.not_told
  WHERE ${postsOfPersonCount('s.case_id', 'n.id')} OR (h.post IN ('virtual-head', 'data-protection-lead') AND ${isNotExcluded('s.case_id', 'n.id')})
)
SELECT DISTINCT "personId" FROM held WHERE place = (SELECT min(place) FROM held) ORDER BY 1`;

/** The paragraphs of an alert as a mail, one of them the link. */
export function alertText(subject: string, paragraphs: readonly string[], link: string, training: boolean): MessageText {
  const all = [...paragraphs, link, ...(training ? [IN_TRAINING] : [])];
  return { subject, text: `${all.join('\n\n')}\n`, html: all.map((one) => `<p>${one === link ? `<a href="${link}">${link}</a>` : one}</p>`).join('\n') };
}
