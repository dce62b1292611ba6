import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';

/** How anybody reaches somebody in post: no more of them than that. */
export interface PublicContact {
  name: string;
  email: string;
  phone: string | null;
}

export interface PublicProvider {
  name: string;
  type: string;
  areaName: string;
  signedWith: { authorityName: string; since: LocalDate }[];
  designatedPeople: PublicContact[];
}

export interface PublicVirtualSchool {
  authorityName: string;
  keyContacts: PublicContact[];
}

export interface PublicFilter {
  /** Part of a provider's name or of its area's. */
  search?: string;
  /** The code of the authority in whose area the provider is. */
  area?: string;
}

/** VS7: what anybody may know without signing in: which providers signed, and how to reach those in post. Of young people it says nothing. */
@Injectable()
export class PublicProviders {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The providers with an agreement in force today, by name. */
  async listProviders({ search, area }: PublicFilter): Promise<PublicProvider[]> {
    const pattern = search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    return this.unitOfWork.runIn('public', ({ manager, now }) => manager.query<PublicProvider[]>(PROVIDERS_SQL, [londonDate(now), pattern, area ?? null]));
  }

  /** The Virtual Schools that take part: those that have joined, and those that have signed with a provider. */
  async listVirtualSchools(): Promise<PublicVirtualSchool[]> {
    return this.unitOfWork.runIn('public', ({ manager, now }) => manager.query<PublicVirtualSchool[]>(VIRTUAL_SCHOOLS_SQL, [londonDate(now)]));
  }
}

const inForce = (agreement: string): string => `${agreement}.signed_on <= $1 AND (${agreement}.ended_on IS NULL OR ${agreement}.ended_on >= $1)`;

const inPost = (post: string, place: string): string =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'email', n.email, 'phone', n.phone) ORDER BY n.name, n.id), '[]')
    FROM post_holding h JOIN person n ON n.id = h.person_id AND n.active
    WHERE h.post = '${post}' AND ${place} AND h.from_on <= $1 AND (h.until_on IS NULL OR h.until_on > $1))`;

const PROVIDERS_SQL = `
SELECT v.name, v.type, va.name AS "areaName", s."signedWith", ${inPost('designated-person', 'h.provider_id = v.id')} AS "designatedPeople"
FROM provider v JOIN authority va ON va.code = v.authority_code
JOIN (SELECT g.provider_id, jsonb_agg(jsonb_build_object('authorityName', a.name, 'since', g.signed_on) ORDER BY g.signed_on, a.name) AS "signedWith"
  FROM agreement g JOIN authority a ON a.code = g.authority_code WHERE ${inForce('g')} GROUP BY g.provider_id) s ON s.provider_id = v.id
WHERE ($2::text IS NULL OR v.name ILIKE $2 OR va.name ILIKE $2) AND ($3::text IS NULL OR v.authority_code = $3) ORDER BY v.name, v.id`;

const VIRTUAL_SCHOOLS_SQL = `
SELECT a.name AS "authorityName", ${inPost('key-contact', 'h.authority_code = a.code')} AS "keyContacts"
FROM authority a WHERE a.joined_on <= $1 OR EXISTS (SELECT FROM agreement g WHERE g.authority_code = a.code AND ${inForce('g')}) ORDER BY a.name`;
