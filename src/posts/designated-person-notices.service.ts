import { Injectable } from '@nestjs/common';
import { coveredBy } from '../absences/cover-sql.js';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { notAllowed, notFound } from '../errors.js';
import { DesignatedPersonNotice } from '../people/designated-person-notice.entity.js';
import type { SignedIn } from '../web/visitor.js';
import { isKeyWorkerAt } from '../young-people/key-worker-sql.js';

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
      return { ...news, wasTold, acknowledgedAt: isPending ? null : said };
    });
  }

  /** The changes that wait for this person's acknowledgement, the oldest first. */
  async listAwaiting(actor: SignedIn): Promise<AwaitingNotice[]> {
    return this.unitOfWork.run(async ({ manager }) => {
      const ids = (await this.pending(actor, null)).map(({ holdingId }) => holdingId);
      return ids.length === 0 ? [] : manager.query<AwaitingNotice[]>(AWAITING_SQL, [ids]);
    });
  }

  /** Says that this person knows, for themselves and whoever's place they have taken. Saying it again changes nothing. Errors: NOT_FOUND, NOT_ALLOWED for whoever was not told. */
  async acknowledge(actor: SignedIn, holdingId: number): Promise<void> {
    await this.unitOfWork.run(async ({ now }) => {
      const { manager } = transaction();
      const { wasTold, providerId } = await this.read(actor, holdingId);
      if (!wasTold) throw notAllowed('acknowledge a notice that was sent to others');
      const pending = await this.pending(actor, holdingId);
      if (pending.length === 0) return;
      await manager.insert(DesignatedPersonNotice, pending.map(({ forPersonId }) => ({ holdingId, personId: actor.personId, forPersonId, acknowledgedAt: now })));
      await this.audit.record(actor.personId, { name: 'designated-person-notice.acknowledge', subject: `holding-${holdingId}` });
      await this.duties.rederiveProviders([providerId]);
    });
  }

  /** For whom of those who were told it is this person's to acknowledge. */
  private pending(actor: SignedIn, holdingId: number | null): Promise<Pending[]> {
    const { manager, now } = transaction();
    return inRole('engine', () => manager.query<Pending[]>(PENDING_SQL, [actor.personId, now, londonDate(now), holdingId]));
  }
}

const NEWS_SQL = `
SELECT v.id AS "providerId", v.name AS "providerName", p.name, p.email, p.phone, h.from_on AS "fromOn",
  EXISTS (SELECT FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice' JOIN message_notice mn ON mn.notice_id = n.id
    JOIN message m ON m.id = mn.message_id WHERE d.key = 'EP2/holding-' || h.id AND m.person_id = $2) AS "wasTold",
  (SELECT a.acknowledged_at FROM designated_person_notice a WHERE a.holding_id = h.id AND a.person_id = $2 ORDER BY a.acknowledged_at DESC LIMIT 1) AS said
FROM post_holding h JOIN person p ON p.id = h.person_id JOIN provider v ON v.id = h.provider_id
WHERE h.id = $1 AND h.post = 'designated-person'`;

const AWAITING_SQL = `
SELECT h.id AS "holdingId", v.name AS "providerName", p.name, h.from_on AS "fromOn" FROM post_holding h JOIN person p ON p.id = h.person_id JOIN provider v ON v.id = h.provider_id
WHERE h.id = ANY($1) ORDER BY h.from_on, h.id`;

/**
 * `$1` who asks, `$2` now, `$3` today, `$4` one change or all that are open. Theirs is what they were told themselves; what somebody was told for whom they
 * cover today; and what somebody was told who has no part there any more, where they have that part now: the case, or the key contact's post.
 */
const PENDING_SQL = `
WITH told AS (
  SELECT DISTINCT h.id AS holding_id, h.provider_id, m.person_id
  FROM post_holding h JOIN duty d ON d.key = 'EP2/holding-' || h.id JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice'
  JOIN message_notice mn ON mn.notice_id = n.id JOIN message m ON m.id = mn.message_id AND m.sent_at IS NOT NULL
  WHERE h.post = 'designated-person' AND (h.id = $4 OR ($4::int IS NULL AND d.outcome = 'open'))
    AND NOT EXISTS (SELECT FROM designated_person_notice a WHERE a.holding_id = h.id AND a.for_person_id = m.person_id)
), there AS (
  SELECT DISTINCT p.provider_id, p.case_id, y.home_authority_code FROM placement p JOIN young_person y ON y.id = p.case_id
  LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL AND g.ended_on <= $3
  WHERE p.taken_back_at IS NULL AND p.agreed_on <= $3 AND g.id IS NULL AND p.provider_id IN (SELECT t.provider_id FROM told t)
), part AS (
  SELECT t.provider_id, k.person_id, 'case ' || t.case_id AS part, ${isKeyWorkerAt('k', '$2')} AS is_now
  FROM there t JOIN key_worker_assignment k ON k.case_id = t.case_id AND k.taken_back_at IS NULL
  UNION SELECT t.provider_id, h.person_id, 'authority ' || h.authority_code, h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3)
  FROM there t JOIN post_holding h ON h.post = 'key-contact' AND h.authority_code = t.home_authority_code
)
SELECT t.holding_id AS "holdingId", t.person_id AS "forPersonId" FROM told t
WHERE t.person_id = $1
  OR t.person_id IN (${coveredBy('$1', '$3::date')})
  OR (NOT EXISTS (SELECT FROM part x JOIN person n ON n.id = x.person_id AND n.active WHERE x.person_id = t.person_id AND x.provider_id = t.provider_id AND x.is_now)
    AND EXISTS (SELECT FROM part was JOIN part mine ON mine.part = was.part AND mine.provider_id = was.provider_id
      WHERE was.person_id = t.person_id AND was.provider_id = t.provider_id AND mine.person_id = $1 AND mine.is_now))
ORDER BY 1, 2`;
