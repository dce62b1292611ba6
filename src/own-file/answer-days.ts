import type { EntityManager } from 'typeorm';
import { answerBy } from '../domain/subject-access.js';
import { londonDate } from '../domain/time/london.js';
import type { LocalDate } from '../domain/time/local-date.js';
import type { Calendar } from '../domain/time/working-days.js';
import { AWAITS_ANSWER_SQL } from './subject-request.entity.js';

/** Works out anew by when each request that still waits is to be answered: its last day may be a bank holiday now, or none any more. */
export async function moveAnswerDays(manager: EntityManager, calendar: Calendar): Promise<void> {
  const waiting = await manager.query<{ id: number; askedAt: Date; answerBy: LocalDate }[]>(
    `SELECT q.id, q.asked_at AS "askedAt", q.answer_by AS "answerBy" FROM subject_request q WHERE ${AWAITS_ANSWER_SQL} ORDER BY q.id FOR NO KEY UPDATE`);
  for (const { id, askedAt, answerBy: before } of waiting) {
    const by = answerBy(londonDate(askedAt), calendar);
    if (by !== before) await manager.query('UPDATE subject_request SET answer_by = $2 WHERE id = $1', [id, by]);
  }
}
