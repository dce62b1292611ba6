import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { proofReference } from '../audit/request-context.js';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Refusal } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { localSignIn, rescueUsed, type LocalSignIn } from '../single-sign-on/local-sign-in.js';
import { isPassword } from './passwords.js';
import { hashSecret } from './secrets.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';

/** One sentence for every failure: it tells nobody which addresses have an account. */
const wrong = () =>
  new Refusal(422, 'WRONG_SIGN_IN', 'The e-mail address or the password is not right. Check both, then try again.', [
    { code: 'WRONG_SIGN_IN', sentence: 'The e-mail address or the password is not right. Check both, then try again.', field: 'email' },
  ]);

const NOBODY: LocalSignIn = { federated: false, rescue: null };

@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttempts,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs someone in from a network address and returns the new session's secret.
   * Errors: WRONG_SIGN_IN (422), TOO_MANY (429, with the seconds to wait).
   */
  async signIn(email: string, password: string, address: string): Promise<string> {
    const account = email.toLowerCase();
    await this.attempts.begin(account, address);
    const person = await this.unitOfWork.runIn('door', ({ manager }) =>
      manager.findOne(Person, { where: { email: account, active: true, caseId: IsNull() }, select: { id: true, passwordHash: true } }),
    );
    const { federated, rescue } = person ? await this.unitOfWork.runIn('door', () => localSignIn(person.id, this.clock.realNow())) : NOBODY;
    // One comparison whoever it is: how long it takes tells nothing.
    if (!(await isPassword(password, (federated ? rescue?.passwordHash : person?.passwordHash) ?? null)) || !person) throw wrong();
    return this.unitOfWork.runIn('door', async ({ manager, now }) => {
      if (federated && rescue) await rescueUsed(rescue.id, this.clock.realNow());
      await manager.update(Person, { id: person.id }, { lastSignedInAt: now });
      await this.attempts.succeeded(account, address);
      const secret = await this.sessions.start(person.id);
      await this.audit.record(person.id, { name: 'session.start', fields: federated ? ['rescue'] : [], session: proofReference('session', hashSecret(secret)) });
      return secret;
    });
  }

  /** Ends a session of this person's own: signing out, or ending one they left open elsewhere. NOT_FOUND where it is not theirs. */
  async endSession(personId: number, secretHash: string): Promise<void> {
    await this.unitOfWork.runIn('door', async () => {
      await this.sessions.end(personId, secretHash);
      await this.audit.record(personId, { name: 'session.end' });
    });
  }
}
