import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which digests tell of holds that wait for a second person, and of which day the last round of them was. */
export class HoldsInTheDigest1790000000070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE message ADD COLUMN tells_holds boolean NOT NULL DEFAULT false;
      ALTER TABLE installation ADD COLUMN holds_told_on date;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE message DROP COLUMN tells_holds;
      ALTER TABLE installation DROP COLUMN holds_told_on;
    `);
  }
}
