import type { EntityManager } from 'typeorm';
import { actingFor } from '../absences/cover-sql.js';
import type { MessageText } from './message-text.js';

/** Somebody to be told of something that is no duty. */
export interface DueAlert {
  /** The number of what they are told of. */
  subjectId: number;
  stage: string;
  personId: number;
}

/** An alert as its message says it, to somebody who is still there. */
export interface AlertMail {
  email: string;
  text: MessageText;
}

export interface Surroundings {
  publicUrl: string;
  training: boolean;
}

/** Something beside the duties that people are told of by mail, by stages, once each. */
export interface AlertKind {
  /** Where the message says what it tells of, and the table of who was told, with its column for the same. */
  messageField: 'emergencyAccessId' | 'subjectRequestId';
  messageColumn: string;
  table: string;
  subjectColumn: string;
  /** What is due and not yet told, whenever it was due. What nobody can be told stays due. */
  due(manager: EntityManager, now: Date): Promise<DueAlert[]>;
  /** The next instant after now at which one will be due; null where there is none. */
  nextAt(manager: EntityManager, now: Date): Promise<Date | null>;
  /** What a message tells; undefined where it need not be said any more. */
  mailOf(manager: EntityManager, messageId: number, surroundings: Surroundings): Promise<AlertMail | undefined>;
  /** What the mailbox shows before it is worded. */
  toCome: { subject: string; text: string };
}

/** What people are told at a stage, and from when on. */
export interface TimedStage<Stage extends string> {
  stage: Stage;
  at: Date;
}

/** Of some stages those that are due by now. */
export const dueOf = <Stage extends string>(stages: readonly TimedStage<Stage>[], now: Date): Stage[] => stages.filter(({ at }) => at <= now).map(({ stage }) => stage);

/** The first of some stages that is due after now. */
export const nextOf = (stages: readonly TimedStage<string>[], now: Date): Date | null =>
  stages.map(({ at }) => at).filter((at) => at > now).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;

/**
 * Who is told about a case: those in the first of some posts (`$2`) of an authority that anybody holds on a day (`$3`), or whoever covers for them, none of them
 * kept out of the case. `subject` is a query with the case's `case_id`, its `authority_code` and the one who is `not_told`, of the row `$1`.
 */
export const recipientsSql = (subject: string): string => `
WITH subject AS (${subject}), held AS (
  SELECT n.id AS "personId", array_position($2::text[], h.post) AS place
  FROM subject s JOIN post_holding h ON h.authority_code = s.authority_code AND h.post = ANY($2) AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3)
    JOIN person n ON n.id = ${actingFor('h.person_id', '$3::date')} AND n.active AND n.id IS DISTINCT FROM s.not_told
  WHERE NOT EXISTS (SELECT FROM case_exclusion x WHERE x.case_id = s.case_id AND x.person_id = n.id AND x.ended_at IS NULL)
)
SELECT DISTINCT "personId" FROM held WHERE place = (SELECT min(place) FROM held) ORDER BY 1`;

/** The paragraphs of an alert as a mail, one of them the link. */
export function alertText(subject: string, paragraphs: readonly string[], link: string, training: boolean): MessageText {
  const all = [...paragraphs, link, ...(training ? ['This comes from a training installation: its clock is moved, and nothing in it is real.'] : [])];
  return { subject, text: `${all.join('\n\n')}\n`, html: all.map((one) => `<p>${one === link ? `<a href="${link}">${link}</a>` : one}</p>`).join('\n') };
}
