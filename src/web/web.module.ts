import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { RefusedAttempts } from '../audit/refused-attempts.service.js';
import type { Config } from '../config.js';
import { DraftsModule } from '../drafts/drafts.module.js';
import { InstallationFacts } from '../installation/installation-facts.service.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { CaseSight } from '../young-people/case-sight.service.js';
import { AllowGuard } from './allow.guard.js';
import { AnswersInterceptor } from './answers.interceptor.js';
import { ApiPages } from './api/api.pages.js';
import { ApplicationReference } from './api/application-reference.js';
import { IdempotencyInterceptor } from './api/idempotency.interceptor.js';
import { HealthApi } from './health.api.js';
import { InputPipe } from './input.js';
import { PageContexts } from './page-context.service.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestLog } from './request-log.js';
import { Visitors } from './visitors.service.js';
import { WebSettings } from './web-settings.js';

/** The edge for every route: guard, input, answers, errors. The pipeline around it is set up by `setUpWeb`. */
@Global()
@Module({})
export class WebModule {
  static forRoot({ publicUrl, secureCookies, logLevel }: Pick<Config, 'publicUrl' | 'secureCookies' | 'logLevel'>): DynamicModule {
    return {
      module: WebModule,
      imports: [DiscoveryModule, DraftsModule, SignInModule],
      controllers: [HealthApi, ApiPages],
      providers: [
        { provide: WebSettings, useValue: new WebSettings(publicUrl, secureCookies) },
        { provide: RequestLog, useFactory: () => new RequestLog(logLevel) },
        ApplicationReference,
        CaseSight,
        InstallationFacts,
        PageContexts,
        RefusedAttempts,
        Visitors,
        { provide: APP_GUARD, useClass: AllowGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: InputPipe },
        // The first is the outermost: what it keeps is the finished answer.
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AnswersInterceptor },
      ],
      exports: [WebSettings, InstallationFacts, RequestLog],
    };
  }
}
