import type { MigrationInterface, QueryRunner } from 'typeorm';

/** EP1, VS1: on which days somebody was put out, by the trail. Whoever is out and the trail does not know since when always was, as was read until now. */
export class TimesOut1790000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE person ADD COLUMN times_out datemultirange NOT NULL DEFAULT '{}';
      WITH event AS (
        SELECT substring(subject FROM '^person-(\\d+)$')::int AS person_id, name, (happened_at AT TIME ZONE 'Europe/London')::date AS on_day,
          lead((happened_at AT TIME ZONE 'Europe/London')::date) OVER (PARTITION BY subject ORDER BY id) AS next_day
        FROM audit_event WHERE name IN ('person.deactivate', 'person.reactivate') AND outcome = 'done'
      ), out AS (
        SELECT person_id, range_agg(daterange(on_day, CASE WHEN next_day < on_day THEN on_day ELSE next_day END)) AS days FROM event WHERE name = 'person.deactivate' GROUP BY 1
      )
      UPDATE person p SET times_out = o.days FROM out o WHERE o.person_id = p.id;
      UPDATE person SET times_out = datemultirange(daterange('0001-01-01', NULL)) WHERE NOT active AND case_id IS NULL AND NOT coalesce(upper_inf(times_out), false)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person DROP COLUMN times_out');
  }
}
