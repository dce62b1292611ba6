import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { InstallationCalendar } from '../bank-holidays/installation-calendar.service.js';
import { NightlyDerivation } from '../duties/nightly-derivation.service.js';
import { ContactChecks } from '../posts/contact-checks.service.js';
import { PublishFigures } from '../figures/publish-figures.service.js';
import { Forgets } from './forgets.service.js';
import { handle, type JobHandlers } from './job-handlers.js';
import type { JobData } from './queues.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor('upkeep', WORKER_OPTIONS)
export class UpkeepProcessor extends WorkerHost {
  readonly queue = 'upkeep';
  readonly handlers: JobHandlers = { 'check-contacts': () => this.checkContacts(), 'derive-all': () => this.deriveAll(), 'forget-expired': () => this.forgets.forgetExpired(), 'publish-figures': () => this.publishFigures() };
  private readonly logger = new Logger('derive-all');

  constructor(
    private readonly nightly: NightlyDerivation,
    private readonly contacts: ContactChecks,
    private readonly forgets: Forgets,
    private readonly figures: PublishFigures,
    private readonly calendar: InstallationCalendar,
  ) {
    super();
  }

  process(job: Job<JobData>): Promise<void> {
    return handle(this.handlers, job);
  }

  private async deriveAll(): Promise<void> {
    const end = await this.calendar.endsSoonOn();
    if (end !== null) this.logger.warn(`Bank holidays are known up to ${end} only: an administrator adds those published since (docs/operating.md).`);
    const differences = await this.nightly.deriveAll();
    if (differences.length === 0) return;
    const some = differences.slice(0, 20).map(({ key, columns }) => `${key} (${columns.join(', ')})`);
    this.logger.error(`${differences.length} duties differed from what the facts give and have been put right: ${some.join('; ')}`);
  }

  private async publishFigures(): Promise<void> {
    await this.figures.publishNext();
  }

  private async checkContacts(): Promise<void> {
    await this.contacts.checkContacts();
  }
}
