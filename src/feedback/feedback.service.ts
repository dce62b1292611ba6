import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { SignInAttempts } from '../sign-in/sign-in-attempts.service.js';
import type { FeedbackDto } from './feedback.dto.js';
import { Feedback } from './feedback.entity.js';

/** What people think of the service: kept for whoever runs it, without who wrote it. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
  ) {}

  /** Keeps it; the worker sends it on. `address` is the network address, and counted alone. Errors: TOO_MANY (429). */
  async write({ words, reference }: FeedbackDto, address: string): Promise<void> {
    await this.attempts.count({ feedback: address }, 'messages from here');
    await this.unitOfWork.runIn('engine', ({ manager }) => manager.save(Feedback, manager.create(Feedback, { words, reference: reference ?? null, writtenAt: this.clock.realNow(), mailedAt: null, nextAttemptAt: this.clock.realNow() })));
  }
}
