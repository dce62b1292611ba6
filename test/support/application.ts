import 'reflect-metadata';
import type { IncomingHttpHeaders } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/clock.js';
import { readConfig, withPort, type InstallationKind, type RunConfig } from '../../src/config.js';
import { freePort } from '../../src/database/free-port.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { DutyClock } from '../../src/duties/duty-clock.service.js';
import { ComposeMessages } from '../../src/notifications/compose-messages.service.js';
import { SendMessage } from '../../src/notifications/send-message.service.js';
import { AccessTokensService } from '../../src/sign-in/access-tokens.service.js';
import { EVERY_SCOPE } from '../../src/sign-in/scopes.js';
import { SignedInPeople } from '../../src/sign-in/signed-in-people.service.js';
import type { SignedIn } from '../../src/web/visitor.js';
import { setUpWeb, webAdapter } from '../../src/web/pipeline.js';
import { at } from './case-facts.js';
import { freshDatabase, openDatabase } from './database.js';
import { send as sendHttp } from './http.js';
import { TEST_KEYS } from './keys.js';
import { EVERYONE, makeRegion, type Region, type Who } from './region.js';

export interface Answer<T = unknown> {
  status: number;
  headers: IncomingHttpHeaders;
  body: T;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface TestApplication {
  app: NestFastifyApplication;
  /** The tables as the system has them. */
  dataSource: DataSource;
  /** The tables as the server's superuser has them, who may change them. */
  operator: DataSource;
  /** `config.publicUrl` is where it listens. */
  config: RunConfig;
  region: Region;
  /** Every route that the router has: `POST /api/v1/cases/:reference/emergencies`. */
  routes: string[];
  /** Somebody as the services know them, with the posts they hold. */
  actor(who: Who): Promise<SignedIn>;
  /** Somebody's access token, for requests of a test's own. */
  token(who: Who): string;
  /** Sends JSON, or a text as it is, as somebody or as a stranger, and reads what is answered. */
  send<T = Record<string, unknown>>(who: Who | null, method: Method, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  get<T = Record<string, unknown>>(who: Who | null, url: string, headers?: Record<string, string>): Promise<Answer<T>>;
  post<T = Record<string, unknown>>(who: Who | null, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Sets real time, which stands still in between: an instant, or London's time without an offset. */
  setNow(text: string): void;
  /** Does what the worker would do now: sweeps, composes and sends until nothing is left. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

const YEARS_10 = 3650;

/**
 * The real application, without its worker, on a database of its own with the region of region.ts; time stands still at
 * 09:00 on Monday 11 May 2026.
 */
export async function startTestApplication(options: { kind?: InstallationKind; smtpUrl?: string; scannerUrl?: string; pool?: number } = {}): Promise<TestApplication> {
  const { kind = 'training', smtpUrl, scannerUrl, pool = 10 } = options;
  const database = await freshDatabase();
  const environment = { DATABASE_URL: database.url, LOG_LEVEL: 'silent', INSTALLATION: kind, PORT: '0', DATABASE_POOL: String(pool), ...(smtpUrl && { SMTP_URL: smtpUrl }), ...(scannerUrl && { SCANNER_URL: scannerUrl }) };
  const port = await freePort('127.0.0.1');
  const config: RunConfig = { ...withPort(readConfig(environment, ['--web']), port), databaseUrl: database.url, keys: TEST_KEYS };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), webAdapter(), { logger: false, abortOnError: false });
  const routes: string[] = [];
  app.getHttpAdapter().getInstance().addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((one) => `${one} ${url}`)));
  let now = at('2026-05-11 09:00');
  app.get(Clock).realNow = () => now;
  // What a test does by calling a service is the system's; what comes by a request is its sender's.
  app.get(UnitOfWork).ambient = 'system';
  const dataSource = app.get(DataSource);
  await dataSource.query('INSERT INTO installation (id, kind, sample, made_at) VALUES (1, $1, false, $2)', [kind, now]);
  const operator = await openDatabase(database.url);
  const region = await makeRegion(dataSource);
  await setUpWeb(app, config);
  await app.listen(port, config.host);
  const tokens = new Map<Who, string>();
  for (const who of EVERYONE) tokens.set(who, await app.get(AccessTokensService).issue(region.people[who], 'test', YEARS_10, EVERY_SCOPE));

  const send: TestApplication['send'] = async <T>(who: Who | null, method: Method, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const isText = typeof body === 'string';
    const sent = {
      ...(who !== null && { authorization: `Bearer ${tokens.get(who)}` }),
      ...(body !== undefined && !isText && { 'content-type': 'application/json' }),
      ...headers,
    };
    const answer = await sendHttp(port, { method, url, headers: sent, payload: isText || body === undefined ? body : JSON.stringify(body) });
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers, body: (isJson ? JSON.parse(answer.body) : answer.body) as T };
  };

  return {
    app,
    dataSource,
    operator,
    config,
    region,
    routes,
    actor: async (who) => {
      const person = await app.get(SignedInPeople).find(region.people[who]);
      if (!person) throw new Error(`${who} is not active`);
      return person;
    },
    token: (who) => tokens.get(who) ?? '',
    send,
    get: (who, url, headers) => send(who, 'GET', url, undefined, headers),
    post: (who, url, body, headers) => send(who, 'POST', url, body, headers),
    setNow: (text) => void (now = at(text)),
    runJobs: () => runJobs(app),
    close: async () => {
      await app.close();
      await operator.destroy();
      await database.drop();
    },
  };
}

async function runJobs(app: NestFastifyApplication): Promise<void> {
  for (;;) {
    const swept = await app.get(DutyClock).sweep();
    const ids = await app.get(ComposeMessages).composeDue();
    for (const id of ids) await app.get(SendMessage).sendMessage(id);
    if (swept + ids.length === 0) return;
  }
}
