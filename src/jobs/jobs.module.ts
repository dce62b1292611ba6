import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditKey } from '../audit/audit-key.js';
import { Sealer } from '../audit/sealer.service.js';
import { BankHolidaysService } from '../bank-holidays/bank-holidays.service.js';
import type { RunConfig } from '../config.js';
import { Drafts } from '../drafts/drafts.service.js';
import { DutiesModule } from '../duties/duties.module.js';
import { FeedbackMails } from '../feedback/feedback-mails.service.js';
import { PublishFigures } from '../figures/publish-figures.service.js';
import { ForgottenImports } from '../imports/forgotten-imports.service.js';
import { ImportsService } from '../imports/imports.service.js';
import { EndedInspectors } from '../inspections/ended-inspectors.service.js';
import type { Keys } from '../keys/key-file.js';
import { KEYS } from '../keys/keys.module.js';
import { DoLongWork } from '../long-work/do-long-work.service.js';
import { LongWork } from '../long-work/long-work.service.js';
import { LongWorkers } from '../long-work/long-workers.js';
import { PostsModule } from '../posts/posts.module.js';
import { SettingsService } from '../settings/settings.service.js';
import { SignedInPeople } from '../sign-in/signed-in-people.service.js';
import { ForgottenAttempts } from '../sign-in/forgotten-attempts.service.js';
import { IdempotentRequests } from '../web/api/idempotent-requests.service.js';
import { AuditProcessor } from './audit.processor.js';
import { ClockProcessor } from './clock.processor.js';
import { Forgets } from './forgets.service.js';
import { LongWorkProcessor } from './long-work.processor.js';
import { MailProcessor } from './mail.processor.js';
import { MailQueue } from './mail-queue.js';
import { QueueConnection } from './queue-connection.js';
import { QUEUES } from './queues.js';
import { Timekeeper } from './timekeeper.service.js';
import { UpkeepProcessor } from './upkeep.processor.js';
import { Workers } from './workers.service.js';

/** The worker: the queues, their timetable and what their jobs do. A process that serves only pages does without. */
@Module({})
export class JobsModule {
  static forRoot(config: Pick<RunConfig, 'databaseUrl' | 'redisUrl' | 'process' | 'keys'>): DynamicModule {
    if (config.process === 'web') return { module: JobsModule };
    const queueConnection: DynamicModule = {
      module: class QueueConnectionModule {},
      providers: [{ provide: QueueConnection, useFactory: (dataSource: DataSource) => QueueConnection.open(config, dataSource), inject: [DataSource] }],
      exports: [QueueConnection],
    };
    return {
      module: JobsModule,
      imports: [
        BullModule.forRootAsync({
          imports: [queueConnection],
          useFactory: ({ options }: QueueConnection) => options,
          inject: [QueueConnection],
        }),
        BullModule.registerQueue(...QUEUES.map((name) => ({ name }))),
        DutiesModule,
        PostsModule,
      ],
      providers: [{ provide: AuditKey, useFactory: (keys: Keys) => new AuditKey(keys.audit), inject: [KEYS] }, Sealer, AuditProcessor, MailQueue, ClockProcessor, LongWorkProcessor, DoLongWork, LongWork, LongWorkers, ImportsService, SettingsService, BankHolidaysService, SignedInPeople, MailProcessor, UpkeepProcessor, Drafts, EndedInspectors, FeedbackMails, Forgets, ForgottenAttempts, ForgottenImports, IdempotentRequests, PublishFigures, Timekeeper, Workers],
    };
  }
}
