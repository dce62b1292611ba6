import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { SignedIn } from '../web/visitor.js';
import { presentApproval, type PresentedApproval } from './approvals.presenter.js';
import { Approvals } from './approvals.service.js';

/** Requests as their reader sees them. */
@Injectable()
export class ApprovalViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly approvals: Approvals,
  ) {}

  /** What somebody asked for and may decide, the newest first. */
  async list(actor: SignedIn): Promise<PresentedApproval[]> {
    return this.unitOfWork.run(async ({ now }) => (await this.approvals.list(actor)).map((one) => presentApproval(actor, one, now)));
  }

  /** One of them. Errors: NOT_FOUND. */
  async read(actor: SignedIn, id: number): Promise<PresentedApproval> {
    return this.unitOfWork.run(async ({ now }) => presentApproval(actor, await this.approvals.read(actor, id), now));
  }
}
