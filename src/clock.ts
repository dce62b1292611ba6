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

  /**
   * The installation's time, for everything the agreement knows: the database's, so that all processes agree on it. Tells the
   * database, for the running transaction, who asks (the secret of a session or token; null is nobody) and at what time, in one
   * statement: row-level security goes by both.
   */
  async begin(manager: EntityManager, secret: string | null): Promise<Date> {
    const [row] = await manager.query<{ now: Date }[]>(BEGIN_SQL, [this.stopped?.() ?? null, secret ?? '']);
    if (!row) throw new Error('the database told no time');
    return row.now;
  }
}

/** Whole milliseconds, as JavaScript has them. */
const BEGIN_SQL = `
SELECT t.now, set_config('app.session', $2, true), set_config('app.now', t.now::text, true)
FROM (SELECT date_trunc('milliseconds', coalesce($1::timestamptz, clock_timestamp())) + authz.clock_ahead() AS now) t`;
