import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { MailTransport } from '../notifications/mail-transport.js';
import { AuditProcessor } from './audit.processor.js';
import { ClockProcessor } from './clock.processor.js';
import { handlerFaults } from './job-handlers.js';
import { LongWorkProcessor } from './long-work.processor.js';
import { MailProcessor } from './mail.processor.js';
import { UpkeepProcessor } from './upkeep.processor.js';

/** How long work in hand may take to end, before mails under way are broken off and before the rest is left as it is. */
const FINISH_MS = 1_500;
const BREAK_OFF_MS = 500;

/** Starts the workers only with a handler for each job, and ends them without losing any. */
@Injectable()
export class Workers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('jobs');
  private readonly processors;

  constructor(
    audit: AuditProcessor,
    clock: ClockProcessor,
    longWork: LongWorkProcessor,
    mail: MailProcessor,
    upkeep: UpkeepProcessor,
    @Inject(MailTransport) private readonly transport: MailTransport,
  ) {
    this.processors = [audit, clock, longWork, mail, upkeep] as const;
    const faults = handlerFaults(this.processors);
    if (faults.length > 0) throw new Error(`The jobs and their handlers do not fit: ${faults.join('; ')}`);
  }

  onApplicationBootstrap(): void {
    for (const { worker, queue } of this.processors) {
      worker.on('error', (error) => this.logger.warn(`The queue ${queue} had trouble: ${error.message}`));
      worker.on('failed', (job, error) => this.logger.error(`The job ${job?.name ?? 'of ' + queue} failed: ${error.message}`));
    }
  }

  async onModuleDestroy(): Promise<void> {
    const closed = Promise.all(this.processors.map(({ worker }) => worker.close()));
    await Promise.race([closed, wait(FINISH_MS, undefined, { ref: false })]);
    await this.transport.close();
    await Promise.race([closed, wait(BREAK_OFF_MS, undefined, { ref: false })]);
  }
}
