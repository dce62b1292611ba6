import type { MigrationInterface, QueryRunner } from 'typeorm';

/** IM4: a Virtual School challenges a provider under their agreement, about no single young person; the answer names what it answers. */
export class ChallengesUnderAgreements1790000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE organisation_record ADD COLUMN about_id int REFERENCES organisation_record CHECK (about_id <> id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM organisation_correction WHERE fact = 'organisation-record' AND fact_id IN (SELECT id FROM organisation_record WHERE kind LIKE 'agreement-challenge%');
      DELETE FROM organisation_record WHERE kind = 'agreement-challenge-answer';
      DELETE FROM organisation_record WHERE kind = 'agreement-challenge';
      ALTER TABLE organisation_record DROP COLUMN about_id`);
  }
}
