import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An agreement can take the place of another one between the two (IM5); a draft that comes to nothing is kept, with why. */
export class AgreementsAmended1790000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE agreement ADD COLUMN supersedes_id int REFERENCES agreement CHECK (supersedes_id <> id),
        ADD COLUMN discarded_at timestamptz, ADD COLUMN discarded_by int REFERENCES person, ADD COLUMN discarded_because text,
        ADD CONSTRAINT agreement_discarded CHECK ((discarded_at IS NULL) = (discarded_because IS NULL) AND (discarded_at IS NULL OR signed_on IS NULL));
      CREATE UNIQUE INDEX agreement_superseded_once ON agreement (supersedes_id) WHERE discarded_at IS NULL;
      DROP INDEX agreement_drafted_once;
      CREATE UNIQUE INDEX agreement_drafted_once ON agreement (provider_id, authority_code) WHERE signed_on IS NULL AND discarded_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What was discarded has no place in what was before.
      DELETE FROM agreement_signature WHERE agreement_id IN (SELECT id FROM agreement WHERE discarded_at IS NOT NULL);
      UPDATE agreement SET supersedes_id = NULL;
      DELETE FROM agreement WHERE discarded_at IS NOT NULL;
      DROP INDEX agreement_drafted_once, agreement_superseded_once;
      CREATE UNIQUE INDEX agreement_drafted_once ON agreement (provider_id, authority_code) WHERE signed_on IS NULL;
      ALTER TABLE agreement DROP CONSTRAINT agreement_discarded, DROP COLUMN supersedes_id, DROP COLUMN discarded_at, DROP COLUMN discarded_by, DROP COLUMN discarded_because;
    `);
  }
}
