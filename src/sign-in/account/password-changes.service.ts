import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { invalid } from '../../errors.js';
import type { SignedIn } from '../../web/visitor.js';
import { wrongPassword } from '../again/proofs.service.js';
import { Entrances } from '../entrances.service.js';
import { asTyped } from '../passwords.js';
import { Credentials } from '../passwords/credentials.service.js';
import { checkNewPassword } from '../passwords/password-rules.js';
import { SecondFactors } from '../second-factors/second-factors.service.js';
import { SignInChanges } from '../sign-in-changes.service.js';
import { SignInAttempts, type Whence } from '../sign-in-attempts.service.js';

@Injectable()
export class PasswordChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: SignInAttempts,
    private readonly credentials: Credentials,
    private readonly entrances: Entrances,
    private readonly changes: SignInChanges,
    private readonly factors: SecondFactors,
  ) {}

  /**
   * Changes somebody's own password. All their sessions end; answers the secret of the new one.
   * Errors: WRONG_PASSWORD (422, `current`), INVALID (422, `password`), TOO_MANY (429).
   */
  async change({ personId, name, organisation, ...person }: SignedIn, current: string, password: string, whence: Whence): Promise<string> {
    const email = person.email ?? '';
    checkNewPassword(password, [name, email, organisation]);
    if (asTyped(current) === asTyped(password)) throw invalid([{ code: 'SAME_PASSWORD', field: 'password', sentence: 'Choose another password than the one you have.' }]);
    await this.attempts.begin(email, whence);
    if (!(await this.credentials.hasOwn(personId)) || (await this.credentials.passes(personId, current)) !== 'own') {
      await this.entrances.refuse('password', personId);
      throw wrongPassword('current');
    }
    await this.attempts.succeeded(email, whence);
    return this.unitOfWork.run(async () => {
      await this.credentials.setPassword(personId, password);
      await this.changes.tell(personId, 'password.changed');
      // Whoever chooses one in place of the operator's may have yet to get a second factor.
      return this.entrances.renew(personId, 'password.change', await this.factors.mustEnrol(personId));
    });
  }
}
