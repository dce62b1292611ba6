import { Module } from '@nestjs/common';
import { AccessTokensService } from './access-tokens.service.js';
import { AccountPages } from './account/account.pages.js';
import { AuthenticatorAppPages } from './account/authenticator-app.pages.js';
import { Enrolments } from './account/enrolments.service.js';
import { PasswordChanges } from './account/password-changes.service.js';
import { PasswordPages } from './account/password.pages.js';
import { RecoveryCodesPages } from './account/recovery-codes.pages.js';
import { SecondFactorsPages } from './account/second-factors.pages.js';
import { AgainPages } from './again/again.pages.js';
import { Proofs } from './again/proofs.service.js';
import { Doorway } from './doorway.service.js';
import { Entrances } from './entrances.service.js';
import { KnownDevices } from './known-devices.js';
import { Credentials } from './passwords/credentials.service.js';
import { PasskeyChallenges } from './second-factors/passkey-challenges.service.js';
import { Passkeys } from './second-factors/passkeys.service.js';
import { RecoveryCodes } from './second-factors/recovery-codes.service.js';
import { SecondFactors } from './second-factors/second-factors.service.js';
import { TotpFactors } from './second-factors/totp-factors.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import { SignInChanges } from './sign-in-changes.service.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { SignedInPeople } from './signed-in-people.service.js';
import { SecondStepPages } from './steps/second-step.pages.js';
import { SecondStep } from './steps/second-step.service.js';
import { SignInSteps } from './steps/sign-in-steps.service.js';
import { TokensApi } from './tokens.api.js';
import { TokensPages } from './tokens.pages.js';
import { TokensService } from './tokens.service.js';

const ENTRANCES = [SignInPages, SecondStepPages, AgainPages];
const ACCOUNT = [AccountPages, PasswordPages, SecondFactorsPages, AuthenticatorAppPages, RecoveryCodesPages, TokensPages, TokensApi];
/** What other nouns use of it. */
const SHARED = [AccessTokensService, Credentials, Doorway, Entrances, SecondFactors, SessionsService, SignInAttempts, SignInChanges, SignInService, SignInSteps, SignedInPeople, TokensService];

@Module({
  controllers: [...ENTRANCES, ...ACCOUNT],
  providers: [...SHARED, Enrolments, KnownDevices, PasskeyChallenges, Passkeys, PasswordChanges, Proofs, RecoveryCodes, SecondStep, TotpFactors],
  exports: SHARED,
})
export class SignInModule {}
