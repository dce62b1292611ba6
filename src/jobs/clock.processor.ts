import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { ClockTurns } from '../duties/clock-turns.service.js';
import { DutyClock } from '../duties/duty-clock.service.js';
import { ComposeMessages } from '../notifications/compose-messages.service.js';
import { handle, type JobHandlers } from './job-handlers.js';
import { MailQueue } from './mail-queue.js';
import type { JobData } from './queues.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor('clock', WORKER_OPTIONS)
export class ClockProcessor extends WorkerHost {
  readonly queue = 'clock';
  readonly handlers: JobHandlers = { 'run-clock': () => this.turns.tick(() => this.runClock()) };

  constructor(
    private readonly turns: ClockTurns,
    private readonly dutyClock: DutyClock,
    private readonly compose: ComposeMessages,
    private readonly mail: MailQueue,
  ) {
    super();
  }

  process(job: Job<JobData>): Promise<void> {
    return handle(this.handlers, job);
  }

  private async runClock(): Promise<void> {
    await this.dutyClock.sweep();
    const ids = await this.compose.composeDue();
    await this.mail.ask(ids.map((id) => ({ id, attempts: 0 })));
  }
}
