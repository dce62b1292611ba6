import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which mails go as they were worded when they were written, such as that somebody was said to be away. */
export class MailsAsWritten1790000000077 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE message ADD COLUMN as_written boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE message DROP COLUMN as_written');
  }
}
