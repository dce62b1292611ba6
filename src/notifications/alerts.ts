import type { EntityManager } from 'typeorm';
import { CALENDAR_ALERTS } from '../bank-holidays/alerts.js';
import { londonDate } from '../domain/time/london.js';
import { EMERGENCY_ACCESS_ALERTS } from '../emergency-access/alerts.js';
import { MISTAKE_ALERTS } from '../mistaken-cases/alerts.js';
import { OWN_FILE_ALERTS } from '../own-file/alerts.js';
import { recipientsSql, type AlertKind } from './alert-kind.js';

/** Everything beside the duties that people are told of by mail. */
export const ALERT_KINDS: readonly AlertKind[] = [EMERGENCY_ACCESS_ALERTS, OWN_FILE_ALERTS, MISTAKE_ALERTS, CALENDAR_ALERTS];

/** Somebody to be told of something that is no duty. */
export interface DueAlert {
  /** Its kind's place among them. */
  kind: number;
  /** The number of what they are told of. */
  subjectId: number;
  stage: string;
  personId: number;
}

/** Whatever is due and not yet told, whenever it was due. */
export async function dueAlerts(manager: EntityManager, now: Date): Promise<DueAlert[]> {
  const due: DueAlert[] = [];
  for (const [kind, alerts] of ALERT_KINDS.entries()) {
    for (const { id, stages } of await alerts.waiting(manager)) {
      for (const { stage, posts } of stages.filter(({ at }) => at <= now)) {
        const people = await manager.query<{ personId: number }[]>(recipientsSql(alerts), [id, posts, londonDate(now)]);
        due.push(...people.map(({ personId }) => ({ kind, subjectId: id, stage, personId })));
      }
    }
  }
  return due;
}

/** The next instant after now at which an alert will be due; null where there is none. */
export async function nextAlertAt(manager: EntityManager, now: Date): Promise<Date | null> {
  const times: Date[] = [];
  for (const alerts of ALERT_KINDS) times.push(...(await alerts.waiting(manager)).flatMap(({ stages }) => stages.map(({ at }) => at)));
  return times.filter((at) => at > now).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Of which kind a message is; undefined where it carries notices of duties. */
export const kindOf = (message: Record<AlertKind['messageField'], number | null>): AlertKind | undefined => ALERT_KINDS.find(({ messageField }) => message[messageField] !== null);

/** The messages' columns that say it, as fields of a row `m`. */
export const ALERT_FIELDS_SQL = ALERT_KINDS.map(({ messageColumn, messageField }) => `m.${messageColumn} AS "${messageField}"`).join(', ');
