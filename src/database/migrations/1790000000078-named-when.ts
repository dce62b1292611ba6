import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody was put into a post, and by whom where one person did it alone; null of what was there before. */
export class NamedWhen1790000000078 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE post_holding ADD COLUMN named_at timestamptz, ADD COLUMN named_alone_by int REFERENCES person');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE post_holding DROP COLUMN named_at, DROP COLUMN named_alone_by');
  }
}
