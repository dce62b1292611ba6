import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PlacementsService } from '../src/placements/placements.service.js';
import { RiskNoticeStateService } from '../src/risk-notices/risk-notice-state.service.js';
import { KeyWorkersService } from '../src/young-people/key-workers.service.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { suspension } from './support/situations.js';

let test: TestApplication;
beforeAll(async () => void (test = await startTestApplication()));
afterAll(() => test.close());

it("somebody with the limited view gets no answer that belongs to the full one", async () => {
  const { reference, placementId, noticeId } = await suspension(test);
  const actor = await test.actor('neighbourContact');
  const refused = expect.objectContaining({ code: 'NOT_ALLOWED' }) as unknown;
  await expect(test.app.get(PlacementsService).blockersToEnding(actor, reference, placementId)).rejects.toEqual(refused);
  await expect(test.app.get(RiskNoticeStateService).riskNoticeState(actor, reference, noticeId, placementId)).rejects.toEqual(refused);
  await expect(test.app.get(KeyWorkersService).peopleToAssign(actor, reference)).rejects.toEqual(refused);
});
