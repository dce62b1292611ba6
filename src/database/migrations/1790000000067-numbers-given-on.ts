import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number of a case that was registered by mistake can be given to another case of the authority; the mistaken one keeps it for the record. */
export class NumbersGivenOn1790000000067 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE young_person ADD COLUMN number_given_at timestamptz, DROP CONSTRAINT young_person_home_authority_code_local_id_key;
      CREATE UNIQUE INDEX young_person_number_counts_once ON young_person (home_authority_code, local_id) WHERE number_given_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE young_person SET local_id = local_id || ' (' || reference || ')' WHERE number_given_at IS NOT NULL;
      DROP INDEX young_person_number_counts_once;
      ALTER TABLE young_person DROP COLUMN number_given_at, ADD CONSTRAINT young_person_home_authority_code_local_id_key UNIQUE (home_authority_code, local_id)`);
  }
}
