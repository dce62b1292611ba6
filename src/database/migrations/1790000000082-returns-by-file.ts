import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attendance comes in files, too: what a file brought says which one it was, so that the file can be taken back; and a return is found by its placement and its time. */
export class ReturnsByFile1790000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE import_batch DROP CONSTRAINT import_batch_kind_check, DROP CONSTRAINT import_batch_state_check,
        ADD CONSTRAINT import_batch_kind_check CHECK (kind IN ('providers', 'people', 'young-people', 'placements', 'attendance')),
        ADD CONSTRAINT import_batch_state_check CHECK (state IN ('previewed', 'confirmed', 'discarded', 'taken-back'));
      ALTER TABLE record ADD COLUMN import_id int REFERENCES import_batch;
      ALTER TABLE correction ADD COLUMN import_id int REFERENCES import_batch;
      CREATE INDEX record_import ON record (import_id) WHERE import_id IS NOT NULL;
      CREATE INDEX correction_import ON correction (import_id) WHERE import_id IS NOT NULL;
      CREATE INDEX record_attendance ON record (placement_id, coalesce(details->>'week', details->>'month')) WHERE kind = 'attendance-return' AND taken_back_at IS NULL`);
  }

  /** What files brought stays; that it was a file is not said any more. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX record_attendance;
      ALTER TABLE correction DROP COLUMN import_id;
      ALTER TABLE record DROP COLUMN import_id;
      DELETE FROM import_batch WHERE kind = 'attendance';
      ALTER TABLE import_batch DROP CONSTRAINT import_batch_kind_check, DROP CONSTRAINT import_batch_state_check,
        ADD CONSTRAINT import_batch_kind_check CHECK (kind IN ('providers', 'people', 'young-people', 'placements')),
        ADD CONSTRAINT import_batch_state_check CHECK (state IN ('previewed', 'confirmed', 'discarded'))`);
  }
}
