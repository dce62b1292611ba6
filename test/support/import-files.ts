import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AuditService } from '../../src/audit/audit.service.js';
import { Clock } from '../../src/clock.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Actor } from '../../src/domain/permissions.js';
import { DutiesService } from '../../src/duties/duties.service.js';
import type { ImportBatch, ImportKind } from '../../src/imports/import-batch.entity.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { seedAuthorities } from '../../src/organisations/seed-authorities.js';
import { freshDatabase, openDatabase, type FreshDatabase } from './database.js';

/** Two providers, people of three organisations, and a young person's row of a roster. */
export const PROVIDERS = `ukprn,name,type,authority_code
10099001,Aldermere College,further-education-college,E08000025
10099002,Brackenhill Sixth Form,sixth-form-college,E08000026
`;
export const PEOPLE = `name,email,phone,organisation,post,team,from_on,until_on
Ruth Ashby,Ruth.Ashby@birmingham.example,07700 900101,E08000025,key-worker,,,
Imran Malik,imran.malik@birmingham.example,07700 900102,E08000025,,,,
Joy Okafor,joy.okafor@birmingham.example,07700 900103,E08000025,team-manager,16+ North,2026-01-05,
Joy Okafor,joy.okafor@birmingham.example,07700 900103,E08000025,team-manager,16+ South,,
Tom Pryce,tom.pryce@aldermere.example,,10099001,designated-person,,,
Ana Silva,ana.silva@coventry.example,,E08000026,administrator,,,
`;
const ROSTER_HEADER =
  'authority_code,local_id,preferred_name,legal_name,date_of_birth,uln,upn,care_status,team,key_worker_email,key_worker_kind,authority_to_act_confirmed,provider_ukprn,course,level,agreed_on,starts_on,ends_on,plan_agreed_on,last_review_on';
export const KEMI = 'E08000025,1,Kemi,Oluwakemi Adeyemi,23/11/2009,9276308686,H801200001001,in care,16+ North,ruth.ashby@birmingham.example,,yes,10099001,Carpentry,2,2026-05-18,2026-09-07,2027-07-02,2026-07-06,';
export const roster = (...rows: string[]) => [ROSTER_HEADER, ...rows, ''].join('\n');

/** Why a file changes what is recorded: said once for all of it. */
export const WHY = 'Compared with the register of the authority';

export interface Importing {
  readonly dataSource: DataSource;
  readonly imports: ImportsService;
  readonly clock: Clock;
  /** Sets the time. */
  at(instant: string): void;
  count(table: string): Promise<number>;
  preview(kind: ImportKind, text: string, actor?: Actor | null): Promise<ImportBatch>;
  /** Looked at and confirmed, as on the command line. */
  load(kind: ImportKind, text: string): Promise<ImportBatch>;
}

/** A database for the files of a spec; before each test it has the providers and the people alone. */
export function importing(): Importing {
  let database: FreshDatabase;
  let dataSource: DataSource;
  let imports: ImportsService;
  const clock = new Clock();
  const on: Importing = {
    get dataSource() {
      return dataSource;
    },
    get imports() {
      return imports;
    },
    clock,
    at: (instant) => void (clock.realNow = () => new Date(instant)),
    count: async (table) => Number((await dataSource.query<{ count: string }[]>(`SELECT count(*) FROM ${table}`))[0]?.count),
    preview: (kind, text, actor = null) => imports.previewImport(actor, kind, 'file.csv', Buffer.from(text)),
    load: async (kind, text) => imports.confirmImport(null, (await on.preview(kind, text)).id, WHY),
  };
  beforeAll(async () => {
    database = await freshDatabase();
    dataSource = await openDatabase(database.url);
    imports = new ImportsService(UnitOfWork.forSystem(dataSource, clock), new AuditService(), new DutiesService());
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    on.at('2026-10-05T09:00:00Z');
    await dataSource.query(`DO $$ BEGIN
      EXECUTE (SELECT string_agg(format('ALTER TABLE %I DISABLE TRIGGER USER', tablename), '; ') FROM pg_tables WHERE schemaname = 'public');
      EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY' FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration');
      EXECUTE (SELECT string_agg(format('ALTER TABLE %I ENABLE TRIGGER USER', tablename), '; ') FROM pg_tables WHERE schemaname = 'public');
    END $$`);
    await seedAuthorities(dataSource.manager);
    await on.load('providers', PROVIDERS);
    await on.load('people', PEOPLE);
  });
  return on;
}
