import type { MigrationInterface, QueryRunner } from 'typeorm';
import { vaultOf } from '../../encryption/vault.js';

/** Recovery codes and a young person's codes are kept by a keyed hash: a copy of the database alone lets nobody find them by trying. */
export class KeyedCodes1790000000033 implements MigrationInterface {
  /** Recovery codes go on: the key is put over the hash that is kept. A young person's lasts ten minutes, and is shown again. */
  async up(runner: QueryRunner): Promise<void> {
    const rows = (await runner.query('SELECT code_hash FROM recovery_code')) as { code_hash: string }[];
    for (const { code_hash: hash } of rows) {
      await runner.query('UPDATE recovery_code SET code_hash = $2 WHERE code_hash = $1', [hash, vaultOf(runner.manager).searchHash('recovery_code', hash).toString('hex')]);
    }
    await runner.query(`DELETE FROM entry_link WHERE purpose <> 'link'`);
  }

  /** No key is taken off a hash: whoever has codes makes new ones. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM recovery_code; DELETE FROM entry_link WHERE purpose <> 'link'`);
  }
}
