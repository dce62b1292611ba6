import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the trail says more of each event, and the chain of seals over it (docs/decisions/0015-a-sealed-trail.md). */
export class Seals1790000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_seal (
        id int PRIMARY KEY CHECK (id >= 1),
        -- Grows by one where the database is found to be another than the one before: it was restored.
        epoch int NOT NULL CHECK (epoch >= 1),
        -- Which database: the server's number, the database's, the timeline.
        database_identity text NOT NULL,
        -- Real time, the server's.
        sealed_at timestamptz NOT NULL,
        -- All transactions before it were over: their events are sealed.
        until_xid xid8 NOT NULL,
        -- No transaction from it on had begun to write.
        next_xid xid8 NOT NULL,
        event_count int NOT NULL CHECK (event_count >= 0),
        first_event_id bigint,
        last_event_id bigint,
        event_ids bigint[] NOT NULL,
        -- 32 bytes for each of them, in their order.
        event_hashes bytea NOT NULL,
        events_hash text NOT NULL,
        previous_hash text NOT NULL,
        hash text NOT NULL UNIQUE,
        key_id text NOT NULL,
        signature text NOT NULL
      );
      CREATE INDEX audit_seal_event_ids ON audit_seal USING gist (int8range(first_event_id, last_event_id, '[]')) WHERE event_count > 0;
      CREATE TRIGGER audit_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
        FOR EACH STATEMENT EXECUTE FUNCTION audit_is_insert_only();

      CREATE FUNCTION audit_epoch() RETURNS int LANGUAGE sql STABLE
        RETURN coalesce((SELECT epoch FROM audit_seal ORDER BY id DESC LIMIT 1), 1);

      -- Before the time that it writes, which it reads when it has its number.
      ALTER TABLE audit_event ADD COLUMN IF NOT EXISTS transaction_id xid8;
      ALTER TABLE audit_event
        ADD COLUMN session text CHECK (session ~ '^(session|token)-[0-9a-f]{16}$'),
        ADD COLUMN capacity text CHECK (capacity ~ '^[a-z][a-z-]*$'),
        ADD COLUMN purpose text CHECK (purpose ~ '^[a-z][a-z-]*$'),
        ADD COLUMN reason text CHECK (reason ~ '^[a-z][a-z-]*-[0-9]+$'),
        ADD COLUMN outcome text NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'refused')),
        ADD COLUMN epoch int NOT NULL DEFAULT audit_epoch(),
        ADD COLUMN written_at timestamptz,
        ADD CHECK (purpose NOT IN ('emergency-access', 'inspection', 'subject-access') OR reason IS NOT NULL);
      -- What was written before was written when it happened; a change of type, since the trail lets nobody update it.
      ALTER TABLE audit_event
        ALTER COLUMN transaction_id TYPE xid8 USING coalesce(transaction_id, pg_current_xact_id()),
        ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id(),
        ALTER COLUMN transaction_id SET NOT NULL,
        ALTER COLUMN written_at TYPE timestamptz USING happened_at,
        ALTER COLUMN written_at SET DEFAULT clock_timestamp(),
        ALTER COLUMN written_at SET NOT NULL;
      CREATE INDEX IF NOT EXISTS audit_event_transaction_id_idx ON audit_event (transaction_id);
      CREATE INDEX ON audit_event (person_id, id) WHERE case_id IS NOT NULL;
      CREATE INDEX ON audit_event (happened_at) WHERE name IN ('case.read', 'case.refuse');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX audit_event_happened_at_idx, audit_event_person_id_id_idx;
      ALTER TABLE audit_event DROP COLUMN session, DROP COLUMN capacity, DROP COLUMN purpose, DROP COLUMN reason, DROP COLUMN outcome,
        DROP COLUMN epoch, DROP COLUMN written_at, ALTER COLUMN transaction_id DROP NOT NULL;
      DROP FUNCTION audit_epoch();
      DROP TABLE audit_seal;
    `);
  }
}
