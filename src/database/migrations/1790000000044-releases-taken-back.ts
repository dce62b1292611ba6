import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reason why a duty of an organisation was no longer owed can be taken back, as a correction of the organisation. */
export class ReleasesTakenBack1790000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation_correction DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding', 'duty-release'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM organisation_correction WHERE fact = 'duty-release';
      ALTER TABLE organisation_correction DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding'))`);
  }
}
