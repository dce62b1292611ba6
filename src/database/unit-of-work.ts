import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { Clock } from '../clock.js';
import { Refusal } from '../errors.js';
import { currentIdentity, STRANGER, type Identity } from './identity.js';
import { PreparingClient } from './preparing-client.js';
import { ROLES, type Capability } from './roles.js';

/** One use case's transaction: its rows, its instant, and what is to happen once it is committed. */
export interface Transaction {
  manager: EntityManager;
  /** As whom it works: that decides which rows there are. */
  identity: Identity;
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

/** Whether this is the manager of the running use case's transaction. */
export const isRunningIn = ({ queryRunner }: EntityManager): boolean => queryRunner !== undefined && current.getStore()?.manager.queryRunner === queryRunner;

const capability = new AsyncLocalStorage<Capability>();

/**
 * Does a piece of the running transaction's work with a role's rights instead of those of whoever is signed in: `engine` is what
 * the system does by itself within somebody's act, `door` is sign-in, `public` what anyone may read. Whoever calls it has asked the policy.
 */
export async function inRole<T>(role: Capability, work: () => Promise<T>): Promise<T> {
  const { manager, identity } = transaction();
  const before = capability.getStore();
  if (identity === 'system' || before === role) return work();
  const take = (one: Capability | undefined) => manager.query(`SET LOCAL ROLE ${one === undefined ? 'NONE' : ROLES[one].name}`);
  await take(role);
  const result = await capability.run(role, work).catch(async (error: unknown) => {
    // A transaction that failed takes no statement more; a refusal in one that goes on must not leave the role behind.
    await take(before).catch(() => undefined);
    throw error;
  });
  await take(before);
  return result;
}

const MAX_ATTEMPTS = 3;

/** A row that the policies do not let this identity write: what somebody may do can end between the question and the write. */
const isHeldBack = (error: unknown): boolean => codeOf(error) === '42501';

/** A prepared statement that answers in other columns now: somebody changed the table. */
const isPreparedOtherwise = (error: unknown): boolean => codeOf(error) === '0A000';

/**
 * Held back; prepared before a table was changed; broken off as a deadlock (40P01) or for want of a serial order (40001); or there already (23505), which the work asked for before somebody
 * else wrote it: nothing is wrong with the work itself, and it sees now what there is.
 */
const isWorthAnother = (error: unknown): boolean => isHeldBack(error) || isPreparedOtherwise(error) || ['40P01', '40001', '23505'].includes(codeOf(error));

/** What PostgreSQL calls what went wrong (SQLSTATE); empty where it was not PostgreSQL. */
export const codeOf = (error: unknown): string => (error instanceof QueryFailedError ? ((error.driverError as { code?: string }).code ?? '') : '');

/** The name of the data source that pages and API use. */
export const WEB = 'web';

@Injectable()
export class UnitOfWork {
  /** As whom code works that nobody has said it of: a stranger, who sees nothing. */
  ambient: Identity = STRANGER;

  constructor(
    @InjectDataSource() private readonly system: DataSource,
    private readonly clock: Clock,
    @InjectDataSource(WEB) private readonly web: DataSource,
  ) {}

  /** For what runs outside of the application: the start, the command line, tests. */
  static forSystem(dataSource: DataSource, clock: Clock): UnitOfWork {
    const unitOfWork = new UnitOfWork(dataSource, clock, dataSource);
    unitOfWork.ambient = 'system';
    return unitOfWork;
  }

  /**
   * Runs one use case in one transaction (joining the one already running) and answers only after its commit.
   * A statement that failed and was swallowed would turn COMMIT into ROLLBACK without a word: the closing statement fails then.
   * What PostgreSQL broke off because two transactions waited for each other, or wrote the same, is done again from its beginning; so is what the policies held back, by
   * whoever works as they are now, so that who may not any more is refused.
   * Errors: NOT_SIGNED_IN, where the session or the token ended on the way.
   */
  async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const outer = current.getStore();
    if (outer) return work(outer);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (isHeldBack(error) && (await this.isSignedOut())) throw new Refusal(401, 'NOT_SIGNED_IN', 'Your sign-in ended while you worked, and nothing was changed. Sign in again.');
        if (attempt === MAX_ATTEMPTS || !isWorthAnother(error)) throw error;
        if (isHeldBack(error)) await this.lookAgain();
        if (isPreparedOtherwise(error)) PreparingClient.prepareAnew();
      }
    }
  }

  /** The same, all of it with a role's rights. */
  runIn<T>(role: Capability, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.run((running) => inRole(role, () => work(running)));
  }

  /** Whether whoever brought a secret is nobody any more. */
  private async isSignedOut(): Promise<boolean> {
    const identity = currentIdentity() ?? this.ambient;
    if (identity === 'system' || identity.secret === null) return false;
    return this.attempt(async ({ manager }) => {
      const [row] = await manager.query<{ nobody: boolean }[]>('SELECT authz.person_id() IS NULL AS nobody');
      return row?.nobody ?? true;
    });
  }

  private async lookAgain(): Promise<void> {
    const identity = currentIdentity() ?? this.ambient;
    if (identity !== 'system') await identity.lookAgain?.();
  }

  private async attempt<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const effects: (() => Promise<void>)[] = [];
    const identity = currentIdentity() ?? this.ambient;
    const source = identity === 'system' ? this.system : this.web;
    const secret = identity === 'system' ? null : identity.secret;
    const result = await source.transaction(async (manager) => {
      const opened: Transaction = {
        manager,
        identity,
        now: await this.clock.begin(manager, secret),
        nowThatLocked: async () => (opened.now = await this.clock.begin(manager, secret)),
        afterCommit: (effect) => void effects.push(effect),
      };
      const answer = await capability.exit(() => current.run(opened, () => work(opened)));
      await manager.query('SELECT pg_current_xact_id_if_assigned()');
      return answer;
    });
    for (const effect of effects) await effect();
    return result;
  }
}
