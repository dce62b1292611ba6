import { describe, expect, it } from '@jest/globals';
import { CHECKED, journey, LONG, ROUTES } from './support/journey.js';
import * as cases from './support/pages/case-pages.js';
import * as placements from './support/pages/placement-pages.js';
import * as plans from './support/pages/plan-pages.js';
import { FormBrowser } from './support/form-browser.js';
import { User } from './support/pages/user.js';
import { emailOf, PASSWORD } from './support/region.js';
import * as situations from './support/situations.js';

const on = journey();

describe('registering and the key worker (SC1, SC2)', () => {
  it.each(ROUTES)('goes from the registration to a key worker the provider knows, $name', async ({ device }) => {
    on.test.setNow('2026-05-11 09:00');
    const manager = await on.as('manager', device);
    const localId = `J-${device.width ?? 'desk'}`;
    const reference = await cases.registerYoungPerson(manager, { preferredName: 'Wren', legalName: 'Wren Achebe', bornOn: '2010-03-14', careStatus: 'In care', localId });
    expect(await manager.confirmation()).toEqual({ title: `Case ${reference} is registered`, text: 'A key worker with the authority to act is due by Friday 26 June 2026.' });

    await cases.assignKeyWorker(manager, reference, { name: 'Kofi Mensah', kind: 'Social worker', hasAuthorityToAct: false });
    expect((await manager.confirmation()).text).toBe('A key worker with the authority to act is due by Friday 26 June 2026.');
    await cases.confirmAuthorityToAct(manager, reference);
    expect((await manager.confirmation()).text).toBe('Nothing more is asked of you for this change.');

    const placementId = await placements.agreePlacement(manager, reference, { provider: 'Ashgrove College', course: 'Joinery', level: 2, startsOn: '2026-09-07' });
    expect(await manager.confirmation()).toEqual({
      title: 'The placement is recorded',
      text: 'The education plan is best agreed before the start. All three must agree it by Wednesday 7 October 2026.',
    });

    on.test.setNow('2026-05-20 10:00');
    const managerLater = await on.as('manager', device);
    await cases.assignKeyWorker(managerLater, reference, { name: 'Sally Webb', kind: 'Personal adviser' });
    expect((await managerLater.confirmation()).text).toBe('The provider is being told by e-mail, and acknowledges it by Thursday 21 May 2026.');

    const [row] = await on.test.dataSource.query<{ id: number }[]>('SELECT max(id) AS id FROM key_worker_assignment');
    await on.test.runJobs();
    const designatedPerson = await on.as('designatedPerson', device);
    await cases.acknowledgeKeyWorker(designatedPerson, reference, placementId, row?.id ?? 0);
    expect((await designatedPerson.confirmation()).title).toBe('You have acknowledged the new key worker');
    await designatedPerson.open(`/cases/${reference}/placements/${placementId}/key-worker-notices/${row?.id}`);
    expect(await designatedPerson.page.locator('main').innerText()).toContain('The designated person has acknowledged this.');

    await cases.endKeyWorker(managerLater, reference);
    expect((await managerLater.confirmation()).text).toContain('A key worker with the authority to act is due by Friday 26 June 2026.');
  }, LONG);

  it('keeps what was typed and says beside each field what to do', async () => {
    on.test.setNow('2026-05-11 09:00');
    const manager = await on.as('manager', CHECKED);
    await cases.registerYoungPerson(manager, { preferredName: 'Wren', legalName: 'Wren Achebe', bornOn: '2010-02-30', careStatus: 'Eligible', localId: 'J-2', uln: '9276308687' });
    expect(await manager.problems()).toEqual(['Enter a real date for “date of birth”: day, month and year, such as 2026-10-07.']);
    expect(await manager.page.title()).toMatch(/^Error: /);
    expect(await manager.page.getByLabel('Legal name').inputValue()).toBe('Wren Achebe');
    expect(await manager.page.getByLabel('Eligible', { exact: true }).isChecked()).toBe(true);
    await manager.fillDay('bornOn', '2010-02-28');
    await manager.pressButton('Register');
    expect(await manager.problems()).toEqual(['This is not a valid unique learner number: its last digit does not fit. Check it against the learning record.']);
  }, LONG);

  it('asks for whatever is missing, a choice at a time, in plain words', async () => {
    const { reference } = await situations.caseRegistered(on.test);
    const manager = await on.as('manager');
    await manager.open(`/cases/${reference}/key-worker`);
    await manager.pressButton('Assign');
    expect(await manager.problems()).toEqual(['Choose “key worker”.', 'Choose “kind of key worker”.']);
    await manager.open(`/cases/${reference}/placements/new`);
    await manager.pressButton('Record the placement');
    expect(await manager.problems()).toEqual(['Choose “provider”.', 'Enter “course”.', 'Enter “level”.', 'Enter a real date for “starts on”: day, month and year, such as 2026-10-07.']);
  }, LONG);

  it('is not for those who have no part in it', async () => {
    const { reference } = await situations.keyWorkerAssigned(on.test);
    const keyWorker = await on.as('keyWorker');
    expect((await keyWorker.page.goto('/register'))?.status()).toBe(403);
    expect((await keyWorker.page.goto(`/cases/${reference}/key-worker`))?.status()).toBe(403);
    const stranger = await on.as('neighbourManager');
    for (const path of ['key-worker', 'placements/new', 'risk-notices/new', 'emergencies/new']) {
      expect((await stranger.page.goto(`/cases/${reference}/${path}`))?.status()).toBe(404);
    }
  }, LONG);
});

const TEXT = { 'key-contacts': 'Kofi Mensah, key worker', safeguarding: 'None known', 'own-words': 'I want to make furniture' };

describe('the education plan and its reviews (KW3, KW4)', () => {
  it.each(ROUTES)('is written in parts, agreed by three, reviewed, $name', async ({ device }) => {
    const { reference, placementId } = await situations.placementAgreed(on.test);
    on.test.setNow('2026-06-15 14:00');
    const keyWorker = await on.as('keyWorker', device);
    await plans.writePlan(keyWorker, reference, placementId, { 'key-contacts': TEXT['key-contacts'] });
    expect(await keyWorker.confirmation()).toEqual({
      title: '“Key contacts” is saved',
      text: "Write “Safeguarding issues”. Write “The young person's own words”. The plan is to be agreed by all three by Wednesday 7 October 2026.",
    });
    await plans.writePlan(keyWorker, reference, placementId, TEXT);
    expect((await keyWorker.confirmation()).text).toContain('It waits for the agreement of the key worker and the designated person and the young person.');
    await plans.agreePlan(keyWorker, reference, placementId);
    expect((await keyWorker.confirmation()).title).toBe('The key worker’s agreement is recorded');
    await plans.recordAgreement(keyWorker, reference, placementId, { party: 'young person' });
    expect(await keyWorker.problems()).toEqual(['They agreed in a meeting and you record it for them: say who saw it.']);
    await plans.recordAgreement(keyWorker, reference, placementId, { party: 'young person', witness: 'Priya Shah', agreedAt: '2026-06-15 09:30' });

    const designatedPerson = await on.as('designatedPerson', device);
    await plans.agreePlan(designatedPerson, reference, placementId);
    expect(await designatedPerson.confirmation()).toEqual({ title: 'The plan is agreed', text: 'All three have agreed. The next review is due by Tuesday 15 December 2026.' });

    on.test.setNow('2026-08-31 16:00');
    const later = await on.as('designatedPerson', device);
    await plans.recordReview(later, reference, placementId, { heldOn: '2026-08-31', present: 'All three', whatChanged: 'Nothing yet', youngPersonsView: 'Looking forward to it', attended: ['Young person', 'Key worker', 'Social worker'], alsoHeldAs: ['A review of the pathway plan'] });
    expect(await later.confirmation()).toEqual({ title: 'The review is recorded', text: 'It does not count for the agreement. The designated person was not there. The next review is due by Tuesday 15 December 2026.' });
    const plan = await later.page.locator('main').innerText();
    expect(plan).toContain('The designated person was not there. Next by Tuesday 15 December 2026.');
    expect(plan).toMatch(/Counts Pathway plan\.[^\n]*Next by Sunday 28 February 2027\./i);
    await plans.recordReview(later, reference, placementId, { heldOn: '2026-08-31', present: 'All three', whatChanged: 'Nothing yet', youngPersonsView: 'Yes' });
    expect(await later.problems()).toEqual(['A review on this day is recorded already.']);
    expect(await later.page.getByLabel('Their names').inputValue()).toBe('All three');
    expect(await later.page.getByLabel('Young person', { exact: true }).isChecked()).toBe(true);
  }, LONG);

  it('asks why only the last one to agree, and only after the start', async () => {
    const { reference, placementId } = await situations.planWritten(on.test);
    on.test.setNow('2026-09-10 10:00');
    const keyWorker = await on.as('keyWorker');
    await plans.agreePlan(keyWorker, reference, placementId);
    await plans.recordAgreement(keyWorker, reference, placementId, { party: 'young person', witness: 'Priya Shah' });
    const designatedPerson = await on.as('designatedPerson', CHECKED);
    await plans.openPlan(designatedPerson, reference, placementId);
    expect(await designatedPerson.page.getByRole('button', { name: 'I agree to this plan' }).count()).toBe(0);
    await plans.agreePlan(designatedPerson, reference, placementId, '');
    expect(await designatedPerson.problems()).toEqual(['The plan is finished after the start: say why earlier was not possible.']);
    await plans.agreePlan(designatedPerson, reference, placementId, 'The place was confirmed late');
    expect((await designatedPerson.confirmation()).title).toBe('The plan is agreed');
    expect(await designatedPerson.page.locator('main').innerText()).toContain('The place was confirmed late');
  }, LONG);

  it('shows both texts when two people write at once, and loses neither', async () => {
    const { reference, placementId } = await situations.planWritten(on.test);
    const [keyWorker, designatedPerson] = [await on.as('keyWorker'), await on.as('designatedPerson', CHECKED)];
    await plans.openSection(keyWorker, reference, placementId, 'safeguarding');
    await plans.openSection(designatedPerson, reference, placementId, 'safeguarding');
    await plans.saveSection(keyWorker, 'Not to be collected by his uncle');
    await plans.saveSection(designatedPerson, 'Needs a quiet room');
    expect(await designatedPerson.problems()).toEqual(['Somebody changed this section since you read it. Read it again, then repeat your change.']);
    expect(await designatedPerson.page.locator('.app-conflict').innerText()).toContain('Not to be collected by his uncle');
    expect(await designatedPerson.page.locator('#text').inputValue()).toBe('Needs a quiet room');
    await plans.saveSection(designatedPerson, 'Not to be collected by his uncle. Needs a quiet room');
    expect((await designatedPerson.confirmation()).title).toBe('“Safeguarding issues” is saved');
  }, LONG);

  it('does not empty a section without a word', async () => {
    const { reference, placementId } = await situations.planWritten(on.test);
    const keyWorker = await on.as('keyWorker');
    await plans.writePlan(keyWorker, reference, placementId, { safeguarding: '' });
    expect(await keyWorker.problems()).toEqual(['Enter “what this section says; if there is nothing, say so”.']);
  }, LONG);

  it('begins the next version when all three have agreed, and keeps the agreed one', async () => {
    const { reference, placementId } = await situations.planAgreed(on.test);
    const keyWorker = await on.as('keyWorker');
    await plans.writePlan(keyWorker, reference, placementId, { 'key-contacts': 'Sally Webb, key worker' });
    const words = await keyWorker.page.locator('main').innerText();
    expect(words).toContain('This is version 2.');
    expect(words).toContain('Version 1, written on 15 Jun 2026');
    await keyWorker.press(keyWorker.page.getByRole('link', { name: 'Version 1', exact: true }));
    expect(await keyWorker.page.locator('main').innerText()).toMatch(/Kofi Mensah, key worker; Dan Pike[\s\S]*Witness: Priya Shah/);
  }, LONG);

  it('is read, not written, by the Virtual School', async () => {
    const { reference, placementId } = await situations.planWritten(on.test);
    const keyContact = await on.as('keyContact');
    await plans.openPlan(keyContact, reference, placementId);
    expect(await keyContact.page.locator('main button').count()).toBe(0);
    await plans.openSection(keyContact, reference, placementId, 'safeguarding');
    expect(await keyContact.page.locator('main').innerText()).toContain('You read this section: the key worker or the designated person writes it.');
    expect(await keyContact.page.locator('main textarea').count()).toBe(0);
  }, LONG);
});

describe('a form that was not sent', () => {
  const KEPT = 'What you type is kept.';
  const typed = async (user: User, text: string): Promise<void> => {
    await user.page.locator('#text').fill(text);
    await user.page.getByRole('status').filter({ hasText: KEPT }).waitFor();
  };

  it('is there again after the browser was closed, for whoever typed it alone, until it is sent', async () => {
    const { reference, placementId } = await situations.planWritten(on.test);
    const first = await on.as('keyWorker', CHECKED);
    await plans.openSection(first, reference, placementId, 'goals');
    await typed(first, 'A taxi on Tuesdays');
    expect(await first.page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    await first.visit.context.close();

    const other = await on.as('designatedPerson');
    await plans.openSection(other, reference, placementId, 'goals');
    expect([await other.page.locator('#text').inputValue(), await other.page.locator('.app-kept').count()]).toEqual(['', 0]);

    const later = await on.as('keyWorker', CHECKED);
    await plans.openSection(later, reference, placementId, 'goals');
    expect(await later.page.locator('.app-kept').innerText()).toMatch(/^You began this at .*You did not send it, and we kept what you had typed\./);
    expect(await later.page.locator('#text').inputValue()).toBe('A taxi on Tuesdays');
    await plans.saveSection(later, 'A taxi on Tuesdays and Fridays');
    expect((await later.confirmation()).title).toBe('“Goals” is saved');
    await plans.openSection(later, reference, placementId, 'goals');
    expect([await later.page.locator('#text').inputValue(), await later.page.locator('.app-kept').count()]).toEqual(['A taxi on Tuesdays and Fridays', 0]);
    const rows = await on.test.dataSource.query<{ fields: null }[]>('SELECT fields FROM draft');
    expect(rows.map(({ fields }) => fields)).toEqual([null]);
  }, LONG);

  it('is kept for each of two tabs, and begun afresh', async () => {
    const { reference, placementId } = await situations.planWritten(on.test);
    const user = await on.as('keyWorker', CHECKED);
    const tab = new User({ ...user.visit, page: await user.visit.context.newPage() }, false);
    for (const one of [user, tab]) await plans.openSection(one, reference, placementId, 'health');
    await typed(user, 'In the first tab');
    await typed(tab, 'In the second tab');
    await plans.openSection(tab, reference, placementId, 'health');
    expect(await tab.page.locator('#text').inputValue()).toBe('In the second tab');
    // Both tabs go on from the same draft: the one that is later goes on beside.
    await plans.openSection(user, reference, placementId, 'health');
    await typed(user, 'In the second tab, and more');
    await typed(tab, 'In the second tab, and otherwise');
    await plans.openSection(user, reference, placementId, 'health');
    const [{ count } = { count: 0 }] = await on.test.dataSource.query<{ count: number }[]>('SELECT count(*)::int AS count FROM draft WHERE fields IS NOT NULL');
    expect([count, await user.page.locator('.app-kept button').count()]).toEqual([3, 3]);
    on.test.setNow('2026-06-15 14:05');
    const shown = await user.page.locator('#text').inputValue();
    await user.press(user.page.getByRole('button', { name: /^Go on instead/ }).first());
    expect(await user.page.locator('#text').inputValue()).not.toBe(shown);
    for (let left = 3; left > 0; left -= 1) await user.pressButton('Start afresh');
    expect([await user.page.locator('#text').inputValue(), await user.page.locator('.app-kept').count()]).toEqual(['', 0]);
  }, LONG);

  it('comes back filled in after a time-out, without JavaScript, and only for whoever sent it', async () => {
    const { reference, placementId } = await situations.planWritten(on.test);
    const user = await on.as('keyWorker', { javaScript: false, width: 320 });
    const signedInAs = async (who: 'keyWorker' | 'designatedPerson') => {
      await user.page.getByLabel('E-mail address').fill(emailOf(who));
      await user.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await user.pressButton('Sign in');
    };
    await plans.openSection(user, reference, placementId, 'goals');
    on.test.setNow('2026-06-15 14:31');
    await plans.saveSection(user, 'The bursary, from October');
    expect(new URL(user.page.url()).pathname).toBe('/sign-in');
    await signedInAs('designatedPerson');
    expect([await user.page.locator('#text').inputValue(), await user.page.locator('.app-kept').count()]).toEqual(['', 0]);
    await user.visit.context.clearCookies();
    await plans.openSection(user, reference, placementId, 'goals');
    await signedInAs('keyWorker');
    expect(await user.page.locator('#text').inputValue()).toBe('The bursary, from October');
    await user.pressButton('Save this section');
    await plans.openSection(user, reference, placementId, 'goals');
    expect([await user.page.locator('#text').inputValue(), await user.page.locator('.app-kept').count()]).toEqual(['The bursary, from October', 0]);
  }, LONG);

  it('is refused from elsewhere, and where nothing can be kept', async () => {
    on.test.setNow('2026-06-15 15:00');
    const browser = new FormBrowser(Number(new URL(on.test.config.publicUrl).port));
    await browser.signIn(emailOf('keyWorker'), PASSWORD);
    await browser.get('/account');
    const draft = { _draft: '7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001.0', _page: '/register', _action: '/register', text: 'x' };
    const saved = async (fields: Record<string, string>) => (await browser.post('/drafts', fields)).statusCode;
    expect([await saved(draft), await saved(draft), await saved({ ...draft, _page: '/account/password' }), await saved({ ...draft, _draft: 'x' }), await saved({ ...draft, _token: 'x' })]).toEqual([201, 409, 422, 422, 403]);
    expect((await browser.post('/drafts/999999/afresh')).statusCode).toBe(404);
    const kept = async () => (await on.test.dataSource.query<object[]>(`SELECT 1 FROM draft WHERE page = '/absences'`)).length;
    on.test.setNow('2026-06-15 15:31');
    await browser.post('/absences', { text: 'planted', _token: 'wrong' });
    expect(await kept()).toBe(0);
    await browser.post('/absences', { text: 'mine' });
    expect(await kept()).toBe(1);
    on.test.setNow('2026-06-17 15:31');
    await browser.post('/absences', { text: 'days later' });
    expect(await kept()).toBe(1);
  });
});
