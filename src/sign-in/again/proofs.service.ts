import { Injectable } from '@nestjs/common';
import { Refusal } from '../../errors.js';
import type { SignedIn } from '../../web/visitor.js';
import { Entrances } from '../entrances.service.js';
import { Credentials } from '../passwords/credentials.service.js';
import { Passkeys } from '../second-factors/passkeys.service.js';
import { SecondFactors } from '../second-factors/second-factors.service.js';
import { SignInAttempts, type Whence } from '../sign-in-attempts.service.js';
import { wrongCode, wrongPasskey } from '../steps/second-step.service.js';

export const wrongPassword = (field: string) => {
  const sentence = 'This is not your password. Enter the one that you sign in with.';
  return new Refusal(422, 'WRONG_PASSWORD', sentence, [{ code: 'WRONG_PASSWORD', sentence, field }]);
};

/** Whose session it is that is to be proven: by what they have beside the password, else by the password. */
export interface Claim {
  person: SignedIn;
  secretHash: string;
  whence: Whence;
}

/** Somebody signed in shows once more that it is they who sit there; counted and slowed down as a sign-in is. Each way answers their session's new secret. */
@Injectable()
export class Proofs {
  constructor(
    private readonly attempts: SignInAttempts,
    private readonly credentials: Credentials,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly entrances: Entrances,
  ) {}

  /** What they can be asked for: a code, a passkey, or a password; nothing where they sign in elsewhere. */
  async waysFor(personId: number): Promise<{ code: boolean; passkey: boolean; password: boolean }> {
    const { hasApp, passkeys } = await this.factors.of(personId);
    const hasFactor = hasApp || passkeys.length > 0;
    return { code: hasFactor, passkey: passkeys.length > 0, password: !hasFactor && (await this.credentials.hasSome(personId)) };
  }

  /** Errors: WRONG_CODE (422), TOO_MANY (429). */
  proveWithCode = (claim: Claim, code: string): Promise<string> => this.prove(claim, wrongCode, () => this.factors.takeCode(claim.person.personId, code));

  /** For those without a second factor alone. Errors: WRONG_PASSWORD (422), TOO_MANY (429). */
  proveWithPassword = (claim: Claim, password: string): Promise<string> =>
    this.prove(claim, () => wrongPassword('password'), async () => (await this.waysFor(claim.person.personId)).password && (await this.credentials.passes(claim.person.personId, password)) !== null);

  /** Errors: WRONG_PASSKEY (422), TOO_MANY (429). */
  proveWithPasskey = (claim: Claim, answer: unknown): Promise<string> => this.prove(claim, wrongPasskey, () => this.passkeys.take(claim.person.personId, claim.secretHash, answer));

  passkeyOptions = ({ person, secretHash }: Claim) => this.passkeys.optionsToUse(person.personId, secretHash);

  private async prove({ person, secretHash, whence }: Claim, wrong: () => Refusal, isRight: () => Promise<boolean>): Promise<string> {
    const account = person.email ?? '';
    await this.attempts.begin(account, whence);
    if (!(await isRight())) {
      await this.entrances.refuse('proof', person.personId);
      throw wrong();
    }
    await this.attempts.succeeded(account, whence);
    return this.entrances.prove(person.personId, secretHash);
  }
}
