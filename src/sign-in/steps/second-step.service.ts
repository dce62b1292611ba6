import { Injectable } from '@nestjs/common';
import { Refusal } from '../../errors.js';
import { Entrances } from '../entrances.service.js';
import { Passkeys } from '../second-factors/passkeys.service.js';
import { SecondFactors, type FactorsOf } from '../second-factors/second-factors.service.js';
import { hashSecret } from '../secrets.js';
import { SignInAttempts, type Whence } from '../sign-in-attempts.service.js';
import { SignInSteps, type Entered } from './sign-in-steps.service.js';

export const wrongCode = () => {
  const sentence = 'This code is not right, or has been used before. Wait for the next one of your app, or use a recovery code that you have not used yet.';
  return new Refusal(422, 'WRONG_CODE', sentence, [{ code: 'WRONG_CODE', sentence, field: 'code' }]);
};

export const wrongPasskey = () => new Refusal(422, 'WRONG_PASSKEY', 'Your passkey was not taken. Try it once more, or use a code.');

const ended = () => new Refusal(401, 'NOT_SIGNED_IN', 'This sign-in has ended. Begin it again with your password.');

/** The second half of a sign-in. Codes and passkeys are counted against account and address as passwords are. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly steps: SignInSteps,
    private readonly attempts: SignInAttempts,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly entrances: Entrances,
  ) {}

  /** What the person of this step can be asked for. Errors: NOT_SIGNED_IN (401) where the step has ended. */
  async factorsOf(secret: string | undefined): Promise<FactorsOf> {
    return this.factors.of((await this.open(secret)).personId);
  }

  /** Errors: NOT_SIGNED_IN (401), WRONG_CODE (422), TOO_MANY (429). */
  async enterWithCode(secret: string | undefined, code: string, whence: Whence): Promise<Entered> {
    return this.attempt(secret, whence, wrongCode, (personId) => this.factors.takeCode(personId, code));
  }

  /** Errors: NOT_SIGNED_IN (401), WRONG_PASSKEY (422), TOO_MANY (429). */
  async enterWithPasskey(secret: string | undefined, answer: unknown, whence: Whence): Promise<Entered> {
    return this.attempt(secret, whence, wrongPasskey, (personId, owner) => this.passkeys.take(personId, owner, answer));
  }

  async passkeyOptions(secret: string | undefined) {
    const { personId, owner } = await this.open(secret);
    return this.passkeys.optionsToUse(personId, owner);
  }

  private async attempt(secret: string | undefined, whence: Whence, wrong: () => Refusal, isRight: (personId: number, owner: string) => Promise<boolean>): Promise<Entered> {
    const { personId, email, owner } = await this.open(secret);
    await this.attempts.begin(email, whence);
    if (!(await isRight(personId, owner))) {
      await this.entrances.refuse('second-factor', personId);
      throw wrong();
    }
    const entered = await this.steps.finish(secret ?? '', personId);
    if (!entered) throw ended();
    await this.attempts.succeeded(email, whence);
    return { ...entered, account: email };
  }

  private async open(secret: string | undefined) {
    const found = await this.steps.find(secret);
    if (!found) throw ended();
    return { ...found, owner: hashSecret(secret ?? '') };
  }
}
