import type { MigrationInterface, QueryRunner } from 'typeorm';

/** EP2: an acknowledgement that was a mistake is taken back, as a correction of the provider; it is kept, and another can be given. */
export class AcknowledgementsTakenBack1790000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE designated_person_notice ADD COLUMN taken_back_at timestamptz, DROP CONSTRAINT designated_person_notice_once;
      CREATE UNIQUE INDEX designated_person_notice_counted_once ON designated_person_notice (holding_id, for_person_id) WHERE taken_back_at IS NULL;
      ALTER TABLE organisation_correction DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding', 'duty-release', 'agreement', 'person', 'provider', 'designated-person-notice'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM organisation_correction WHERE fact = 'designated-person-notice';
      ALTER TABLE organisation_correction DROP CONSTRAINT organisation_correction_fact_check,
        ADD CONSTRAINT organisation_correction_fact_check CHECK (fact IN ('organisation-record', 'post-holding', 'duty-release', 'agreement', 'person', 'provider'));
      DROP INDEX designated_person_notice_counted_once;
      DELETE FROM designated_person_notice WHERE taken_back_at IS NOT NULL;
      ALTER TABLE designated_person_notice DROP COLUMN taken_back_at, ADD CONSTRAINT designated_person_notice_once UNIQUE (holding_id, for_person_id)`);
  }
}
