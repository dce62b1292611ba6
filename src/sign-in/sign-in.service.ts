import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Refusal } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { Entrances } from './entrances.service.js';
import { Credentials } from './passwords/credentials.service.js';
import { SignInAttempts, type Whence } from './sign-in-attempts.service.js';
import { SignInSteps, type Entered } from './steps/sign-in-steps.service.js';

/** One sentence for every failure: it tells nobody which addresses have an account. */
const wrong = () =>
  new Refusal(422, 'WRONG_SIGN_IN', 'The e-mail address or the password is not right. Check both, then try again.', [
    { code: 'WRONG_SIGN_IN', sentence: 'The e-mail address or the password is not right. Check both, then try again.', field: 'email' },
  ]);

@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttempts,
    private readonly credentials: Credentials,
    private readonly steps: SignInSteps,
    private readonly entrances: Entrances,
  ) {}

  /**
   * Takes somebody's password. Answers a session, or the step that their second factor follows.
   * Errors: WRONG_SIGN_IN (422), TOO_MANY (429, with the seconds to wait).
   */
  async signIn(email: string, password: string, whence: Whence): Promise<Entered> {
    const account = email.toLowerCase();
    await this.attempts.begin(account, whence);
    const person = await this.unitOfWork.runIn('door', ({ manager }) => manager.findOneBy(Person, { email: account, active: true, caseId: IsNull() }));
    // One comparison whoever it is: how long it takes tells nothing.
    const passed = await this.credentials.passes(person?.id ?? null, password);
    if (passed === null || !person) {
      await this.entrances.refuse('password', person?.id ?? null);
      throw wrong();
    }
    return this.unitOfWork.run(async () => {
      const entered = await this.steps.afterPassword(person.id, passed);
      await (entered.kind === 'session' ? this.attempts.succeeded(account, whence) : this.attempts.gotHalfway(whence.address));
      return { ...entered, account };
    });
  }

  /** Ends a session of this person's own: signing out, or ending one they left open elsewhere. NOT_FOUND where it is not theirs. */
  async endSession(personId: number, secretHash: string): Promise<void> {
    await this.entrances.leave(personId, secretHash);
  }
}
