import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCOPES_CHECK = 'access_token_scopes_check';

/** An access token may be the address of a calendar feed, and then nothing else: it stands in an address. */
export class CalendarFeeds1790000000051 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE access_token DROP CONSTRAINT ${SCOPES_CHECK},
      ADD CONSTRAINT ${SCOPES_CHECK} CHECK (scopes = '{calendar}' OR (cardinality(scopes) > 0 AND scopes <@ '{read,write,sensitive}'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM access_token WHERE scopes = '{calendar}'`);
    await queryRunner.query(`ALTER TABLE access_token DROP CONSTRAINT ${SCOPES_CHECK},
      ADD CONSTRAINT ${SCOPES_CHECK} CHECK (cardinality(scopes) > 0 AND scopes <@ '{read,write,sensitive}')`);
  }
}
