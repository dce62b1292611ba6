import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a file overwrites is kept as a correction, also where it came through the command line, from nobody who signs in; and a
 * file that waits says, sealed, what it would overwrite. A file that waits now has not said it: it is looked at again.
 */
export class CorrectionsByImport1790000000057 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE correction ALTER COLUMN corrected_by DROP NOT NULL;
      ALTER TABLE organisation_correction ALTER COLUMN corrected_by DROP NOT NULL,
        DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding', 'duty-release', 'agreement', 'person', 'provider'));
      ALTER TABLE import_batch ADD COLUMN changes jsonb NOT NULL DEFAULT '[]',
        ADD CONSTRAINT import_batch_changes_sealed CHECK (changes IN ('{}', '[]') OR (jsonb_typeof(changes) = 'string' AND changes #>> '{}' LIKE 'sealed:1:%'))`);
  }

  /** Corrections that nobody signed for have no place in what was before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_batch DROP COLUMN changes;
      DELETE FROM organisation_correction WHERE fact IN ('person', 'provider') OR corrected_by IS NULL;
      ALTER TABLE organisation_correction ALTER COLUMN corrected_by SET NOT NULL,
        DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding', 'duty-release', 'agreement'));
      ALTER TABLE correction DISABLE TRIGGER correction_is_insert_only;
      DELETE FROM correction WHERE corrected_by IS NULL;
      ALTER TABLE correction ENABLE TRIGGER correction_is_insert_only, ALTER COLUMN corrected_by SET NOT NULL`);
  }
}
