import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an ending was a breach is no fact any more: it follows from what had been done by its day (EP12). Whether the provider recorded it is one. */
export class DerivedBreach1790000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE placement_ending DROP COLUMN breach, DROP COLUMN breach_reasons, ADD COLUMN recorded_by_provider boolean NOT NULL DEFAULT false;
      UPDATE placement_ending e SET recorded_by_provider = true FROM person n WHERE n.id = e.recorded_by AND n.provider_id IS NOT NULL;
      -- EP11S names the social worker, who need not be the key worker.
      UPDATE notice n SET recipient = 'social-worker' FROM duty d WHERE d.id = n.duty_id AND d.key LIKE 'EP11S/notice-%/key-worker' AND n.stage = 'notice';
      UPDATE duty SET key = replace(key, '/key-worker', '/social-worker'), owed_to = 'social worker' WHERE key LIKE 'EP11S/notice-%/key-worker';
    `);
  }

  /** The reasons are not kept; whether it was a breach is in its duty. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE notice n SET recipient = 'key-worker' FROM duty d WHERE d.id = n.duty_id AND d.key LIKE 'EP11S/%/social-worker' AND n.stage = 'notice';
      UPDATE duty SET key = replace(key, '/social-worker', '/key-worker'), owed_to = 'key worker' WHERE key LIKE 'EP11S/%/social-worker';
      ALTER TABLE placement_ending DROP COLUMN recorded_by_provider, ADD COLUMN breach boolean NOT NULL DEFAULT false, ADD COLUMN breach_reasons jsonb NOT NULL DEFAULT '[]';
      UPDATE placement_ending e SET breach = true FROM duty d
        WHERE d.key = 'EP12/placement-' || e.placement_id AND d.due_at IS NOT NULL AND e.kind IN ('ended-by-provider', 'permanently-excluded');
      ALTER TABLE placement_ending ALTER COLUMN breach DROP DEFAULT, ALTER COLUMN breach_reasons DROP DEFAULT;
    `);
  }
}
