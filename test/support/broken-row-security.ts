import type pg from 'pg';
import { manages, plainTeam } from '../../src/people/team-sql.js';

/** The database's guard with one thing wrong in it: a text of a visibility function, or of a table's policy, and what stands there instead. */
export interface BrokenGuard {
  name: string;
  in: { function: string } | { policyOf: string };
  text: string;
  instead: string;
}

const inFunction = (name: string) => (wrong: string, text: string, instead: string): BrokenGuard => ({ name: wrong, in: { function: name }, text, instead });
const inPolicy = (table: string, wrong: string, text: string, instead: string): BrokenGuard => ({ name: wrong, in: { policyOf: table }, text, instead });

const identity = inFunction('person_id');
const people = inFunction('people');
const posts = inFunction('posts');
const excluded = inFunction('excluded');
const shut = inFunction('shut_to_posts');
const queue = inFunction('cases_queue');
const home = inFunction('cases_home');
const inspections = inFunction('inspections');
const inspected = inFunction('cases_inspected');
const emergency = inFunction('emergency_cases');
const provider = inFunction('placements_provider');
const area = inFunction('placements_in_area');
const director = inFunction('escalations_of_director');
const signatory = inFunction('challenges_to_signatory');

export const BROKEN_GUARDS: readonly BrokenGuard[] = [
  identity('a session that nobody used for 30 minutes goes on', 's.last_seen_at > asked.real_now', 's.last_seen_at > asked.real_now - interval \'1 day\''),
  identity('a session of 12 hours goes on', 's.started_at > asked.real_now', 's.started_at > asked.real_now - interval \'1 day\''),
  identity('a token never ends', 't.expires_at > asked.real_now', 'true'),
  identity('a token counts at the instant at which it ends', 't.expires_at > asked.real_now', 't.expires_at >= asked.real_now'),
  identity('somebody deactivated goes on', 'WHERE p.active', 'WHERE true'),
  inFunction('own_case')('a young person reads every case with somebody in it', 'p.id = (SELECT authz.held_person_id())', '(SELECT authz.held_person_id()) IS NOT NULL'),
  people('nobody covers for anybody', 'away.cover_person_id = (SELECT authz.held_person_id())', 'false'),
  people('cover goes on after its last day', 'coalesce(away.ended_on, away.until_on) >= authz.today()', 'true'),
  people('cover ends on the day before its last', 'coalesce(away.ended_on, away.until_on) >= authz.today()', 'coalesce(away.ended_on, away.until_on) > authz.today()'),
  people('cover begins before its first day', 'away.from_on <= authz.today()', 'true'),
  posts('a post never ends', 'h.until_on > authz.today()', 'true'),
  posts('a post counts on the day after its last', 'h.until_on > authz.today()', 'h.until_on >= authz.today()'),
  posts('a post counts before its first day', 'h.from_on <= authz.today()', 'true'),
  posts('a post counts from the day after its first', 'h.from_on <= authz.today()', 'h.from_on < authz.today()'),
  posts('a signatory stands in beside a designated person', 'd.post = \'designated-person\'', 'false'),
  posts('a signatory never stands in', 's.post = \'signatory\'', 'false'),
  inFunction('authorities')('an administrator has the cases of the authority', '\'key-contact\', \'virtual-head\'', '\'key-contact\', \'virtual-head\', \'administrator\''),
  queue('a key contact has restricted cases', 'h.post = \'virtual-head\' OR', 'h.post IN (\'virtual-head\', \'key-contact\') OR'),
  excluded('nobody is excluded', 'x.person_id = (SELECT authz.held_person_id())', 'false'),
  excluded('an exclusion never ends', 'x.ended_at IS NULL', 'true'),
  excluded('an erased case is seen', 'y.erased_at IS NOT NULL', 'false'),
  queue('a Virtual Head is never excluded', 'y.id <> ALL((SELECT authz.held_excluded())::int[])', 'true'),
  queue('a team manager has every team', manages('h.team', 'y.team'), 'true'),
  queue('a team manager without a team has none', manages('h.team', 'y.team'), 'h.team = y.team'),
  queue('teams are compared as they were written', manages('h.team', 'y.team'), '(h.team IS NULL OR h.team = y.team)'),
  queue('blanks around a team tell it apart', plainTeam('y.team'), 'lower(y.team COLLATE "C")'),
  shut('no case is restricted', 'r.lifted_at IS NULL', 'false'),
  shut('a restriction is never lifted', 'r.lifted_at IS NULL', 'true'),
  shut('who was admitted once is admitted for ever', 'm.ended_at IS NULL', 'true'),
  shut('once somebody is admitted, everybody is', 'm.person_id = (SELECT authz.held_person_id())', 'true'),
  home('a former key worker keeps the case', 'k.until_at > authz.now()', 'true'),
  home('a key worker has the case before their time', 'k.from_at <= authz.now()', 'true'),
  home('a key worker entered by mistake has the case', 'k.taken_back_at IS NULL', 'true'),
  home('a key worker is never excluded', 'k.case_id <> ALL((SELECT authz.held_excluded())::int[])', 'true'),
  home('whoever covers is no key worker', 'k.person_id = ANY((SELECT authz.held_people())::int[])', 'k.person_id = (SELECT authz.held_person_id())'),
  home('emergency access goes beyond the remit', 'y.home_authority_code = e.authority_code', 'true'),
  emergency('emergency access goes on at the instant at which it ends', 'e.until_at > authz.now()', 'e.until_at >= authz.now()'),
  emergency('emergency access beats an exclusion', 'e.case_id <> ALL((SELECT authz.held_excluded())::int[])', 'true'),
  inspections('an inspection goes on at the instant at which it ends', 'g.until_at > authz.now()', 'g.until_at >= authz.now()'),
  inspections('an inspection that was ended goes on', 'g.ended_at IS NULL', 'true'),
  inspected('an inspector of some cases has all', 'AND g.all_cases', ''),
  inspected('an inspector of all cases has the restricted', 'y.id <> ALL((SELECT authz.held_shut_to_posts())::int[])', 'y.id <> ALL((SELECT authz.held_excluded())::int[])'),
  provider('a provider sees a placement for 91 days', 'g.ended_on >= authz.today() -', 'g.ended_on >= authz.today() - 1 -'),
  provider('a provider sees a placement for 89 days', 'g.ended_on >= authz.today() -', 'g.ended_on >= authz.today() + 1 -'),
  provider('what a provider says of its own days is forgotten', 'r.provider_id = p.provider_id', 'false'),
  provider('a provider sees a placement that was taken back', 'p.taken_back_at IS NULL', 'true'),
  provider('an ending that was taken back counts', 'AND g.taken_back_at IS NULL', ''),
  provider('a provider sees a restricted case by a placement that ended', 'r.ended_on IS NULL', 'true'),
  provider('nobody of a provider is excluded', 'p.case_id <> ALL((SELECT authz.held_excluded())::int[])', 'true'),
  area('the Virtual School of the area knows of a placement for 91 days', 'g.ended_on >= authz.today() -', 'g.ended_on >= authz.today() - 1 -'),
  area('the Virtual School of the area knows of restricted cases', 'authz.held_shut_to_posts()', 'authz.held_excluded()'),
  director('the Director knows of cases at level 2', 'e.level = 3', 'e.level >= 2'),
  director('the Director knows of what is closed', 'e.closed_at IS NULL', 'true'),
  signatory('a signatory knows of what was put to the designated person', 'c.details->>\'to\' = \'signatory\'', 'true'),
  inFunction('opened')('there are rows without a trace', 'authz.held_opened_home() || authz.held_opened_provider()', 'authz.held_cases_full()'),
  signatory('a signatory knows of a challenge that was taken back', 'c.taken_back_at IS NULL', 'true'),
  inFunction('opened_placements')('there are rows of a placement without a trace', `CASE authz.held_traced() WHEN '{}' THEN '{}' ELSE authz.held_provider_placements_of(authz.held_traced()) END`, 'authz.held_provider_placements()'),
  inFunction('traced')('the trace of somebody else opens a case', 'a.person_id = (SELECT authz.held_person_id())', 'true'),
  inFunction('cases_full')('the limited view is the full one', 'SELECT authz.held_cases_home()', 'SELECT authz.held_cases_limited() || authz.held_cases_home()'),
  inPolicy('young_person', 'whoever knows of a case reads it', 'authz.held_cases_read()', 'authz.held_cases_limited() || authz.held_cases_read()'),
  inPolicy('case_restriction', 'a table forgets the trace', 'authz.held_opened()', 'authz.held_cases_full()'),
  inPolicy('plan', 'a provider reads the plans of every placement', 'placement_id = ANY (( SELECT authz.held_opened_placements_read() AS held_opened_placements_read)::integer[])', 'case_id = ANY ((SELECT authz.held_opened())::int[])'),
];

/** Does something while one guard is broken, in a transaction that comes to nothing: then it is right again. Throws where the text is not there, since nothing would be broken. */
export async function whileBroken<T>(operator: pg.ClientBase, { name, in: where, text, instead }: BrokenGuard, work: () => Promise<T>): Promise<T> {
  const { rows } = await ('function' in where ? operator.query<{ definition: string }>(FUNCTION_SQL, [where.function]) : operator.query<{ definition: string }>(POLICY_SQL, [where.policyOf]));
  const definitions = rows.map(({ definition }) => definition);
  if (!definitions[0]?.includes(text)) throw new Error(`“${name}” breaks nothing: “${text}” is not in ${definitions[0]}`);
  await operator.query(['BEGIN', ...definitions.map((definition) => definition.replaceAll(text, instead))].join(';\n'));
  try {
    return await work();
  } finally {
    await operator.query('ROLLBACK');
  }
}

/** A function, and the one beside it that asks the same of some cases. */
const FUNCTION_SQL = `SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p WHERE p.pronamespace = 'authz'::regnamespace AND p.proname IN ($1::text, $1::text || '_of') ORDER BY p.proname`;
const POLICY_SQL = `SELECT format('ALTER POLICY lsa_web_select ON %I USING (%s)', tablename, qual) AS definition FROM pg_policies WHERE tablename = $1 AND policyname = 'lsa_web_select'`;
