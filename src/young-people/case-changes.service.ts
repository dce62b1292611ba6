import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Actor } from '../domain/permissions.js';
import type { CaseView, LimitedCaseView } from './case-view.js';
import { CaseSight } from './case-sight.service.js';
import { CaseViewService } from './case-view.service.js';
import { CaseWork } from './case-work.service.js';

/** Changes as the API makes them: meant for a version, and answered with what can be read then. */
@Injectable()
export class CaseChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseWork,
    private readonly views: CaseViewService,
    private readonly sight: CaseSight,
  ) {}

  /**
   * Does `work` on a case if it still has the version it is meant for (null: any), and reads the case again, in one transaction.
   * Errors: NOT_FOUND, CHANGED_SINCE, and what `work` refuses.
   */
  async change<T>(actor: Actor, reference: string, version: number | null, work: () => Promise<T>): Promise<{ result: T; view: CaseView }> {
    return this.unitOfWork.run(async () => {
      await this.cases.expectVersion(actor, reference, version);
      const result = await work();
      return { result, view: await this.views.readCaseTo(actor, reference, 'case.read') };
    });
  }

  /**
   * The same for what may close the case to whoever does it, such as the end of a placement: it is done all the same, and the case is read
   * where they still have it; null where it is closed to them now. Errors: as above.
   */
  async changeThatMayClose<T>(actor: Actor, reference: string, version: number | null, work: () => Promise<T>): Promise<{ result: T; view: CaseView | null }> {
    return this.unitOfWork.run(async () => {
      await this.cases.expectVersion(actor, reference, version);
      const result = await work();
      const isOpen = await this.sight.isOpenTo(actor, reference, ['case.read']);
      return { result, view: isOpen ? await this.views.readCaseTo(actor, reference, 'case.read') : null };
    });
  }

  /** The same for what those with the limited view do too: they read no more of the case than before. */
  async changeInSight<T>(actor: Actor, reference: string, version: number | null, work: () => Promise<T>): Promise<{ result: T; view: CaseView | LimitedCaseView }> {
    return this.unitOfWork.run(async () => {
      await this.cases.expectVersion(actor, reference, version);
      const result = await work();
      return { result, view: await this.views.readCase(actor, reference) };
    });
  }
}
