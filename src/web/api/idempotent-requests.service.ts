import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock.js';
import { UnitOfWork } from '../../database/unit-of-work.js';

/** How long the answer to a request with an Idempotency-Key is kept, in real time. */
export const KEPT_FOR_MS = 24 * 3_600_000;

/** The answers kept for repeated requests: they hold what the API said of people. */
@Injectable()
export class IdempotentRequests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Deletes every answer that is older than a day. */
  async forgetExpired(): Promise<void> {
    const before = new Date(this.clock.realNow().getTime() - KEPT_FOR_MS);
    await this.unitOfWork.run(({ manager }) => manager.query('DELETE FROM idempotent_request WHERE made_at < $1', [before]));
  }
}
