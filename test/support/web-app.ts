import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { Clock } from '../../src/clock.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Installation } from '../../src/installation/installation.entity.js';
import { Authority } from '../../src/organisations/authority.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { PostHolding } from '../../src/people/post-holding.entity.js';
import { Credential } from '../../src/sign-in/passwords/credential.entity.js';
import { hashPassword } from '../../src/sign-in/passwords.js';
import { hashSecret } from '../../src/sign-in/secrets.js';
import { setUpWeb, webAdapter } from '../../src/web/pipeline.js';
import { WebModule } from '../../src/web/web.module.js';
import { freshDatabase } from './database.js';
import { TEST_KEYS } from './keys.js';
import { send, type Answer, type Sending } from './http.js';

/** The password of everyone here. */
export const PASSWORD = 'correct horse battery staple';
export const EMAIL = 'priya.shah@birmingham.example';

export interface WebApp {
  app: NestFastifyApplication;
  dataSource: DataSource;
  /** Real time, frozen; a test moves it. */
  setNow(text: string): void;
  send(sending: Sending): Promise<Answer>;
  /** Where it listens: http://localhost:…, the address its pages believe to have. */
  url: string;
  /** Takes the database away from under it. */
  loseDatabase(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The web edge with a test's own controllers on a database of its own: a training installation with sample data on
 * 1 September 2026, 08:00 in London, in which Priya Shah is Birmingham's key contact.
 */
export async function webApp(controllers: Type[], options: { secureCookies?: boolean; kind?: 'training' | 'live'; trustProxy?: string[] } = {}): Promise<WebApp> {
  const { secureCookies = false, kind = 'training', trustProxy = [] } = options;
  const database = await freshDatabase();
  const config = { publicUrl: secureCookies ? 'https://support.example' : 'http://localhost:3000', secureCookies, logLevel: 'silent' as const };
  const module = await Test.createTestingModule({ imports: [DatabaseModule.forRoot({ databaseUrl: database.url, databasePool: 5, keys: TEST_KEYS }), WebModule.forRoot(config)], controllers }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(webAdapter({ trustProxy, publicUrl: config.publicUrl }), { logger: false });
  let now = new Date('2026-09-01T07:00:00Z');
  app.get(Clock).realNow = () => now;
  await setUpWeb(app, config);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const dataSource = app.get(DataSource);
  await dataSource.manager.insert(Installation, { id: 1, kind, sample: kind === 'training', clockAheadMs: '0', madeAt: now });
  await dataSource.manager.insert(Authority, { code: 'E08000025', name: 'Birmingham' });
  const { identifiers } = await dataSource.manager.insert(Person, { name: 'Priya Shah', email: EMAIL, authorityCode: 'E08000025', active: true });
  await dataSource.manager.insert(Credential, { personId: identifiers[0]?.id as number, passwordHash: await hashPassword(PASSWORD), changedAt: now });
  await dataSource.manager.insert(PostHolding, { personId: identifiers[0]?.id as number, post: 'key-contact', authorityCode: 'E08000025', fromOn: '2026-01-01' });
  return {
    app,
    dataSource,
    setNow: (text) => (now = new Date(text)),
    send: (sending) => send(port, sending),
    url: `http://localhost:${port}`,
    loseDatabase: () => database.drop(),
    close: async () => {
      await app.close();
      await database.drop().catch(() => undefined);
    },
  };
}

/** Signs Priya in and returns what her browser keeps, and the token of her forms. */
export async function signIn(web: WebApp): Promise<{ cookie: string; formToken: string }> {
  const payload = new URLSearchParams({ email: EMAIL, password: PASSWORD }).toString();
  const answer = await web.send({ method: 'POST', url: '/sign-in', payload, headers: FORM });
  const cookie = answer.cookie('lsa') ?? answer.cookie('__Host-lsa') ?? '';
  const [session] = await web.dataSource.query<{ form_token: string }[]>('SELECT form_token FROM session WHERE secret_hash = $1', [hashSecret(cookie.split('=')[1] ?? '')]);
  return { cookie, formToken: session?.form_token ?? '' };
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
