import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SessionsService } from '../src/sign-in/sessions.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { inspectorLetIn } from './support/inspector-let-in.js';
import { manyCases } from './support/situations.js';

let test: TestApplication;
let cookie: string;
beforeAll(async () => {
  test = await startTestApplication();
  await manyCases(test, 51);
  cookie = `lsa=${await test.app.get(SessionsService).start((await inspectorLetIn(test, { lastOn: '2026-06-30' })).personId)}`;
});
afterAll(() => test.close());

const read = (path: string) => test.get<string>(null, path, { cookie });

it('an inspector of no organisation is offered nothing that takes a colleague: no file of more than 50 cases, and no cover', async () => {
  const { body } = await read('/cases');
  expect(body).toContain('A file has 50 at most: search and filter first.');
  expect(body).not.toContain('/cases/export');
  expect((await read('/cases/export')).status).toBe(403);
  expect((await read('/absences')).body).not.toContain('Who covers?');
});
