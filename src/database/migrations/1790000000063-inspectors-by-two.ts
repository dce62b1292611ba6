import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letting in an inspector from outside takes two people. */
export class InspectorsByTwo1790000000063 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE approval DROP CONSTRAINT approval_act_check,
        ADD CONSTRAINT approval_act_check CHECK (act IN ('post.appoint', 'people.import', 'cases.export', 'case.erase', 'inspection.grant'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM approval WHERE act = 'inspection.grant';
      ALTER TABLE approval DROP CONSTRAINT approval_act_check, ADD CONSTRAINT approval_act_check CHECK (act IN ('post.appoint', 'people.import', 'cases.export', 'case.erase'))`);
  }
}
