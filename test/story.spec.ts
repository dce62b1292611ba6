import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { keepEverydayDuties } from './support/everyday.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { startBrowser } from './support/browser.js';
import * as cases from './support/pages/case-pages.js';
import * as emergencies from './support/pages/emergency-pages.js';
import * as placements from './support/pages/placement-pages.js';
import * as plans from './support/pages/plan-pages.js';
import * as risks from './support/pages/risk-pages.js';
import { signIn, type User } from './support/pages/user.js';
import { startSmtp } from './support/smtp.js';

/**
 * One young person's year as those around them live it: everything through the browser, every mail through a mail server,
 * the clock moved on its page. Times are London's.
 */
describe('a promise kept late, a suspension, and an emergency over the night of the clock change', () => {
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  let test: TestApplication;
  let browser: Browser;
  let manager: User;
  let keyWorker: User;
  let designated: User;
  let keyContact: User;
  let reference: string;
  let placementId: number;
  let noticeId: number;

  beforeAll(async () => {
    smtp = await startSmtp();
    [test, browser] = await Promise.all([startTestApplication({ smtpUrl: smtp.url }), startBrowser()]);
    test.setNow('2026-05-11 09:00');
    const as = (who: Parameters<typeof signIn>[2]) => signIn(browser, test.config.publicUrl, who);
    manager = await as('manager');
    keyWorker = await as('keyWorker');
    designated = await as('designatedPerson');
    keyContact = await as('keyContact');
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
    await smtp.close();
  });

  /** Moves the clock on its page: `2026-10-07 12:00`. */
  async function moveTo(instant: string): Promise<void> {
    await manager.open('/training/clock');
    await manager.fillInstant('now', instant);
    await manager.pressButton('Move the clock');
    expect(await manager.problems()).toEqual([]);
  }

  interface Mailed {
    to: string;
    subject: string;
    text: string;
    when: string;
    state: string;
    for: { duty: string; stage: string }[];
  }
  /** What the mailbox lists of a duty: `2026-10-06 08:00 reminder-start+29 kofi`, in order. */
  async function mailsAbout(duty: string, since = '2026-01-01'): Promise<string[]> {
    const { body } = await test.get<{ items: Mailed[] }>('keyContact', '/api/v1/training/mailbox?limit=1000');
    return body.items
      .flatMap(({ to, when, state, for: lines }) => lines.filter((line) => line.duty.startsWith(duty)).map((line) => ({ to, when, state, ...line })))
      .filter(({ when }) => when >= since)
      .map(({ to, when, stage, state }) => `${london(when)} ${stage} ${to.split('.')[0] ?? ''}${state === 'sent' ? '' : ` (${state})`}`)
      .sort();
  }
  const london = (instant: string): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));

  const row = (user: User, text: string) => user.page.locator('main').getByText(text).first();

  it('agrees a placement in May; the plan is due by Wednesday 7 October 2026', async () => {
    reference = await cases.registerYoungPerson(manager, { preferredName: 'Wren', legalName: 'Wren Achebe', bornOn: '2010-03-14', careStatus: 'In care', localId: 'S-1' });
    await cases.assignKeyWorker(manager, reference, { name: 'Kofi Mensah', kind: 'Social worker' });
    placementId = await placements.agreePlacement(keyWorker, reference, { provider: 'Ashgrove College', course: 'Joinery', level: 2, startsOn: '2026-09-07' });
    expect((await keyWorker.confirmation()).text).toContain('by Wednesday 7 October 2026');
    const { body } = await test.get<{ items: { key: string }[] }>('keyWorker', `/api/v1/cases/${reference}/duties`);
    placementId ||= Number(body.items.find(({ key }) => key.startsWith('KW3/'))?.key.split('-')[1]);
    await keepEverydayDuties(test.app);
  });

  it('reminds both who owe it on 15 July, 24 August, 7, 21 and 30 September and 6 October at 08:00, by mail that names nobody', async () => {
    await moveTo('2026-10-07 12:00');
    expect(await mailsAbout('KW3/')).toEqual([
      '2026-07-15 08:00 reminder-07-15 dan', '2026-07-15 08:00 reminder-07-15 kofi',
      '2026-08-24 08:00 reminder-start-14 dan', '2026-08-24 08:00 reminder-start-14 kofi',
      '2026-09-07 08:00 reminder-start dan', '2026-09-07 08:00 reminder-start kofi',
      '2026-09-21 08:00 reminder-start+14 dan', '2026-09-21 08:00 reminder-start+14 kofi',
      '2026-09-30 08:00 reminder-start+23 dan', '2026-09-30 08:00 reminder-start+23 kofi',
      '2026-10-06 08:00 reminder-start+29 dan', '2026-10-06 08:00 reminder-start+29 kofi',
    ]);
    expect(smtp.mails.filter(({ text }) => text.includes('(KW3)'))).toHaveLength(12);
    for (const mail of smtp.mails) {
      expect(mail.text).toContain(reference);
      if (mail.text.includes('(KW3)')) expect(mail.text).toContain('Wednesday 7 October 2026');
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/Wren|Achebe|Joinery|Ashgrove|2010/);
    }
  });

  it('is not missed at 23:59 on 7 October, and is in the queue from midnight', async () => {
    await moveTo('2026-10-07 23:59');
    await keyContact.open('/escalations');
    expect(await keyContact.page.getByText(reference).count()).toBe(0);
    await moveTo('2026-10-08 00:00');
    await keyContact.open('/escalations');
    expect(await row(keyContact, reference).isVisible()).toBe(true);
    await moveTo('2026-10-08 08:00');
    expect(await mailsAbout('KW3/', '2026-10-08')).toEqual(['dan', 'kofi', 'marta', 'priya', 'prudence'].map((who) => `2026-10-08 08:00 level-1 ${who}`));
  });

  it('rises to the Virtual Head on Thursday 15 October, five working days later', async () => {
    await moveTo('2026-10-15 07:59');
    expect(await mailsAbout('KW3/', '2026-10-09')).toEqual([]);
    await moveTo('2026-10-15 08:00');
    expect(await mailsAbout('KW3/', '2026-10-09')).toEqual(['2026-10-15 08:00 level-2 hugh']);
  });

  it('is taken and annotated in the queue, then agreed by all three on 16 October with the reason why not before', async () => {
    const { body } = await test.get<{ items: { id: number }[] }>('keyContact', '/api/v1/escalations');
    await keyContact.open(`/escalations/${body.items[0]?.id ?? 0}`);
    await keyContact.pressButton('Take this item');
    await moveTo('2026-10-16 10:00');
    await plans.writePlan(keyWorker, reference, placementId, { 'key-contacts': 'Kofi Mensah, Dan Pike', safeguarding: 'None known.', 'own-words': 'I want to build boats.' });
    await plans.agreePlan(keyWorker, reference, placementId);
    await plans.agreePlan(designated, reference, placementId);
    await plans.recordAgreement(keyWorker, reference, placementId, { party: 'young person', witness: 'Dan Pike', reasonAfterStart: 'A change of address in September.' });
    expect(await keyWorker.problems()).toEqual([]);
    await keyContact.open('/escalations');
    expect(await keyContact.page.getByText(reference).count()).toBe(0);
  });

  it('stays late on record, and owes the review by 16 April 2027', async () => {
    const { body } = await test.get<{ items: { key: string; status: string; dueOn: string }[] }>('keyWorker', `/api/v1/cases/${reference}/duties`);
    expect(body.items.find(({ key }) => key.startsWith('KW3/'))).toMatchObject({ status: 'met late', dueOn: '2026-10-07' });
    expect(body.items.find(({ key }) => key.startsWith('KW4/'))).toMatchObject({ status: 'open', dueOn: '2027-04-16' });
    await keyWorker.open(`/cases/${reference}/duties`);
    expect(await row(keyWorker, 'late').isVisible()).toBe(true);
  });

  it('tells both by e-mail at once of the suspension at 16:00 on Friday 30 October 2026', async () => {
    await moveTo('2026-10-30 16:00');
    const before = smtp.mails.length;
    noticeId = await risks.reportRisk(designated, reference, { kind: 'Suspended', whatHappened: 'A fight in the canteen.' });
    await moveTo('2026-10-30 16:05');
    expect(await mailsAbout(`EP11/notice-${noticeId}/email`)).toEqual(['2026-10-30 16:00 notice kofi', '2026-10-30 16:00 notice priya']);
    const told = smtp.mails.slice(before);
    expect(told.map(({ to }) => to)).toEqual(expect.arrayContaining(['kofi.mensah@region.example', 'priya.shah@region.example']));
    for (const mail of told) expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/Wren|Achebe|canteen|Ashgrove/);
  });

  it('keeps the leg of the unanswered call open: reminded at 17:00, missed at midnight, level 2 on Monday, level 3 on Tuesday', async () => {
    await risks.recordCall(designated, reference, noticeId, 'Key worker', 'Spoke to them');
    await risks.recordCall(designated, reference, noticeId, 'Virtual School key contact', 'No answer');
    await moveTo('2026-11-03 09:00');
    const open = `EP11/notice-${noticeId}/phone/key-contact`;
    expect(await mailsAbout(open, '2026-10-30T16:30')).toEqual([
      '2026-10-30 17:00 reminder-17:00 dan',
      ...['dan', 'priya', 'prudence'].map((who) => `2026-10-31 00:00 level-1 ${who}`),
      '2026-11-02 08:00 level-2 hugh',
      '2026-11-03 08:00 level-3 dilys',
    ]);
    const { body } = await test.get<{ items: { key: string; status: string }[] }>('keyContact', `/api/v1/cases/${reference}/duties`);
    const legs = body.items.filter(({ key }) => key.startsWith(`EP11/notice-${noticeId}/`)).map(({ key, status }) => `${key.slice(key.indexOf('/', 5) + 1)} ${status}`);
    expect(legs.sort()).toEqual(['email/key-contact met', 'email/key-worker met', 'phone/key-contact missed', 'phone/key-worker met']);
  });

  it('refuses a permanent exclusion while the leg and the meeting are open, and says what stands against it', async () => {
    await placements.endPlacement(designated, reference, placementId, { how: 'Permanently excluded', reason: 'The fight.' });
    expect((await placements.blockersToEnding(designated)).length).toBeGreaterThanOrEqual(2);
    const { body } = await test.get<{ placements: { ending: object | null }[] }>('keyContact', `/api/v1/cases/${reference}`);
    expect(body.placements[0]?.ending).toBeNull();
  });

  it('counts an emergency at 12:00 on Saturday 27 March 2027 in elapsed hours: 13:00 BST on Sunday is in time', async () => {
    await moveTo('2027-03-27 12:00');
    const emergencyId = await emergencies.raiseEmergency(designated, reference, { whatHappened: 'Nowhere to sleep tonight.' });
    await moveTo('2027-03-28 12:30');
    expect(await mailsAbout(`KW8/emergency-${emergencyId}`)).toEqual([
      '2027-03-27 12:00 reminder-at-once kofi',
      '2027-03-27 16:00 reminder-4h kofi',
      '2027-03-28 00:00 reminder-12h kofi',
      '2027-03-28 09:00 reminder-20h kofi',
      '2027-03-28 12:00 reminder-23h kofi',
    ]);
    await moveTo('2027-03-28 12:59');
    await emergencies.respondToEmergency(keyWorker, reference, emergencyId, { whatWasDone: 'A room at Hill House from tonight.' });
    const { body } = await test.get<{ items: { key: string; status: string }[] }>('keyWorker', `/api/v1/cases/${reference}/duties`);
    expect(body.items.find(({ key }) => key === `KW8/emergency-${emergencyId}`)?.status).toBe('met');
  });
});
