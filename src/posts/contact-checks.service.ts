import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';

const SILENT_DAYS = 30;
const KEY_WORKERS_AT_A_TIME = 100;

/**
 * Whether designated persons, key contacts and key workers can be reached: their last mail failed for good, or nobody in that post of
 * the organisation, nor who covered for them, has signed in for 30 days. Each time in which they cannot is a fact, and a duty (EP1, SC1, VS1).
 * Of a provider that never signed an agreement, and an authority that has not joined, nothing is asked. Of key workers social workers and personal
 * advisers alone are asked to sign in; one who was put out is reached by nobody.
 */
@Injectable()
export class ContactChecks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duties: DutiesService,
  ) {}

  /** Writes down who cannot be reached since when, and who can be again. Answers how many contacts changed. */
  async checkContacts(): Promise<number> {
    return (await this.checkPosts()) + (await this.checkKeyWorkers());
  }

  private checkPosts(): Promise<number> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const changed = await manager.query<{ provider_id: number | null; authority_code: string | null }[]>(POSTS_SQL, [londonDate(now), SILENT_DAYS]);
      await this.duties.rederiveProviders([...new Set(changed.flatMap((row) => row.provider_id ?? []))]);
      await this.duties.rederiveAuthorities([...new Set(changed.flatMap((row) => row.authority_code ?? []))]);
      return changed.length;
    });
  }

  /** Some at a time, each with their cases in one transaction. */
  private async checkKeyWorkers(): Promise<number> {
    let count = 0;
    for (let after: number | undefined = 0; after !== undefined; ) {
      const from: number = after;
      const looked: { id: number; changed: boolean }[] = await this.unitOfWork.run(async ({ manager, now }) => {
        const people = await manager.query<{ id: number; changed: boolean }[]>(KEY_WORKERS_SQL, [londonDate(now), SILENT_DAYS, now, from, KEY_WORKERS_AT_A_TIME]);
        const changed = people.filter((one) => one.changed).map(({ id }) => id);
        const cases = await manager.query<{ id: number }[]>(CASES_SQL, [changed]);
        await this.duties.rederive(cases.map(({ id }) => id));
        return people;
      });
      count += looked.filter(({ changed }) => changed).length;
      after = looked.at(-1)?.id;
    }
    return count;
  }
}

/** The day of somebody's last sign-in, of their last mail where it failed for good, and until when whoever covered signed in; the person is `p`. */
const SIGNED_IN_ON = `(p.last_signed_in_at AT TIME ZONE 'Europe/London')::date`;
const MAIL_FAILED_ON = `(SELECT CASE WHEN m.state = 'failed' THEN (m.written_at AT TIME ZONE 'Europe/London')::date END FROM message m
  WHERE m.person_id = p.id AND m.state IN ('sent', 'kept', 'failed') ORDER BY m.id DESC LIMIT 1)`;
const COVERED_ON = `(SELECT max(least((c.last_signed_in_at AT TIME ZONE 'Europe/London')::date, coalesce(a.ended_on, a.until_on))) FROM absence a JOIN person c ON c.id = a.cover_person_id
  WHERE a.person_id = p.id AND a.from_on <= coalesce(a.ended_on, a.until_on) AND (c.last_signed_in_at AT TIME ZONE 'Europe/London')::date >= a.from_on)`;
/** Nobody is silent before the installation is as old as that. */
const MADE_ON = `(SELECT (i.made_at AT TIME ZONE 'Europe/London')::date FROM installation i)`;

/** Of several reasons the one that came first. */
const SINCE = `least(out_on, mail_failed_on, CASE WHEN silent_from <= $1 THEN silent_from END) AS since_on,
  CASE least(out_on, mail_failed_on, CASE WHEN silent_from <= $1 THEN silent_from END) WHEN out_on THEN 'put-out' WHEN mail_failed_on THEN 'mail-failed' ELSE 'silent' END AS because`;

/** Opens and clears the checks of those in `contact`, by the column that names them; `changed` has whose did. */
const changesOf = (column: 'holding_id' | 'person_id', among: string): string => `found AS (
  SELECT id, ${SINCE} FROM contact
), opened AS (
  INSERT INTO contact_check (${column}, since_on, because) SELECT f.id, f.since_on, f.because FROM found f
  WHERE f.since_on IS NOT NULL AND NOT EXISTS (SELECT FROM contact_check k WHERE k.${column} = f.id AND k.cleared_on IS NULL) RETURNING ${column} AS id
), cleared AS (
  UPDATE contact_check k SET cleared_on = $1 WHERE k.${column} ${among} AND k.cleared_on IS NULL
    AND NOT EXISTS (SELECT FROM found f WHERE f.id = k.${column} AND f.since_on IS NOT NULL) RETURNING k.${column} AS id
), changed AS (SELECT id FROM opened UNION SELECT id FROM cleared)`;

const POSTS_SQL = `
WITH contact AS (
  SELECT h.id, max(greatest(h.from_on, ${SIGNED_IN_ON}, ${COVERED_ON}, ${MADE_ON})) OVER (PARTITION BY h.post, h.provider_id, h.authority_code) + $2::int AS silent_from,
    ${MAIL_FAILED_ON} AS mail_failed_on, NULL::date AS out_on
  FROM post_holding h JOIN person p ON p.id = h.person_id AND p.active
  WHERE h.from_on <= $1 AND (h.until_on IS NULL OR h.until_on > $1) AND (
    h.post = 'designated-person' AND EXISTS (SELECT FROM agreement g WHERE g.provider_id = h.provider_id AND g.signed_on <= $1)
    OR h.post = 'key-contact' AND EXISTS (SELECT FROM authority j WHERE j.code = h.authority_code AND j.joined_on <= $1))
), ${changesOf('holding_id', 'IS NOT NULL')}
SELECT h.provider_id, h.authority_code FROM post_holding h WHERE h.id IN (SELECT id FROM changed)`;

/** `$3` now, `$4` the last person looked at, `$5` how many to look at. */
const KEY_WORKERS_SQL = `
WITH looked AS (
  SELECT k.person_id AS id FROM key_worker_assignment k WHERE k.person_id > $4 AND ${isKeyWorkerAt('k', '$3::timestamptz')}
  UNION SELECT c.person_id FROM contact_check c WHERE c.person_id > $4 AND c.cleared_on IS NULL
  ORDER BY 1 LIMIT $5
), contact AS (
  SELECT l.id, CASE WHEN w.from_on IS NOT NULL THEN greatest(w.from_on, ${SIGNED_IN_ON}, ${COVERED_ON}, ${MADE_ON}) + $2::int END AS silent_from,
    ${MAIL_FAILED_ON} AS mail_failed_on, CASE WHEN NOT p.active THEN (SELECT greatest(max(lower(t)), w.since_on) FROM unnest(p.times_out) t WHERE upper_inf(t)) END AS out_on
  FROM looked l JOIN person p ON p.id = l.id JOIN LATERAL (
    SELECT min((k.from_at AT TIME ZONE 'Europe/London')::date) AS since_on, min((k.from_at AT TIME ZONE 'Europe/London')::date) FILTER (WHERE k.kind IN ('social-worker', 'personal-adviser')) AS from_on
    FROM key_worker_assignment k WHERE k.person_id = l.id AND ${isKeyWorkerAt('k', '$3::timestamptz')}) w ON w.since_on IS NOT NULL
), ${changesOf('person_id', 'IN (SELECT id FROM looked)')}
SELECT l.id, l.id IN (SELECT id FROM changed) AS changed FROM looked l ORDER BY 1`;

/** Where they are key worker, and where they were until one of the times in which they could not be reached: a mail of yesterday is looked at today. */
const CASES_SQL = `SELECT DISTINCT k.case_id AS id FROM key_worker_assignment k WHERE k.person_id = ANY($1) AND k.taken_back_at IS NULL AND (k.until_at IS NULL
  OR EXISTS (SELECT FROM contact_check c WHERE c.person_id = k.person_id AND (k.until_at AT TIME ZONE 'Europe/London')::date >= c.since_on)) ORDER BY 1`;
