import { Agent, get, type OutgoingHttpHeaders } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { Clock } from '../clock.js';
import { readConfig, type RunConfig } from '../config.js';
import { asSystem } from '../database/identity.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DutiesService } from '../duties/duties.service.js';
import { InstallationService } from '../installation/installation.service.js';
import type { Keys } from '../keys/key-file.js';
import { SampleRegionService } from '../sample/sample-region.service.js';
import { SessionsService } from '../sign-in/sessions.service.js';
import { setUpWeb, webAdapter } from '../web/pipeline.js';
import { medianTimes, type BenchRow } from './measure.js';
import { newDatabase } from './new-database.js';

const YOUNG_PEOPLE = 1_000;
const TURNS = 60;
const WARM_UPS = 12;

/** The queue and the first page of a key contact, as a browser asks for them, beside the API's answers with the same data: what the page itself costs. */
export async function benchPages(serverUrl: string, keys: Keys): Promise<BenchRow[]> {
  const databaseUrl = await newDatabase(serverUrl, 'bench_pages', keys);
  const config: RunConfig = { ...readConfig({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', INSTALLATION: 'training', PORT: '0' }, ['--web']), databaseUrl, keys };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), webAdapter(config), { logger: false, abortOnError: false });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const { session, token } = await asSystem(() => keyContact(app));
    await setUpWeb(app, config);
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const page = (path: string) => fetched(agent, `${url}${path}`, { cookie: `lsa=${session}`, 'accept-encoding': 'br, gzip' });
    const json = (path: string) => fetched(agent, `${url}${path}`, { authorization: `Bearer ${token}`, 'accept-encoding': 'br, gzip' });
    const row = async (name: string, peer: string, asPage: () => Promise<unknown>, asJson: () => Promise<unknown>): Promise<BenchRow> => {
      const [pageMs, jsonMs] = await medianTimes(TURNS, WARM_UPS, [asPage, asJson]);
      return { name, unit: 'pages', perSecond: 1000 / pageMs, peer, peerPerSecond: 1000 / jsonMs };
    };
    return [
      await row('The queue as a page', 'the same data as plain JSON', () => page('/escalations'), () => json('/api/v1/escalations?limit=25')),
      await row('The first page, as a page', 'the same data as plain JSON, in the two requests that it takes: numbers and list', () => page('/'), async () => [await json('/api/v1/home'), await json('/api/v1/duties?limit=25')]),
    ];
  } finally {
    agent.destroy();
    await app.close();
  }
}

/** The sample region, and how a key contact comes in by browser and by API. */
async function keyContact(app: NestFastifyApplication): Promise<{ session: string; token: string }> {
  const [unitOfWork, clock] = [app.get(UnitOfWork), app.get(Clock)];
  await new InstallationService(unitOfWork, clock).make('training');
  const { signIns } = await new SampleRegionService(unitOfWork, clock, app.get(DutiesService)).makeSample({ youngPeople: YOUNG_PEOPLE });
  const one = signIns?.find(({ role }) => role === 'Virtual School key contact');
  if (!one) throw new Error('the sample region has no key contact');
  const [row] = await unitOfWork.run(({ manager }) => manager.query<{ id: number }[]>('SELECT id FROM person WHERE email = $1', [one.email]));
  if (!row) throw new Error(`nobody has the address ${one.email}`);
  return { session: await app.get(SessionsService).start(row.id), token: one.apiToken };
}

/** Asks for an address and takes the answer as it comes over the wire, zipped where it is. */
function fetched(agent: Agent, url: string, headers: OutgoingHttpHeaders): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.resume().on('end', resolve).on('error', reject);
    }).on('error', reject);
  });
}
