import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { conflict } from '../errors.js';
import { ImportConfirmations } from '../imports/import-confirmations.service.js';
import type { GrantInspectionDto } from '../inspections/inspections.dto.js';
import { InspectionsService } from '../inspections/inspections.service.js';
import type { AppointDto } from '../posts/posts.dto.js';
import { PostsService } from '../posts/posts.service.js';
import { RetentionService } from '../retention/retention.service.js';
import { SignedInPeople } from '../sign-in/signed-in-people.service.js';
import type { SignedIn } from '../web/visitor.js';
import type { Approval } from './approval.entity.js';
import { Approvals } from './approvals.service.js';

/** What is approved is done, in the transaction of the approval: both or neither. */
@Injectable()
export class ApprovalDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly approvals: Approvals,
    private readonly people: SignedInPeople,
    private readonly posts: PostsService,
    private readonly imports: ImportConfirmations,
    private readonly retention: RetentionService,
    private readonly inspections: InspectionsService,
  ) {}

  /** Approves an act and does it. Errors: those of `Approvals.decide` and of the act; ASKER_GONE (409). */
  async approve(actor: SignedIn, id: number): Promise<void> {
    await this.unitOfWork.run(async () => {
      const approval = await this.approvals.decide(actor, id, 'approved');
      const asker = await this.people.find(approval.askedBy);
      if (!asker) throw conflict('ASKER_GONE', 'Whoever asked for this is no longer here. Refuse it.');
      await this.perform(actor, asker, approval);
    });
  }

  /** Refuses it: nothing is done. Errors: those of `Approvals.decide`. */
  async refuse(actor: SignedIn, id: number): Promise<void> {
    await this.approvals.decide(actor, id, 'refused');
  }

  private async perform(actor: SignedIn, asker: SignedIn, { id, act, authorityCode, providerId, payload }: Approval): Promise<void> {
    switch (act) {
      case 'post.appoint':
        await this.posts.appointApproved([asker, actor], { authority: authorityCode ?? undefined, provider: providerId ?? undefined }, payload as unknown as AppointDto);
        return;
      case 'people.import':
        await this.imports.confirmApproved(asker, Number(payload.importId), typeof payload.reason === 'string' ? payload.reason : null);
        return;
      case 'case.erase':
        await this.retention.eraseApproved([asker, actor], id, String(payload.reference));
        return;
      case 'inspection.grant':
        await this.inspections.grantApproved([asker, actor], payload as unknown as GrantInspectionDto);
        return;
      case 'cases.export':
      case 'return.export':
        // Whoever asked fetches the file.
        return;
    }
  }
}
