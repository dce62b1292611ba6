import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which transaction wrote an event: what is about a case is shown only to a transaction that has left its own trace of it. */
export class TracedTransactions1790000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit_event ADD COLUMN transaction_id xid8;
      ALTER TABLE audit_event ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id();
      CREATE INDEX ON audit_event (transaction_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_event DROP COLUMN transaction_id');
  }
}
