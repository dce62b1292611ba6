import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rewriteRows } from '../../encryption/rewrite-rows.js';

/** Where the case of a row stands that did not name it so far. */
const PARENTS = {
  placement_ending: ['placement', 'placement_id'],
  plan: ['placement', 'placement_id'],
  plan_section: ['plan', 'plan_id'],
  review: ['placement', 'placement_id'],
  professionals_meeting: ['risk_notice', 'notice_id'],
  escalation_note: ['escalation', 'escalation_id'],
} as const;

/** The columns that are sealed by this migration. A later one that seals more has a list of its own. */
const SEALED = {
  young_person: { uln: 'text', upn: 'text' },
  placement_ending: { reason: 'text' },
  plan: { reason_after_start: 'text' },
  plan_section: { text: 'text' },
  review: { reason_elsewhere: 'text', present: 'text', what_changed: 'text', young_persons_view: 'text' },
  risk_notice: { what_happened: 'text' },
  professionals_meeting: { present: 'text', notes: 'text' },
  emergency: { what_happened: 'text', how_to_reach: 'text', response: 'text' },
  record: { words: 'jsonb' },
  correction: { before: 'jsonb', after: 'jsonb', reason: 'text' },
  escalation_note: { text: 'text' },
  duty_release: { reason: 'text' },
  import_batch: { rows: 'jsonb', errors: 'jsonb' },
  idempotent_request: { body: 'jsonb' },
  totp_factor: { secret: 'text' },
} as const;

const TABLES = Object.keys(SEALED) as (keyof typeof SEALED)[];
const MAYBE_OF_NO_CASE = ['escalation_note', 'duty_release'];

/** What a duty and its queue item say of a recorded reason why it is no longer owed, of which they had a copy so far. */
const RELEASED = 'a recorded reason';

/** Its rows live for a day: they go. */
const REWRITTEN = TABLES.filter((table) => table !== 'idempotent_request');

/** Texts that could hurt are kept sealed, each case's with its own key, wrapped by a key that is not in the database. */
export class Encryption1790000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_key (
        -- Its case may be written after it, in the same transaction.
        case_id int PRIMARY KEY REFERENCES young_person DEFERRABLE INITIALLY DEFERRED,
        -- Null: destroyed.
        wrapped_key text,
        wrapping_key_id text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        shredded_at timestamptz,
        shredded_because text,
        CHECK ((wrapped_key IS NULL) = (shredded_at IS NOT NULL))
      );
      CREATE INDEX ON case_key (wrapping_key_id) WHERE wrapped_key IS NOT NULL;
      CREATE TABLE purpose_key (
        purpose text PRIMARY KEY CHECK (purpose IN ('imports', 'answers', 'sign-in')),
        wrapped_key text NOT NULL,
        wrapping_key_id text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      ALTER TABLE young_person DROP CONSTRAINT young_person_uln_check, ADD COLUMN uln_hash bytea, ADD COLUMN upn_hash bytea;
      DROP INDEX young_person_uln_idx;
      CREATE INDEX ON young_person (uln_hash);
      CREATE INDEX ON young_person (upn_hash);
      UPDATE escalation e SET closed_because = '${RELEASED}' FROM duty d JOIN duty_release r ON r.duty_key = d.key AND r.case_id IS NOT NULL WHERE d.id = e.duty_id AND e.closed_because = r.reason;
      UPDATE duty d SET because = '${RELEASED}' FROM duty_release r WHERE r.duty_key = d.key AND r.case_id IS NOT NULL AND d.because = r.reason;
      DELETE FROM idempotent_request;
      ALTER TABLE correction DISABLE TRIGGER correction_is_insert_only;`);
    for (const [table, [parent, column]] of Object.entries(PARENTS)) {
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN case_id int REFERENCES young_person;
        UPDATE ${table} t SET case_id = p.case_id FROM ${parent} p WHERE p.id = t.${column};
        CREATE INDEX ON ${table} (case_id);`);
      if (table !== 'escalation_note') await runner.query(`ALTER TABLE ${table} ALTER COLUMN case_id SET NOT NULL`);
    }
    await runner.query(CASE_OF_PARENT);
    for (const table of Object.keys(PARENTS)) {
      await runner.query(`CREATE TRIGGER case_of_parent BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION case_of_parent()`);
    }
    for (const table of REWRITTEN) await rewriteRows(runner.manager, table, SEALED[table], 'seal');
    await runner.query('SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE correction ENABLE TRIGGER correction_is_insert_only');
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} ${Object.entries(SEALED[table]).map(([column, type]) => `ADD ${onlySealed(table, column, type)}`).join(', ')}`);
  }

  /** Everything is written open again, so it needs the keys; a text whose key was destroyed says so. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM idempotent_request; ALTER TABLE correction DISABLE TRIGGER correction_is_insert_only`);
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} ${Object.keys(SEALED[table]).map((column) => `DROP CONSTRAINT ${table}_${column}_sealed`).join(', ')}`);
    for (const table of REWRITTEN) await rewriteRows(runner.manager, table, SEALED[table], 'open');
    for (const table of Object.keys(PARENTS)) await runner.query(`DROP TRIGGER case_of_parent ON ${table}; ALTER TABLE ${table} DROP COLUMN case_id`);
    await runner.query(`
      UPDATE escalation e SET closed_because = r.reason FROM duty d JOIN duty_release r ON r.duty_key = d.key WHERE d.id = e.duty_id AND e.closed_because = '${RELEASED}' AND r.taken_back_at IS NULL;
      UPDATE duty d SET because = r.reason FROM duty_release r WHERE r.duty_key = d.key AND d.because = '${RELEASED}' AND r.taken_back_at IS NULL;
      ALTER TABLE correction ENABLE TRIGGER correction_is_insert_only;
      DROP FUNCTION case_of_parent();
      ALTER TABLE young_person DROP COLUMN uln_hash, DROP COLUMN upn_hash, ADD CONSTRAINT young_person_uln_check CHECK (uln ~ '^[0-9]{10}$');
      CREATE INDEX ON young_person (uln);
      DROP TABLE case_key, purpose_key;`);
  }
}

/** Whatever writes, through the application or past it: nothing but ciphertext gets in. Empty texts hide nothing. */
function onlySealed(table: string, column: string, type: 'text' | 'jsonb'): string {
  const kept = `"${column}"`;
  const isSealed = type === 'text' ? `${kept} = '' OR ${kept} LIKE 'sealed:1:%'` : `${kept} IN ('{}', '[]') OR (jsonb_typeof(${kept}) = 'string' AND ${kept} #>> '{}' LIKE 'sealed:1:%')`;
  return `CONSTRAINT ${table}_${column}_sealed CHECK (${MAYBE_OF_NO_CASE.includes(table) ? 'case_id IS NULL OR ' : ''}${isSealed})`;
}

/** A row is of its parent's case, whatever is said of it. */
const CASE_OF_PARENT = `
CREATE FUNCTION case_of_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  ${Object.entries(PARENTS).map(([table, [parent, column]]) => `IF TG_TABLE_NAME = '${table}' THEN SELECT p.case_id INTO NEW.case_id FROM ${parent} p WHERE p.id = NEW.${column}; END IF;`).join('\n  ')}
  RETURN NEW;
END $$`;
