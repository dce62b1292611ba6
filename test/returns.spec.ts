import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { planAgreed } from './support/situations.js';

let test: TestApplication;
beforeAll(async () => {
  test = await startTestApplication();
});
afterAll(() => test.close());

it('the returns that are owed are read by whoever sends them, by learner, and by the Virtual School, by provider (EP15)', async () => {
  const { reference, placementId } = await planAgreed(test);
  test.setNow('2026-11-09 10:00');
  await test.runJobs();
  const college = await pageAs(test, 'designatedPerson', '/returns');
  expect(college).toContain(`/cases/${reference}/records/attendance-return/new?placement=${placementId}&amp;of=2026-10`);
  expect(college).toContain('/imports/columns/attendance');
  const school = await pageAs(test, 'keyContact', '/returns');
  expect(school).toMatch(/<h2[^>]*>Ashgrove College<\/h2>\s*<p class="govuk-hint">\d+ late<\/p>/);
  expect(school).toContain(`/cases/${reference}/duties#duty-`);
  const elsewhere = await pageAs(test, 'otherDesignatedPerson', '/returns');
  expect(elsewhere).toContain('every return that is due has been sent');
  expect(elsewhere).not.toContain(reference);
  expect(await pageAs(test, 'keyWorker', '/returns')).toContain('see which returns are owed');
});
