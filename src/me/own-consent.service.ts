import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { Recipient } from '../domain/agreement/records/sharing.js';
import { withheld } from '../domain/third-parties.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import type { CaseView } from '../young-people/case-view.js';
import { SharingService, type Wishes } from '../sharing/sharing.service.js';
import type { SharingView } from '../sharing/sharing-view.js';
import type { SignedIn } from '../web/visitor.js';
import { ownReferenceOf } from './own-case.service.js';

/** What a young person wants to be shared about them, in their own hands (KW1, P7). */
@Injectable()
export class OwnConsentService {
  constructor(
    private readonly views: CaseViewService,
    private readonly sharing: SharingService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The matrix and every disclosure of their own case. Errors: NOT_FOUND. */
  async read(actor: SignedIn): Promise<{ view: CaseView; sharing: SharingView }> {
    return this.unitOfWork.run(async () => {
      const view = withheld(await this.views.readOwnCase(actor, ownReferenceOf(actor)));
      return { view, sharing: withheld(await this.sharing.sharingOf(view, () => true, true)) };
    });
  }

  /** Changes their wishes about one recipient; those left out stay. Answers how many changed. Errors: NOT_FOUND. */
  async wish(actor: SignedIn, placementId: number, recipient: Recipient, wishes: Wishes): Promise<number> {
    return this.unitOfWork.run(async () => {
      const view = await this.views.readOwnCase(actor, ownReferenceOf(actor));
      return this.sharing.recordWishes(actor, view, placementId, recipient, wishes, { how: 'own page', whatFor: '' });
    });
  }
}
