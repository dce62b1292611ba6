import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The answer to what a provider asked about the case as a whole says that it is for it (P2): so it reads the answers of before, too. */
export class AnswersToProviders1790000000089 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE record a SET details = a.details || '{"toldTo": "designated-person"}' FROM record q JOIN person n ON n.id = q.recorded_by
      WHERE a.kind = 'good-enough-answer' AND a.placement_id IS NULL AND q.id = a.about_id AND n.provider_id IS NOT NULL AND q.details->>'askedBy' <> 'young person'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE record SET details = details - 'toldTo' WHERE kind = 'good-enough-answer'`);
  }
}
