import { Inject, Injectable } from '@nestjs/common';
import { inRole, UnitOfWork } from '../database/unit-of-work.js';
import { notFound } from '../errors.js';
import type { Keys } from '../keys/key-file.js';
import { KEYS } from '../keys/keys.module.js';
import { IdentityProviderSecret } from './identity-provider.entity.js';
import { openClientSecret } from './client-secret.js';

/** An organisation that people sign in with. */
export interface OrganisationSignIn {
  id: number;
  /** The name of the authority or provider. */
  organisation: string;
}

/** One that is active, with what it takes to ask it. */
export interface ActiveProvider extends OrganisationSignIn {
  authorityCode: string | null;
  providerId: number | null;
  issuer: string;
  clientId: string;
  secret: string;
  passesThrough: string[];
}

/** The OpenID providers that organisations allow. */
@Injectable()
export class IdentityProviders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** The organisations that part of a name, or an address’s domain, leads to; none for fewer than three letters. */
  async find(search: string): Promise<OrganisationSignIn[]> {
    const text = search.trim().toLowerCase();
    if (text.length < 3) return [];
    const domain = text.slice(text.lastIndexOf('@') + 1);
    const name = text.includes('@') ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    return this.unitOfWork.runIn('public', ({ manager }) => manager.query<OrganisationSignIn[]>(FIND_SQL, [domain, name]));
  }

  /** Those of one organisation. */
  async ofOrganisation(authorityCode: string | null, providerId: number | null): Promise<OrganisationSignIn[]> {
    return this.unitOfWork.runIn('public', ({ manager }) => manager.query<OrganisationSignIn[]>(OWN_SQL, [authorityCode, providerId]));
  }

  /** Those whose issuer calls a person something. */
  async connectedTo(personId: number): Promise<number[]> {
    const rows = await this.unitOfWork.runIn('door', ({ manager }) => manager.query<{ id: number }[]>(CONNECTED_SQL, [personId]));
    return rows.map(({ id }) => id);
  }

  /** One that is active. Errors: NOT_FOUND. */
  async active(id: number): Promise<ActiveProvider> {
    return this.unitOfWork.runIn('public', async ({ manager }) => {
      const [provider] = await manager.query<Omit<ActiveProvider, 'secret'>[]>(ONE_SQL, [id]);
      const row = provider && (await inRole('door', () => manager.findOneBy(IdentityProviderSecret, { identityProviderId: id })));
      if (!provider || !row) throw notFound('such sign-in');
      return { ...provider, secret: openClientSecret(this.keys, row) };
    });
  }
}

const NAMED = `FROM identity_provider i LEFT JOIN authority a ON a.code = i.authority_code LEFT JOIN provider v ON v.id = i.provider_id WHERE i.active`;
const FIND_SQL = `SELECT i.id, coalesce(a.name, v.name) AS organisation ${NAMED} AND ($1 = ANY(i.email_domains) OR coalesce(a.name, v.name) ILIKE $2) ORDER BY 2, 1 LIMIT 20`;
const OWN_SQL = `SELECT i.id, coalesce(a.name, v.name) AS organisation ${NAMED} AND (i.authority_code = $1 OR i.provider_id = $2) ORDER BY 1`;
const CONNECTED_SQL = `SELECT i.id FROM identity_provider i JOIN external_identity e ON e.issuer = i.issuer WHERE e.person_id = $1`;
const ONE_SQL = `SELECT i.id, coalesce(a.name, v.name) AS organisation, i.authority_code AS "authorityCode", i.provider_id AS "providerId", i.issuer, i.client_id AS "clientId", i.passes_through AS "passesThrough" ${NAMED} AND i.id = $1`;
