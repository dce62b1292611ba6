import type { MigrationInterface, QueryRunner } from 'typeorm';

/** IM5: both sides sign a review with its decision, as they signed the agreement. */
export class SignedReviews1790000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE agreement_signature ADD COLUMN review_id int REFERENCES agreement_review;
      DROP INDEX agreement_signed_once;
      CREATE UNIQUE INDEX agreement_signed_once ON agreement_signature (agreement_id, coalesce(review_id, 0), party) WHERE taken_back_at IS NULL;
      UPDATE agreement_review SET entries = entries || '{"proposed": null}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE agreement_review SET entries = entries - 'proposed';
      DELETE FROM agreement_signature WHERE review_id IS NOT NULL;
      DROP INDEX agreement_signed_once;
      ALTER TABLE agreement_signature DROP COLUMN review_id;
      CREATE UNIQUE INDEX agreement_signed_once ON agreement_signature (agreement_id, party) WHERE taken_back_at IS NULL`);
  }
}
