import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which administrators were told that the known bank holidays end soon, once at each stage: the row is there before the mail is. */
export class ToldOfTheCalendarsEnd1790000000081 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The last day up to which they are known, as a number: 20281231.
      ALTER TABLE message ADD COLUMN calendar_ends int, ADD CHECK (num_nonnulls(emergency_access_id, subject_request_id, mistaken_case_id, calendar_ends) <= 1);
      CREATE TABLE calendar_alert (
        calendar_ends int NOT NULL,
        stage text NOT NULL CHECK (stage ~ '^days-[0-9]+$'),
        person_id int NOT NULL REFERENCES person,
        -- A number alone: mails may be about a young person, this never is.
        message_id int NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (calendar_ends, stage, person_id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE calendar_alert;
      ALTER TABLE message DROP COLUMN calendar_ends;
    `);
  }
}
