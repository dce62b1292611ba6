import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { NOT_FOR_PROVIDERS, visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { searchHashes } from '../encryption/search-hashes.js';
import { isNoUnseenEmergency } from '../emergencies/quiet-emergencies.js';
import { mistakenCases } from './case-ended.js';
import { careStatusesOf } from './care-status-of.js';
import { caseOverOn } from './case-over-sql.js';
import { inScope, inScopeOfHome, scopeParameter } from './case-scope-sql.js';
import { isFound } from './case-search-sql.js';
import { madeUnder } from './made-under-sql.js';
import { isKeyWorkerAt } from './key-worker-sql.js';
import { searchTerms } from './search-terms.js';

export interface CaseFilter {
  /** Parts of names of now or before, a case reference, a ULN or a date of birth. */
  search?: string;
  /** Without those whose names are only like it. */
  exactly?: boolean;
  authorityCode?: string;
  providerId?: number;
  /** Only cases with a placement that was agreed while this agreement was in force. */
  agreementId?: number;
  keyWorkerPersonId?: number;
  /** Only cases with a duty that is missed and still open. */
  missedOnly?: boolean;
}

export interface CaseListItem {
  id: number;
  reference: string;
  preferredName: string;
  bornOn: string;
  homeAuthorityCode: string;
  homeAuthorityName: string;
  careStatus: string;
  keyWorkerName: string | null;
  providerNames: string[];
  /** The day on which the case ended; null while it runs. */
  endedOn: string | null;
  openDuties: number;
  missedDuties: number;
  nextDueAt: Date | null;
}

export interface CaseList {
  items: CaseListItem[];
  total: number;
  /** Whether nobody was found by what was typed, and these by what is like it. */
  similar: boolean;
  /** Give this as `after` for the next page; null on the last one. */
  after: string | null;
}

@Injectable()
export class CaseListService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * The cases this person has the full view of, by name, a page at a time; one that was registered by mistake is found by its reference alone. Where a search finds nobody, it is asked once more, forgiving
   * slips of the pen. That each stood there is in the trail.
   */
  async listCases(actor: Actor, filter: CaseFilter, after: string | null, limit: number, list: 'cases' | 'file' = 'cases'): Promise<CaseList> {
    return this.unitOfWork.run(async () => {
      const found = await this.find(actor, filter, after, limit);
      await this.audit.recordList(actor, list, found.items.map(({ reference }) => reference));
      return found;
    });
  }

  /** How many they are, and whether only similar ones were found: nobody's name. */
  async countCases(actor: Actor, filter: CaseFilter): Promise<Pick<CaseList, 'total' | 'similar'>> {
    const { total, similar } = await this.find(actor, filter, null, 1);
    return { total, similar };
  }

  private async find(actor: Actor, filter: CaseFilter, after: string | null, limit: number): Promise<CaseList> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const scope = scopeParameter(visibleTo(actor, londonDate(now)), now);
      const place = decodeAfter(after);
      const search = filter.search?.trim() ? searchTerms(filter.search) : null;
      const ulnHash = search?.uln ? searchHashes(manager, { uln: search.uln }, ['uln']).uln_hash : null;
      const mistaken = await mistakenCases(manager);
      const find = (forgiving: boolean) => manager.query<(Omit<CaseListItem, 'endedOn' | 'careStatus'> & { total: string })[]>(LIST_SQL, [
        scope, now, search?.words ?? null, filter.authorityCode ?? null, filter.providerId ?? null, filter.keyWorkerPersonId ?? null,
        filter.missedOnly ?? false, place?.name ?? null, place?.id ?? null, limit + 1, ulnHash, search?.bornOn ?? null, forgiving, mistaken, filter.agreementId ?? null,
      ]);
      let similar = place?.similar ?? false;
      let rows = await find(similar);
      if (rows.length === 0 && search !== null && place === null && !filter.exactly) {
        rows = await find(true);
        similar = rows.length > 0;
      }
      const today = londonDate(now);
      const ids = rows.map(({ id: caseId }) => caseId);
      const [ended, statuses] = [await endedOn(manager, ids, today), await careStatusesOf(manager, ids, today)];
      const items = rows.slice(0, limit).map(({ total: _total, ...item }) => ({ ...item, careStatus: statuses.get(item.id) ?? '', endedOn: ended.get(item.id) ?? null }));
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, total: Number(rows[0]?.total ?? 0), similar, after: last ? encodeAfter({ name: last.preferredName, id: last.id, similar }) : null };
    });
  }
}

/** The day on which each of these cases ended, where it has. Everyone who sees that there is a case sees that it has ended. */
async function endedOn(manager: EntityManager, caseIds: number[], today: string): Promise<Map<number, string>> {
  const rows = await inRole('engine', () => manager.query<{ id: number; on: string }[]>(
    `SELECT * FROM (SELECT y.id, ${caseOverOn('y')} AS "on" FROM young_person y WHERE y.id = ANY($1)) e WHERE "on" <= $2`, [caseIds, today],
  ));
  return new Map(rows.map(({ id, on }) => [id, on]));
}

/** The last line of a page, after which the next begins; and whether the search forgave. */
interface PlaceInList {
  name: string;
  id: number;
  similar: boolean;
}

const encodeAfter = ({ name, id, similar }: PlaceInList): string => Buffer.from(JSON.stringify([name, id, similar])).toString('base64url');

function decodeAfter(after: string | null): PlaceInList | null {
  if (after === null) return null;
  try {
    const decoded: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (!Array.isArray(decoded)) return null;
    const [name, id, similar] = decoded as unknown[];
    if (typeof name === 'string' && !name.includes('\0') && typeof id === 'number' && Number.isInteger(id) && Math.abs(id) < 2 ** 31) return { name, id, similar: similar === true };
  } catch {
    // Not one of ours: the list begins at its beginning.
  }
  return null;
}

/** The counts tell a provider nothing of a quiet emergency, nor of what is between the young person and the home authority. */
const SEEN = `((d.clause <> ALL('{${NOT_FOR_PROVIDERS.join()}}'::text[]) AND ${isNoUnseenEmergency(1)}) OR ${inScopeOfHome(1)})`;

/** Past its due time, and not on hold: as the home page counts. */
const MISSED = `d.missed_from <= $2 AND (d.held_until IS NULL OR d.held_until <= ($2 AT TIME ZONE 'Europe/London')::date)`;

const LIST_SQL = `
WITH found AS (
  SELECT y.* FROM young_person y
  WHERE ${inScope(1)}
    AND ${isFound({ words: '$3', ulnHash: '$11', bornOn: '$12', forgiving: '$13' })}
    AND (y.id <> ALL($14::int[]) OR y.reference = ANY(ARRAY(SELECT upper(typed) FROM unnest($3::text[]) typed)))
    AND ($4::text IS NULL OR y.home_authority_code = $4)
    AND ($5::int IS NULL OR EXISTS (SELECT 1 FROM placement p WHERE p.case_id = y.id AND p.provider_id = $5 AND p.taken_back_at IS NULL))
    AND ($15::int IS NULL OR EXISTS (SELECT 1 FROM placement p JOIN agreement ag ON ag.provider_id = p.provider_id WHERE p.case_id = y.id AND p.taken_back_at IS NULL AND ag.id = $15 AND ${madeUnder('ag', 'p')}))
    AND ($6::int IS NULL OR EXISTS (SELECT 1 FROM key_worker_assignment k WHERE k.case_id = y.id AND k.person_id = $6
         AND ${isKeyWorkerAt('k', '$2')}))
    AND (NOT $7::boolean OR EXISTS (SELECT 1 FROM duty d WHERE d.case_id = y.id AND d.outcome = 'open' AND ${MISSED} AND ${SEEN}))
), page AS (
  SELECT * FROM found WHERE $8::text IS NULL OR (preferred_name, id) > ($8, $9::int) ORDER BY preferred_name, id LIMIT $10
)
SELECT y.id, y.reference, y.preferred_name AS "preferredName", y.born_on::text AS "bornOn", y.home_authority_code AS "homeAuthorityCode",
  a.name AS "homeAuthorityName",
  (SELECT n.name FROM key_worker_assignment k JOIN person n ON n.id = k.person_id
    WHERE k.case_id = y.id AND ${isKeyWorkerAt('k', '$2')} ORDER BY k.from_at DESC LIMIT 1) AS "keyWorkerName",
  ARRAY(SELECT DISTINCT v.name FROM placement p JOIN provider v ON v.id = p.provider_id
    WHERE p.case_id = y.id AND p.taken_back_at IS NULL AND NOT EXISTS (SELECT 1 FROM placement_ending g WHERE g.placement_id = p.id AND g.taken_back_at IS NULL) ORDER BY 1) AS "providerNames",
  o.open AS "openDuties", o.missed AS "missedDuties", o.next AS "nextDueAt", (SELECT count(*) FROM found) AS total
FROM page y JOIN authority a ON a.code = y.home_authority_code
CROSS JOIN LATERAL (SELECT count(*)::int AS open, count(*) FILTER (WHERE ${MISSED})::int AS missed,
    min(d.missed_from) FILTER (WHERE d.missed_from > $2) AS next
  FROM duty d WHERE d.case_id = y.id AND d.outcome = 'open' AND ${SEEN}) o
ORDER BY y.preferred_name, y.id`;
