import pg from 'pg';
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

/** Does to tables what only their owner may. */
export async function asOperator({ config }: Pick<TestApplication, 'config'>, ...statements: string[]): Promise<void> {
  const operator = new pg.Client({ connectionString: config.databaseUrl });
  await operator.connect();
  try {
    for (const statement of statements) await operator.query(statement);
  } finally {
    await operator.end();
  }
}

/** Nobody is signed in, connected or on their way; everybody is active, and so are all providers. */
export async function forgetSignIns(test: TestApplication): Promise<void> {
  const tables = ['session', 'sign_in_attempt', 'external_identity', 'sign_in_flow', 'identity_link', 'sign_in_rescue'];
  await asOperator(test, ...tables.map((table) => `DELETE FROM ${table}`), 'UPDATE person SET active = true', 'UPDATE identity_provider SET active = true, passwords_too = false');
}
