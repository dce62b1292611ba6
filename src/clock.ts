import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * The only place that reads the time. A live installation's clock is real time; a training installation's runs ahead of it
 * by what its one row says, so that every process, sweep, mail and page follows the same moved clock.
 */
@Injectable()
export class Clock {
  private stopped: (() => Date) | null = null;

  /** Real time on this machine. Sessions, leases and limits on sign-in use it; duties never do. Tests put a frozen one here. */
  get realNow(): () => Date {
    return this.stopped ?? (() => new Date());
  }

  set realNow(stopped: () => Date) {
    this.stopped = stopped;
  }

  /** The installation's time, for everything the agreement knows: the database's, so that all processes agree on it. */
  async now(manager: EntityManager): Promise<Date> {
    const [row] = await manager.query<{ real: Date; ahead: string | null }[]>(
      'SELECT clock_timestamp() AS real, (SELECT clock_ahead_ms FROM installation) AS ahead',
    );
    const real = this.stopped?.() ?? row?.real ?? new Date();
    return new Date(real.getTime() + Number(row?.ahead ?? 0));
  }
}
