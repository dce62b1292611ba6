import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { SessionsService } from '../sign-in/sessions.service.js';

/**
 * A young person has proved more than a link does. Whatever proved it comes here: the PIN today; a passkey would, in the same way,
 * without anything else having to know of it.
 */
@Injectable()
export class StepUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  /** Begins a session that opens everything, in place of this one, which ends. Answers its secret. Errors: NOT_FOUND where it has ended. */
  async raise(personId: number, secretHash: string, by: 'pin' | 'passkey'): Promise<string> {
    return this.unitOfWork.runIn('door', async () => {
      await this.sessions.end(personId, secretHash);
      await this.audit.record(personId, { name: 'session.step-up', fields: [by] });
      return this.sessions.start(personId, 'full');
    });
  }
}
