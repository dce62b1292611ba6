import type { MigrationInterface, QueryRunner } from 'typeorm';

/** IM5: what the provider needs is in its own half of the review, which has its views too. */
export class HalvesOfAReview1790000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE agreement_review SET entries = entries #- '{words,providerNeeds}' || jsonb_build_object('contacts', '[]'::jsonb, 'done', '[]'::jsonb, 'earlier', '[]'::jsonb, 'withoutProvider', NULL, 'provider',
        CASE WHEN entries #>> '{words,providerNeeds}' IS NOT NULL THEN jsonb_build_object('views', '', 'needs', entries #> '{words,providerNeeds}') END)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE agreement_review SET entries = CASE WHEN jsonb_typeof(entries->'words') = 'object'
        THEN jsonb_set(entries, '{words,providerNeeds}', coalesce(entries #> '{provider,needs}', '""')) ELSE entries END - ARRAY['provider', 'contacts', 'done', 'earlier', 'withoutProvider']`);
  }
}
