import type { KeyObject } from 'node:crypto';
import { isSignedBy } from './audit-key.js';
import { BEFORE_THE_FIRST, hashEvents, hashSeal, type FullSeal, type Seal } from './seal-chain.js';
import { hashEvent, type SealedEvent } from './sealed-event.js';

/** How much a clock may go back before it is taken for tampering. */
const CLOCK_SLACK_MS = 60_000;
/** In a live installation an event happens in the transaction that writes it. */
const LONGEST_WORK_MS = 3_600_000;

/** The keys that seals may be signed with, by their ids. */
export type KnownKeys = ReadonlyMap<string, KeyObject>;

/** What is wrong with a seal by itself and after the one before it, each a sentence with numbers; empty means nothing. */
export function sealFaults(seal: FullSeal, before: Seal | null, keys: KnownKeys): string[] {
  const faults: string[] = [];
  const expected = (before?.id ?? 0) + 1;
  if (seal.id !== expected) faults.push(seal.id === expected + 1 ? `Seal ${expected} is gone.` : `Seals ${expected} to ${seal.id - 1} are gone.`);
  else if (seal.previousHash !== (before?.hash ?? BEFORE_THE_FIRST)) faults.push(`Seal ${seal.id} was not made after ${before ? `seal ${before.id} as it is now` : 'nothing'}: one of the two was put in or changed.`);
  if (seal.eventHashes.length !== seal.eventIds.length * 32 || seal.eventCount !== seal.eventIds.length || hashEvents(seal.eventIds, seal.eventHashes) !== seal.eventsHash)
    faults.push(`Seal ${seal.id} was changed: its list of events is not the one that it was made over.`);
  if (hashSeal(seal) !== seal.hash) faults.push(`Seal ${seal.id} was changed: what it says does not give its hash.`);
  const key = keys.get(seal.keyId);
  if (!key) faults.push(`Seal ${seal.id} is signed with the key ${seal.keyId}, which is not known here: give its public key with --key FILE.`);
  else if (!isSignedBy(key, seal.hash, seal.signature)) faults.push(`Seal ${seal.id} was changed: its signature is not that of the key ${seal.keyId}.`);
  return faults;
}

/** Whether the times of a seal's events can be asked: what the seals of the run before it say, and whether the clock is never moved. */
export interface TimesKnown {
  before: Pick<Seal, 'id' | 'nextXid' | 'sealedAt'> | null;
  live: boolean;
}

/** What is wrong with the events of one seal, as they are now. */
export function eventFaults(seal: FullSeal, events: ReadonlyMap<string, SealedEvent>, times: TimesKnown): string[] {
  return seal.eventIds.flatMap((id, index) => {
    const event = events.get(id);
    if (!event) return [`Event ${id} of seal ${seal.id} was deleted.`];
    if (!hashEvent(event).equals(seal.eventHashes.subarray(index * 32, index * 32 + 32))) return [`Event ${id} of seal ${seal.id} was changed.`];
    return backDated(event, seal.id, times);
  });
}

/** An event whose transaction began after a seal cannot have been written before it. */
function backDated({ id, transactionId, writtenAt, happenedAt }: SealedEvent, sealId: number, { before, live }: TimesKnown): string[] {
  if (before && BigInt(transactionId) >= BigInt(before.nextXid) && Date.parse(writtenAt) < Date.parse(before.sealedAt) - CLOCK_SLACK_MS)
    return [`Event ${id} of seal ${sealId} is back-dated: it says that it was written at ${writtenAt}, and seal ${before.id} of ${before.sealedAt} was made before it.`];
  if (live && Math.abs(Date.parse(writtenAt) - Date.parse(happenedAt)) > LONGEST_WORK_MS)
    return [`Event ${id} of seal ${sealId} is back-dated: it says that it happened at ${happenedAt}, and it was written at ${writtenAt}.`];
  return [];
}
