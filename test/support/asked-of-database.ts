import type pg from 'pg';
import { can, PERMISSIONS, relationsTo, type Action, type CaseParties, type Relation } from '../../src/domain/permissions.js';
import { NOW, TODAY } from './arbitrary-parties.js';
import { actorIn, partiesIn, signedIn, type DrawnCase, type DrawnPerson, type DrawnWorld } from './drawn-world.js';
import { sessionOf, tokenOf } from './write-worlds.js';

/** Which cases, or placements, somebody has which part in. */
export interface Answers {
  /** Rows of `young_person`: the full view, and one's own case. */
  rows: number[];
  /** Cases of which there is the limited view. */
  limited: number[];
  /** Rows of `case_restriction` and `plan` before there is a trace. */
  untraced: number[];
  /** The same with a trace: restrictions by case, plans by placement. */
  restrictions: number[];
  plans: number[];
}

/** Who has the limited view and, by that, no more. */
const LIMITED: readonly Relation[] = PERMISSIONS['case.read-limited'].filter((relation) => !(PERMISSIONS['case.read'] as readonly Relation[]).includes(relation));

const sorted = (ids: Iterable<number>): number[] => [...new Set(ids)].sort((a, b) => a - b);

/** One asks with the session of a browser, the next with a token. */
const asksBySession = ({ id }: DrawnPerson): boolean => id % 2 === 0;
const secretOf = (one: DrawnPerson): string => (asksBySession(one) ? sessionOf(one) : tokenOf(one));

/** What the policy answers in a world, person by person. */
export function policyIn(world: DrawnWorld): Answers[] {
  return world.people.map((person) => {
    const isIn = signedIn(person)[asksBySession(person) ? 'session' : 'token'];
    const cases = isIn ? world.cases.map((drawn) => ({ drawn, parties: partiesIn(world, drawn) })).filter((one): one is { drawn: DrawnCase; parties: CaseParties } => one.parties !== null) : [];
    const actor = actorIn(world, person);
    const may = (action: Action): number[] => cases.filter(({ parties }) => can(actor, action, parties, TODAY)).map(({ drawn }) => drawn.id);
    // All of a case is seen from its home side, also what was taken back; from a provider its own placements.
    const plans = cases.flatMap(({ drawn, parties }) => {
      const isWhole = can(actor, 'case.read-private', parties, TODAY) || can(actor, 'own-case.read', parties, TODAY);
      return (isWhole ? drawn : { placements: parties.placements.filter(({ id }) => can(actor, 'case.read', parties, TODAY, id)) }).placements.map(({ id }) => id);
    });
    const restricted = cases.filter(({ drawn }) => drawn.restriction !== null).map(({ drawn }) => drawn.id);
    return {
      rows: sorted([...may('case.read'), ...may('own-case.read')]),
      limited: sorted(cases.filter(({ parties }) => relationsTo(actor, parties, TODAY).some((relation) => LIMITED.includes(relation))).map(({ drawn }) => drawn.id)),
      untraced: [],
      restrictions: sorted(may('case.read').filter((id) => restricted.includes(id))),
      plans: sorted(plans),
    };
  });
}

/**
 * What the database answers: as `lsa_web` with the secret of each, in one transaction that comes to nothing, or within the one that
 * runs. Each leaves a trace of the cases that they know of by the policy; throws where the database does not take it.
 */
export async function databaseIn(world: DrawnWorld, wanted: readonly Answers[], client: pg.ClientBase, transaction: 'its own' | 'running' = 'its own'): Promise<Answers[]> {
  const [begin, end] = transaction === 'running' ? ['SAVEPOINT world; SET LOCAL ROLE lsa_web', 'ROLLBACK TO world'] : ['BEGIN', 'ROLLBACK'];
  const asked = world.people.map((person, index) => {
    const known = [...(wanted[index]?.rows ?? []), ...(wanted[index]?.limited ?? [])];
    const traced = known.length === 0 ? NOTHING_SQL : `INSERT INTO audit_event (happened_at, person_id, name, case_id) SELECT now(), ${person.id}, 'case.read', unnest(ARRAY[${known.join()}]); ${AFTER_SQL}`;
    return `SELECT set_config('app.session', '${secretOf(person)}', true); ${BEFORE_SQL}; ${traced}`;
  });
  const results = (await client.query(`${begin}; SELECT set_config('app.now', '${NOW.toISOString()}', true); ${asked.join('; ')}; ${end}`)) as unknown as pg.QueryResult<{ before?: Answers; after?: Answers }>[];
  const said = results.flatMap(({ rows }) => rows);
  const [before, after] = [said.flatMap((row) => row.before ?? []), said.flatMap((row) => row.after ?? [])];
  return world.people.map((_, index) => ({ ...before[index], ...after[index] }) as Answers);
}

const ids = (statement: string): string => `(SELECT coalesce(jsonb_agg(DISTINCT id ORDER BY id), '[]') FROM (${statement}) AS found(id))`;
const [RESTRICTIONS, PLANS] = ['SELECT case_id FROM case_restriction', 'SELECT placement_id FROM plan'];
const BEFORE_SQL = `SELECT jsonb_build_object('rows', ${ids('SELECT id FROM young_person')}, 'limited', ${ids('SELECT authz.cases_limited()')}, 'untraced', ${ids(`${RESTRICTIONS} UNION ALL ${PLANS}`)}) AS before`;
const AFTER_SQL = `SELECT jsonb_build_object('restrictions', ${ids(RESTRICTIONS)}, 'plans', ${ids(PLANS)}) AS after`;
const NOTHING_SQL = `SELECT '{"restrictions": [], "plans": []}'::jsonb AS after`;
