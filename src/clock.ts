import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * The only place that reads the time. A live installation's clock is real time; a training installation's runs ahead of it
 * by what its one row says, so that every process, sweep, mail and page follows the same moved clock.
 */
@Injectable()
export class Clock {
  /** Real time. Sessions, leases and limits on sign-in use it; duties never do. Tests put a frozen one here. */
  realNow: () => Date = () => new Date();

  /** The installation's time, for everything the agreement knows. */
  async now(manager: EntityManager): Promise<Date> {
    const [row] = await manager.query<{ clock_ahead_ms: string }[]>('SELECT clock_ahead_ms FROM installation');
    return new Date(this.realNow().getTime() + Number(row?.clock_ahead_ms ?? 0));
  }
}
