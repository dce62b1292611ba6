import type { MigrationInterface, QueryRunner } from 'typeorm';

/** EP2: whoever covers for somebody who was told, or has come after them, acknowledges for them. */
export class AcknowledgedFor1790000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE designated_person_notice ADD COLUMN for_person_id int REFERENCES person;
      UPDATE designated_person_notice SET for_person_id = person_id;
      ALTER TABLE designated_person_notice ALTER COLUMN for_person_id SET NOT NULL, DROP CONSTRAINT designated_person_notice_holding_id_person_id_key,
        ADD CONSTRAINT designated_person_notice_once UNIQUE (holding_id, for_person_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM designated_person_notice WHERE for_person_id <> person_id;
      ALTER TABLE designated_person_notice DROP COLUMN for_person_id,
        ADD CONSTRAINT designated_person_notice_holding_id_person_id_key UNIQUE (holding_id, person_id)`);
  }
}
