import { AuditService } from '../../src/audit/audit.service.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Keys } from '../../src/keys/key-file.js';
import { KEYS } from '../../src/keys/keys.module.js';
import { IdentityProviderBook } from '../../src/single-sign-on/identity-provider-book.js';
import type { TestApplication } from './application.js';
import type { OpenIdProvider } from './openid-provider.js';

/** Lets an authority's people sign in with a provider, as the operator does; answers the number. */
export async function federate({ app }: TestApplication, { issuer, clientId, clientSecret }: OpenIdProvider, authorityCode: string, emailDomains: string[]): Promise<number> {
  const book = new IdentityProviderBook(app.get(UnitOfWork), app.get(AuditService), app.get<Keys>(KEYS));
  return book.set({ authorityCode, providerId: null, issuer, clientId, emailDomains, passesThrough: [], passwordsToo: false }, clientSecret);
}

/** Nobody is signed in, connected or on their way; everybody is active, and so are all providers. */
export async function forgetSignIns({ dataSource }: TestApplication): Promise<void> {
  await dataSource.query('DELETE FROM session; DELETE FROM sign_in_attempt; DELETE FROM external_identity; DELETE FROM sign_in_flow; DELETE FROM identity_link; DELETE FROM sign_in_rescue');
  await dataSource.query('UPDATE person SET active = true; UPDATE identity_provider SET active = true, passwords_too = false');
}
