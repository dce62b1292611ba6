import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every policy leaves out the cases that were erased, which are few: they are found without reading all. */
export class ErasedCases1790000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX young_person_erased_idx ON young_person (id) WHERE erased_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX young_person_erased_idx');
  }
}
