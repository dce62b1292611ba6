import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Refusal } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { hashSecret, newSecret } from '../sign-in/secrets.js';
import { IdentityLink } from './identity-link.entity.js';

/** How long somebody has to use the link by which they connect. */
export const LINK_DAYS = 3;
const DAY_MS = 86_400_000;

/** Links by which somebody connects their organisation's account, once. Looking at one uses nothing: mail scanners do. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditService,
  ) {}

  /** A new link's secret for a person; earlier ones of theirs end. Made by the operator where `madeBy` is null. Whoever calls it has asked the policy. */
  async make(personId: number, madeBy: number | null): Promise<string> {
    const secret = newSecret();
    const now = this.clock.realNow();
    await this.unitOfWork.runIn('door', async ({ manager }) => {
      await manager.delete(IdentityLink, { expiresAt: LessThanOrEqual(now) });
      await manager.delete(IdentityLink, { personId });
      await manager.insert(IdentityLink, { secretHash: hashSecret(secret), personId, madeBy, expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS) });
      await this.audit.record(madeBy, { name: 'identity-link.make', subject: `person-${personId}` });
    });
    return secret;
  }

  /** Whom a link is for, as long as it has not been used. Errors: LINK_OVER (404). */
  async personOf(secret: string): Promise<Pick<Person, 'id' | 'name' | 'authorityCode' | 'providerId'>> {
    return this.unitOfWork.runIn('door', async ({ manager }) => {
      const link = await manager.findOneBy(IdentityLink, { secretHash: hashSecret(secret), expiresAt: MoreThan(this.clock.realNow()) });
      const person = link && (await manager.findOneBy(Person, { id: link.personId, active: true }));
      if (!person) throw new Refusal(404, 'LINK_OVER', 'This link was used before, or is more than three days old. Ask your administrator for another one.');
      return person;
    });
  }
}
