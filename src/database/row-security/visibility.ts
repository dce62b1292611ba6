import { coveredBy } from '../../absences/cover-sql.js';
import { manages } from '../../people/team-sql.js';
import { seenDays } from '../../retention/seen-days-sql.js';
import { ABSOLUTE_MS, IDLE_MS } from '../../sign-in/session-limits.js';
import { isKeyWorkerAt } from '../../young-people/key-worker-sql.js';
import { heldToday, interval, inTraced, ofTraced, wholeAndOf, type VisibilityFunction } from './visibility-function.js';

/** What the visibility functions may ask. Whoever writes there within a transaction has them asked anew from the next statement on. */
export const ASKED: readonly string[] = ['absence', 'access_token', 'agreement', 'audit_event', 'case_admission', 'case_exclusion', 'case_restriction', 'duty', 'emergency', 'emergency_access', 'escalation', 'inspection_case', 'inspection_grant', 'installation', 'key_worker_assignment', 'message', 'message_notice', 'notice', 'person', 'placement', 'placement_ending', 'post_holding', 'provider', 'record', 'retention_schedule', 'session', 'young_person'];

/**
 * Who is asking, and which cases they have what part in: `domain/permissions.ts` once more, for the database. They run with the
 * rights of `lsa_authz`; the policies ask each of them once a statement. What they go by is the session's secret and nothing
 * that the application says of it. `test/policy-in-sql.spec.ts` compares the two over random worlds.
 */
export const VISIBILITY: readonly VisibilityFunction[] = [
  { name: 'clock_ahead', returns: 'interval', body: `SELECT coalesce((SELECT clock_ahead_ms * interval '1 millisecond' FROM installation), interval '0')` },
  {
    // The running transaction's one instant (src/clock.ts).
    name: 'now', returns: 'timestamptz',
    rights: 'inlined', body: `SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, statement_timestamp() + authz.clock_ahead())`,
  },
  { name: 'today', returns: 'date', rights: 'inlined', body: `SELECT (authz.now() AT TIME ZONE 'Europe/London')::date` },
  {
    name: 'real_now', returns: 'timestamptz',
    body: `SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz - a.ahead, statement_timestamp()) FROM (SELECT authz.clock_ahead() AS ahead) a`,
  },
  {
    name: 'person_id', returns: 'int',
    body: `
      WITH asked AS MATERIALIZED (SELECT encode(sha256(convert_to(current_setting('app.session', true), 'UTF8')), 'hex') AS hash, authz.real_now() AS real_now)
      SELECT p.id FROM person p JOIN (
        SELECT s.person_id FROM session s, asked
          WHERE s.secret_hash = asked.hash AND s.started_at > asked.real_now - ${interval(ABSOLUTE_MS)} AND s.last_seen_at > asked.real_now - ${interval(IDLE_MS)}
        UNION ALL SELECT t.person_id FROM access_token t, asked WHERE t.secret_hash = asked.hash AND t.expires_at > asked.real_now
      ) found ON found.person_id = p.id WHERE p.active`,
  },
  // A young person is signed in too, and works nowhere.
  { name: 'is_staff', returns: 'boolean', body: 'SELECT EXISTS (SELECT FROM person p WHERE p.id = (SELECT authz.held_person_id()) AND p.case_id IS NULL)' },
  { name: 'own_case', returns: 'SETOF int', body: 'SELECT p.case_id FROM person p WHERE p.id = (SELECT authz.held_person_id()) AND p.case_id IS NOT NULL' },
  { name: 'own_case_providers', returns: 'SETOF int', body: 'SELECT DISTINCT p.provider_id FROM placement p WHERE p.case_id = ANY((SELECT authz.held_own_case())::int[])' },
  {
    name: 'own_case_authorities', returns: 'SETOF text',
    body: `SELECT y.home_authority_code FROM young_person y WHERE y.id = ANY((SELECT authz.held_own_case())::int[])
      UNION SELECT v.authority_code FROM provider v WHERE v.id = ANY((SELECT authz.held_own_case_providers())::int[])`,
  },
  {
    // Those whom a young person can have to do with: who works for their authority, or where they have a place.
    name: 'own_people', returns: 'SETOF int',
    body: `SELECT n.id FROM person n WHERE n.id = (SELECT authz.held_person_id())
        OR n.authority_code IN (SELECT y.home_authority_code FROM young_person y WHERE y.id = ANY((SELECT authz.held_own_case())::int[]))
        OR n.provider_id IN (SELECT p.provider_id FROM placement p WHERE p.case_id = ANY((SELECT authz.held_own_case())::int[]) AND p.taken_back_at IS NULL)`,
  },
  {
    // And for staff the sign-ins of the young people whose case was opened, and 0, which stands for everybody who is no young person.
    name: 'people_known', returns: 'SETOF int',
    body: `SELECT authz.each(authz.held_own_people()) UNION ALL SELECT 0 WHERE authz.held_is_staff()
      UNION ALL SELECT n.id FROM person n WHERE (SELECT authz.held_is_staff()) AND n.case_id = ANY((SELECT authz.held_opened())::int[])`,
  },
  // The sign-in of a young person whose case was not opened; of one row.
  { name: 'knows_sign_in_of', args: 'asked int', returns: 'boolean', body: 'SELECT authz.held_is_staff() AND asked = ANY(authz.held_cases_full())' },
  {
    // Somebody, and those whose part they take today while they are away, also by way of others who are away.
    name: 'people', returns: 'SETOF int',
    body: `SELECT (SELECT authz.held_person_id()) WHERE (SELECT authz.held_person_id()) IS NOT NULL
      UNION (${coveredBy('(SELECT authz.held_person_id())', 'authz.today()')})`,
  },
  {
    name: 'posts', returns: 'TABLE (person_id int, post text, authority_code text, provider_id int, team text)',
    // A signatory is the designated person too, while nobody active is (EP1).
    body: `
      WITH held AS (SELECT h.person_id, h.post, h.authority_code, h.provider_id, h.team FROM post_holding h WHERE h.person_id = ANY((SELECT authz.held_people())::int[]) AND ${heldToday('h')})
      SELECT * FROM held UNION ALL SELECT s.person_id, 'designated-person', NULL, s.provider_id, NULL FROM held s WHERE s.post = 'signatory'
        AND NOT EXISTS (SELECT FROM post_holding d JOIN person n ON n.id = d.person_id AND n.active WHERE d.post = 'designated-person' AND d.provider_id = s.provider_id AND ${heldToday('d')})`,
  },
  { name: 'authorities', returns: 'SETOF text', body: `SELECT DISTINCT h.authority_code FROM unnest(authz.held_posts()) h WHERE h.post IN ('key-contact', 'virtual-head') AND h.authority_code IS NOT NULL` },
  { name: 'providers', returns: 'SETOF int', body: `SELECT DISTINCT h.provider_id FROM unnest(authz.held_posts()) h WHERE h.post = 'designated-person' AND h.provider_id IS NOT NULL` },
  {
    // And that of somebody who has opened a case in an emergency.
    name: 'providers_read', returns: 'SETOF int',
    body: `SELECT authz.each(authz.held_providers()) UNION SELECT e.provider_id FROM authz.emergency_cases() e WHERE e.provider_id IS NOT NULL`,
  },
  {
    // Organisations that somebody belongs to, and providers in the area of an authority in which they hold a post that has to do with them.
    name: 'own_authorities', returns: 'SETOF text',
    body: `SELECT h.authority_code FROM unnest(authz.held_posts()) h WHERE h.authority_code IS NOT NULL
      UNION SELECT p.authority_code FROM person p WHERE p.id = (SELECT authz.held_person_id()) AND p.authority_code IS NOT NULL`,
  },
  {
    name: 'own_providers', returns: 'SETOF int',
    body: `SELECT h.provider_id FROM unnest(authz.held_posts()) h WHERE h.provider_id IS NOT NULL
      UNION SELECT p.provider_id FROM person p WHERE p.id = (SELECT authz.held_person_id()) AND p.provider_id IS NOT NULL
      UNION SELECT v.id FROM provider v JOIN unnest(authz.held_posts()) h ON h.authority_code = v.authority_code AND h.post IN ('key-contact', 'virtual-head', 'administrator', 'director')`,
  },
  {
    // And those with which an authority of somebody's has an agreement.
    name: 'related_providers', returns: 'SETOF int',
    body: `SELECT authz.each(authz.held_own_providers()) UNION SELECT g.provider_id FROM agreement g WHERE g.authority_code = ANY((SELECT authz.held_authorities())::text[])`,
  },
  {
    // Authorities whose openings in an emergency, and whose inspections, somebody reads.
    name: 'judged_authorities', returns: 'SETOF text',
    body: `SELECT DISTINCT h.authority_code FROM unnest(authz.held_posts()) h WHERE h.post IN ('data-protection-lead', 'virtual-head') AND h.authority_code IS NOT NULL`,
  },
  // And those whose openings they judge, and in whose cases they say who is let in: by a post of their own, not by one of somebody for whom they cover.
  { name: 'own_judged_authorities', returns: 'SETOF text', body: `SELECT DISTINCT h.authority_code FROM unnest(authz.held_posts()) h WHERE h.person_id = (SELECT authz.held_person_id()) AND h.post IN ('data-protection-lead', 'virtual-head') AND h.authority_code IS NOT NULL` },
  { name: 'own_headed_authorities', returns: 'SETOF text', body: `SELECT DISTINCT h.authority_code FROM unnest(authz.held_posts()) h WHERE h.person_id = (SELECT authz.held_person_id()) AND h.post = 'virtual-head' AND h.authority_code IS NOT NULL` },
  { name: 'headed_authorities', returns: 'SETOF text', body: `SELECT DISTINCT h.authority_code FROM unnest(authz.held_posts()) h WHERE h.post = 'virtual-head' AND h.authority_code IS NOT NULL` },
  {
    // An exclusion beats every rule; of a case that was erased nobody has a part.
    name: 'excluded', returns: 'SETOF int',
    body: 'SELECT x.case_id FROM case_exclusion x WHERE x.person_id = (SELECT authz.held_person_id()) AND x.ended_at IS NULL UNION ALL SELECT y.id FROM young_person y WHERE y.erased_at IS NOT NULL',
  },
  {
    // Where a post over a whole authority or team does not count: excluded, or restricted and not admitted.
    name: 'shut_to_posts', returns: 'SETOF int',
    body: `SELECT authz.each(authz.held_excluded()) UNION SELECT r.case_id FROM case_restriction r WHERE r.lifted_at IS NULL
      AND NOT EXISTS (SELECT FROM case_admission m WHERE m.case_id = r.case_id AND m.person_id = (SELECT authz.held_person_id()) AND m.ended_at IS NULL)`,
  },
  // Through a post: those who have the escalation queue.
  ...wholeAndOf('cases_queue', 'SETOF int', (only) => `
      SELECT DISTINCT y.id FROM unnest(authz.held_posts()) h JOIN young_person y ON y.home_authority_code = h.authority_code
      WHERE ${only('y.id')} AND h.post IN ('virtual-head', 'key-contact', 'team-manager') AND (h.post <> 'team-manager' OR ${manages('h.team', 'y.team')})
        AND y.id <> ALL((SELECT authz.held_excluded())::int[]) AND (h.post = 'virtual-head' OR y.id <> ALL((SELECT authz.held_shut_to_posts())::int[]))`),
  {
    // Cases opened in an emergency and open still: by whom of which organisation.
    name: 'emergency_cases', returns: 'TABLE (case_id int, authority_code text, provider_id int)',
    body: `SELECT e.case_id, p.authority_code, p.provider_id FROM emergency_access e JOIN person p ON p.id = e.person_id
      WHERE e.person_id = (SELECT authz.held_person_id()) AND e.until_at > authz.now() AND e.case_id <> ALL((SELECT authz.held_excluded())::int[])`,
  },
  { name: 'inspections', returns: 'SETOF int', body: 'SELECT g.id FROM inspection_grant g WHERE g.person_id = (SELECT authz.held_person_id()) AND g.ended_at IS NULL AND g.until_at > authz.now()' },
  // For an inspector: all cases of an authority that are not restricted, and those that were listed.
  ...wholeAndOf('cases_inspected', 'SETOF int', (only) => `
      SELECT y.id FROM inspection_grant g JOIN young_person y ON y.home_authority_code = g.authority_code
        WHERE g.id = ANY((SELECT authz.held_inspections())::int[]) AND g.all_cases AND ${only('y.id')} AND y.id <> ALL((SELECT authz.held_shut_to_posts())::int[])
      UNION SELECT y.id FROM inspection_grant g JOIN inspection_case c ON c.grant_id = g.id JOIN young_person y ON y.id = c.case_id AND y.home_authority_code = g.authority_code
        WHERE g.id = ANY((SELECT authz.held_inspections())::int[]) AND NOT g.all_cases AND ${only('y.id')} AND y.id <> ALL((SELECT authz.held_excluded())::int[])`),
  // The full view of those of the home authority's side.
  ...wholeAndOf('cases_home', 'int[]', (only, _asked, held) => `
      SELECT ${held('cases_queue')}
      || ARRAY(SELECT k.case_id FROM key_worker_assignment k WHERE ${only('k.case_id')} AND k.person_id = ANY((SELECT authz.held_people())::int[]) AND ${isKeyWorkerAt('k', 'authz.now()')}
        AND k.case_id <> ALL((SELECT authz.held_excluded())::int[]))
      || CASE authz.held_inspections() WHEN '{}' THEN '{}' ELSE ${held('cases_inspected')} END
      || ARRAY(SELECT y.id FROM authz.emergency_cases() e JOIN young_person y ON y.id = e.case_id AND y.home_authority_code = e.authority_code AND ${only('y.id')})`),
  // What a designated person sees a case through, and somebody of a provider in an emergency. A restricted case by a placement that runs.
  ...wholeAndOf('placements_provider', 'TABLE (id int, case_id int)', (only) => `
      WITH seen AS (
        SELECT p.id, p.case_id, p.provider_id, g.ended_on FROM placement p LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
        WHERE ${only('p.case_id')} AND p.provider_id = ANY((SELECT authz.held_providers_read())::int[]) AND p.taken_back_at IS NULL AND (g.ended_on IS NULL OR g.ended_on >= authz.today() - ${seenDays('p.provider_id', 'authz.today()')})
          AND p.case_id <> ALL((SELECT authz.held_excluded())::int[])
      ), own AS (SELECT * FROM seen WHERE provider_id = ANY((SELECT authz.held_providers())::int[]))
      SELECT o.id, o.case_id FROM own o WHERE o.case_id <> ALL((SELECT authz.held_shut_to_posts())::int[]) OR o.case_id IN (SELECT r.case_id FROM own r WHERE r.ended_on IS NULL)
      UNION SELECT s.id, s.case_id FROM seen s JOIN authz.emergency_cases() e ON e.case_id = s.case_id AND e.provider_id = s.provider_id`),
  { name: 'cases_provider', returns: 'SETOF int', body: 'SELECT DISTINCT p.case_id FROM placement p WHERE p.id = ANY((SELECT authz.held_provider_placements())::int[])' },
  { name: 'cases_provider_of', args: 'asked int[]', returns: 'SETOF int', body: 'SELECT DISTINCT p.case_id FROM placement p WHERE p.id = ANY((SELECT authz.held_provider_placements_of(asked))::int[])' },
  { name: 'cases_full', returns: 'int[]', body: 'SELECT authz.held_cases_home() || authz.held_cases_provider()' },
  // And one's own.
  { name: 'cases_read', returns: 'int[]', body: 'SELECT authz.held_cases_full() || authz.held_own_case()' },
  ...wholeAndOf('placements_in_area', 'TABLE (id int, case_id int)', (only) => `SELECT p.id, p.case_id FROM placement p JOIN provider v ON v.id = p.provider_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
      JOIN young_person y ON y.id = p.case_id AND y.home_authority_code <> v.authority_code
      WHERE ${only('p.case_id')} AND v.authority_code = ANY((SELECT authz.held_authorities())::text[]) AND p.taken_back_at IS NULL AND (g.ended_on IS NULL OR g.ended_on >= authz.today() - ${seenDays('p.provider_id', 'authz.today()')})
        AND p.case_id <> ALL((SELECT authz.held_shut_to_posts())::int[])`),
  // What the Director is told of: open at level 3, without the case.
  ...wholeAndOf('escalations_of_director', 'TABLE (id int, duty_id int, case_id int)', (only) => `SELECT e.id, e.duty_id, e.case_id FROM escalation e JOIN duty d ON d.id = e.duty_id LEFT JOIN young_person y ON y.id = e.case_id LEFT JOIN provider v ON v.id = d.provider_id
      JOIN unnest(authz.held_posts()) h ON h.post = 'director' AND h.authority_code = coalesce(y.home_authority_code, d.signed_by, v.authority_code, d.authority_code) WHERE ${only('e.case_id')} AND e.level = 3 AND e.closed_at IS NULL
        AND (e.case_id IS NULL OR e.case_id <> ALL((SELECT authz.held_shut_to_posts())::int[]))`),
  // What a Virtual School put to the signatory of a provider about a placement there, for as long as the provider sees it (IM4).
  ...wholeAndOf('challenges_to_signatory', 'TABLE (id int, placement_id int, case_id int)', (only) => `SELECT c.id, p.id, p.case_id FROM record c JOIN placement p ON p.id = c.placement_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL
      WHERE ${only('p.case_id')} AND c.kind = 'challenge' AND c.details->>'to' = 'signatory' AND c.taken_back_at IS NULL AND p.taken_back_at IS NULL AND (g.ended_on IS NULL OR g.ended_on >= authz.today() - ${seenDays('p.provider_id', 'authz.today()')})
        AND p.provider_id = ANY(ARRAY(SELECT h.provider_id FROM unnest(authz.held_posts()) h WHERE h.post = 'signatory')) AND p.case_id <> ALL((SELECT authz.held_shut_to_posts())::int[])`),
  {
    // The first two of these: of them every placement is known.
    name: 'cases_outlined', returns: 'SETOF int',
    body: `SELECT p.case_id FROM placement p WHERE p.id = ANY((SELECT authz.held_area_placements())::int[])
      UNION SELECT e.case_id FROM escalation e WHERE e.id = ANY((SELECT authz.held_director_escalations())::int[]) AND e.case_id IS NOT NULL`,
  },
  // Cases of other authorities with a placement in the area, the Director's with something open at level 3, and a signatory's who was challenged.
  {
    name: 'cases_limited', returns: 'SETOF int',
    body: `SELECT authz.each(authz.held_cases_outlined()) UNION SELECT p.case_id FROM placement p WHERE p.id = ANY((SELECT authz.held_challenged_placements())::int[])`,
  },
  {
    name: 'cases_limited_of', args: 'ids int[]', returns: 'SETOF int',
    body: `SELECT p.case_id FROM authz.placements_in_area_of(ids) p UNION SELECT e.case_id FROM authz.escalations_of_director_of(ids) e WHERE e.case_id IS NOT NULL
      UNION SELECT c.case_id FROM authz.challenges_to_signatory_of(ids) c`,
  },
  {
    // What somebody was told themselves, also of organisations that are not theirs (EP2).
    name: 'own_notices', returns: 'TABLE (id int, duty_id int)',
    body: 'SELECT n.id, n.duty_id FROM notice n JOIN message_notice c ON c.notice_id = n.id JOIN message m ON m.id = c.message_id WHERE m.person_id = (SELECT authz.held_person_id())',
  },
  {
    // Of a case in the limited view: that there is one, what it is called and whose it is.
    name: 'limited_outlines', returns: 'TABLE (id int, reference text, home_authority_code text)',
    body: 'SELECT y.id, y.reference, y.home_authority_code FROM young_person y WHERE y.id = ANY((SELECT authz.held_cases_limited())::int[])',
  },
  {
    name: 'limited_placements', returns: 'TABLE (id int, case_id int, provider_id int)',
    // A signatory knows of those alone that they were challenged about.
    body: `SELECT p.id, p.case_id, p.provider_id FROM placement p WHERE p.taken_back_at IS NULL
      AND (p.id = ANY((SELECT authz.held_challenged_placements())::int[]) OR p.case_id = ANY((SELECT authz.held_cases_outlined())::int[]))`,
  },
  {
    // Duties that go with the limited view.
    name: 'duties_limited', returns: 'SETOF int',
    body: `SELECT d.id FROM duty d WHERE d.case_id = ANY((SELECT authz.held_cases_outlined())::int[]) AND d.clause = 'VS3' AND 'local-key-contact' = ANY(d.owed_by) AND d.placement_id = ANY((SELECT authz.held_area_placements())::int[])
      UNION SELECT d.id FROM duty d WHERE d.case_id = ANY(ARRAY(SELECT p.case_id FROM placement p WHERE p.id = ANY((SELECT authz.held_challenged_placements())::int[]))) AND d.clause = 'IM4' AND 'signatory' = ANY(d.owed_by) AND d.placement_id = ANY((SELECT authz.held_challenged_placements())::int[])
      UNION SELECT e.duty_id FROM escalation e WHERE e.id = ANY((SELECT authz.held_director_escalations())::int[])`,
  },
  // The rows that another hangs on, as whoever asks sees them: their policies are planned once a session, not with each statement.
  { name: 'sees_duty', args: 'asked int', returns: 'boolean', rights: 'of who asks', body: 'BEGIN RETURN EXISTS (SELECT FROM public.duty d WHERE d.id = asked); END' },
  { name: 'sees_duty_of', args: 'asked text, in_case int', returns: 'boolean', rights: 'of who asks', body: 'BEGIN RETURN EXISTS (SELECT FROM public.duty d WHERE d.key = asked AND d.case_id IS NOT DISTINCT FROM in_case); END' },
  { name: 'sees_plan', args: 'asked int', returns: 'boolean', rights: 'of who asks', body: 'BEGIN RETURN EXISTS (SELECT FROM public.plan p WHERE p.id = asked); END' },
  { name: 'sees_risk_notice', args: 'asked int', returns: 'boolean', rights: 'of who asks', body: 'BEGIN RETURN EXISTS (SELECT FROM public.risk_notice n WHERE n.id = asked); END' },
  {
    // Cases with a line of this transaction's own in the trail: no trace, no rows. By its time too: a restored trail has numbers of another server.
    name: 'traced', returns: 'SETOF int',
    body: `SELECT DISTINCT a.case_id FROM audit_event a WHERE a.transaction_id = pg_current_xact_id_if_assigned() AND a.written_at >= transaction_timestamp()
      AND a.outcome = 'done' AND a.person_id = (SELECT authz.held_person_id()) AND a.case_id IS NOT NULL`,
  },
  { name: 'opened_own', returns: 'SETOF int', body: 'SELECT authz.each(authz.held_traced()) INTERSECT SELECT authz.each(authz.held_own_case())' },
  { name: 'opened_home', returns: 'int[]', body: `SELECT ${ofTraced('cases_home')}` },
  { name: 'opened_provider', returns: 'int[]', body: `SELECT ${ofTraced('cases_provider')}` },
  { name: 'opened_limited', returns: 'SETOF int', body: `SELECT ${inTraced('cases_limited', 'o')}` },
  { name: 'opened', returns: 'int[]', body: 'SELECT authz.held_opened_home() || authz.held_opened_provider()' },
  {
    // Placements of which everything is seen: all of a home side's case, a provider's own.
    name: 'opened_placements', returns: 'SETOF int',
    body: `SELECT p.id FROM placement p WHERE p.case_id = ANY((SELECT authz.held_opened_home())::int[])
      UNION SELECT authz.each(${ofTraced('provider_placements')})`,
  },
  // And those of one's own case.
  { name: 'opened_placements_read', returns: 'int[]', body: 'SELECT authz.held_opened_placements() || ARRAY(SELECT p.id FROM placement p WHERE p.case_id = ANY((SELECT authz.held_opened_own())::int[]))' },
  {
    // Placements in the area, for what lies between the two Virtual Schools (VS3).
    name: 'opened_placements_in_area', returns: 'SETOF int',
    body: `SELECT ${inTraced('placements_in_area', 'o.id')}`,
  },
  {
    // Challenges to a signatory in a case that was opened.
    name: 'opened_challenges', returns: 'SETOF int',
    body: `SELECT ${inTraced('challenges_to_signatory', 'o.id')}`,
  },
  {
    // Duties of quiet emergencies that none of a provider's own people raised: the provider knows nothing of them (KW8).
    name: 'emergencies_unseen', returns: 'SETOF int',
    body: `SELECT q.id FROM emergency q JOIN person w ON w.id = q.raised_by WHERE q.quiet AND q.case_id = ANY((SELECT authz.held_cases_provider())::int[])
      AND (w.provider_id IS NULL OR w.provider_id <> ALL((SELECT authz.held_providers_read())::int[]))`,
  },
];
