import { createHash } from 'node:crypto';
import type { AuditKey } from './audit-key.js';
import { hashEvent, type SealedEvent } from './sealed-event.js';

/** One link of the chain: which events it seals, after which seal, when, and in which database. */
export interface Seal {
  /** From 1 without a gap. */
  id: number;
  epoch: number;
  databaseIdentity: string;
  sealedAt: string;
  untilXid: string;
  nextXid: string;
  eventCount: number;
  firstEventId: string | null;
  lastEventId: string | null;
  eventsHash: string;
  /** The hash of the seal before it; 64 zeros before the first. */
  previousHash: string;
  hash: string;
  keyId: string;
  signature: string;
}

/** A seal with the hash of each of its events, by which a changed one is found. */
export interface FullSeal extends Seal {
  eventIds: string[];
  eventHashes: Buffer;
}

export const BEFORE_THE_FIRST = '0'.repeat(64);

/** What the sealer knows of the moment it seals. */
export type Moment = Pick<Seal, 'databaseIdentity' | 'sealedAt' | 'untilXid' | 'nextXid'>;

/** The next seal of the chain, over these events in the order of their ids. */
export function nextSeal(head: Pick<Seal, 'id' | 'hash'> | null, epoch: number, moment: Moment, events: readonly SealedEvent[], key: AuditKey): FullSeal {
  const eventIds = events.map(({ id }) => id);
  const eventHashes = Buffer.concat(events.map(hashEvent));
  const unsigned = {
    id: (head?.id ?? 0) + 1,
    epoch,
    ...moment,
    eventCount: events.length,
    firstEventId: eventIds[0] ?? null,
    lastEventId: eventIds.at(-1) ?? null,
    eventsHash: hashEvents(eventIds, eventHashes),
    previousHash: head?.hash ?? BEFORE_THE_FIRST,
    keyId: key.id,
  };
  const hash = hashSeal(unsigned);
  return { ...unsigned, hash, signature: key.sign(hash), eventIds, eventHashes };
}

/** The hash over which events a seal is about, and what they were. */
export const hashEvents = (ids: readonly string[], hashes: Buffer): string => createHash('sha256').update(JSON.stringify(['events-1', ids])).update(hashes).digest('hex');

/** The hash of a seal over everything that it says but its signature: a JSON array, as an event's. */
export const hashSeal = (s: Omit<Seal, 'hash' | 'signature'>): string =>
  createHash('sha256')
    .update(JSON.stringify(['seal-1', s.id, s.epoch, s.databaseIdentity, s.sealedAt, s.untilXid, s.nextXid, s.eventCount, s.firstEventId, s.lastEventId, s.eventsHash, s.previousHash, s.keyId]))
    .digest('hex');
