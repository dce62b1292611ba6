import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { suspension, type Placed } from './support/situations.js';

/* The procedure before a provider's ending (EP11, EP11M, EP12), through the API. Times are London's. */

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
}, 180_000);
beforeEach(() => test.setNow('2026-05-11 09:00'));
afterAll(() => test.close());

interface Case {
  duties: { key: string; outcome: string; status: string; because: string | null }[];
  placements: { ending: { breach: boolean; breachReasons: { code: string }[] } | null }[];
}
const read = async (reference: string) => (await api.get<Case>('keyWorker', `/cases/${reference}`)).body;
const duty = async (reference: string, key: string) => (await read(reference)).duties.find((one) => one.key === key);
const stale = () => test.app.get(NightlyDerivation).deriveAll();

/** Both are called and both e-mails go, at the time that it is. */
async function toldBoth({ reference, noticeId }: Placed & { noticeId: number }): Promise<void> {
  await test.runJobs();
  for (const to of ['key-worker', 'key-contact']) await api.post('designatedPerson', `/cases/${reference}/risk-notices/${noticeId}/calls`, { to, outcome: 'spoke' });
}

const met = (reference: string, noticeId: number, heldOn: string, outcome: string) =>
  api.post('designatedPerson', `/cases/${reference}/risk-notices/${noticeId}/meetings`, { heldOn, present: 'All', outcome, notes: 'All was tried' });
const ended = ({ reference, placementId }: Placed, kind: string, endedOn: string, alreadyHappened = false) =>
  api.post('designatedPerson', `/cases/${reference}/placements/${placementId}/ending`, { kind, endedOn, alreadyHappened });

describe('a suspension of Fri 30 Oct 2026, a meeting of Fri 6 Nov, an exclusion of Fri 13 Nov', () => {
  it.each(['the meeting recorded first', 'the exclusion recorded first'])('is no breach, %s', async (order) => {
    const placed = await suspension(test);
    await toldBoth(placed);
    test.setNow('2026-11-14 10:00');
    const meet = () => met(placed.reference, placed.noticeId, '2026-11-06', 'ends');
    if (order === 'the meeting recorded first') await meet();
    await ended(placed, 'permanently-excluded', '2026-11-13', true);
    if (order === 'the exclusion recorded first') {
      expect((await read(placed.reference)).placements[0]?.ending).toMatchObject({ breach: true, breachReasons: [{ code: 'MEETING_NOT_HELD' }] });
      await meet();
    }
    expect((await read(placed.reference)).placements[0]?.ending).toMatchObject({ breach: false, breachReasons: [] });
    expect(await duty(placed.reference, `EP12/placement-${placed.placementId}`)).toMatchObject({ status: 'met' });
    expect(await stale()).toEqual([]);
  });
});
