import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ends of cases, which every list of cases asks for. */
export class CasesByMistake1790000000058 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX record_case_closing ON record (case_id) WHERE kind = 'case-closing' AND taken_back_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX record_case_closing');
  }
}
