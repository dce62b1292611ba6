import { getQueueToken } from '@nestjs/bullmq';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { JOBS, QUEUES, type JobData, type JobName, type QueueName } from './queues.js';
import { TIMETABLE, type Repeat } from './timetable.js';

const LOOK_EVERY_MS = 5_000;
/** A job that should have come this long ago is not coming. */
const MISSING_AFTER_MS = 5_000;

/** Keeps the timetable in the queues, and puts it back when a queue has lost it. */
@Injectable()
export class Timekeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('jobs');
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(private readonly modules: ModuleRef) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const name of QUEUES) {
      // Without a listener BullMQ would print the whole error, connection and all.
      this.queue(name).on('error', (error) => this.logger.warn(`The queue ${name} had trouble: ${error.message}`));
    }
    await this.putUp(Object.keys(TIMETABLE) as JobName[]);
    this.timer = setInterval(() => void this.lookAfter(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async lookAfter(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const missing: JobName[] = [];
      for (const name of Object.keys(TIMETABLE) as JobName[]) {
        const scheduler = await this.queue(JOBS[name]).getJobScheduler(name);
        if (!scheduler?.next || scheduler.next < Date.now() - MISSING_AFTER_MS) missing.push(name);
      }
      await this.putUp(missing);
    } catch (error) {
      this.logger.warn(`The queues cannot be looked after: ${(error as Error).message}`);
    } finally {
      this.looking = false;
    }
  }

  private async putUp(names: readonly JobName[]): Promise<void> {
    for (const name of names) {
      await this.queue(JOBS[name]).upsertJobScheduler(name, TIMETABLE[name] as Repeat, { name, opts: { removeOnComplete: true, removeOnFail: true } });
    }
  }

  private queue(name: QueueName): Queue<JobData> {
    return this.modules.get<Queue<JobData>>(getQueueToken(name), { strict: false });
  }
}
