import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Authority } from './authority.entity.js';
import type { ProviderType } from './provider.entity.js';

export interface ProviderFilter {
  /** Part of a name, or of a UKPRN. */
  search?: string;
  authorityCode?: string;
}

export interface ProviderListItem {
  id: number;
  ukprn: string;
  name: string;
  type: ProviderType;
  authorityCode: string;
  authorityName: string;
}

@Injectable()
export class OrganisationsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Every authority, by name. */
  async listAuthorities(): Promise<Authority[]> {
    return this.unitOfWork.run(({ manager }) => manager.find(Authority, { order: { name: 'ASC', code: 'ASC' } }));
  }

  /** Providers in the order in which they were added, a page at a time; `after` is the last number of the page before. */
  async listProviders({ search, authorityCode }: ProviderFilter, after: string | null, limit: number): Promise<{ items: ProviderListItem[]; total: number; after: string | null }> {
    const pattern = search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    return this.unitOfWork.run(async ({ manager }) => {
      const rows = await manager.query<(ProviderListItem & { total: number })[]>(PROVIDERS_SQL, [
        pattern, authorityCode ?? null, /^\d{1,9}$/.test(after ?? '') ? after : 0, limit + 1,
      ]);
      const items = rows.slice(0, limit).map(({ total: _total, ...item }) => item);
      return { items, total: rows[0]?.total ?? 0, after: rows.length > limit ? String(items.at(-1)?.id) : null };
    });
  }
}

const PROVIDERS_SQL = `
WITH found AS (
  SELECT v.* FROM provider v
  WHERE ($1::text IS NULL OR v.name ILIKE $1 OR v.ukprn LIKE $1) AND ($2::text IS NULL OR v.authority_code = $2)
)
SELECT f.id, f.ukprn, f.name, f.type, f.authority_code AS "authorityCode", a.name AS "authorityName", (SELECT count(*)::int FROM found) AS total
FROM found f JOIN authority a ON a.code = f.authority_code WHERE f.id > $3 ORDER BY f.id LIMIT $4`;
