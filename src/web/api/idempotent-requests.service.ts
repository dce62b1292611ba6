import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';

/** How long it is kept that a request with an Idempotency-Key was done, in real time. */
export const KEPT_FOR_MS = 24 * 3_600_000;

/** What is kept for repeated requests: that they were done, and where to read what came of it. */
@Injectable()
export class IdempotentRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Deletes whatever is older than a day. */
  async forgetExpired(): Promise<void> {
    const before = new Date(this.clock.realNow().getTime() - KEPT_FOR_MS);
    await this.unitOfWork.run(({ manager }) => manager.query('DELETE FROM idempotent_request WHERE made_at < $1', [before]));
  }
}
