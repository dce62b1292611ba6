import { Injectable } from '@nestjs/common';
import { LOCKS } from '../database/locks.js';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import { AuditKey } from './audit-key.js';
import { nextSeal, type Moment, type Seal } from './seal-chain.js';
import { instantSql, SEALED_EVENT_SQL, type SealedEvent } from './sealed-event.js';
import { DATABASE_IDENTITY_SQL, headSeal, UNSEALED_OF_ALL_SQL, UNSEALED_ONE_SQL, writeSeal } from './seals-sql.js';

/** As many as one seal covers at most. */
const EVENTS_A_SEAL = 5_000;

/** Hashes what is new in the trail into a chain of seals. Any process may: they take turns, and none leads. */
@Injectable()
export class Sealer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly key: AuditKey,
  ) {}

  /**
   * Seals every event of a transaction that was over before any that still runs, and answers how many; 0 also while another
   * process seals. Goes by transactions and not by event ids, since an event with a lower id may be committed later. The first
   * seal in a database that was restored begins a new epoch, over whatever was restored unsealed, and is made even over nothing.
   */
  seal(): Promise<number> {
    return this.unitOfWork.run(async ({ manager }) => {
      const [lock] = await manager.query<{ taken: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS taken', [LOCKS.seal]);
      if (!lock?.taken) return 0;
      const head = await headSeal(manager);
      const moment = await readMoment();
      const restored = head !== null && head.databaseIdentity !== moment.databaseIdentity;
      const window = restored ? null : { from: head?.untilXid ?? '0', until: moment.untilXid };
      const count = await this.sealAll(head, restored ? head.epoch + 1 : (head?.epoch ?? 1), moment, window);
      if (restored && count === 0) await writeSeal(manager, nextSeal(head, head.epoch + 1, moment, [], this.key));
      return count;
    });
  }

  private async sealAll(head: Seal | null, epoch: number, moment: Moment, window: Window | null): Promise<number> {
    const { manager } = transaction();
    let last: Pick<Seal, 'id' | 'hash'> | null = head;
    let [after, count] = ['0', 0];
    for (;;) {
      const events = await unsealed(after, window);
      if (events.length === 0) return count;
      const seal = nextSeal(last, epoch, moment, events, this.key);
      await writeSeal(manager, seal);
      last = seal;
      after = events.at(-1)?.id ?? after;
      count += events.length;
    }
  }
}

/** From which transaction on until before which; null is all, as the numbers of another server say nothing here. */
interface Window {
  from: string;
  until: string;
}

/** The transactions' bounds come of a snapshot that is later than the time: what begins to write after it is written after it. */
async function readMoment(): Promise<Moment> {
  const [moment] = await transaction().manager.query<Moment[]>(
    `SELECT ${DATABASE_IDENTITY_SQL} AS "databaseIdentity", ${instantSql('statement_timestamp()')} AS "sealedAt",
       pg_snapshot_xmin(s.now)::text AS "untilXid", pg_snapshot_xmax(s.now)::text AS "nextXid" FROM (SELECT pg_current_snapshot() AS now) s`,
  );
  if (!moment) throw new Error('the database did not say what it is');
  return moment;
}

/**
 * Read after the moment, so that all events of transactions that were over then are there. By transaction first: the trail is
 * long, and what is new is short, unless it was restored.
 */
function unsealed(after: string, window: Window | null): Promise<SealedEvent[]> {
  const { manager } = transaction();
  const order = `ORDER BY e.id LIMIT ${EVENTS_A_SEAL}`;
  if (window === null) return manager.query<SealedEvent[]>(`SELECT ${SEALED_EVENT_SQL} FROM audit_event e WHERE e.id > $1 AND ${UNSEALED_OF_ALL_SQL} ${order}`, [after]);
  return manager.query<SealedEvent[]>(
    `WITH written AS MATERIALIZED (SELECT id FROM audit_event WHERE id > $1 AND transaction_id >= $2::text::xid8 AND transaction_id < $3::text::xid8)
     SELECT ${SEALED_EVENT_SQL} FROM written JOIN audit_event e ON e.id = written.id WHERE ${UNSEALED_ONE_SQL} ${order}`,
    [after, window.from, window.until],
  );
}
