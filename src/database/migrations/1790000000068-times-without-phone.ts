import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * EP1, VS1: on which days somebody had no phone, kept by the database whoever writes one, by the installation's day. Whoever has none never had one, and whoever has one
 * always had, as was read until now, but for a phone of which a correction says since when.
 */
export class TimesWithoutPhone1790000000068 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE person ADD COLUMN times_without_phone datemultirange NOT NULL DEFAULT '{}';
      UPDATE person SET times_without_phone = datemultirange(daterange('0001-01-01', NULL)) WHERE phone IS NULL AND case_id IS NULL;
      UPDATE person p SET times_without_phone = datemultirange(daterange('0001-01-01', c.on_day)) FROM (
        SELECT fact_id, (min(corrected_at) AT TIME ZONE 'Europe/London')::date AS on_day FROM organisation_correction WHERE fact = 'person' AND before ? 'phone' AND before->>'phone' IS NULL GROUP BY 1) c
      WHERE c.fact_id = p.id AND p.phone IS NOT NULL;
      CREATE FUNCTION keep_times_without_phone() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        from_today datemultirange := datemultirange(daterange((coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) AT TIME ZONE 'Europe/London')::date, NULL));
      BEGIN
        IF NEW.case_id IS NOT NULL THEN RETURN NEW; END IF;
        IF TG_OP = 'INSERT' THEN
          IF NEW.phone IS NULL AND isempty(NEW.times_without_phone) THEN NEW.times_without_phone := datemultirange(daterange('0001-01-01', NULL)); END IF;
        ELSIF OLD.phone IS NULL AND NEW.phone IS NOT NULL THEN NEW.times_without_phone := OLD.times_without_phone - from_today;
        ELSIF OLD.phone IS NOT NULL AND NEW.phone IS NULL THEN NEW.times_without_phone := OLD.times_without_phone + from_today;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER person_keeps_times_without_phone BEFORE INSERT OR UPDATE OF phone ON person FOR EACH ROW EXECUTE FUNCTION keep_times_without_phone()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER person_keeps_times_without_phone ON person; DROP FUNCTION keep_times_without_phone(); ALTER TABLE person DROP COLUMN times_without_phone');
  }
}
