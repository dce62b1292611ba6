import { inTurn } from '../domain/agreement/roles.js';
import { overOn } from '../placements/placement-over-sql.js';
import { isNotExcluded, postsOfPersonCount } from '../young-people/case-scope-sql.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';
import { manages } from './team-sql.js';

/** Whether a row of `post_holding` is held on a day, both as SQL. */
const isHeld = (row: string, day: string): string => `(${row}.from_on <= ${day} AND (${row}.until_on IS NULL OR ${row}.until_on > ${day}))`;

/** The posts to which goes what is for a Virtual School's key contact, with the place of each in turn: the next one's where nobody is in the one before. */
export const IN_TURN = `(VALUES ${inTurn('key-contact').map((post, place) => `('${post}', ${place})`).join(', ')}) AS turn (post, place)`;

/** Whether a post of a Virtual School counts for somebody in a case, all as SQL: not where they are kept out of it; of a restricted one only its Virtual Head's does by itself. */
export const postCounts = (caseId: string, personId: string, post: string): string =>
  `(${postsOfPersonCount(caseId, personId)} OR (${post} = 'virtual-head' AND ${isNotExcluded(caseId, personId)}))`;

/** EP2: whom the notice of a time in post `h` was sent to, one row each: `provider_id`, `person_id`, `sent_at` and its day. */
export const TOLD_OF = `(SELECT d.provider_id, m.person_id, min(m.sent_at) AS sent_at, (min(m.sent_at) AT TIME ZONE 'Europe/London')::date AS sent_on
  FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice' JOIN message_notice mn ON mn.notice_id = n.id
  JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL WHERE d.key = 'EP2/holding-' || h.id GROUP BY d.provider_id, m.person_id)`;

/** Who acknowledged it for somebody of `TOLD_OF`, the alias `t`; null where nobody has. */
export const ACKNOWLEDGED_AT = `(SELECT a.acknowledged_at FROM designated_person_notice a WHERE a.holding_id = h.id AND a.for_person_id = t.person_id AND a.taken_back_at IS NULL)`;

/** Whoever is in a post that comes before that of `row` in turn, on a day, and was not put out then. */
const inPostBefore = (row: string, turn: string, day: string): string => `SELECT FROM post_holding b JOIN person o ON o.id = b.person_id AND NOT o.times_out @> ${day}
  JOIN (SELECT * FROM ${IN_TURN}) earlier ON earlier.post = b.post AND earlier.place < ${turn}.place WHERE b.authority_code = ${row}.authority_code AND ${isHeld('b', day)}`;

/**
 * Who had which part in the case of a placement `s` by an instant and its day, all as SQL, and whether they had it then: its key workers, for want of one the
 * team managers, and the key contacts of the home authority, for want of one who stands in. `part` is the same for whoever comes after; `post` is by which post of the Virtual School.
 */
export const partsBy = (at: string, day: string): string => `(
  SELECT k.person_id, 'case ' || s.case_id AS part, ${isKeyWorkerAt('k', at)} AS had_it, NULL AS post FROM key_worker_assignment k WHERE k.case_id = s.case_id AND k.taken_back_at IS NULL AND k.from_at <= ${at}
  UNION ALL SELECT w.person_id, 'case ' || s.case_id, ${isHeld('w', day)} AND NOT EXISTS (SELECT FROM key_worker_assignment k WHERE k.case_id = s.case_id AND ${isKeyWorkerAt('k', at)}), NULL
    FROM young_person y JOIN post_holding w ON w.post = 'team-manager' AND w.authority_code = y.home_authority_code AND ${manages('w.team', 'y.team')} WHERE y.id = s.case_id AND w.from_on <= ${day}
  UNION ALL SELECT w.person_id, 'authority ' || w.authority_code, ${isHeld('w', day)} AND NOT EXISTS (${inPostBefore('w', 'turn', day)}), w.post
    FROM young_person y JOIN post_holding w ON w.authority_code = y.home_authority_code JOIN ${IN_TURN} ON turn.post = w.post WHERE y.id = s.case_id AND w.from_on <= ${day})`;

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

/** The Virtual Schools with a placement there when the first were told of `h`, of which nobody was: `code`, and when the last of its placements was over. */
export const UNTOLD_OF = `(SELECT there.code, there.over_on FROM (
    SELECT y.home_authority_code AS code, max(${overOn('s')}) AS over_on FROM (SELECT min(t.sent_on) AS sent_on FROM ${TOLD_OF} t) begun
      JOIN placement s ON s.provider_id = h.provider_id AND s.taken_back_at IS NULL AND s.agreed_on <= begun.sent_on AND ${overOn('s')} > begun.sent_on
      JOIN young_person y ON y.id = s.case_id GROUP BY 1) there
  WHERE NOT EXISTS (SELECT FROM ${TOLD_OF} t
    WHERE EXISTS (SELECT FROM post_holding w JOIN ${IN_TURN} ON turn.post = w.post WHERE w.authority_code = there.code AND w.from_on <= t.sent_on AND w.person_id IN ${ACTED_FOR})
      AND EXISTS (SELECT FROM ${IN_COMMON} c WHERE c.part = 'authority ' || there.code)))`;
