import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../src/young-people/case-view.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { correctLinks, factsIn, pagesOf } from './support/correct-links.js';
import type { Case } from './support/correcting.js';
import type { Who } from './support/region.js';
import { planMissed } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

describe('a link to correct a fact', () => {
  /** A case with something of every kind that has a link, by the provider and by the home authority. */
  async function fullCase(): Promise<string> {
    const { reference, placementId } = await planMissed(test);
    const path = `/cases/${reference}`;
    const placement = `${path}/placements/${placementId}`;
    const by = async (who: Who, to: string, body?: object) => {
      const { status, body: answer } = await api.post<{ id: number }>(who, to, body);
      expect([to, status, status < 300 || answer]).toEqual([to, expect.any(Number), true]);
      return answer;
    };
    const released = (await test.dataSource.query<{ id: number }[]>(`SELECT e.id FROM escalation e JOIN duty d ON d.id = e.duty_id WHERE d.case_id = (SELECT id FROM young_person WHERE reference = $1) AND d.clause <> 'KW3' ORDER BY e.id`, [reference]))[0]?.id;
    if (released) await by('keyContact', `/escalations/${released}/resolve`, { reason: 'It never began' });
    await by('designatedPerson', `${placement}/plan/agreements`, { party: 'designated-person' });
    await by('keyWorker', `${placement}/plan/agreements`, { party: 'young-person', witness: 'Priya Shah' });
    await by('keyWorker', `${placement}/plan/agreements`, { party: 'key-worker', reasonAfterStart: 'The college was closed until September' });
    const review = { attended: ['key-worker'], feelsSafe: 'yes', present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good' };
    await by('designatedPerson', `${placement}/reviews`, { ...review, heldOn: '2026-10-09' });
    await by('keyWorker', `${placement}/reviews`, { ...review, heldOn: '2026-10-10' });
    await by('keyWorker', `${path}/meetings`, { ...review, feelsSafe: undefined, heldOn: '2026-10-11', countsFor: ['looked-after-review'] });
    await by('designatedPerson', `${path}/records/visit`, { placementId, moment: 'post-entry', withWhom: 'Dan Pike', happenedOn: '2026-10-08' });
    await by('keyWorker', `${path}/records/view`, { placementId, addressedTo: 'designated-person', ownWords: 'I want a quieter room', happenedOn: '2026-10-01' });
    for (const who of ['designatedPerson', 'keyWorker'] as const) {
      const emergency = await by(who, `${path}/emergencies`, { placementId, whatHappened: 'He has not come home since Friday' });
      await by('keyWorker', `${path}/emergencies/${emergency.id}/acknowledgement`);
      await by('keyWorker', `${path}/emergencies/${emergency.id}/response`, { response: 'Found' });
      const notice = await by(who, `${path}/risk-notices`, { placementId, kind: 'suspended', whatHappened: 'A fight in the workshop' });
      await by('designatedPerson', `${path}/risk-notices/${notice.id}/calls`, { to: 'key-worker', outcome: 'spoke' });
      await by('keyContact', `${path}/risk-notices/${notice.id}/acknowledgements`);
      await by('designatedPerson', `${path}/risk-notices/${notice.id}/meetings`, { heldOn: '2026-10-12', present: 'All', outcome: 'ends', notes: 'All was tried' });
    }
    await by('manager', `${path}/key-worker`, { personId: test.region.people.successor, kind: 'social-worker', authorityToActConfirmed: true });
    const worker = Math.max(...(await api.get<Case>('manager', path)).body.keyWorkers.map(({ id }) => id));
    await by('designatedPerson', `${placement}/key-worker-acknowledgements`, { keyWorkerId: worker });
    await by('designatedPerson', `${placement}/ending`, { kind: 'left-early', endedOn: '2026-10-12', reason: 'He moved away' });
    return reference;
  }

  it('stands exactly where the correction is allowed, for everybody in the case; the API says the same', async () => {
    const reference = await fullCase();
    for (const who of ['successor', 'manager', 'keyContact', 'head', 'designatedPerson'] as const) {
      const view = (await api.get<CaseView>(who, `/cases/${reference}`)).body;
      const facts = factsIn(view);
      const allowed = [...facts].filter(([, may]) => may).map(([fact]) => fact).sort();
      const links = await correctLinks(test, who);
      expect([who, await links.on(pagesOf(view))]).toEqual([who, allowed]);
      // To the home authority all are alike: of its people one tries each.
      if (who !== 'keyContact' && who !== 'designatedPerson') continue;
      const answers: { fact: string; may: boolean; status: number }[] = [];
      for (const [fact, may] of facts) answers.push({ fact, may, status: await links.status(reference, fact) });
      // What is about no placement of theirs is not there for a provider.
      expect(answers.filter(({ may, status }) => (may ? status !== 200 : status !== 403 && status !== 404))).toEqual([]);
    }
    const own = factsIn((await api.get<CaseView>('designatedPerson', `/cases/${reference}`)).body);
    const kinds = (may: boolean) => [...new Set([...own].filter(([, one]) => one === may).map(([fact]) => fact.split('/')[0]))].sort();
    expect(kinds(true)).toEqual(['emergency', 'key-worker-notice', 'placement-ending', 'plan-agreement', 'professionals-meeting', 'review', 'risk-call', 'risk-notice', 'visit']);
    expect(kinds(false)).toEqual(expect.arrayContaining(['emergency', 'emergency-response', 'key-worker', 'placement', 'plan', 'plan-agreement', 'review', 'risk-acknowledgement', 'risk-notice', 'view', 'young-person']));
  });
});
