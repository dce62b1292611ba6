import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told that a case was said to be registered by mistake, once each: the row is there before the mail is. */
export class ToldOfMistakes1790000000071 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE message ADD COLUMN mistaken_case_id int REFERENCES young_person, ADD CHECK (num_nonnulls(emergency_access_id, subject_request_id, mistaken_case_id) <= 1);
      CREATE TABLE mistake_alert (
        case_id int NOT NULL REFERENCES young_person,
        stage text NOT NULL CHECK (stage ~ '^said-[0-9]+$'),
        person_id int NOT NULL REFERENCES person,
        message_id int NOT NULL REFERENCES message,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (case_id, stage, person_id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE mistake_alert;
      ALTER TABLE message DROP COLUMN mistaken_case_id;
    `);
  }
}
