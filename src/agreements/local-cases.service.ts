import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { visibleTo, type Actor } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { notAllowed } from '../errors.js';
import { mistakenCases } from '../young-people/case-ended.js';

/** A case of another home authority with a placement in one's own area: that there is one, and no more. */
export interface LocalCase {
  reference: string;
  homeAuthority: { code: string; name: string };
  /** The providers in one's own area at which there is a placement. */
  providerNames: string[];
  /** Requests for support or challenge (VS3) that wait for an answer of one's own. */
  openRequests: number;
}

export interface LocalCaseList {
  items: LocalCase[];
  total: number;
  after: string | null;
}

/** VS3: the cases in which a Virtual School has the limited part, since the provider is in its area and the young person is another's. */
@Injectable()
export class LocalCasesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** They, by reference, a page at a time; whoever opens one leaves a trace there. Errors: NOT_ALLOWED for whoever is of no Virtual School. */
  async listLocalCases(actor: Actor, after: string | null, limit: number): Promise<LocalCaseList> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const { localAuthorityCodes } = visibleTo(actor, londonDate(now), 'case.read-limited');
      if (localAuthorityCodes.length === 0) throw notAllowed('list the young people of other authorities in an area: its Virtual Head and its key contact do');
      const rows = await manager.query<(LocalCase & { total: number })[]>(LIST_SQL, [localAuthorityCodes, after, limit + 1, await mistakenCases(manager)]);
      const items = rows.slice(0, limit).map(({ total: _total, ...item }) => item);
      await this.audit.recordList(actor, 'area', items.map(({ reference }) => reference));
      return { items, total: rows[0]?.total ?? 0, after: rows.length > limit ? (items.at(-1)?.reference ?? null) : null };
    });
  }
}

/** The database says which these are: the functions of the limited view answer for whoever asks. `$1` own areas, `$2` after, `$3` how many, `$4` those registered by mistake. */
const LIST_SQL = `
WITH found AS (
  SELECT l.id, l.reference, l.home_authority_code, array_agg(DISTINCT v.name ORDER BY v.name) AS names
  FROM authz.placements_in_area() a JOIN authz.limited_placements() p ON p.id = a.id JOIN provider v ON v.id = p.provider_id AND v.authority_code = ANY($1::text[])
  JOIN authz.limited_outlines() l ON l.id = a.case_id WHERE l.id <> ALL($4::int[]) GROUP BY 1, 2, 3
)
SELECT f.reference, jsonb_build_object('code', h.code, 'name', h.name) AS "homeAuthority", f.names AS "providerNames",
  (SELECT count(*)::int FROM duty d WHERE d.case_id = f.id AND d.clause = 'VS3' AND d.outcome = 'open' AND 'local-key-contact' = ANY(d.owed_by)) AS "openRequests",
  (SELECT count(*)::int FROM found) AS total
FROM found f JOIN authority h ON h.code = f.home_authority_code
WHERE $2::text IS NULL OR f.reference > $2 ORDER BY f.reference LIMIT $3`;
