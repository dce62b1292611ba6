import { Injectable } from '@nestjs/common';
import { coveredBy } from '../absences/cover-sql.js';
import { AuditService } from '../audit/audit.service.js';
import { part, readTogether, type Part } from '../database/read-together.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { conflict, notAllowed, notFound } from '../errors.js';
import { DesignatedPersonNotice } from '../people/designated-person-notice.entity.js';
import { ACKNOWLEDGED_AT, IN_COMMON, partsBy, postCounts, TOLD_OF } from '../people/told-of-change-sql.js';
import { everHeld } from '../people/ever-held.js';
import { overOn } from '../placements/placement-over-sql.js';
import type { SignedIn } from '../web/visitor.js';
import { reviveInstants } from '../young-people/revive-instants.js';

/** A provider's new designated person, as those who were told of it read it (EP2). */
export interface DesignatedPersonNews {
  providerId: number;
  providerName: string;
  name: string;
  email: string;
  phone: string | null;
  fromOn: string;
  /** Whether this person was told by e-mail, covers for somebody who was, or came after them, and is to say that they know. */
  wasTold: boolean;
  acknowledgedAt: Date | null;
  /** Whether they were named by mistake: nothing is to be acknowledged. */
  isTakenBack: boolean;
  /** What this person acknowledged, or others for them, and what they may take back. */
  acknowledgements: { id: number; forName: string; byName: string; acknowledgedAt: Date }[];
}

/** A change that waits for somebody's word that they know of it. */
export interface AwaitingNotice {
  holdingId: number;
  providerName: string;
  name: string;
  fromOn: string;
}

interface Pending {
  holdingId: number;
  forPersonId: number;
}

@Injectable()
export class DesignatedPersonNotices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** Who it is and how to reach them; for those who were told, who covers for them or came after, and those of the provider. Errors: NOT_FOUND. */
  async read(actor: SignedIn, holdingId: number): Promise<DesignatedPersonNews> {
    return this.unitOfWork.run(async ({ manager }) => {
      const [found] = await manager.query<(DesignatedPersonNews & { said: Date | null })[]>(NEWS_SQL, [holdingId, actor.personId]);
      if (!found) throw notFound('change of designated person');
      const { said, ...news } = found;
      const isPending = (await this.pending(actor, holdingId)).length > 0;
      const wasTold = news.wasTold || isPending || said !== null;
      if (!wasTold && !actor.posts.some(({ providerId }) => providerId === news.providerId)) throw notFound('change of designated person');
      return { ...news, wasTold, acknowledgedAt: isPending ? null : said, acknowledgements: reviveInstants(news.acknowledgements) };
    });
  }

  /** The changes that wait for this person's acknowledgement, the oldest first. */
  async listAwaiting(actor: SignedIn): Promise<AwaitingNotice[]> {
    return this.unitOfWork.runIn('engine', async ({ now }) => (await readTogether({ awaiting: awaitingNoticesPart(actor, now) })).awaiting);
  }

  /** Says that this person knows, for themselves and whoever's place they have taken. Saying it again changes nothing. Errors: NOT_FOUND, NOT_ALLOWED for whoever was not told, TAKEN_BACK. */
  async acknowledge(actor: SignedIn, holdingId: number): Promise<void> {
    await this.unitOfWork.run(async ({ now }) => {
      const { manager } = transaction();
      const { wasTold, providerId, isTakenBack } = await this.read(actor, holdingId);
      if (!wasTold) throw notAllowed('acknowledge a notice that was sent to others');
      if (isTakenBack) throw conflict('TAKEN_BACK', 'They were named by mistake and never in post: there is nothing to acknowledge. Whoever is named instead is made known to you.');
      const pending = await this.pending(actor, holdingId);
      if (pending.length === 0) return;
      await manager.insert(DesignatedPersonNotice, pending.map(({ forPersonId }) => ({ holdingId, personId: actor.personId, forPersonId, acknowledgedAt: now })));
      await this.audit.record(actor.personId, { name: 'designated-person-notice.acknowledge', subject: `holding-${holdingId}` });
      await this.duties.rederiveProviders([providerId]);
    });
  }

  /** For whom of those who were told it is this person's to acknowledge. */
  private pending(actor: SignedIn, holdingId: number): Promise<Pending[]> {
    const { manager, now } = transaction();
    return inRole('engine', () => manager.query<Pending[]>(PENDING_SQL, [actor.personId, now, londonDate(now), holdingId]));
  }
}

/** The same as a part of a page, to be read in the engine's role. */
export const awaitingNoticesPart = (actor: SignedIn, now: Date): Part<AwaitingNotice[]> => part(AWAITING_SQL, [actor.personId, now, londonDate(now), null], (rows: AwaitingNotice[]) => rows);

const NEWS_SQL = `
SELECT v.id AS "providerId", v.name AS "providerName", p.name, p.email, p.phone, h.from_on AS "fromOn",
  EXISTS (SELECT FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice' JOIN message_notice mn ON mn.notice_id = n.id
    JOIN message m ON m.id = mn.message_id WHERE d.key = 'EP2/holding-' || h.id AND m.person_id = $2) AS "wasTold",
  (SELECT a.acknowledged_at FROM designated_person_notice a WHERE a.holding_id = h.id AND a.person_id = $2 AND a.taken_back_at IS NULL ORDER BY a.acknowledged_at DESC LIMIT 1) AS said,
  NOT ${everHeld('h')} AS "isTakenBack",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'forName', f.name, 'byName', b.name, 'acknowledgedAt', a.acknowledged_at) ORDER BY a.id), '[]') FROM designated_person_notice a JOIN person f ON f.id = a.for_person_id JOIN person b ON b.id = a.person_id
    WHERE a.holding_id = h.id AND $2 IN (a.person_id, a.for_person_id) AND a.taken_back_at IS NULL) AS acknowledgements
FROM post_holding h JOIN person p ON p.id = h.person_id JOIN provider v ON v.id = h.provider_id
WHERE h.id = $1 AND h.post = 'designated-person'`;

/**
 * `$1` who asks, `$2` now, `$3` today, `$4` one change or all that are open. Theirs is what they, or somebody for whom they cover today, were told themselves; and what
 * somebody was told who has no part there any more, where they have that part now: the case, or the key contact's post. Where nothing is in common any more nobody is asked.
 */
const PENDING_SQL = `
WITH me AS (SELECT $1::int AS id UNION (${coveredBy('$1', '$3::date')})), told AS (
  SELECT h.id AS holding_id, t.* FROM post_holding h CROSS JOIN LATERAL ${TOLD_OF} t
  WHERE h.post = 'designated-person' AND ${everHeld('h')} AND (h.id = $4 OR ($4::int IS NULL AND EXISTS (SELECT FROM duty d WHERE d.key = 'EP2/holding-' || h.id AND d.outcome = 'open'))) AND ${ACKNOWLEDGED_AT} IS NULL
), common AS (
  SELECT DISTINCT t.holding_id, t.person_id, t.provider_id, c.part FROM told t CROSS JOIN LATERAL ${IN_COMMON} c WHERE c.over_on > $3
), part AS (
  SELECT DISTINCT s.provider_id, x.person_id, x.part FROM placement s CROSS JOIN LATERAL ${partsBy('$2::timestamptz', '$3::date')} x JOIN person n ON n.id = x.person_id AND n.active AND x.had_it AND (x.post IS NULL OR ${postCounts('s.case_id', 'x.person_id', 'x.post')})
  WHERE s.provider_id IN (SELECT c.provider_id FROM common c) AND s.taken_back_at IS NULL AND s.agreed_on <= $3 AND ${overOn('s')} > $3
)
SELECT c.holding_id AS "holdingId", c.person_id AS "forPersonId" FROM common c
WHERE c.person_id IN (SELECT id FROM me)
  OR (NOT EXISTS (SELECT FROM part x WHERE x.person_id = c.person_id AND x.provider_id = c.provider_id)
    AND EXISTS (SELECT FROM part mine WHERE mine.part = c.part AND mine.provider_id = c.provider_id AND mine.person_id IN (SELECT id FROM me)))
GROUP BY 1, 2 ORDER BY 1, 2`;

const AWAITING_SQL = `
SELECT h.id AS "holdingId", v.name AS "providerName", p.name, h.from_on AS "fromOn" FROM post_holding h JOIN person p ON p.id = h.person_id JOIN provider v ON v.id = h.provider_id
WHERE h.id IN (SELECT "holdingId" FROM (${PENDING_SQL}) pending) ORDER BY h.from_on, h.id`;
