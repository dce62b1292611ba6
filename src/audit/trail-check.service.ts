import { Injectable } from '@nestjs/common';
import { transaction, UnitOfWork } from '../database/unit-of-work.js';
import type { FullSeal, Seal } from './seal-chain.js';
import { SEALED_EVENT_SQL, type SealedEvent } from './sealed-event.js';
import { DATABASE_IDENTITY_SQL, sealsAfter, UNSEALED_OF_ALL_SQL } from './seals-sql.js';
import { eventFaults, sealFaults, type KnownKeys, type TimesKnown } from './trail-faults.js';
import { witnessFaults, type Witness } from './witnesses.js';

export interface TrailCheck {
  /** Each a sentence with numbers; empty means that nothing was found. */
  faults: string[];
  seals: number;
  /** Events in seals. */
  events: number;
  /** Events that wait for the next seal. */
  waiting: number;
  epochs: number;
  head: Seal | null;
}

const SEALS_AT_A_TIME = 20;
/** An event that waits longer than this for its seal is worth a word. */
const LONGEST_WAIT = '1 hour';

/** Walks the chain from its beginning and compares each event with what was sealed. */
@Injectable()
export class TrailCheckService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Finds what was edited, deleted, put in or back-dated, dropped and re-signed, and, with witnesses, what was cut off at the end. */
  check(keys: KnownKeys, witnesses: readonly Witness[]): Promise<TrailCheck> {
    return this.unitOfWork.run(async () => {
      const live = await isLive();
      const hashes: string[] = [];
      const result: TrailCheck = { faults: [], seals: 0, events: 0, waiting: 0, epochs: 0, head: null };
      let before: TimesKnown['before'] = null;
      for await (const [seal, events] of chain()) {
        const head: Seal | null = result.head;
        // Several seals of one run were made at one moment: what was before them was before that.
        if (head && head.sealedAt !== seal.sealedAt) before = head;
        result.faults.push(...sealFaults(seal, head, keys), ...eventFaults(seal, events, { before, live }));
        hashes[seal.id - 1] = seal.hash;
        Object.assign(result, { seals: result.seals + 1, events: result.events + seal.eventCount, epochs: seal.epoch, head: seal });
      }
      const outside = await unsealedEvents(result.head);
      result.faults.push(...outside.faults, ...witnessFaults(witnesses, hashes));
      return { ...result, waiting: outside.waiting };
    });
  }
}

/** Each seal in its order, with those of its events that are there. */
async function* chain(): AsyncGenerator<[FullSeal, Map<string, SealedEvent>]> {
  const { manager } = transaction();
  for (let last = 0; ; ) {
    const seals = await sealsAfter(manager, last, SEALS_AT_A_TIME);
    if (seals.length === 0) return;
    const ids = seals.flatMap(({ eventIds }) => eventIds);
    const events = await manager.query<SealedEvent[]>(`SELECT ${SEALED_EVENT_SQL} FROM audit_event e WHERE e.id = ANY($1::bigint[])`, [ids]);
    const byId = new Map(events.map((event) => [event.id, event]));
    for (const seal of seals) yield [seal, byId];
    last = seals.at(-1)?.id ?? last;
  }
}

async function isLive(): Promise<boolean> {
  const [row] = await transaction().manager.query<{ kind: string }[]>('SELECT kind FROM installation');
  return row?.kind === 'live';
}

interface Outside {
  id: string;
  isOver: boolean;
  isToCome: boolean;
  isLong: boolean;
}

/**
 * What is in no seal waits for one, unless its transaction was over before the newest seal was made or has not begun yet. In
 * a database that was restored and not sealed since, the numbers are those of the old server and the times those of the dump.
 */
async function unsealedEvents(head: Seal | null): Promise<{ faults: string[]; waiting: number }> {
  const outside = await transaction().manager.query<Outside[]>(
    `WITH here AS (SELECT $2::text IN ('', ${DATABASE_IDENTITY_SQL}) AS sealed)
     SELECT e.id::text AS id, e.transaction_id < $1::text::xid8 AS "isOver", here.sealed AND e.transaction_id >= pg_snapshot_xmax(pg_current_snapshot()) AS "isToCome",
       here.sealed AND e.written_at < clock_timestamp() - interval '${LONGEST_WAIT}' AS "isLong"
     FROM audit_event e, here WHERE ${UNSEALED_OF_ALL_SQL} ORDER BY e.id`,
    [head?.untilXid ?? '0', head?.databaseIdentity ?? ''],
  );
  const faults = outside.flatMap(({ id, isOver, isToCome }) => {
    if (isOver) return [`Event ${id} was put in behind the seals: its transaction was over before seal ${head?.id} was made, and no seal has it.`];
    return isToCome ? [`Event ${id} was put in by hand: its transaction has yet to begin.`] : [];
  });
  const waiting = outside.filter(({ isOver, isToCome }) => !isOver && !isToCome);
  const long = waiting.filter(({ isLong }) => isLong).length;
  if (long > 0) faults.push(`${long} of the events that no seal has, from event ${waiting[0]?.id} on, are older than ${LONGEST_WAIT}: ${head ? 'no worker runs, or a transaction is open since then' : 'nothing was ever sealed, or all seals were deleted'}.`);
  return { faults, waiting: waiting.length };
}
