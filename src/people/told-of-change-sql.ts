import { overOn } from '../placements/placement-over-sql.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';

/** Whether a row of `post_holding` is held on a day, both as SQL. */
const isHeld = (row: string, day: string): string => `(${row}.from_on <= ${day} AND (${row}.until_on IS NULL OR ${row}.until_on > ${day}))`;

/** EP2: whom the notice of a time in post `h` was sent to, one row each: `provider_id`, `person_id`, `sent_at` and its day. */
export const TOLD_OF = `(SELECT d.provider_id, m.person_id, min(m.sent_at) AS sent_at, (min(m.sent_at) AT TIME ZONE 'Europe/London')::date AS sent_on
  FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice' JOIN message_notice mn ON mn.notice_id = n.id
  JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL WHERE d.key = 'EP2/holding-' || h.id GROUP BY d.provider_id, m.person_id)`;

/** Who acknowledged it for somebody of `TOLD_OF`, the alias `t`; null where nobody has. */
export const ACKNOWLEDGED_AT = `(SELECT a.acknowledged_at FROM designated_person_notice a WHERE a.holding_id = h.id AND a.for_person_id = t.person_id AND a.taken_back_at IS NULL)`;

/**
 * Who had which part in the case of a placement `s` by an instant and its day, all as SQL, and whether they had it then: its key workers, for want of one the
 * team managers, and the key contacts of the home authority. `part` is the same for whoever comes after.
 */
export const partsBy = (at: string, day: string): string => `(
  SELECT k.person_id, 'case ' || s.case_id AS part, ${isKeyWorkerAt('k', at)} AS had_it FROM key_worker_assignment k WHERE k.case_id = s.case_id AND k.taken_back_at IS NULL AND k.from_at <= ${at}
  UNION ALL SELECT w.person_id, 'case ' || s.case_id, ${isHeld('w', day)} AND NOT EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = s.case_id AND ${isKeyWorkerAt('k', at)})
    FROM young_person y JOIN post_holding w ON w.post = 'team-manager' AND w.authority_code = y.home_authority_code AND (w.team IS NULL OR w.team = y.team) WHERE y.id = s.case_id AND w.from_on <= ${day}
  UNION ALL SELECT w.person_id, 'authority ' || w.authority_code, ${isHeld('w', day)}
    FROM young_person y JOIN post_holding w ON w.post = 'key-contact' AND w.authority_code = y.home_authority_code WHERE y.id = s.case_id AND w.from_on <= ${day})`;

/** For whom somebody of `TOLD_OF` acted when they were told, by what was known of absences then; an absence that ended at once that day counts. */
const ACTED_FOR = `(WITH RECURSIVE covered (id) AS (
    SELECT t.person_id UNION SELECT w.person_id FROM covered c JOIN absence w ON w.cover_person_id = c.id AND w.recorded_at <= t.sent_at AND w.from_on <= t.sent_on AND w.until_on >= t.sent_on
      AND (w.ended_on IS NULL OR w.ended_on >= t.sent_on - 1)
  ) SELECT id FROM covered)`;

/**
 * What somebody of `TOLD_OF` had in common with the provider when they were told: `part` of each placement there, and when that was over. Where nothing shows what
 * it was, since a change of before was recorded after, it is what they had before.
 */
export const IN_COMMON = `(SELECT part, over_on FROM (
    SELECT x.part, ${overOn('s')} AS over_on, x.had_it, bool_or(x.had_it) OVER () AS any_then FROM placement s JOIN LATERAL ${partsBy('t.sent_at', 't.sent_on')} x ON x.person_id IN ${ACTED_FOR}
    WHERE s.provider_id = t.provider_id AND s.taken_back_at IS NULL AND s.agreed_on <= t.sent_on AND ${overOn('s')} > t.sent_on) had WHERE had_it OR NOT any_then)`;

/** The day on which the last of these was over; whoever had none, by what is known now, had none from the day on which they were told. */
export const COMMON_UNTIL = `(SELECT coalesce(max(c.over_on), t.sent_on) FROM ${IN_COMMON} c)`;
