import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is about an agreement belongs to the Virtual School that signed it, whichever area the provider is in (IM2, IM3, IM5). */
export class WhoSigned1790000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE duty ADD COLUMN signed_by text REFERENCES authority;
      UPDATE duty d SET signed_by = a.authority_code, owed_by = array_replace(d.owed_by, 'local-key-contact', 'signing-key-contact')
        FROM agreement a WHERE d.clause IN ('EP1', 'IM3', 'IM5') AND split_part(d.key, '/', 2) = 'agreement-' || a.id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE duty SET owed_by = array_replace(owed_by, 'signing-key-contact', 'local-key-contact') WHERE signed_by IS NOT NULL;
      ALTER TABLE duty DROP COLUMN signed_by;
    `);
  }
}
