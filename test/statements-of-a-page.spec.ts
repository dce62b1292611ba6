import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource, Logger } from 'typeorm';
import { WEB } from '../src/database/unit-of-work.js';
import { SessionsService } from '../src/sign-in/sessions.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import type { Who } from './support/region.js';
import { planMissed, suspension } from './support/situations.js';

let test: TestApplication;
let web: DataSource;
let before: Logger;
const sent: string[] = [];
beforeAll(async () => {
  test = await startTestApplication();
  await suspension(test);
  await planMissed(test);
  await test.runJobs();
  web = test.app.get(getDataSourceToken(WEB));
  before = web.logger;
  web.logger = { ...quiet, logQuery: (sql) => void sent.push(sql) };
});
afterAll(async () => {
  web.logger = before;
  await test.close();
});

const nothing = () => undefined;
const quiet: Logger = { logQuery: nothing, logQueryError: nothing, logQuerySlow: nothing, logSchemaBuild: nothing, logMigration: nothing, log: nothing };

async function statementsOf(who: Who, path: string): Promise<string[]> {
  const cookie = `lsa=${await test.app.get(SessionsService).start(test.region.people[who])}`;
  // That a token is in use is written down now and then.
  if (path.startsWith('/api/')) await test.get(who, '/api/v1/me');
  sent.length = 0;
  const { status } = path.startsWith('/api/') ? await test.get(who, path) : await test.get(null, path, { cookie });
  expect([who, path, status]).toEqual([who, path, 200]);
  return [...sent];
}

/** What every transaction has around its work: who asks and when, whose rights it takes for a piece of it, and that nothing failed unseen. */
const FRAME = /^(START TRANSACTION|COMMIT|SET LOCAL ROLE|SELECT pg_current_xact_id_if_assigned|\s*SELECT t\.now, set_config\('app\.session')/;
const SIGN_IN = /"(Session|AccessToken|Installation)"|^UPDATE "access_token"|\bWITH in_post\b/;
const TRACE = /^\s*INSERT INTO audit_event/;

/** How many statements say what stands on the page, leave its trace, and there are in all. */
async function countOf(who: Who, path: string): Promise<{ shown: number; trace: number; all: number }> {
  const statements = await statementsOf(who, path);
  const work = statements.filter((sql) => !FRAME.test(sql) && !SIGN_IN.test(sql));
  const trace = work.filter((sql) => TRACE.test(sql)).length;
  return { shown: work.length - trace, trace, all: statements.length };
}

describe('the first page', () => {
  it.each([['keyWorker', 1], ['keyContact', 1], ['designatedPerson', 1], ['manager', 0], ['head', 1]] as const)('of the %s is two statements: what they see, and what only the system knows to wait for them', async (who, trace) => {
    expect(await countOf(who, '/')).toEqual({ shown: 2, trace, all: 23 + trace });
    expect(await countOf(who, '/api/v1/home')).toEqual({ shown: 2, trace: 0, all: 16 });
  });
});

describe('the queue', () => {
  it.each(['keyContact', 'manager', 'head'] as const)('of the %s is one statement', async (who) => {
    expect(await countOf(who, '/escalations')).toEqual({ shown: 1, trace: 1, all: 23 });
    expect(await countOf(who, '/api/v1/escalations')).toEqual({ shown: 1, trace: 1, all: 16 });
  });

  it('with notes of cases on it is one more, for the keys of these cases, however many there are', async () => {
    const { body: { items } } = await test.get<{ items: { id: number; caseReference: string | null }[] }>('keyContact', '/api/v1/escalations');
    for (const { id } of items) expect((await test.post('keyContact', `/api/v1/escalations/${id}/notes`, { text: 'Called the college, nobody there' }, { 'if-match': '*' })).status).toBe(201);
    expect(await countOf('keyContact', '/escalations')).toEqual({ shown: 2, trace: 1, all: 24 });
  });
});
