import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import { canInOrganisation } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { notFound } from '../errors.js';
import { OrganisationCorrection } from '../organisation-records/organisation-correction.entity.js';
import { DesignatedPersonNotice } from '../people/designated-person-notice.entity.js';
import type { SignedIn } from '../web/visitor.js';
import type { TakeAcknowledgementBackDto } from './posts.dto.js';

/** Somebody's word that they know the new designated person. */
export interface Acknowledgement {
  id: number;
  providerId: number;
  providerName: string;
  /** The new designated person. */
  name: string;
  forName: string;
  byName: string;
  acknowledgedAt: Date;
  /** Whether whoever asks gave it, or it was given for them. */
  isOwn: boolean;
}

/** EP2: an acknowledgement that was a mistake, taken back: the duty is open again. */
@Injectable()
export class AcknowledgementsTakenBack {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** One that still counts, for whoever gave it, for whom it was given, and who works with the queue of the provider's duties. Errors: NOT_FOUND. */
  async open(actor: SignedIn, holdingId: number, id: number): Promise<Acknowledgement> {
    return this.unitOfWork.run(async ({ manager }) => {
      const [row] = await manager.query<(Acknowledgement & { areaCode: string })[]>(ACKNOWLEDGEMENT_SQL, [id, holdingId, actor.personId]);
      if (!row || !(row.isOwn || canInOrganisation(actor, 'organisation-escalation.work', row.areaCode))) throw notFound('acknowledgement');
      return row;
    });
  }

  /** Takes it back; both sides are kept, and EP2 is owed again. Errors: NOT_FOUND. */
  async takeBack(actor: SignedIn, holdingId: number, id: number, dto: TakeAcknowledgementBackDto): Promise<void> {
    await this.unitOfWork.run(async ({ manager }) => {
      await inRole('engine', () => manager.query('SELECT id FROM designated_person_notice WHERE id = $1 FOR NO KEY UPDATE', [id]));
      const { providerId, acknowledgedAt } = await this.open(actor, holdingId, id);
      const now = await transaction().nowThatLocked();
      await inRole('engine', async () => {
        await manager.update(DesignatedPersonNotice, { id }, { takenBackAt: now });
        await manager.insert(OrganisationCorrection, { providerId, authorityCode: null, fact: 'designated-person-notice', factId: id, before: { acknowledgedOn: londonDate(acknowledgedAt) }, after: null, reason: dto.reason, correctedBy: actor.personId, correctedAt: now });
      });
      await this.audit.record(actor.personId, { name: 'designated-person-notice.take-back', subject: `designated-person-notice-${id}`, fields: ['reason'] });
      await this.duties.rederiveProviders([providerId]);
    });
  }
}

const ACKNOWLEDGEMENT_SQL = `
SELECT a.id, v.id AS "providerId", v.name AS "providerName", v.authority_code AS "areaCode", w.name, f.name AS "forName", b.name AS "byName", a.acknowledged_at AS "acknowledgedAt",
  $3::int IN (a.person_id, a.for_person_id) AS "isOwn"
FROM designated_person_notice a JOIN post_holding h ON h.id = a.holding_id JOIN person w ON w.id = h.person_id JOIN provider v ON v.id = h.provider_id
JOIN person f ON f.id = a.for_person_id JOIN person b ON b.id = a.person_id WHERE a.id = $1 AND a.holding_id = $2 AND a.taken_back_at IS NULL`;
