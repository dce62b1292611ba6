import { Injectable } from '@nestjs/common';
import { conflict } from '../../errors.js';
import { InstallationFacts } from '../../installation/installation-facts.service.js';
import { Passkeys } from './passkeys.service.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { TotpFactors } from './totp-factors.service.js';

/** What somebody has beside their password. */
export interface FactorsOf {
  hasApp: boolean;
  passkeys: { id: number; name: string; madeAt: Date; lastUsedAt: Date | null }[];
  recoveryCodesLeft: number;
}

@Injectable()
export class SecondFactors {
  constructor(
    private readonly apps: TotpFactors,
    private readonly passkeys: Passkeys,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly installation: InstallationFacts,
  ) {}

  async of(personId: number): Promise<FactorsOf> {
    const passkeys = (await this.passkeys.listOf(personId)).map(({ id, name, madeAt, lastUsedAt }) => ({ id, name, madeAt, lastUsedAt }));
    return { hasApp: await this.apps.isInUse(personId), passkeys, recoveryCodesLeft: await this.recoveryCodes.countLeft(personId) };
  }

  /** Whether a password alone does not let this person in. */
  async hasAny(personId: number): Promise<boolean> {
    return (await this.apps.isInUse(personId)) || (await this.passkeys.listOf(personId)).length > 0;
  }

  /** Whether this person gets no further than the pages where they set one up: in a live installation nobody does without. */
  async mustEnrol(personId: number): Promise<boolean> {
    return !(await this.installation.isTraining()) && !(await this.hasAny(personId));
  }

  /** Takes a code of the app or a recovery code, whichever it is, once. Answers whether it was right. */
  async takeCode(personId: number, typed: string): Promise<boolean> {
    const code = typed.replace(/\s/g, '');
    return /^\d{6}$/.test(code) ? this.apps.take(personId, code) : this.recoveryCodes.take(personId, code);
  }

  /**
   * Removes the app, or one passkey. Recovery codes go with the last factor. Errors: LAST_FACTOR (409) where one has to be kept,
   * NOT_FOUND where the passkey is not theirs.
   */
  async remove(personId: number, which: 'app' | number, mustKeepOne: boolean): Promise<void> {
    const { hasApp, passkeys } = await this.of(personId);
    const isLast = passkeys.length + Number(hasApp) <= 1;
    if (mustKeepOne && isLast) throw conflict('LAST_FACTOR', 'Everyone here needs a second factor. Add another first, then remove this one.');
    await (which === 'app' ? this.apps.remove(personId) : this.passkeys.remove(personId, which));
    if (isLast) await this.recoveryCodes.removeAll(personId);
  }

  /** Removes all of them: for an operator who lets somebody begin anew. */
  async removeAll(personId: number): Promise<void> {
    const { passkeys } = await this.of(personId);
    await this.apps.remove(personId);
    for (const { id } of passkeys) await this.passkeys.remove(personId, id);
    await this.recoveryCodes.removeAll(personId);
  }
}
