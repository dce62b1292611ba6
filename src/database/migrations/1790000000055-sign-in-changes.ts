import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail may tell somebody that their way of signing in has changed: which change, as a code. */
export class SignInChanges1790000000055 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE message ADD COLUMN sign_in_change text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE message DROP COLUMN sign_in_change');
  }
}
