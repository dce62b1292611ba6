import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { prepareTables } from '../src/database/data-source.js';
import { urlFor } from '../src/database/roles.js';
import { applyRowSecurity } from '../src/database/row-security/apply-row-security.js';
import { catalogueFaults } from '../src/database/row-security/catalogue-faults.js';
import { POLICIES } from '../src/database/row-security/policies.js';
import { VISIBILITY } from '../src/database/row-security/visibility.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';
import { TEST_KEYS } from './support/keys.js';

let database: FreshDatabase;
let operator: pg.Client;

const connect = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
};

beforeAll(async () => {
  database = await freshDatabase();
  operator = await connect(database.url);
});
afterAll(async () => {
  await operator.end();
  await database.drop();
});

describe('the catalogue of the database', () => {
  it('has no fault', async () => {
    expect(await catalogueFaults(operator)).toEqual([]);
  });

  // Each is planted in a transaction of its own, found, and taken away again.
  it.each([
    ['CREATE TABLE bare (id int)', 'the table bare has no row-level security'],
    ['ALTER TABLE plan_section DISABLE ROW LEVEL SECURITY', 'the table plan_section has no row-level security'],
    ['ALTER TABLE young_person NO FORCE ROW LEVEL SECURITY', 'row-level security of young_person does not hold its owner'],
    ['ALTER TABLE record OWNER TO CURRENT_USER', 'the table record belongs to learner_support'],
    ['GRANT SELECT ON review TO PUBLIC', 'everyone may use review'],
    ['CREATE VIEW names AS SELECT preferred_name FROM young_person', 'the view names sees more than who asks it'],
    ['CREATE MATERIALIZED VIEW kept AS SELECT preferred_name FROM young_person', 'the materialised view kept keeps rows that no policy guards'],
    ['CREATE POLICY open ON review FOR SELECT USING (true)', 'a policy of review is for everyone'],
    [`CREATE FUNCTION all_names() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER AS 'SELECT preferred_name FROM young_person'`, "the function all_names() has its owner's rights"],
    ['ALTER FUNCTION authz.person_id() RESET search_path', 'the function authz.person_id() may be looked for elsewhere'],
    ['GRANT EXECUTE ON FUNCTION authz.cases_home() TO PUBLIC', 'everyone may call authz.cases_home()'],
    ['ALTER TABLE placement DISABLE TRIGGER authz_forget', 'what writes to placement leaves the answers that were kept'],
    ['DROP TRIGGER authz_forget ON case_exclusion', 'what writes to case_exclusion leaves the answers that were kept'],
    ['GRANT SELECT ON authz.seal_key TO lsa_engine', 'lsa_engine may use the key of the answers'],
    ['GRANT EXECUTE ON FUNCTION authz.seal(text) TO lsa_web', 'lsa_web may use the key of the answers'],
    ['ALTER ROLE lsa_web BYPASSRLS', 'the role lsa_web passes by row-level security'],
    ['GRANT lsa_owner TO lsa_web', 'the role lsa_web may take the part of lsa_owner'],
    ['CREATE POLICY open ON review FOR SELECT TO lsa_web USING (true)', 'the policy open of review is not of this service'],
    ['ALTER POLICY lsa_web_select ON review USING (true)', 'the policy lsa_web_select of review is not as it was made'],
    ['DROP POLICY lsa_web_select ON review', 'the policy lsa_web_select of review is gone'],
    [
      `CREATE OR REPLACE FUNCTION authz.cases_full() RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = public, pg_temp AS 'SELECT array_agg(id) FROM young_person'`,
      'the function authz.cases_full() is not as it was made',
    ],
    ['GRANT EXECUTE ON FUNCTION authz.cases_full() TO lsa_worker', 'the function authz.cases_full() is not as it was made'],
    ['GRANT UPDATE ON audit_event TO lsa_web', 'the rights to audit_event are not as they were made'],
    ['GRANT SELECT (secret_hash) ON session TO lsa_web', 'the rights to session are not as they were made'],
    ['ALTER TABLE duty DROP CONSTRAINT duty_pkey CASCADE', 'the constraint duty_pkey of duty is gone'],
    ['ALTER TABLE review ADD CHECK (id > 0)', 'the constraint review_id_check of review is not of this service'],
    ['CREATE UNIQUE INDEX alone ON review (placement_id)', 'the unique index alone of review is not of this service'],
    ['ALTER TABLE correction DISABLE TRIGGER USER', 'the trigger correction_is_insert_only of correction is not as it was made'],
  ])('shows %s', async (plant, fault) => {
    await operator.query('BEGIN');
    await operator.query(plant);
    expect(await catalogueFaults(operator)).toContain(fault);
    await operator.query('ROLLBACK');
  });

  it('stops the start where somebody changed it by hand', async () => {
    await operator.query('GRANT SELECT ON review TO PUBLIC');
    await expect(prepareTables(database.url, TEST_KEYS)).rejects.toThrow('The database does not guard its rows: everyone may use review; the rights to review are not as they were made.');
    await operator.query('REVOKE SELECT ON review FROM PUBLIC');
    await prepareTables(database.url, TEST_KEYS);
  });

  it.each([
    ['CREATE POLICY open ON review FOR SELECT TO lsa_web USING (true)', 'DROP POLICY open ON review', 'the policy open of review is not of this service'],
    ['ALTER TABLE review NO FORCE ROW LEVEL SECURITY', 'ALTER TABLE review FORCE ROW LEVEL SECURITY', 'row-level security of review does not hold its owner'],
    ['GRANT UPDATE ON audit_event TO lsa_web', 'REVOKE UPDATE ON audit_event FROM lsa_web', 'the rights to audit_event are not as they were made'],
    // What nobody knows how it read is made anew by the next start.
    [`CREATE OR REPLACE FUNCTION authz.person_id() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = public, pg_temp AS 'SELECT 1'`, 'COMMENT ON SCHEMA authz IS NULL', 'the function authz.person_id() is not as it was made'],
  ])('stops the start with %s', async (plant, mend, fault) => {
    await operator.query(plant);
    await expect(prepareTables(database.url, TEST_KEYS)).rejects.toThrow(`The database does not guard its rows: ${fault}.`);
    await operator.query(mend);
    await prepareTables(database.url, TEST_KEYS);
  });

  it('stops the start where a table has no policy', async () => {
    const { session: _forgotten, ...others } = POLICIES;
    await expect(applyRowSecurity(operator, VISIBILITY, others)).rejects.toThrow('Row security and tables do not fit: session');
  });
});

describe('without an identity', () => {
  it('there is not a row in any table, nor for a secret that nobody has', async () => {
    await operator.query(`INSERT INTO installation VALUES (1, 'training', true, 0, '2026-05-01'); INSERT INTO authority VALUES ('E08000025', 'Birmingham')`);
    await operator.query(`INSERT INTO person (name, email, authority_code) VALUES ('Ruth Ashby', 'ruth@council.example', 'E08000025')`);
    const web = await connect(urlFor('web', database.url, TEST_KEYS));
    try {
      for (const secret of ['', 'nobody-has-this']) {
        for (const [table, { select }] of Object.entries(POLICIES)) {
          await web.query('BEGIN');
          await web.query(`SELECT set_config('app.session', $1, true)`, [secret]);
          const seen = web.query(`SELECT * FROM ${table}`);
          if (select === undefined) await expect(seen).rejects.toThrow(`permission denied for table ${table}`);
          else expect({ table, rows: (await seen).rows }).toEqual({ table, rows: [] });
          await web.query('ROLLBACK');
        }
      }
    } finally {
      await web.end();
    }
  });

  it('nobody changes the trail: neither the pages, nor the worker, nor sign-in', async () => {
    const worker = await connect(urlFor('worker', database.url, TEST_KEYS));
    try {
      for (const statement of ['UPDATE audit_event SET name = name', 'DELETE FROM audit_event', 'TRUNCATE audit_event']) {
        await expect(worker.query(statement)).rejects.toThrow('permission denied for table audit_event');
      }
    } finally {
      await worker.end();
    }
  });
});
