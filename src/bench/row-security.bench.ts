import pg from 'pg';
import { DataSource, type Logger } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { Clock } from '../clock.js';
import { dataSourceOptions } from '../database/data-source.js';
import { actingAs } from '../database/identity.js';
import { urlFor } from '../database/roles.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DutiesService } from '../duties/duties.service.js';
import { useKeys } from '../encryption/use-keys.js';
import { EscalationQueueService } from '../escalations/escalation-queue.service.js';
import { InstallationService } from '../installation/installation.service.js';
import type { Keys } from '../keys/key-file.js';
import { SampleRegionService } from '../sample/sample-region.service.js';
import { AccessTokensService } from '../sign-in/access-tokens.service.js';
import { SignedInPeople } from '../sign-in/signed-in-people.service.js';
import { CaseViewService } from '../young-people/case-view.service.js';
import { CaseWork } from '../young-people/case-work.service.js';
import { medianTimes, type BenchRow } from './measure.js';
import { newDatabase } from './new-database.js';

const YOUNG_PEOPLE = 5_000;
const TURNS = 60;
/** PostgreSQL plans a function's statements anew five times before it keeps a plan. */
const WARM_UPS = 12;
/** What row-level security may cost on a page: the acceptance criterion. */
const AT_MOST = 1.5;
const LINES = 25;

interface Statement {
  sql: string;
  parameters: unknown[];
}

/**
 * The statements of the queue page and of a case's page, each as somebody reads it in a region of 5,000 young people, beside the same
 * statements as the superuser sends them, whom no policy holds.
 */
export async function benchRowSecurity(serverUrl: string, keys: Keys): Promise<BenchRow[]> {
  const url = await newDatabase(serverUrl, 'bench_row_security', keys);
  const sent: Statement[] = [];
  const open = async (options: ReturnType<typeof dataSourceOptions>) => useKeys(await new DataSource(options).initialize(), keys);
  const operator = await open(dataSourceOptions(url));
  const web = await open({ ...dataSourceOptions(urlFor('web', url, keys)), logger: remembering(sent), logging: ['query'] });
  const [held, free] = [new pg.Client({ connectionString: urlFor('web', url, keys), options: '-c timezone=UTC' }), new pg.Client({ connectionString: url, options: '-c timezone=UTC' })];
  try {
    await Promise.all([held.connect(), free.connect()]);
    const pages = await pagesOf(operator, web);
    await operator.query('ANALYZE');
    const rows: BenchRow[] = [];
    for (const [name, read] of pages) {
      sent.length = 0;
      await read();
      const statements = [...sent];
      const [heldMs, freeMs] = await medianTimes(TURNS, WARM_UPS, [() => replay(held, statements), () => replay(free, statements)]);
      rows.push({ name, unit: 'pages', perSecond: 1000 / heldMs, peer: 'the same statements without row-level security', peerPerSecond: 1000 / freeMs, atMost: AT_MOST });
    }
    return rows;
  } finally {
    await Promise.all([held.end(), free.end(), operator.destroy(), web.destroy()]);
  }
}

/** The pages by name, each as it is read by somebody signed in. */
async function pagesOf(operator: DataSource, web: DataSource): Promise<[string, () => Promise<unknown>][]> {
  const [clock, duties] = [new Clock(), new DutiesService()];
  const system = UnitOfWork.forSystem(operator, clock);
  await new InstallationService(system, clock).make('training');
  await new SampleRegionService(system, clock, duties).makeSample({ youngPeople: YOUNG_PEOPLE });
  const [most] = await operator.query<{ key_contact: number; designated_person: number; reference: string }[]>(BUSIEST);
  if (!most) throw new Error('the sample region has nobody to read it');

  const unitOfWork = new UnitOfWork(operator, clock, web);
  const queue = new EscalationQueueService(unitOfWork, new AuditService());
  const cases = new CaseViewService(new CaseWork(unitOfWork, new AuditService(), duties));
  const as = async <T>(personId: number, page: (actor: NonNullable<Awaited<ReturnType<SignedInPeople['find']>>>) => Promise<T>) => {
    const secret = await new AccessTokensService(system, clock).issue(personId, 'bench', 1);
    const actor = await new SignedInPeople(system).find(personId);
    if (!actor) throw new Error('nobody has this number');
    return () => actingAs({ secret }, () => page(actor));
  };
  return [
    ['The queue of a key contact', await as(most.key_contact, (actor) => queue.listQueue(actor, {}, null, LINES))],
    ['A case, to a key contact', await as(most.key_contact, (actor) => unitOfWork.run(() => cases.readCase(actor, most.reference)))],
    ['A case, to a designated person', await as(most.designated_person, (actor) => unitOfWork.run(() => cases.readCase(actor, most.reference)))],
  ];
}

/** Of the authority with the most young people a key contact, and the case with the most duties that the designated person of a provider has, too. */
const BUSIEST = `
WITH largest AS (SELECT home_authority_code AS code FROM young_person GROUP BY 1 ORDER BY count(*) DESC LIMIT 1),
  placed AS (SELECT y.id, y.reference, d.person_id FROM young_person y JOIN largest l ON l.code = y.home_authority_code JOIN placement p ON p.case_id = y.id
    JOIN post_holding d ON d.provider_id = p.provider_id AND d.post = 'designated-person' AND d.until_on IS NULL
    WHERE NOT EXISTS (SELECT FROM placement_ending e WHERE e.placement_id = p.id))
SELECT h.person_id AS key_contact, c.person_id AS designated_person, c.reference
FROM placed c JOIN largest l ON true JOIN post_holding h ON h.post = 'key-contact' AND h.authority_code = l.code AND h.until_on IS NULL
ORDER BY (SELECT count(*) FROM duty d WHERE d.case_id = c.id) DESC, c.id, h.id LIMIT 1`;

const remembering = (sent: Statement[]): Logger => ({
  logQuery: (sql, parameters) => void sent.push({ sql, parameters: Array.isArray(parameters) ? parameters : [] }),
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
});

/** The statements of one page, from BEGIN to COMMIT. */
async function replay(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const { sql, parameters } of statements) await client.query(sql, parameters);
}
