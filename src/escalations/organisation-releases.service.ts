import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { inRole, transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { DutiesService } from '../duties/duties.service.js';
import { DutyRelease } from '../duties/duty-release.entity.js';
import { DutyRow } from '../duties/duty.entity.js';
import { notFound } from '../errors.js';
import { OrganisationCorrection } from '../organisation-records/organisation-correction.entity.js';
import type { TakeReleaseBackDto } from './escalations.dto.js';
import { OrganisationEscalations } from './organisation-escalations.service.js';

/** Reasons why a duty of a provider or an authority was no longer owed, taken back where they were a mistake: it is owed again, and so is its item in the queue. Those of cases are corrected there. */
@Injectable()
export class OrganisationReleases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
    private readonly organisations: OrganisationEscalations,
  ) {}

  /** The duty whose reason still counts, for whoever works with the queue it was in. Errors: NOT_FOUND. */
  async open(actor: Actor, id: number): Promise<DutyRow> {
    return this.unitOfWork.run(async ({ manager }) => {
      const release = await manager.findOneBy(DutyRelease, { id });
      const duty = release && release.caseId === null && release.takenBackAt === null ? await manager.findOneBy(DutyRow, { key: release.dutyKey }) : null;
      if (!duty || !(await this.organisations.mayWork(actor, duty.id))) throw notFound('reason');
      return duty;
    });
  }

  /** Takes the reason back; both sides are kept, and the duty is owed again. Errors: NOT_FOUND. */
  async takeBack(actor: Actor, id: number, dto: TakeReleaseBackDto): Promise<void> {
    await this.unitOfWork.run(async ({ manager }) => {
      await inRole('engine', () => manager.query('SELECT id FROM duty_release WHERE id = $1 FOR NO KEY UPDATE', [id]));
      const { providerId, authorityCode } = await this.open(actor, id);
      const now = await transaction().nowThatLocked();
      await inRole('engine', async () => {
        const { releasedAt } = await manager.findOneByOrFail(DutyRelease, { id });
        await manager.update(DutyRelease, { id }, { takenBackAt: now });
        await manager.insert(OrganisationCorrection, { providerId, authorityCode, fact: 'duty-release', factId: id, before: { releasedOn: londonDate(releasedAt) }, after: null, reason: dto.reason, correctedBy: actor.personId, correctedAt: now });
      });
      await this.audit.record(actor.personId, { name: 'duty-release.take-back', subject: `duty-release-${id}`, fields: ['reason'] });
      if (providerId !== null) await this.duties.rederiveProviders([providerId]);
      if (authorityCode !== null) await this.duties.rederiveAuthorities([authorityCode]);
    });
  }
}
