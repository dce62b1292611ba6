import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock.js';

/** One use case's transaction: its rows, its instant, and what is to happen once it is committed. */
export interface Transaction {
  manager: EntityManager;
  /** The installation's time, read once: everything in one use case happens at one instant. */
  now: Date;
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

@Injectable()
export class UnitOfWork {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs one use case in one transaction (joining the one already running) and answers only after its commit.
   * A statement that failed and was swallowed would turn COMMIT into ROLLBACK without a word: the closing statement fails then.
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const outer = current.getStore();
    if (outer) return work(outer);
    const effects: (() => Promise<void>)[] = [];
    const result = await this.dataSource.transaction(async (manager) => {
      const opened: Transaction = {
        manager,
        now: await this.clock.now(manager),
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
