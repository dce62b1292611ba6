import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { transaction } from '../database/unit-of-work.js';
import { canInOrganisation, type Action, type Actor } from '../domain/permissions.js';
import { DutiesService } from '../duties/duties.service.js';
import { DutyRow } from '../duties/duty.entity.js';
import { notFound } from '../errors.js';
import { Provider } from '../organisations/provider.entity.js';
import type { Escalation } from './escalation.entity.js';

/** The queue items of a provider's or an authority's own duties: worked by the Virtual School of the area, those of an agreement by the one that signed it. */
@Injectable()
export class OrganisationEscalations {
  constructor(
    private readonly audit: AuditService,
    private readonly duties: DutiesService,
  ) {}

  /** Whether somebody works with the items of this duty's organisation. */
  async mayWork(actor: Actor, dutyId: number): Promise<boolean> {
    return canInOrganisation(actor, 'organisation-escalation.work', await this.authorityOf(await this.dutyOf(dutyId)));
  }

  /** Does something with an item, within the running transaction; the organisation's duties follow. Errors: NOT_FOUND. */
  async change(actor: Actor, item: Escalation, action: Action, work: (now: Date) => Promise<Escalation>): Promise<Escalation> {
    const duty = await this.dutyOf(item.dutyId);
    if (!(await this.mayWork(actor, item.dutyId))) throw notFound('queue item');
    const result = await work(await transaction().nowThatLocked());
    await this.audit.record(actor.personId, { name: action, subject: `escalation-${item.id}` });
    if (duty.providerId !== null) await this.duties.rederiveProviders([duty.providerId]);
    if (duty.authorityCode !== null) await this.duties.rederiveAuthorities([duty.authorityCode]);
    return result;
  }

  private dutyOf(dutyId: number): Promise<DutyRow> {
    return transaction().manager.findOneByOrFail(DutyRow, { id: dutyId });
  }

  private async authorityOf({ providerId, authorityCode, signedBy }: DutyRow): Promise<string> {
    if (signedBy !== null) return signedBy;
    if (providerId === null) return authorityCode ?? '';
    return (await transaction().manager.findOneByOrFail(Provider, { id: providerId })).authorityCode;
  }
}
