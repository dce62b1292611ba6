import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { FeedbackMails } from '../feedback/feedback-mails.service.js';
import { SendMessage } from '../notifications/send-message.service.js';
import { UnsentMessages } from '../notifications/unsent-messages.service.js';
import { handle, type JobHandlers } from './job-handlers.js';
import { MailQueue } from './mail-queue.js';
import type { JobData } from './queues.js';
import { WORKER_OPTIONS } from './worker-options.js';

/** A message's first job gets this long before it is taken for lost. */
const OVERDUE_MS = 4_000;
/** With more jobs than this waiting, messages are late and not lost. */
const BUSY_FROM = 200;
const MESSAGES_AT_A_TIME = 1_000;

@Processor('mail', { ...WORKER_OPTIONS, concurrency: 5 })
export class MailProcessor extends WorkerHost {
  readonly queue = 'mail';
  readonly handlers: JobHandlers = {
    'send-message': ({ id }) => this.send.sendMessage(id ?? 0),
    'sweep-messages': () => this.sweepMessages(),
  };

  constructor(
    private readonly send: SendMessage,
    private readonly unsent: UnsentMessages,
    private readonly mail: MailQueue,
    private readonly feedback: FeedbackMails,
  ) {
    super();
  }

  process(job: Job<JobData>): Promise<void> {
    return handle(this.handlers, job);
  }

  private async sweepMessages(): Promise<void> {
    await this.feedback.sendWaiting();
    if ((await this.mail.waiting()) >= BUSY_FROM) return;
    await this.mail.ask(await this.unsent.overdue(OVERDUE_MS, MESSAGES_AT_A_TIME));
  }
}
