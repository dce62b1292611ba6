import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { Sealer } from '../audit/sealer.service.js';
import { handle, type JobHandlers } from './job-handlers.js';
import type { JobData } from './queues.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor('audit', WORKER_OPTIONS)
export class AuditProcessor extends WorkerHost {
  readonly queue = 'audit';
  readonly handlers: JobHandlers = { 'seal-audit': () => this.seal() };

  constructor(private readonly sealer: Sealer) {
    super();
  }

  process(job: Job<JobData>): Promise<void> {
    return handle(this.handlers, job);
  }

  private async seal(): Promise<void> {
    await this.sealer.seal();
  }
}
