import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';

const SILENT_DAYS = 30;

/**
 * Whether designated persons and key contacts can be reached: their last mail failed for good, or nobody in that post of
 * the organisation, nor who covered for them, has signed in for 30 days. Each time in which they cannot is a fact, and a duty (EP1, VS1).
 * Of a provider that never signed an agreement, and an authority that has not joined, nothing is asked.
 */
@Injectable()
export class ContactChecks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly duties: DutiesService,
  ) {}

  /** Writes down who cannot be reached since when, and who can be again. Answers how many holdings changed. */
  async checkContacts(): Promise<number> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const changed = await manager.query<{ provider_id: number | null; authority_code: string | null }[]>(CHECK_SQL, [londonDate(now), SILENT_DAYS]);
      await this.duties.rederiveProviders([...new Set(changed.flatMap((row) => row.provider_id ?? []))]);
      await this.duties.rederiveAuthorities([...new Set(changed.flatMap((row) => row.authority_code ?? []))]);
      return changed.length;
    });
  }
}

/** Nobody is silent before the installation is as old as that. */
const CHECK_SQL = `
WITH contact AS (
  SELECT h.id, h.provider_id, h.authority_code,
    max(greatest(h.from_on, (p.last_signed_in_at AT TIME ZONE 'Europe/London')::date, covered.on_day, (i.made_at AT TIME ZONE 'Europe/London')::date))
      OVER (PARTITION BY h.post, h.provider_id, h.authority_code) + $2::int AS silent_from,
    (SELECT CASE WHEN m.state = 'failed' THEN (m.written_at AT TIME ZONE 'Europe/London')::date END FROM message m
      WHERE m.person_id = p.id AND m.state IN ('sent', 'kept', 'failed') ORDER BY m.id DESC LIMIT 1) AS mail_failed_on
  FROM post_holding h JOIN person p ON p.id = h.person_id AND p.active CROSS JOIN installation i
  LEFT JOIN LATERAL (
    SELECT max(least((c.last_signed_in_at AT TIME ZONE 'Europe/London')::date, coalesce(a.ended_on, a.until_on))) AS on_day FROM absence a JOIN person c ON c.id = a.cover_person_id
    WHERE a.person_id = p.id AND a.from_on <= coalesce(a.ended_on, a.until_on) AND (c.last_signed_in_at AT TIME ZONE 'Europe/London')::date >= a.from_on
  ) covered ON true
  WHERE h.from_on <= $1 AND (h.until_on IS NULL OR h.until_on > $1) AND (
    h.post = 'designated-person' AND EXISTS (SELECT FROM agreement g WHERE g.provider_id = h.provider_id AND g.signed_on <= $1)
    OR h.post = 'key-contact' AND EXISTS (SELECT FROM authority j WHERE j.code = h.authority_code AND j.joined_on <= $1))
), found AS (
  SELECT c.*, least(mail_failed_on, CASE WHEN silent_from <= $1 THEN silent_from END) AS since_on, k.id AS check_id
  FROM contact c LEFT JOIN contact_check k ON k.holding_id = c.id AND k.cleared_on IS NULL
), opened AS (
  INSERT INTO contact_check (holding_id, since_on) SELECT id, since_on FROM found WHERE since_on IS NOT NULL AND check_id IS NULL RETURNING holding_id
), cleared AS (
  UPDATE contact_check k SET cleared_on = $1 FROM post_holding h
  WHERE h.id = k.holding_id AND k.cleared_on IS NULL AND NOT EXISTS (SELECT FROM found f WHERE f.id = h.id AND f.since_on IS NOT NULL) RETURNING k.holding_id
)
SELECT h.provider_id, h.authority_code FROM post_holding h WHERE h.id IN (SELECT holding_id FROM opened UNION SELECT holding_id FROM cleared)`;
