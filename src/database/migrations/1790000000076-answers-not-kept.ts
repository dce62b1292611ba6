import type { MigrationInterface, QueryRunner } from 'typeorm';

const PURPOSES = 'purpose_key_purpose_check';
const WITHOUT = "'imports', 'sign-in', 'drafts', 'feedback'";

/**
 * Of an answer that may be asked for again its status stays and what names it, and no word of it: it outlived the rights of whoever
 * had got it, and the key of the case. What was kept before is dropped, with the key that sealed it.
 */
export class AnswersNotKept1790000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM idempotent_request;
      ALTER TABLE idempotent_request DROP COLUMN body, ADD COLUMN etag text, ADD COLUMN location text;
      DELETE FROM purpose_key WHERE purpose = 'answers';
      ALTER TABLE purpose_key DROP CONSTRAINT ${PURPOSES}, ADD CONSTRAINT ${PURPOSES} CHECK (purpose IN (${WITHOUT}));`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM idempotent_request;
      ALTER TABLE idempotent_request DROP COLUMN etag, DROP COLUMN location, ADD COLUMN body jsonb CONSTRAINT idempotent_request_body_sealed CHECK (body IN ('{}', '[]') OR (jsonb_typeof(body) = 'string' AND body #>> '{}' LIKE 'sealed:1:%'));
      ALTER TABLE purpose_key DROP CONSTRAINT ${PURPOSES}, ADD CONSTRAINT ${PURPOSES} CHECK (purpose IN ('answers', ${WITHOUT}));`);
  }
}
