import type { EntityManager } from 'typeorm';
import type { AuthorityFacts, ProviderFacts } from '../domain/agreement/organisation-facts.js';
import type { CaseFacts } from '../domain/agreement/facts.js';
import { reviveInstants } from '../young-people/revive-instants.js';
import { everHeld } from '../people/ever-held.js';
import { ACKNOWLEDGED_AT, COMMON_UNTIL, TOLD_OF, UNTOLD_OF } from '../people/told-of-change-sql.js';
import { overOn } from '../placements/placement-over-sql.js';

type Releases = CaseFacts['releases'];

/** An organisation's facts with what derives its duties beside them. */
export interface OrganisationFacts<F> {
  facts: F;
  releases: Releases;
  /** Whose settings it goes by. */
  authorityCode: string;
}

/** Times that a person's row keeps, as facts. */
const times = (column: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('fromOn', lower(t), 'untilOn', upper(t)) ORDER BY t), '[]') FROM unnest(${column}) t)`;

const posts = (post: string, place: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'fromOn', h.from_on, 'untilOn', h.until_on,
    'withoutPhone', ${times('n.times_without_phone')}, 'out', ${times('n.times_out')}) ORDER BY h.from_on, h.id), '[]')
  FROM post_holding h JOIN person n ON n.id = h.person_id WHERE h.post = '${post}' AND ${place} AND ${everHeld('h')})`;

const checks = (post: string, place: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'sinceOn', k.since_on, 'clearedOn', k.cleared_on) ORDER BY k.id), '[]')
  FROM contact_check k JOIN post_holding h ON h.id = k.holding_id WHERE h.post = '${post}' AND ${place} AND ${everHeld('h')})`;

const records = (place: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'placementId', NULL, 'aboutId', r.about_id,
    'agreementId', r.agreement_id, 'on', r.happened_on, 'details', r.details) ORDER BY r.id), '[]')
  FROM organisation_record r WHERE ${place} AND r.taken_back_at IS NULL)`;

const releases = (place: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('dutyKey', r.duty_key, 'reason', r.reason, 'releasedAt', r.released_at) ORDER BY r.id), '[]')
  FROM duty_release r JOIN duty d ON d.key = r.duty_key WHERE ${place} AND r.taken_back_at IS NULL)`;

/** The placements that were there when a time in post `h` began. */
const THERE_THEN = `FROM placement s WHERE s.provider_id = h.provider_id AND s.taken_back_at IS NULL AND s.agreed_on <= h.from_on AND ${overOn('s')} >= h.from_on`;

/** EP2: whoever the notice went to is whoever had a placement there in common; each may have acknowledged it, or who covers for them or came after. */
const CHANGES = `(SELECT coalesce(jsonb_agg(jsonb_build_object('holdingId', h.id, 'hasPlacements', EXISTS (SELECT ${THERE_THEN}), 'endedOn', (SELECT max(${overOn('s')}) ${THERE_THEN}),
    'told', (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', t.person_id, 'sentAt', t.sent_at, 'acknowledgedAt', ${ACKNOWLEDGED_AT},
        'endedOn', CASE WHEN ${ACKNOWLEDGED_AT} IS NULL THEN ${COMMON_UNTIL} END) ORDER BY t.person_id), '[]')
      FROM ${TOLD_OF} t),
    'untold', (SELECT coalesce(jsonb_agg(jsonb_build_object('authorityCode', u.code, 'endedOn', u.over_on) ORDER BY u.code), '[]') FROM ${UNTOLD_OF} u)) ORDER BY h.id), '[]')
  FROM post_holding h WHERE h.post = 'designated-person' AND h.provider_id = v.id AND ${everHeld('h')})`;

const PROVIDERS_SQL = `
SELECT v.id, v.authority_code AS "authorityCode", ${releases('d.provider_id = v.id')} AS releases, jsonb_build_object(
  'provider', jsonb_build_object('id', v.id, 'authorityCode', v.authority_code),
  'agreements', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'authorityCode', a.authority_code, 'signedOn', a.signed_on, 'endedOn', a.ended_on) ORDER BY a.id), '[]')
    FROM agreement a WHERE a.provider_id = v.id AND a.signed_on IS NOT NULL),
  'designatedPeople', ${posts('designated-person', 'h.provider_id = v.id')},
  'changes', ${CHANGES},
  'contactChecks', ${checks('designated-person', 'h.provider_id = v.id')},
  'records', ${records('r.provider_id = v.id')}) AS facts
FROM provider v WHERE v.id = ANY($1) ORDER BY v.id`;

/** An authority that has not joined owes nothing yet. */
const AUTHORITIES_SQL = `
SELECT a.code AS id, a.code AS "authorityCode", ${releases('d.authority_code = a.code')} AS releases, jsonb_build_object(
  'authority', jsonb_build_object('code', a.code, 'joinedOn', a.joined_on),
  'keyContacts', ${posts('key-contact', 'h.authority_code = a.code')},
  'contactChecks', ${checks('key-contact', 'h.authority_code = a.code')},
  'records', ${records('r.authority_code = a.code')}) AS facts
FROM authority a WHERE a.code = ANY($1) AND a.joined_on IS NOT NULL ORDER BY a.code`;

type Row<Id, F> = OrganisationFacts<F> & { id: Id };

async function load<Id, F>(manager: EntityManager, sql: string, ids: readonly Id[]): Promise<Map<Id, OrganisationFacts<F>>> {
  const rows = await manager.query<Row<Id, F>[]>(sql, [ids]);
  return new Map(rows.map(({ id, ...row }) => [id, reviveInstants(row)]));
}

/** The facts of each of these providers, in one statement. */
export const loadProviderFacts = (manager: EntityManager, ids: readonly number[]) => load<number, ProviderFacts>(manager, PROVIDERS_SQL, ids);

/** The facts of each of these authorities that have joined, in one statement. */
export const loadAuthorityFacts = (manager: EntityManager, codes: readonly string[]) => load<string, AuthorityFacts>(manager, AUTHORITIES_SQL, codes);
