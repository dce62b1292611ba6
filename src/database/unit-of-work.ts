import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { Clock } from '../clock.js';

/** One use case's transaction: its rows, its instant, and what is to happen once it is committed. */
export interface Transaction {
  manager: EntityManager;
  /** The installation's time: everything in one use case happens at one instant. */
  now: Date;
  /**
   * Time passed while a lock was waited for, and others have written facts meanwhile: reads `now` again, so that it is later
   * than whatever they wrote. To be called once the lock is held.
   */
  nowThatLocked(): Promise<Date>;
  /** Runs after the commit, in order; a failure there is logged and never undoes the work. */
  afterCommit(effect: () => Promise<void>): void;
}

const current = new AsyncLocalStorage<Transaction>();

/** The transaction this code runs in. There is no way to the tables outside one. */
export function transaction(): Transaction {
  const running = current.getStore();
  if (!running) throw new Error('no transaction: call UnitOfWork.run first');
  return running;
}

/** Does work that has to commit on its way, in transactions of its own even where one is running. */
export const outsideTransaction = <T>(work: () => T): T => current.exit(work);

const MAX_ATTEMPTS = 3;

/** Broken off as a deadlock (40P01) or for want of a serial order (40001): nothing is wrong with the work itself. */
const isWorthAnother = (error: unknown): boolean =>
  error instanceof QueryFailedError && ['40P01', '40001'].includes((error.driverError as { code?: string }).code ?? '');

@Injectable()
export class UnitOfWork {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs one use case in one transaction (joining the one already running) and answers only after its commit.
   * A statement that failed and was swallowed would turn COMMIT into ROLLBACK without a word: the closing statement fails then.
   * What PostgreSQL broke off because two transactions waited for each other is done again from its beginning.
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const outer = current.getStore();
    if (outer) return work(outer);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isWorthAnother(error)) throw error;
      }
    }
  }

  private async attempt<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const effects: (() => Promise<void>)[] = [];
    const result = await this.dataSource.transaction(async (manager) => {
      const opened: Transaction = {
        manager,
        now: await this.clock.now(manager),
        nowThatLocked: async () => (opened.now = await this.clock.now(manager)),
        afterCommit: (effect) => void effects.push(effect),
      };
      const answer = await current.run(opened, () => work(opened));
      await manager.query('SELECT pg_current_xact_id_if_assigned()');
      return answer;
    });
    for (const effect of effects) await effect();
    return result;
  }
}
