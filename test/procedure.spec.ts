import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { caseRegistered, suspension, type Placed } from './support/situations.js';

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
  duties: { key: string; outcome: string; status: string; dueOn: string | null; because: string | null }[];
  placements: { ending: { breach: boolean; breachReasons: { code: string }[] } | null }[];
}
const read = async (reference: string) => (await api.get<Case>('keyWorker', `/cases/${reference}`)).body;
const duty = async (reference: string, key: string) => (await read(reference)).duties.find((one) => one.key === key);

/** The duties of a case that a derivation of everything finds different. */
async function stale(reference: string): Promise<string[]> {
  const own = (await read(reference)).duties.map(({ key }) => key);
  return (await test.app.get(NightlyDerivation).deriveAll()).map(({ key }) => key).filter((key) => own.includes(key));
}

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
    expect(await stale(placed.reference)).toEqual([]);
  });
});

describe('an exclusion is refused', () => {
  it('on Mon 1 Mar 2027, on the strength of a meeting that decided on 6 Nov 2026 that the young person stays', async () => {
    const placed = await suspension(test);
    await toldBoth(placed);
    test.setNow('2026-11-06 15:00');
    await met(placed.reference, placed.noticeId, '2026-11-06', 'stays');
    test.setNow('2027-03-01 10:00');
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${placed.reference}/placements/${placed.placementId}/ending`, { kind: 'permanently-excluded' })).toEqual([
      409, 'PROCEDURE_NOT_FOLLOWED', ': RISK_SETTLED',
    ]);
  });

  it('after a meeting that decided to meet again, which opens the next: of Fri 6 Nov 2026 one by Fri 13 Nov', async () => {
    const placed = await suspension(test);
    await toldBoth(placed);
    test.setNow('2026-11-06 15:00');
    const { body } = await met(placed.reference, placed.noticeId, '2026-11-06', 'meets-again');
    const [{ id } = { id: 0 }] = (body as { meetings: { id: number }[] }).meetings;
    expect(await duty(placed.reference, `EP11M/notice-${placed.noticeId}/after-meeting-${id}`)).toMatchObject({ status: 'open', dueOn: '2026-11-13' });
    expect(await api.refusal('designatedPerson', 'POST', `/cases/${placed.reference}/placements/${placed.placementId}/ending`, { kind: 'permanently-excluded' })).toEqual([
      409, 'PROCEDURE_NOT_FOLLOWED', ': NOT_DECIDED',
    ]);
  });
});

describe('that a learner left early, on the day of the suspension', () => {
  const owed = async ({ reference }: Placed) =>
    (await read(reference)).duties.filter(({ key, outcome }) => /^EP11M?\//.test(key) && outcome === 'open').map(({ key }) => key.split('/')[0]);

  it('closes nothing of the procedure when the college says so, and everything when the home authority does', async () => {
    const said = await suspension(test);
    await ended(said, 'left-early', '2026-10-30');
    expect(await owed(said)).toEqual(['EP11', 'EP11', 'EP11', 'EP11', 'EP11M']);
    const found = await suspension(test);
    await api.post('keyContact', `/cases/${found.reference}/placements/${found.placementId}/ending`, { kind: 'left-early' });
    expect(await owed(found)).toEqual([]);
    expect(await stale(found.reference)).toEqual([]);
  });
});

describe("a permanent exclusion from a school's sixth form, of somebody whose key worker is their foster carer, with nothing reported before", () => {
  it('is told by the system on the day to the social care team manager, who stands in for a social worker, and to the Virtual Head (EP11S)', async () => {
    const { reference } = await caseRegistered(test);
    await api.post('manager', `/cases/${reference}/key-worker`, { personId: test.region.people.keyWorker, kind: 'foster-carer', authorityToActConfirmed: true });
    test.setNow('2026-05-20 10:00');
    const { id: placementId } = (await api.post<{ id: number }>('keyWorker', `/cases/${reference}/placements`, { providerId: test.region.providers.elmfield, course: 'Art', level: 3, startsOn: '2026-09-07' })).body;
    test.setNow('2026-10-30 16:00');
    await api.post('otherDesignatedPerson', `/cases/${reference}/placements/${placementId}/ending`, { kind: 'permanently-excluded', alreadyHappened: true });
    await test.runJobs();
    const notices = (await read(reference)).duties.filter(({ key }) => key.startsWith('EP11S/ending-'));
    expect(notices.map(({ key, status }) => `${key.split('/')[2]}: ${status}`).sort()).toEqual(['social-worker: met', 'virtual-head: met']);
    const told = await test.dataSource.query<{ to_address: string }[]>(
      `SELECT DISTINCT m.to_address FROM message m JOIN message_notice mn ON mn.message_id = m.id JOIN notice n ON n.id = mn.notice_id JOIN duty d ON d.id = n.duty_id WHERE d.key = ANY($1) AND n.stage = 'notice' ORDER BY 1`,
      [notices.map(({ key }) => key)],
    );
    expect(told.map((row) => row.to_address)).toEqual(['hugh.farrow@region.example', 'marta.nowak@region.example']);
    expect(await stale(reference)).toEqual([]);
  });
});
