import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PlacementsService } from '../src/placements/placements.service.js';
import { RiskNoticeStateService } from '../src/risk-notices/risk-notice-state.service.js';
import { KeyWorkersService } from '../src/young-people/key-workers.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM } from './support/region.js';
import { suspension } from './support/situations.js';

let test: TestApplication;
beforeAll(async () => void (test = await startTestApplication()));
afterAll(() => test.close());

it("the Virtual School of a provider's area lists the cases of which it has the limited view, by reference, and nobody else does", async () => {
  await suspension(test);
  const { reference } = await suspension(test);
  const path = '/api/v1/local-cases';
  const { status, body } = await test.get<{ items: object[]; total: number; after: string | null }>('neighbourContact', path);
  expect([status, body.items]).toEqual([200, expect.arrayContaining([{ reference, homeAuthority: { code: BIRMINGHAM, name: 'Birmingham' }, providerNames: ['Ashgrove College'], openRequests: 0 }])]);
  expect(JSON.stringify(body)).not.toContain('Zebedee');
  const pageAfter = async (after: string) => (await test.get<{ items: { reference: string }[]; total: number; after: string | null }>('neighbourContact', `${path}?limit=1${after}`)).body;
  const first = await pageAfter('');
  const second = await pageAfter(`&after=${first.after}`);
  expect([...first.items, ...second.items]).toEqual(body.items);
  expect([first.total, second.total, second.after]).toEqual([2, 2, null]);
  for (const who of ['manager', 'keyWorker', 'designatedPerson', 'director', 'administrator'] as const) expect([who, (await test.get(who, path)).status]).toEqual([who, 403]);
  // Its own young people are not among them: those of the home authority, here without a placement of another's in its area.
  expect((await test.get('keyContact', path)).body).toEqual({ items: [], total: 0, after: null });
});

it("somebody with the limited view gets no answer that belongs to the full one", async () => {
  const { reference, placementId, noticeId } = await suspension(test);
  const actor = await test.actor('neighbourContact');
  const refused = expect.objectContaining({ code: 'NOT_ALLOWED' }) as unknown;
  await expect(test.app.get(PlacementsService).blockersToEnding(actor, reference, placementId)).rejects.toEqual(refused);
  await expect(test.app.get(RiskNoticeStateService).riskNoticeState(actor, reference, noticeId, placementId)).rejects.toEqual(refused);
  await expect(test.app.get(KeyWorkersService).peopleToAssign(actor, reference)).rejects.toEqual(refused);
});
