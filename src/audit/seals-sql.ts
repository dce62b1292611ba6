import type { EntityManager } from 'typeorm';
import type { FullSeal, Seal } from './seal-chain.js';
import { instantSql } from './sealed-event.js';

const SEAL_SQL = `s.id, s.epoch, s.database_identity AS "databaseIdentity", ${instantSql('s.sealed_at')} AS "sealedAt", s.until_xid::text AS "untilXid", s.next_xid::text AS "nextXid",
  s.event_count AS "eventCount", s.first_event_id::text AS "firstEventId", s.last_event_id::text AS "lastEventId", s.events_hash AS "eventsHash",
  s.previous_hash AS "previousHash", s.hash, s.key_id AS "keyId", s.signature`;

/** The newest seal, the head of the chain; null before the first. */
export async function headSeal(manager: EntityManager): Promise<Seal | null> {
  const [head] = await manager.query<Seal[]>(`SELECT ${SEAL_SQL} FROM audit_seal s ORDER BY s.id DESC LIMIT 1`);
  return head ?? null;
}

/** The next seals after this number in the order of their numbers, whole. */
export function sealsAfter(manager: EntityManager, id: number, limit: number): Promise<FullSeal[]> {
  return manager.query<FullSeal[]>(
    `SELECT ${SEAL_SQL}, s.event_ids::text[] AS "eventIds", s.event_hashes AS "eventHashes" FROM audit_seal s WHERE s.id > $1 ORDER BY s.id LIMIT $2`,
    [id, limit],
  );
}

export async function writeSeal(manager: EntityManager, seal: FullSeal): Promise<void> {
  await manager.query(
    `INSERT INTO audit_seal (id, epoch, database_identity, sealed_at, until_xid, next_xid, event_count, first_event_id, last_event_id, event_ids, event_hashes,
       events_hash, previous_hash, hash, key_id, signature)
     VALUES ($1, $2, $3, $4, $5::text::xid8, $6::text::xid8, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      seal.id, seal.epoch, seal.databaseIdentity, seal.sealedAt, seal.untilXid, seal.nextXid, seal.eventCount, seal.firstEventId, seal.lastEventId, seal.eventIds,
      seal.eventHashes, seal.eventsHash, seal.previousHash, seal.hash, seal.keyId, seal.signature,
    ],
  );
}

/** Which database this is: a restored one, or one that another server has taken over, is another. */
export const DATABASE_IDENTITY_SQL = `(SELECT concat_ws('/', system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database()),
  substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)) FROM pg_control_system())`;

/** That an event `e` of a few is in no seal: first which seals it can be in, by an index, and then whether it is, since their lists are long. */
export const UNSEALED_ONE_SQL = `NOT EXISTS (
  SELECT FROM (SELECT s.event_ids FROM audit_seal s WHERE s.event_count > 0 AND int8range(s.first_event_id, s.last_event_id, '[]') @> e.id OFFSET 0) near WHERE e.id = ANY(near.event_ids))`;

/** The same of many events: all lists at once. */
export const UNSEALED_OF_ALL_SQL = `NOT EXISTS (SELECT FROM (SELECT unnest(s.event_ids) AS id FROM audit_seal s) sealed WHERE sealed.id = e.id)`;
