import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { DutiesService } from '../duties/duties.service.js';
import { notAllowed, notFound } from '../errors.js';
import { DesignatedPersonNotice } from '../people/designated-person-notice.entity.js';
import type { SignedIn } from '../web/visitor.js';

/** A provider's new designated person, as those who were told of it read it (EP2). */
export interface DesignatedPersonNews {
  providerId: number;
  providerName: string;
  name: string;
  email: string;
  phone: string | null;
  fromOn: string;
  /** Whether this person was told by e-mail, and is to say that they know. */
  wasTold: boolean;
  acknowledgedAt: Date | null;
}

@Injectable()
export class DesignatedPersonNotices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** Who it is and how to reach them; for those who were told and those of the provider. Errors: NOT_FOUND. */
  async read(actor: SignedIn, holdingId: number): Promise<DesignatedPersonNews> {
    return this.unitOfWork.run(async ({ manager }) => {
      const [news] = await manager.query<DesignatedPersonNews[]>(NEWS_SQL, [holdingId, actor.personId]);
      const isOwn = actor.posts.some(({ providerId }) => providerId !== null && providerId === news?.providerId);
      if (!news || (!news.wasTold && !isOwn)) throw notFound('change of designated person');
      return news;
    });
  }

  /** Says that this person knows. Saying it again changes nothing. Errors: NOT_FOUND, NOT_ALLOWED for whoever was not told. */
  async acknowledge(actor: SignedIn, holdingId: number): Promise<void> {
    await this.unitOfWork.run(async ({ now }) => {
      const { manager } = transaction();
      const { wasTold, acknowledgedAt, providerId } = await this.read(actor, holdingId);
      if (!wasTold) throw notAllowed('acknowledge a notice that was sent to others');
      if (acknowledgedAt !== null) return;
      await manager.insert(DesignatedPersonNotice, { holdingId, personId: actor.personId, acknowledgedAt: now });
      await this.audit.record(actor.personId, { name: 'designated-person-notice.acknowledge', subject: `holding-${holdingId}` });
      await this.duties.rederiveProviders([providerId]);
    });
  }
}

const NEWS_SQL = `
SELECT v.id AS "providerId", v.name AS "providerName", p.name, p.email, p.phone, h.from_on AS "fromOn",
  EXISTS (SELECT FROM duty d JOIN notice n ON n.duty_id = d.id AND n.stage = 'notice' JOIN message_notice mn ON mn.notice_id = n.id
    JOIN message m ON m.id = mn.message_id WHERE d.key = 'EP2/holding-' || h.id AND m.person_id = $2) AS "wasTold",
  (SELECT a.acknowledged_at FROM designated_person_notice a WHERE a.holding_id = h.id AND a.person_id = $2) AS "acknowledgedAt"
FROM post_holding h JOIN person p ON p.id = h.person_id JOIN provider v ON v.id = h.provider_id
WHERE h.id = $1 AND h.post = 'designated-person'`;
