import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches that forgive: accents, slips of the pen, and names that somebody had before. The extensions are trusted: whoever owns the database may make them. */
export class Search1790000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent; CREATE EXTENSION IF NOT EXISTS fuzzystrmatch');
    await runner.query(`
      ALTER TABLE young_person ADD COLUMN former_names text[] NOT NULL DEFAULT '{}';
      CREATE FUNCTION keep_former_names() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        NEW.former_names := ARRAY(
          SELECT DISTINCT f FROM unnest(OLD.former_names || OLD.preferred_name || OLD.legal_name) f WHERE f NOT IN (NEW.preferred_name, NEW.legal_name) ORDER BY f);
        RETURN NEW;
      END $$;
      CREATE TRIGGER young_person_keeps_former_names BEFORE UPDATE OF preferred_name, legal_name ON young_person
        FOR EACH ROW WHEN (OLD.preferred_name IS DISTINCT FROM NEW.preferred_name OR OLD.legal_name IS DISTINCT FROM NEW.legal_name) EXECUTE FUNCTION keep_former_names();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER young_person_keeps_former_names ON young_person; DROP FUNCTION keep_former_names(); ALTER TABLE young_person DROP COLUMN former_names');
    await runner.query('DROP EXTENSION fuzzystrmatch; DROP EXTENSION unaccent; DROP EXTENSION pg_trgm');
  }
}
