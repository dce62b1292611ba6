import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { InstallationFacts } from '../../installation/installation-facts.service.js';
import { Entrances } from '../entrances.service.js';
import { SignInChanges } from '../sign-in-changes.service.js';
import { SecondFactors } from '../second-factors/second-factors.service.js';

/** Second factors that come and go, each with its line in the trail and a mail to their owner. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly factors: SecondFactors,
    private readonly entrances: Entrances,
    private readonly installation: InstallationFacts,
    private readonly changes: SignInChanges,
  ) {}

  /**
   * Adds what `keep` adds, which answers whether it could. With somebody's first factor all their sessions end; answers the
   * secret of the new one then, null otherwise. Throws what `refuse` gives where nothing was added.
   */
  async add(personId: number, field: 'app' | 'passkey', keep: () => Promise<boolean>, refuse: () => Error): Promise<string | null> {
    const added = await this.unitOfWork.run(async () => {
      const isFirst = !(await this.factors.hasAny(personId));
      if (!(await keep())) return undefined;
      await this.changes.tell(personId, `${field}.added`);
      if (isFirst) return this.entrances.renew(personId, 'second-factor.add');
      await this.record(personId, 'second-factor.add', field);
      return null;
    });
    // Outside, so that a challenge or a code that was used stays used.
    if (added === undefined) throw refuse();
    return added;
  }

  /** Errors: LAST_FACTOR (409) in a live installation, NOT_FOUND. */
  async remove(personId: number, which: 'app' | number): Promise<void> {
    const mustKeepOne = !(await this.installation.isTraining());
    await this.unitOfWork.run(async () => {
      await this.factors.remove(personId, which, mustKeepOne);
      const field = which === 'app' ? 'app' : 'passkey';
      await this.record(personId, 'second-factor.remove', field);
      await this.changes.tell(personId, `${field}.removed`);
    });
  }

  private record = (personId: number, name: string, field: string) =>
    this.unitOfWork.run(() => this.audit.record(personId, { name, subject: `person-${personId}`, fields: [field] }));
}
