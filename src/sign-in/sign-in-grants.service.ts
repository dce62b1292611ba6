import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { GIVEN_PASSWORD_HOURS } from '../domain/sign-in-changes.js';
import type { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { addHours } from '../domain/time/london.js';
import { Refusal } from '../errors.js';
import { Person } from '../people/person.entity.js';
import { AccessToken } from './access-token.entity.js';
import type { AccessTokensService } from './access-tokens.service.js';
import { Invitation } from './invitations/invitation.entity.js';
import { newPassword } from './new-password.js';
import type { Credentials } from './passwords/credentials.service.js';
import { Passkey } from './second-factors/passkey.entity.js';
import { RecoveryCode } from './second-factors/recovery-code.entity.js';
import { TotpFactor } from './second-factors/totp-factor.entity.js';
import { EVERY_SCOPE, LONGEST_TOKEN_DAYS } from './scopes.js';
import type { SignInChanges } from './sign-in-changes.service.js';
import { Session } from './session.entity.js';
import { SignInStep } from './steps/sign-in-step.entity.js';

/** How long a token lasts that an operator issued. */
export const TOKEN_DAYS = LONGEST_TOKEN_DAYS;

/** An operator's way to let somebody in: a password or an API token, which nobody can read again afterwards. */
@Injectable()
export class SignInGrants {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly tokens: AccessTokensService,
    private readonly credentials: Credentials,
    private readonly changes: SignInChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives an active person a new password for `GIVEN_PASSWORD_HOURS`, in which they choose another as they sign in, and ends their sessions and invitations; their second factors stay, unless they
   * have lost them (`forgetFactors`). Answers the password. Errors: PERSON_UNKNOWN (404).
   */
  async givePassword(email: string, forgetFactors = false): Promise<string> {
    const password = newPassword();
    const endsAt = addHours(this.clock.realNow(), GIVEN_PASSWORD_HOURS);
    return this.unitOfWork.run(async ({ manager }) => {
      const id = await this.activePerson(email);
      await this.credentials.setPassword(id, password, endsAt);
      await manager.delete(Session, { personId: id });
      await manager.delete(SignInStep, { personId: id });
      await manager.delete(Invitation, { personId: id, usedAt: IsNull() });
      if (forgetFactors) for (const Factor of [TotpFactor, Passkey, RecoveryCode]) await manager.delete(Factor, { personId: id });
      await this.audit.record(null, { name: 'sign-in.grant', subject: `person-${id}`, fields: ['password', ...(forgetFactors ? ['second-factors'] : [])] });
      await this.changes.tell(id, forgetFactors ? 'sign-in.reset' : 'password.given');
      return password;
    });
  }

  /**
   * Gives an active person an API token for `TOKEN_DAYS`; one of theirs by the same name ends. Answers the token.
   * Errors: PERSON_UNKNOWN (404).
   */
  async giveToken(email: string, name: string): Promise<string> {
    return this.unitOfWork.run(async ({ manager }) => {
      const personId = await this.activePerson(email);
      await manager.delete(AccessToken, { personId, name });
      const token = await this.tokens.issue(personId, name, TOKEN_DAYS, EVERY_SCOPE);
      await this.audit.record(null, { name: 'sign-in.grant', subject: `person-${personId}`, fields: ['token'] });
      return token;
    });
  }

  private async activePerson(email: string): Promise<number> {
    return this.unitOfWork.run(async ({ manager }) => {
      const person = await manager.findOneBy(Person, { email: email.trim().toLowerCase(), active: true, caseId: IsNull() });
      if (!person) throw new Refusal(404, 'PERSON_UNKNOWN', 'Nobody active has this e-mail address: correct it, or import the person first (lsa import people FILE).');
      return person.id;
    });
  }
}
