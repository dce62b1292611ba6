import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A way in that has ended keeps no e-mail address and no number, so that both can be given elsewhere. */
export class WaysInThatEnded1790000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE person DROP CONSTRAINT person_can_be_reached,
        ADD CONSTRAINT person_can_be_reached CHECK (email IS NOT NULL OR (case_id IS NOT NULL AND (phone IS NOT NULL OR NOT active)));
      UPDATE person SET email = NULL, phone = NULL WHERE case_id IS NOT NULL AND NOT active;
    `);
  }

  /** An address that was freed is not known any more: whoever has none gets one that nobody can have. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE person SET email = 'ended-' || id || '@ended.invalid' WHERE case_id IS NOT NULL AND NOT active AND email IS NULL AND phone IS NULL;
      ALTER TABLE person DROP CONSTRAINT person_can_be_reached,
        ADD CONSTRAINT person_can_be_reached CHECK (email IS NOT NULL OR (case_id IS NOT NULL AND phone IS NOT NULL));
    `);
  }
}
