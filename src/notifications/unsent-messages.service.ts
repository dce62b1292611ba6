import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** Finds messages that nobody is sending. */
@Injectable()
export class UnsentMessages {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Up to `limit` messages that have been due for `overdueMs` or longer, the most overdue first: a retry whose time has
   * come, a message whose job was lost, one whose sender died (its lease is over).
   */
  async overdue(overdueMs: number, limit: number): Promise<{ id: number; attempts: number }[]> {
    const before = new Date(this.clock.realNow().getTime() - overdueMs);
    return this.unitOfWork.run(({ manager }) =>
      manager.query<{ id: number; attempts: number }[]>(
        `SELECT id, attempts FROM message WHERE state IN ('pending', 'sending') AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT $2`,
        [before, limit],
      ),
    );
  }
}
