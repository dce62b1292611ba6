import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A list that somebody read is one event with the numbers of the cases on it (docs/decisions/0020-lists-in-the-trail.md). */
export class ListsInTheTrail1790000000062 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE audit_event
        ADD COLUMN case_ids int[] CHECK (cardinality(case_ids) > 0 AND array_position(case_ids, NULL) IS NULL),
        ADD CHECK ((name = 'list.read') = (case_ids IS NOT NULL) AND (case_ids IS NULL OR case_id IS NULL));
      CREATE INDEX ON audit_event USING gin (case_ids) WHERE case_ids IS NOT NULL;
      CREATE INDEX ON audit_event (person_id, happened_at) WHERE case_ids IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE audit_event DROP COLUMN case_ids');
  }
}
