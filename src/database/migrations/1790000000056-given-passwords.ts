import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A password that the operator gave ends by itself, and a session that began with it opens the page where another is chosen. Those given before stay as they are: nobody knows which they are. */
export class GivenPasswords1790000000056 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE credential ADD COLUMN ends_at timestamptz');
    await queryRunner.query('ALTER TABLE session ADD COLUMN choosing boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE session DROP COLUMN choosing');
    await queryRunner.query('ALTER TABLE credential DROP COLUMN ends_at');
  }
}
