import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../clock.js';
import { LOCKS } from '../database/locks.js';
import { codeOf, outsideTransaction, UnitOfWork } from '../database/unit-of-work.js';
import { BEGUN_AT_MOST, failureOf, type LongWorkFailure } from '../domain/long-work.js';
import { Refusal } from '../errors.js';
import { SignedInPeople } from '../sign-in/signed-in-people.service.js';
import { LongWorkRow } from './long-work.entity.js';
import { LongWorkers } from './long-workers.js';
import type { Progress } from './progress.js';
import { Cancelled, Stopped, watched } from './watched.js';

/**
 * Does the long work that waits, one piece after the other. A piece is one transaction, with a lock that goes with its connection: where
 * nobody holds the lock, nobody does the work, whatever its row says, and it is begun again.
 */
@Injectable()
export class DoLongWork implements OnModuleDestroy {
  private readonly logger = new Logger('long-work');
  private stopping = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: SignedInPeople,
    private readonly workers: LongWorkers,
  ) {}

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Does what is to be done and nobody does; to be called as the system. */
  async doWaiting(): Promise<void> {
    const ids = await this.unitOfWork.run(({ manager }) => manager.query<{ id: number }[]>('SELECT id FROM long_work WHERE ended_at IS NULL ORDER BY id'));
    for (const { id } of ids) if (!this.stopping) await this.doOne(id);
  }

  private async doOne(id: number): Promise<void> {
    try {
      await this.unitOfWork.run(async ({ manager }) => {
        const [row] = await manager.query<{ free: boolean }[]>('SELECT pg_try_advisory_xact_lock($1, $2) AS free', [LOCKS.longWorkDone, id]);
        const work = row?.free ? await outsideTransaction(() => this.claim(id)) : null;
        if (!work) return;
        const watch = watched(this.unitOfWork, id, () => this.stopping);
        const figures = await this.perform(work, watch.progress);
        const [, done] = await manager.query<[unknown[], number]>(`UPDATE long_work SET state = 'done', done = $4, total = $4, figures = $2, input = '{}', ended_at = $3 WHERE id = $1 AND state = 'running' AND cancel_asked_at IS NULL`, [id, figures, this.clock.realNow(), watch.total()]);
        if (done === 0) throw new Cancelled();
      });
    } catch (error) {
      // It stays as it is, and is found again: by another process, or once the database is back.
      if (lostDatabase(error)) return;
      if (error instanceof Stopped) return this.leave(id);
      if (error instanceof Cancelled) return this.end(id, 'cancelled', null);
      if (!(error instanceof Refusal)) this.logger.error(`The long work ${id} failed: ${(error as Error).name} ${codeOf(error)}`);
      await this.end(id, 'failed', error instanceof Refusal ? failureOf(error.code, ...error.reasons.map(({ code }) => code)) : 'FAILED');
    }
  }

  /** Begins it, for others to see; null where it is not to be begun: it has ended, was cancelled, or was begun too often. */
  private async claim(id: number): Promise<LongWorkRow | null> {
    return this.unitOfWork.run(async ({ manager }) => {
      const work = await manager.findOne(LongWorkRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!work || work.endedAt !== null) return null;
      if (work.cancelAskedAt !== null) await this.end(id, 'cancelled', null);
      else if (work.attempts >= BEGUN_AT_MOST) await this.end(id, 'failed', 'INTERRUPTED');
      else {
        await manager.query(`UPDATE long_work SET state = 'running', attempts = attempts + 1, done = 0, total = NULL WHERE id = $1`, [id]);
        return work;
      }
      return null;
    });
  }

  private async perform(work: LongWorkRow, progress: Progress): Promise<object> {
    const actor = await this.people.find(work.begunBy);
    if (!actor) throw new Refusal(409, 'NOT_HERE_ANY_MORE', 'Whoever began this can no longer sign in.');
    return this.workers.of[work.kind](actor, work, progress);
  }

  /** Left because this process ends, which says nothing against the work: it does not count as a time that it was begun. */
  private async leave(id: number): Promise<void> {
    await this.unitOfWork.run(({ manager }) => manager.query('UPDATE long_work SET attempts = attempts - 1 WHERE id = $1 AND ended_at IS NULL', [id]));
  }

  private async end(id: number, state: 'cancelled' | 'failed', code: LongWorkFailure | null): Promise<void> {
    await this.unitOfWork.run(({ manager }) => manager.query(`UPDATE long_work SET state = $2, error_code = $3, input = '{}', ended_at = $4 WHERE id = $1 AND ended_at IS NULL`, [id, state, code, this.clock.realNow()]));
  }
}

/** The connection went, and the transaction with it: an operator ended it, or the server. */
const lostDatabase = (error: unknown): boolean => {
  const { message, driverError } = error as Error & { driverError?: { code?: string } };
  return /^(57P|08)/.test(driverError?.code ?? '') || /Connection terminated|not queryable|already released|ECONNREFUSED|ECONNRESET/.test(message);
};
