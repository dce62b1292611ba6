import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { JobData } from './queues.js';

const AT_A_TIME = 500;

/** Asks for messages to be sent. */
@Injectable()
export class MailQueue {
  constructor(@InjectQueue('mail') private readonly queue: Queue<JobData>) {}

  /** One job for each attempt at each message: asking twice while the first job is there changes nothing. */
  async ask(messages: readonly { id: number; attempts: number }[]): Promise<void> {
    for (let from = 0; from < messages.length; from += AT_A_TIME) {
      const jobs = messages.slice(from, from + AT_A_TIME).map(({ id, attempts }) => ({
        name: 'send-message',
        data: { id },
        opts: { jobId: `message-${id}-${attempts}`, removeOnComplete: true, removeOnFail: true },
      }));
      await this.queue.addBulk(jobs);
    }
  }

  /** How many jobs wait for a free hand. */
  waiting(): Promise<number> {
    return this.queue.getWaitingCount();
  }
}
