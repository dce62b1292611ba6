import { Module } from '@nestjs/common';
import { AccessTokensService } from './access-tokens.service.js';
import { AccountPages } from './account.pages.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { SignedInPeople } from './signed-in-people.service.js';

@Module({
  controllers: [SignInPages, AccountPages],
  providers: [AccessTokensService, SessionsService, SignInAttempts, SignInService, SignedInPeople],
  exports: [AccessTokensService, SessionsService, SignInAttempts, SignInService, SignedInPeople],
})
export class SignInModule {}
