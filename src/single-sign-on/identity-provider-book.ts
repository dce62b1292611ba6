import type { AuditService } from '../audit/audit.service.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Refusal } from '../errors.js';
import type { Keys } from '../keys/key-file.js';
import { sealClientSecret } from './client-secret.js';
import { IdentityProvider, IdentityProviderSecret } from './identity-provider.entity.js';

/** What the operator says of an organisation's provider. */
export type SetIdentityProvider = Pick<IdentityProvider, 'authorityCode' | 'providerId' | 'issuer' | 'clientId' | 'emailDomains' | 'passesThrough' | 'passwordsToo'>;

/** The operator's book of which organisation allows which issuer. Nobody signed in writes in it. */
export class IdentityProviderBook {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly keys: Keys,
  ) {}

  /** Allows an organisation's people to sign in with an issuer; one that it has is written anew, its secret with it. Answers its number. */
  async set(provider: SetIdentityProvider, secret: string): Promise<number> {
    return this.unitOfWork.run(async ({ manager, now }) => {
      const same = await manager.findBy(IdentityProvider, { issuer: provider.issuer });
      const known = same.find(({ authorityCode, providerId }) => authorityCode === provider.authorityCode && providerId === provider.providerId);
      const { id } = await manager.save(IdentityProvider, { addedAt: now, ...known, ...provider, active: true });
      await manager.save(IdentityProviderSecret, sealClientSecret(this.keys, id, secret));
      await this.audit.record(null, { name: 'identity-provider.set', subject: `identity-provider-${id}` });
      return id;
    });
  }

  /** Switches one on or off. Off, its people use passwords again. Errors: NOT_FOUND. */
  async switch(id: number, active: boolean): Promise<void> {
    await this.unitOfWork.run(async ({ manager }) => {
      const { affected } = await manager.update(IdentityProvider, { id }, { active });
      if (affected !== 1) throw new Refusal(404, 'NOT_FOUND', 'There is no sign-in of this number: “single-sign-on list” shows them.');
      await this.audit.record(null, { name: active ? 'identity-provider.on' : 'identity-provider.off', subject: `identity-provider-${id}` });
    });
  }

  /** All of them, by organisation. */
  async list(): Promise<{ id: number; organisation: string; issuer: string; active: boolean; passwordsToo: boolean; connected: number }[]> {
    return this.unitOfWork.run(({ manager }) => manager.query(LIST_SQL));
  }
}

const LIST_SQL = `
SELECT i.id, coalesce(a.name, v.name) AS organisation, i.issuer, i.active, i.passwords_too AS "passwordsToo",
  (SELECT count(*)::int FROM external_identity e JOIN person p ON p.id = e.person_id
    WHERE e.issuer = i.issuer AND p.active AND (p.authority_code = i.authority_code OR p.provider_id = i.provider_id)) AS connected
FROM identity_provider i LEFT JOIN authority a ON a.code = i.authority_code LEFT JOIN provider v ON v.id = i.provider_id ORDER BY 2, 1`;
