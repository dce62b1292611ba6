import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told that a young person asked for their own file, once each: the row is there before the mail is. */
export class ToldOfRequests1790000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE message ADD COLUMN subject_request_id int REFERENCES subject_request, ADD CHECK (num_nonnulls(emergency_access_id, subject_request_id) <= 1);
      CREATE TABLE subject_request_alert (
        request_id int NOT NULL REFERENCES subject_request,
        stage text NOT NULL CHECK (stage IN ('asked', 'due-soon')),
        person_id int NOT NULL REFERENCES person,
        message_id int NOT NULL REFERENCES message,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (request_id, stage, person_id)
      );
      CREATE INDEX ON subject_request (answer_by) WHERE given_at IS NULL AND released_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE subject_request_alert;
      DROP INDEX subject_request_answer_by_idx;
      ALTER TABLE message DROP COLUMN subject_request_id;
    `);
  }
}
