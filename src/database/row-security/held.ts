import { ROLES } from '../roles.js';

/**
 * An answer of the schema `authz` that the policies go by, worked out once for as long as nothing that it goes by changes: `authz.held_<name>()`
 * (docs/decisions/0019-sets-worked-out-once.md).
 */
interface HeldAnswer {
  name: string;
  type: 'int' | 'int[]' | 'text[]' | 'boolean' | 'authz.post[]';
  /** What works it out: an expression, or a statement within parentheses. */
  answer: string;
  /** Of some cases alone. */
  args?: 'ids int[]';
  /** It goes by what this transaction wrote into the trail as well. */
  traced?: true;
  /** Without this it is empty, and not asked. */
  where?: string;
}

/* What only some have: most are never asked further. */
const OF_AREA = `authz.held_authorities() <> '{}'`;
const holds = (post: string): string => `EXISTS (SELECT FROM unnest(authz.held_posts()) h WHERE h.post = '${post}')`;

const set = (name: string): HeldAnswer => ({ name, type: 'int[]', answer: `ARRAY(SELECT authz.${name}())` });
const texts = (name: string): HeldAnswer => ({ ...set(name), type: 'text[]' });
const traced = (name: string): HeldAnswer => ({ ...set(name), traced: true });
const arrayOf = (name: string): HeldAnswer => ({ name, type: 'int[]', answer: `authz.${name}()` });
const column = (name: string, select: string): HeldAnswer => ({ name, type: 'int[]', answer: `ARRAY(SELECT ${select})` });

const HELD: readonly HeldAnswer[] = [
  { name: 'person_id', type: 'int', answer: 'authz.person_id()' },
  { name: 'is_staff', type: 'boolean', answer: 'authz.is_staff()' },
  { name: 'posts', type: 'authz.post[]', answer: 'ARRAY(SELECT ROW(h.person_id, h.post, h.authority_code, h.provider_id, h.team)::authz.post FROM authz.posts() h)' },
  ...['people', 'own_case', 'own_people', 'own_case_providers', 'own_providers', 'related_providers', 'providers', 'providers_read', 'excluded', 'shut_to_posts',
    'inspections', 'cases_queue', 'cases_inspected', 'cases_provider', 'cases_outlined', 'cases_limited', 'emergencies_unseen', 'duties_limited'].map(set),
  ...['own_authorities', 'own_case_authorities', 'authorities', 'judged_authorities', 'headed_authorities', 'own_judged_authorities', 'own_headed_authorities'].map(texts),
  ...['cases_home', 'cases_full', 'cases_read'].map(arrayOf),
  { name: 'cases_home_of', type: 'int[]', answer: 'authz.cases_home_of(ids)', args: 'ids int[]' },
  { name: 'provider_placements_of', type: 'int[]', answer: 'ARRAY(SELECT p.id FROM authz.placements_provider_of(ids) p)', args: 'ids int[]' },
  { name: 'cases_provider_of', type: 'int[]', answer: 'ARRAY(SELECT authz.cases_provider_of(ids))', args: 'ids int[]' },
  ...['traced', 'people_known', 'opened_own', 'opened_limited', 'opened_placements'].map(traced),
  { ...traced('opened_placements_in_area'), where: OF_AREA },
  { ...traced('opened_challenges'), where: holds('signatory') },
  ...['opened', 'opened_home', 'opened_provider', 'opened_placements_read'].map((name) => ({ ...arrayOf(name), traced: true }) as const),
  column('provider_placements', 'p.id FROM authz.placements_provider() p'),
  { ...column('area_placements', 'p.id FROM authz.placements_in_area() p'), where: OF_AREA },
  { ...column('challenged_placements', 'c.placement_id FROM authz.challenges_to_signatory() c'), where: holds('signatory') },
  { ...column('director_escalations', 'e.id FROM authz.escalations_of_director() e'), where: holds('director') },
  column('duties_noticed', 'n.duty_id FROM authz.own_notices() n'),
  column('notices_told', 'n.id FROM authz.own_notices() n'),
];

/** Has the answers that go by a table worked out anew after each statement that writes there. */
export const forgetSql = (table: string): string =>
  `CREATE TRIGGER ${FORGETS} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.${table} FOR EACH STATEMENT EXECUTE FUNCTION authz.forget()`;
export const FORGETS = 'authz_forget';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** What an answer is good for, in fields that cannot run into each other: who asks, at what time, over which committed rows, and after which writes of the transaction's own. */
const STAMP = [
  'pg_current_snapshot()',
  `quote_nullable(current_setting('authz.facts', true))`,
  `quote_nullable(current_setting('app.now', true))`,
  `quote_nullable(current_setting('app.session', true))`,
].join(', ');
const TRACE = `coalesce(pg_current_xact_id_if_assigned()::text, 'none'), quote_nullable(current_setting('authz.trace', true))`;

/**
 * The functions that keep the answers: in settings of the running transaction, each sealed with a key that none but their owner reads, since anybody may
 * write a setting. To be made by whoever may make anything for `lsa_authz`, before the visibility functions.
 */
export function heldSql(callers: string): string[] {
  const { name: owner } = ROLES.authz;
  const made = (signature: string, returns: string, rest: string, body: string, executors: string): string[] => [
    `CREATE FUNCTION authz.${signature} RETURNS ${returns} ${rest} AS $lsa$ ${body} $lsa$`,
    `ALTER FUNCTION authz.${signature} OWNER TO ${owner}`,
    `REVOKE ALL ON FUNCTION authz.${signature} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION authz.${signature} TO ${executors}`,
  ];
  return [
    'DROP TYPE IF EXISTS authz.post CASCADE',
    'CREATE TYPE authz.post AS (person_id int, post text, authority_code text, provider_id int, team text)',
    'DROP TABLE IF EXISTS authz.seal_key',
    `CREATE TABLE authz.seal_key AS SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(), 'UTF8')) AS key`,
    `ALTER TABLE authz.seal_key OWNER TO ${owner}`,
    // Immutable, so that a plan has it: it is made anew together with all that asks it.
    ...made('seal_key()', 'bytea', `LANGUAGE sql IMMUTABLE ${DEFINER}`, 'SELECT key FROM authz.seal_key', owner),
    ...made('seal(text)', 'text', 'LANGUAGE sql STABLE', `SELECT CASE WHEN current_setting('app.now', true) <> '' THEN encode(sha256(authz.seal_key() || sha256(authz.seal_key() || convert_to(concat_ws(' ', ${STAMP}, $1), 'UTF8'))), 'hex') END`, owner),
    ...made('forget()', 'trigger', 'LANGUAGE plpgsql', `BEGIN PERFORM set_config(CASE TG_TABLE_NAME WHEN 'audit_event' THEN 'authz.trace' ELSE 'authz.facts' END, gen_random_uuid()::text, true); RETURN NULL; END`, owner),
    // Rows of a set; PostgreSQL would ask a set within unnest() for its length before it plans.
    ...made('each(int[])', 'SETOF int', 'LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1000', 'SELECT unnest($1)', callers),
    ...HELD.flatMap(({ name, type, answer, args = '', traced: isTraced, where }) => {
      const seal = (content: string): string => `authz.seal(concat_ws(' ', '${name}', ${args === '' ? '' : 'ids, '}${isTraced ? `${TRACE}, ` : ''}${content}))`;
      return made(`held_${name}(${args})`, type, `LANGUAGE plpgsql STABLE PARALLEL UNSAFE ${DEFINER}`, `
DECLARE held text := current_setting('authz.${name}', true); answer ${type}; content text;
BEGIN
  IF left(held, 64) = ${seal('substr(held, 65)')} THEN RETURN nullif(substr(held, 65), ''); END IF;
  ${where === undefined ? `answer := ${answer}` : `IF ${where} THEN answer := ${answer}; ELSE answer := '{}'; END IF`};
  content := coalesce(answer::text, '');
  PERFORM set_config('authz.${name}', ${seal('content')} || content, true);
  RETURN answer;
END`, callers);
    }),
  ];
}
