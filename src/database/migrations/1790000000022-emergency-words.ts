import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rewriteRows } from '../../encryption/rewrite-rows.js';

const WORDS = { words: 'text', verdict_words: 'text' } as const;

/** What somebody said who opened a case in an emergency, and who judged it, is about the case: it is sealed as the rest. */
export class EmergencyWords1790000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Its length is asked before it is sealed.
    await runner.query('ALTER TABLE emergency_access DROP CONSTRAINT emergency_access_words_check');
    await rewriteRows(runner.manager, 'emergency_access', WORDS, 'seal');
    await runner.query(`
      SET CONSTRAINTS ALL IMMEDIATE;
      ALTER TABLE emergency_access ADD CONSTRAINT emergency_access_words_sealed CHECK (words LIKE 'sealed:1:%'),
        ADD CONSTRAINT emergency_access_verdict_words_sealed CHECK (verdict_words = '' OR verdict_words LIKE 'sealed:1:%')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE emergency_access DROP CONSTRAINT emergency_access_words_sealed, DROP CONSTRAINT emergency_access_verdict_words_sealed');
    await rewriteRows(runner.manager, 'emergency_access', WORDS, 'open');
    await runner.query(`
      -- What was erased is shorter.
      UPDATE emergency_access SET words = rpad(words, 20, '.') WHERE char_length(words) < 20;
      ALTER TABLE emergency_access ADD CONSTRAINT emergency_access_words_check CHECK (char_length(words) >= 20)`);
  }
}
