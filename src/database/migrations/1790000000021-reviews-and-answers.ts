import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts that had no way back, with what is unique among those that still count, and the constraint that it was until now. */
const TAKEN_BACK = {
  plan_agreement: { unique: '(plan_id, party)', before: 'plan_agreement_plan_id_party_key' },
  risk_acknowledgement: { unique: '(notice_id, recipient)', before: 'risk_acknowledgement_notice_id_recipient_key' },
  key_worker_notice: { unique: '(placement_id, key_worker_id)', before: 'key_worker_notice_placement_id_key_worker_id_key' },
} as const;

/** What a review gives rise to hangs on it; acknowledgements and agreements can be taken back. */
export class ReviewsAndAnswers1790000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE record ADD COLUMN review_id int REFERENCES review;
      UPDATE record c SET review_id = r.id FROM review r JOIN placement p ON p.id = r.placement_id
        WHERE p.case_id = c.case_id AND c.happened_on = r.held_on AND c.recorded_at = r.recorded_at AND c.recorded_by = r.recorded_by
          AND (c.kind = 'problem' AND c.placement_id = p.id AND c.details->>'kind' = 'not feeling safe' AND r.feels_safe = 'no'
            OR c.kind = 'pep-review' AND c.details->>'quality' = r.pep_quality);
      CREATE INDEX ON record (review_id) WHERE review_id IS NOT NULL;
    `);
    for (const [table, { unique, before }] of Object.entries(TAKEN_BACK)) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN taken_back_at timestamptz, DROP CONSTRAINT ${before}`);
      await runner.query(`CREATE UNIQUE INDEX ${table}_counted_once ON ${table} ${unique} WHERE taken_back_at IS NULL`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, { unique, before }] of Object.entries(TAKEN_BACK)) {
      await runner.query(`DROP INDEX ${table}_counted_once`);
      await runner.query(`DELETE FROM ${table} WHERE taken_back_at IS NOT NULL`);
      await runner.query(`ALTER TABLE ${table} DROP COLUMN taken_back_at, ADD CONSTRAINT ${before} UNIQUE ${unique}`);
    }
    await runner.query('ALTER TABLE record DROP COLUMN review_id');
  }
}
