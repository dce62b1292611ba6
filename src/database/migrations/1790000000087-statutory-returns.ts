import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'post.appoint', 'people.import', 'cases.export', 'case.erase', 'inspection.grant'`;
const acts = (which: string) => `ALTER TABLE approval DROP CONSTRAINT approval_act_check, ADD CONSTRAINT approval_act_check CHECK (act IN (${which}))`;

/** Taking out a statutory return takes two people. */
export class StatutoryReturns1790000000087 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(acts(`${before}, 'return.export'`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM approval WHERE act = 'return.export'`);
    await queryRunner.query(acts(before));
  }
}
