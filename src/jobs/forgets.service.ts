import { Injectable } from '@nestjs/common';
import { Drafts } from '../drafts/drafts.service.js';
import { FeedbackMails } from '../feedback/feedback-mails.service.js';
import { EndedInspectors } from '../inspections/ended-inspectors.service.js';
import { ForgottenImports } from '../imports/forgotten-imports.service.js';
import { LongWork } from '../long-work/long-work.service.js';
import { ForgottenAttempts } from '../sign-in/forgotten-attempts.service.js';
import { IdempotentRequests } from '../web/api/idempotent-requests.service.js';

/** Everything that is kept for a while and no longer (docs/security.md, What is deleted). */
@Injectable()
export class Forgets {
  constructor(
    private readonly requests: IdempotentRequests,
    private readonly imports: ForgottenImports,
    private readonly attempts: ForgottenAttempts,
    private readonly drafts: Drafts,
    private readonly feedback: FeedbackMails,
    private readonly inspectors: EndedInspectors,
    private readonly longWork: LongWork,
  ) {}

  /** Deletes whatever has had its time, and puts out inspectors from outside who have. */
  async forgetExpired(): Promise<void> {
    await this.requests.forgetExpired();
    await this.imports.discardForgotten();
    await this.attempts.forget();
    await this.drafts.forget();
    await this.feedback.forget();
    await this.longWork.forget();
    await this.inspectors.putOut(null);
  }
}
