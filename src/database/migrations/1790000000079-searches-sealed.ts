import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a list was searched by is sealed in a request for a file from now on, for whoever asked. It goes from those that are there; without
 * it a file would have other cases, so whoever still waits for one asks again.
 */
export class SearchesSealed1790000000079 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE approval SET payload = payload #- '{filter,search}', expires_at = asked_at WHERE act = 'cases.export' AND payload->'filter' ? 'search'`);
  }

  /** What is gone stays gone, and what is sealed cannot be read by an earlier version: those that wait are over. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await this.up(queryRunner);
  }
}
