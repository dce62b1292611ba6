import { Module } from '@nestjs/common';
import { AccessTokensService } from './access-tokens.service.js';
import { AccountPages } from './account.pages.js';
import { SessionCookies } from './session-cookies.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInAttempts } from './sign-in-attempts.service.js';
import { SignInPages } from './sign-in.pages.js';
import { SignInService } from './sign-in.service.js';
import { SignedInPeople } from './signed-in-people.service.js';
import { TokensApi } from './tokens.api.js';
import { TokensPages } from './tokens.pages.js';
import { TokensService } from './tokens.service.js';

@Module({
  controllers: [SignInPages, AccountPages, TokensPages, TokensApi],
  providers: [AccessTokensService, SessionCookies, SessionsService, SignInAttempts, SignInService, SignedInPeople, TokensService],
  exports: [AccessTokensService, SessionCookies, SessionsService, SignInAttempts, SignInService, SignedInPeople],
})
export class SignInModule {}
