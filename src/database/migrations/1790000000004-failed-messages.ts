import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FailedMessages1790000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX message_failed ON message (id) WHERE state = 'failed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX message_failed');
  }
}
