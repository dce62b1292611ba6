import type { MigrationInterface, QueryRunner } from 'typeorm';

/** IM1, IM2: what was recorded of an agreement in force is put right, too, and both sides are kept. */
export class CorrectedAgreements1790000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation_correction DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding', 'duty-release', 'agreement'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM organisation_correction WHERE fact = 'agreement';
      ALTER TABLE organisation_correction DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding', 'duty-release'))`);
  }
}
