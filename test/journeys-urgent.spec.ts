import { describe, expect, it } from '@jest/globals';
import { PlacementEnding } from '../src/placements/placement-ending.entity.js';
import { CHECKED, journey, LONG, ROUTES } from './support/journey.js';
import * as cases from './support/pages/case-pages.js';
import * as emergencies from './support/pages/emergency-pages.js';
import * as placements from './support/pages/placement-pages.js';
import * as risks from './support/pages/risk-pages.js';
import * as situations from './support/situations.js';

const on = journey();

describe('a risk notice (EP11, EP11M)', () => {
  it.each(ROUTES)('is reported, told by phone and e-mail, acknowledged and met about, $name', async ({ device }) => {
    const { reference } = await situations.planAgreed(on.test);
    on.test.setNow('2026-10-30 16:20');
    const designatedPerson = await on.as('designatedPerson', device);
    const noticeId = await risks.reportRisk(designatedPerson, reference, { kind: 'Suspended', whatHappened: 'A fight in the workshop', occurredAt: '2026-10-30 16:00' });
    expect(await designatedPerson.confirmation()).toEqual({
      title: 'The risk is reported',
      text: 'Both e-mails are on their way. Now call the key worker and the Virtual School key contact, today.',
    });
    expect(await risks.timeLeft(designatedPerson)).toBe('7 hours left to tell both people');
    expect(await designatedPerson.page.locator('#key-worker a[href^="tel:"]').getAttribute('href')).toBe('tel:07700900101');

    await on.test.runJobs();
    await risks.recordCall(designatedPerson, reference, noticeId, 'Key worker', 'No answer');
    expect((await designatedPerson.confirmation()).text).toBe('No answer does not close the leg: try again today.');
    expect(await risks.leg(designatedPerson, 'Key worker')).toMatch(/By phone\s+To do[\s\S]*no answer[\s\S]*By e-mail\s+Done[\s\S]*Sent to Kofi Mensah/);
    await risks.recordCall(designatedPerson, reference, noticeId, 'Key worker', 'Left a voicemail');
    expect((await designatedPerson.confirmation()).text).toContain('A voicemail counts once they call back or acknowledge the e-mail.');
    await risks.recordEarlierCall(designatedPerson, reference, noticeId, { to: 'Virtual School key contact', outcome: 'Spoke to them', calledAt: '2026-10-30 16:10', spokeTo: 'Her deputy' });
    expect((await designatedPerson.confirmation()).text).toBe('This leg is done. The other person is still to be called.');

    const keyWorker = await on.as('keyWorker', device);
    await risks.acknowledgeRisk(keyWorker, reference, noticeId);
    expect((await keyWorker.confirmation()).title).toBe('You have acknowledged the notice');
    expect(await risks.timeLeft(keyWorker)).toBe('Both have been told, by phone and e-mail');

    await risks.recordMeeting(designatedPerson, reference, noticeId, { present: 'Everyone', outcome: 'The young person stays', notes: 'A mentor at break times' });
    expect((await designatedPerson.confirmation()).title).toBe('The meeting is recorded');
    expect(await designatedPerson.page.locator('main').innerText()).toContain("Report the new risk first: the professionals' meeting of Friday 30 October 2026 decided that the young person stays");
  }, LONG);

  it('says how late it is after midnight, and who stands in for a vacant post', async () => {
    const { reference, noticeId } = await situations.suspension(on.test);
    on.test.setNow('2026-10-31 09:00');
    const manager = await on.as('manager');
    await cases.endKeyWorker(manager, reference);
    const designatedPerson = await on.as('designatedPerson');
    await risks.openRiskNotice(designatedPerson, reference, noticeId);
    expect(await risks.timeLeft(designatedPerson)).toBe('9 hours late');
    expect(await risks.leg(designatedPerson, 'Key worker')).toMatch(/Missed[\s\S]*Marta Nowak, social care team manager, standing in/);
  }, LONG);

  it("of a school's sixth form shows the statutory notice, and when it went to social worker and Virtual School Head (EP11S)", async () => {
    const { reference } = await situations.keyWorkerAssigned(on.test);
    on.test.setNow('2026-05-20 10:00');
    const keyWorker = await on.as('keyWorker');
    await placements.agreePlacement(keyWorker, reference, { provider: 'Elmfield Sixth Form', course: 'A levels', level: 3, startsOn: '2026-09-07' });
    on.test.setNow('2026-10-30 16:20');
    const designatedPerson = await on.as('otherDesignatedPerson', CHECKED);
    const noticeId = await risks.reportRisk(designatedPerson, reference, { kind: 'Suspended', whatHappened: 'A fight', occurredAt: '2026-10-30 16:00' });
    await on.test.runJobs();
    await risks.openRiskNotice(designatedPerson, reference, noticeId);
    const statutory = await designatedPerson.page.getByRole('region', { name: 'Statutory notice' }).innerText();
    expect(statutory).toMatch(/Social worker\. Sent to Kofi Mensah at 16:20 on Friday 30 October 2026/);
    expect(statutory).toMatch(/Virtual School Head\. Sent to Hugh Farrow at 16:20 on Friday 30 October 2026/);
  }, LONG);

  it('refuses a time in the future and keeps the words', async () => {
    const { reference } = await situations.planAgreed(on.test);
    const designatedPerson = await on.as('designatedPerson');
    await risks.reportRisk(designatedPerson, reference, { kind: 'Suspended', whatHappened: 'A fight', occurredAt: '2026-06-15 23:00' });
    expect(await designatedPerson.problems()).toEqual(['This cannot be in the future: record it once it has happened.']);
    expect(await designatedPerson.page.getByLabel('What happened?').inputValue()).toBe('A fight');
    expect(await designatedPerson.page.locator('#occurredAt-time').inputValue()).toBe('23:00');
  }, LONG);
});

describe('an ending by the provider (EP12)', () => {
  it('says what comes first, with a link to do each', async () => {
    const { reference, placementId } = await situations.suspension(on.test);
    const designatedPerson = await on.as('designatedPerson', CHECKED);
    await placements.endPlacement(designatedPerson, reference, placementId, { how: 'Ended early by the provider', reason: 'No place for him' });
    expect(await placements.blockersToEnding(designatedPerson)).toHaveLength(5);
    expect(await designatedPerson.page.locator('.app-grave').innerText()).toContain('the Virtual Head of Coventry, the authority Ashgrove College is in');
    const hrefs = await designatedPerson.page.locator('.govuk-task-list__link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const href of new Set(hrefs)) await designatedPerson.open(href ?? '');
  }, LONG);

  it.each(ROUTES)('is kept as a breach when it has already happened, $name', async ({ device }) => {
    const { reference, placementId } = await situations.suspension(on.test);
    const designatedPerson = await on.as('designatedPerson', device);
    await placements.endPlacement(designatedPerson, reference, placementId, { how: 'Permanently excluded', reason: 'Sent home for good' });
    expect(await designatedPerson.page.getByLabel('What happened, and why').inputValue()).toBe('Sent home for good');
    await placements.recordBreach(designatedPerson, 'The principal decided alone');
    expect((await designatedPerson.confirmation()).title).toBe('The ending is recorded as a breach');
    const ending = await on.test.dataSource.manager.findOneBy(PlacementEnding, { placementId });
    expect(ending).toMatchObject({ kind: 'permanently-excluded', reason: 'The principal decided alone' });
  }, LONG);

  it('ends properly for other reasons at once', async () => {
    const { reference, placementId } = await situations.planAgreed(on.test);
    on.test.setNow('2026-11-02 10:00');
    const keyWorker = await on.as('keyWorker');
    await placements.endPlacement(keyWorker, reference, placementId, { how: 'Transferred to another provider', endedOn: '2026-10-30' });
    expect((await keyWorker.confirmation()).title).toBe('The ending is recorded');
    await keyWorker.open(`/cases/${reference}/placements/${placementId}/ending/new`);
    expect(await keyWorker.page.locator('main').innerText()).toContain('This placement ended on Friday 30 October 2026.');
  }, LONG);
});

describe('an emergency (KW8)', () => {
  it.each(ROUTES)('is raised and answered over the night of the clock change, $name', async ({ device }) => {
    const { reference } = await situations.planAgreed(on.test);
    on.test.setNow('2026-10-24 22:05');
    const designatedPerson = await on.as('designatedPerson', device);
    const emergencyId = await emergencies.raiseEmergency(designatedPerson, reference, { whatHappened: 'He has not come home', raisedAt: '2026-10-24 22:00', placement: 'Ashgrove College, Joinery' });
    expect(await designatedPerson.confirmation()).toEqual({
      title: 'The emergency is raised',
      text: 'The key worker is being told. A person must respond by 21:00 GMT on Sunday 25 October 2026.',
    });
    on.test.setNow('2026-10-25 09:00');
    const keyWorker = await on.as('keyWorker', device);
    await emergencies.openEmergency(keyWorker, reference, emergencyId);
    expect(await risks.timeLeft(keyWorker)).toBe('12 hours left to respond');
    await emergencies.takeInHand(keyWorker, reference, emergencyId);
    expect(await keyWorker.confirmation()).toEqual({
      title: 'You have taken it in hand',
      text: 'Everyone in the case sees that you have it in hand. Your answer is still due by 21:00 GMT on Sunday 25 October 2026.',
    });
    await emergencies.respondToEmergency(keyWorker, reference, emergencyId, { whatWasDone: 'Found him at a friend’s; he is safe' });
    expect(await keyWorker.confirmation()).toEqual({ title: 'Your response is recorded', text: 'It came in time. The reminders stop.' });
    expect(await risks.timeLeft(keyWorker)).toBe('Answered in time');
  }, LONG);

  it('says that an answer after 24 hours stays late', async () => {
    const { reference, emergencyId } = await situations.emergencyRaised(on.test);
    on.test.setNow('2026-10-25 23:00');
    const keyWorker = await on.as('keyWorker');
    await emergencies.respondToEmergency(keyWorker, reference, emergencyId, { whatWasDone: 'Called him' });
    expect((await keyWorker.confirmation()).text).toContain('It came after the 24 hours, and that stays on record.');
    await emergencies.openEmergency(keyWorker, reference, emergencyId);
    expect(await risks.timeLeft(keyWorker)).toBe('Answered late');
  }, LONG);

  it('is raised quietly: who answers now is one tap away, and how to reach the young person is said', async () => {
    const { reference } = await situations.planAgreed(on.test);
    on.test.setNow('2026-10-24 22:05');
    const keyContact = await on.as('keyContact', CHECKED);
    const emergencyId = await emergencies.raiseEmergency(keyContact, reference, { whatHappened: 'Afraid to go in', quiet: true, howToReach: 'Text only' });
    const words = await keyContact.page.locator('main').innerText();
    expect(words).toMatch(/The provider does not see it[\s\S]*Text only[\s\S]*Kofi Mensah, key worker/);
    expect(await keyContact.page.locator('main .app-call').getAttribute('href')).toBe('tel:07700900101');
    const designatedPerson = await on.as('designatedPerson');
    expect((await designatedPerson.page.goto(`/cases/${reference}/emergencies/${emergencyId}`))?.status()).toBe(404);
  }, LONG);

  it('goes to the team manager where nobody is key worker', async () => {
    const { reference, emergencyId } = await situations.emergencyRaised(on.test);
    await cases.endKeyWorker(await on.as('manager'), reference);
    const designatedPerson = await on.as('designatedPerson');
    await emergencies.openEmergency(designatedPerson, reference, emergencyId);
    expect(await designatedPerson.page.locator('main').innerText()).toContain('Marta Nowak, social care team manager, standing in: nobody is key worker now');
  }, LONG);

  it('is read by a designated person, who does not answer it', async () => {
    const { reference, emergencyId } = await situations.emergencyRaised(on.test);
    const designatedPerson = await on.as('designatedPerson');
    await emergencies.openEmergency(designatedPerson, reference, emergencyId);
    expect(await designatedPerson.page.getByRole('button', { name: 'Record the response' }).count()).toBe(0);
  }, LONG);
});
