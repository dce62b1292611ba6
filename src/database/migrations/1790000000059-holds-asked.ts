import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Holds that wait for a second person are found at once. Those recorded before name who approved them: they stay as they are. */
export class HoldsAsked1790000000059 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX record_hold ON record (case_id) WHERE kind = 'hold' AND taken_back_at IS NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX record_hold');
  }
}
