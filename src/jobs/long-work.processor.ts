import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { DoLongWork } from '../long-work/do-long-work.service.js';
import { handle, type JobHandlers } from './job-handlers.js';
import type { JobData } from './queues.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor('long-work', WORKER_OPTIONS)
export class LongWorkProcessor extends WorkerHost {
  readonly queue = 'long-work';
  readonly handlers: JobHandlers = { 'do-long-work': () => this.longWork.doWaiting() };

  constructor(private readonly longWork: DoLongWork) {
    super();
  }

  process(job: Job<JobData>): Promise<void> {
    return handle(this.handlers, job);
  }
}
