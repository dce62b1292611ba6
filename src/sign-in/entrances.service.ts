import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { proofReference } from '../audit/request-context.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Person } from '../people/person.entity.js';
import { hashSecret } from './secrets.js';
import { SessionsService } from './sessions.service.js';

/** Sessions that begin and end, each with its line in the trail. */
@Injectable()
export class Entrances {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
  ) {}

  /** Lets somebody in who has proven who they are; answers the new session's secret. An `enrolling` one opens the second factor's pages alone, a `choosing` one the page where a password is chosen. */
  async enter(personId: number, { enrolling = false, choosing = false, fields = [] }: { enrolling?: boolean; choosing?: boolean; fields?: string[] } = {}): Promise<string> {
    return this.unitOfWork.runIn('door', async ({ manager, now }) => {
      await manager.update(Person, { id: personId }, { lastSignedInAt: now });
      const secret = await this.sessions.start(personId, null, { enrolling, choosing });
      await this.audit.record(personId, { name: 'session.start', fields, session: proofReference('session', hashSecret(secret)) });
      return secret;
    });
  }

  /** Signing out, or ending a session left open elsewhere. NOT_FOUND where it is not theirs. */
  async leave(personId: number, secretHash: string): Promise<void> {
    await this.unitOfWork.runIn('door', async () => {
      await this.sessions.end(personId, secretHash);
      await this.audit.record(personId, { name: 'session.end' });
    });
  }

  /**
   * Somebody did not get in, or did not show who they are: `by` what they tried it, on whose account, as far as there is one. Who it was
   * nobody knows. In a transaction of its own, before the refusal is thrown.
   */
  async refuse(by: 'password' | 'second-factor' | 'proof' | 'pin', personId: number | null): Promise<void> {
    const subject = personId === null ? null : `person-${personId}`;
    await this.unitOfWork.runIn('door', () => this.audit.record(null, { name: 'session.refuse', subject, fields: [by], outcome: 'refused' }));
  }

  /** Somebody signed in has shown again who they are; answers their session's new secret. Errors: NOT_FOUND where it has ended. */
  async prove(personId: number, secretHash: string): Promise<string> {
    return this.unitOfWork.runIn('door', async () => {
      const secret = await this.sessions.prove(personId, secretHash);
      await this.audit.record(personId, { name: 'session.prove', session: proofReference('session', hashSecret(secret)) });
      return secret;
    });
  }

  /** What somebody proves who they are with has changed (`event`): all their sessions end, and a new one begins, whose secret this answers: an `enrolling` one where a second factor is still to come. */
  async renew(personId: number, event: string, enrolling = false): Promise<string> {
    return this.unitOfWork.runIn('door', async () => {
      await this.sessions.endAllOf(personId);
      await this.audit.record(personId, { name: event, subject: `person-${personId}` });
      return this.sessions.start(personId, null, { enrolling });
    });
  }
}
