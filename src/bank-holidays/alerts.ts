import type { EntityManager } from 'typeorm';
import { transaction } from '../database/unit-of-work.js';
import { WARNED_DAYS } from '../domain/time/calendar-changes.js';
import { addDays, describeDate, type LocalDate } from '../domain/time/local-date.js';
import { atLocalTime } from '../domain/time/london.js';
import { alertText, type AlertKind } from '../notifications/alert-kind.js';
import { loadCalendar } from './load-calendar.js';

/** So many days before the end of what is known administrators are told, each time once; an end that has moved is told of anew. */
const STAGES = [WARNED_DAYS, 180, 60, 14] as const;

const numberOf = (on: LocalDate): number => Number(on.replaceAll('-', ''));
const known = async (manager: EntityManager): Promise<LocalDate> => (await loadCalendar(manager)).knownUntil;

/** What every administrator of an authority is told while the known bank holidays end soon. */
export const CALENDAR_ALERTS: AlertKind = {
  messageField: 'calendarEnds',
  messageColumn: 'calendar_ends',
  table: 'calendar_alert',
  subjectColumn: 'calendar_ends',
  subjectSql: 'SELECT NULL::int AS case_id, a.code AS authority_code, NULL::int AS not_told FROM authority a WHERE $1::int > 0',
  toCome: { subject: 'The known bank holidays end soon', text: 'Administrators are asked to add those that were published since.\n' },

  async waiting(manager) {
    const knownUntil = await known(manager);
    const told = await manager.query<{ stage: string }[]>('SELECT DISTINCT stage FROM calendar_alert WHERE calendar_ends = $1', [numberOf(knownUntil)]);
    const stages = STAGES.map((days) => ({ stage: `days-${days}`, at: atLocalTime(addDays(knownUntil, -days), '08:00'), posts: ['administrator'] }));
    // Of those whose time has come only the last is told: whoever hears that it is two weeks need not hear that it is a year.
    const { now } = transaction();
    const last = stages.filter(({ at }) => at <= now).at(-1);
    return [{ id: numberOf(knownUntil), stages: stages.filter((one) => (one === last || one.at > now) && !told.some(({ stage }) => stage === one.stage)) }];
  },

  async mailOf(manager, messageId, { publicUrl, training }) {
    const [alert] = await manager.query<{ calendarEnds: number; email: string }[]>(
      'SELECT a.calendar_ends AS "calendarEnds", n.email FROM calendar_alert a JOIN person n ON n.id = a.person_id WHERE a.message_id = $1 AND n.active',
      [messageId],
    );
    const knownUntil = await known(manager);
    if (!alert || alert.calendarEnds !== numberOf(knownUntil)) return undefined;
    const paragraphs = [
      `The bank holidays of England are known up to ${describeDate(knownUntil)}. Past that day no working day is counted: such a duty has no date, and nobody is reminded of it.`,
      'Look at www.gov.uk/bank-holidays. What is published for the years after it, add on the page below, then say there up to when all are known. It counts for every authority of this installation.',
    ];
    return { email: alert.email, text: alertText(`Bank holidays are known up to ${describeDate(knownUntil)} only`, paragraphs, `${publicUrl}/settings/bank-holidays`, training) };
  },
};
