import type { EntityManager } from 'typeorm';
import { EMERGENCY_ACCESS_ALERTS } from '../emergency-access/alerts.js';
import { OWN_FILE_ALERTS } from '../own-file/alerts.js';
import type { AlertKind, DueAlert } from './alert-kind.js';

/** Everything beside the duties that people are told of by mail. */
export const ALERT_KINDS: readonly AlertKind[] = [EMERGENCY_ACCESS_ALERTS, OWN_FILE_ALERTS];

/** An alert, and of which kind: its place among them. */
export type AnyDueAlert = DueAlert & { kind: number };

/** Whatever is due and not yet told. */
export async function dueAlerts(manager: EntityManager, now: Date): Promise<AnyDueAlert[]> {
  const due: AnyDueAlert[] = [];
  for (const [kind, alerts] of ALERT_KINDS.entries()) due.push(...(await alerts.due(manager, now)).map((alert) => ({ ...alert, kind })));
  return due;
}

/** The next instant after now at which an alert will be due; null where there is none. */
export async function nextAlertAt(manager: EntityManager, now: Date): Promise<Date | null> {
  const times: Date[] = [];
  for (const kind of ALERT_KINDS) times.push(...[await kind.nextAt(manager, now)].filter((at) => at !== null));
  return times.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Of which kind a message is; undefined where it carries notices of duties. */
export const kindOf = (message: Record<AlertKind['messageField'], number | null>): AlertKind | undefined => ALERT_KINDS.find(({ messageField }) => message[messageField] !== null);

/** The messages' columns that say it, as fields of a row `m`. */
export const ALERT_FIELDS_SQL = ALERT_KINDS.map(({ messageColumn, messageField }) => `m.${messageColumn} AS "${messageField}"`).join(', ');
