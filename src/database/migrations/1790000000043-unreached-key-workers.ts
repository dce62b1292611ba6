import type { MigrationInterface, QueryRunner } from 'typeorm';

/** SC1: a key worker who cannot be reached, by the person; and why somebody cannot be (EP1, SC1, VS1). */
export class UnreachedKeyWorkers1790000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contact_check ALTER COLUMN holding_id DROP NOT NULL, ADD COLUMN person_id int REFERENCES person, ADD COLUMN because text CHECK (because IN ('mail-failed', 'silent', 'put-out')),
        ADD CONSTRAINT contact_check_of_one CHECK (num_nonnulls(holding_id, person_id) = 1);
      CREATE UNIQUE INDEX contact_check_open_person ON contact_check (person_id) WHERE cleared_on IS NULL;
      CREATE INDEX contact_check_person_idx ON contact_check (person_id) WHERE person_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM contact_check WHERE holding_id IS NULL;
      ALTER TABLE contact_check DROP CONSTRAINT contact_check_of_one, DROP COLUMN person_id, DROP COLUMN because, ALTER COLUMN holding_id SET NOT NULL`);
  }
}
