import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Clock } from '../src/clock.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { FeedbackMails } from '../src/feedback/feedback-mails.service.js';
import { Feedback } from '../src/feedback/feedback.entity.js';
import { MailSettings } from '../src/notifications/mail-settings.js';
import { SmtpTransport } from '../src/notifications/smtp-transport.js';
import { cookiesOf } from '../src/service-information/cookies.js';
import { HELP, type Help } from '../src/service-information/help.js';
import { WebSettings } from '../src/web/web-settings.js';
import { startSmtp } from './support/smtp.js';
import { CHECKED, journey, LONG } from './support/journey.js';
import { pageRoutes } from './support/page-routes.js';
import { openPage, startBrowser, visit } from './support/browser.js';

const on = journey();
const ADDRESSES = ['/help', ...Object.keys(HELP).map((role) => `/help/${role}`), '/accessibility', '/privacy', '/cookies', '/feedback'];

describe('pages about the service itself', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await startBrowser(); });
  afterAll(() => browser.close());

  it.each(ADDRESSES)('%s is open to a stranger, and as right as every other page', async (address) => {
    const stranger = await visit(browser, on.test.config.publicUrl);
    const page = await openPage(stranger, address);
    expect(new URL(page.url()).pathname).toBe(address);
    expect((await on.test.get(null, address)).status).toBe(200);
  }, LONG);

  it.each([['/cookies', '/help'], ['/cookies', '/privacy'], ['/privacy', '/accessibility'], ['/help', '/cookies'], ['/help', '/feedback'], ...Object.keys(HELP).map((role) => ['/help', `/help/${role}`])])('on %s there is the way to %s', async (from, to) => {
    const { page } = await visit(browser, on.test.config.publicUrl);
    await page.goto(from ?? '');
    expect(await page.locator(`a[href="${to}"]`).count()).toBe(1);
  }, LONG);

  it('lead whoever is signed in to where each thing is done', async () => {
    const isPage = pageRoutes(on.test.app);
    const topics = Object.values(HELP as Record<string, Help>).flatMap((help) => help.topics);
    expect(topics.filter(({ href }) => href !== '/' && !isPage('GET', href))).toEqual([]);
    const keyWorker = await on.as('keyWorker');
    await keyWorker.open('/help/key-worker');
    await keyWorker.page.getByRole('link', { name: /Go on leave/ }).click();
    expect(new URL(keyWorker.page.url()).pathname).toBe('/absences');
  }, LONG);

  it('name every cookie that there is, as it is called here', () => {
    const settings = new WebSettings('https://learner-support.example', true);
    const names = Object.entries(Object.getOwnPropertyDescriptors(WebSettings.prototype)).filter(([name]) => name.endsWith('Cookie')).map(([name]) => settings[name as 'sessionCookie']);
    expect(names).toHaveLength(6);
    expect(cookiesOf(settings).map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('have no help for what is no role', async () => {
    expect((await on.test.get(null, '/help/constructor')).status).toBe(404);
  });
});

describe('feedback', () => {
  const rows = () => on.test.dataSource.manager.find(Feedback, { order: { id: 'ASC' } });

  it('is taken from anybody, kept without who it was, and told to the operator once, without its words', async () => {
    const keyWorker = await on.as('keyWorker', CHECKED);
    await keyWorker.open('/feedback?reference=7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001');
    await keyWorker.pressButton('Send it');
    expect(await keyWorker.problems()).toEqual(['Enter “what you want to tell us”.']);
    await keyWorker.page.getByLabel('What do you want to tell us?').fill('The queue is slow <b>today</b>');
    await keyWorker.pressButton('Send it');
    expect((await keyWorker.confirmation()).title).toBe('Thank you, we have it');
    expect(await rows()).toEqual([expect.objectContaining({ words: 'The queue is slow <b>today</b>', reference: '7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001', mailedAt: null })]);
    const [stored] = await on.test.dataSource.query<object[]>('SELECT * FROM feedback');
    expect([JSON.stringify(stored).includes('queue'), Object.keys(stored ?? {})]).toEqual([false, ['id', 'words', 'reference', 'written_at', 'mailed_at', 'next_attempt_at']]);

    const smtp = await startSmtp();
    const transport = new SmtpTransport(smtp.url, 'no-reply@support.example');
    const mailsTo = (to: string | null) => new FeedbackMails(on.test.app.get(UnitOfWork), on.test.app.get(Clock), transport, new MailSettings('https://support.example', 'no-reply@support.example', to));
    await mailsTo(null).sendWaiting();
    smtp.mood = 'greylists';
    await mailsTo('operator@support.example').sendWaiting();
    smtp.mood = 'accepts';
    await mailsTo('operator@support.example').sendWaiting();
    expect(smtp.mails).toEqual([]);
    on.test.setNow('2026-05-11 09:10');
    for (let times = 0; times < 2; times += 1) await mailsTo('operator@support.example').sendWaiting();
    expect(smtp.mails.map(({ to, subject, text }) => [to, subject, text.trim()])).toEqual([
      ['operator@support.example', 'Feedback on Learner Support', expect.stringMatching(/^Somebody wrote what they think of the service \(number \d+\)\. Read it with: npm run --silent lsa -- feedback\s+Reference of the page in the log: 7d1f4f0e-54c5-4a0e-9d5e-2f5f6ce5c001$/)],
    ]);
    expect(JSON.stringify(smtp.mails)).not.toContain('queue is slow');
    expect((await rows()).map(({ mailedAt }) => mailedAt?.toISOString())).toEqual(['2026-05-11T08:10:00.000Z']);
    on.test.setNow('2027-05-11 09:01');
    await mailsTo(null).forget();
    expect(await rows()).toEqual([]);
    on.test.setNow('2026-05-11 09:00');
    await transport.close();
    await smtp.close();
  }, LONG);

  it('comes from programs too, and not too often from one place', async () => {
    const write = async (body: object) => (await on.test.post(null, '/api/v1/feedback', body)).status;
    await on.test.dataSource.query('DELETE FROM sign_in_attempt');
    expect([await write({ words: 'Good' }), await write({}), await write({ words: 'Good', reference: 'mine' })]).toEqual([204, 422, 422]);
    for (let times = 1; times < 5; times += 1) expect(await write({ words: 'Good' })).toBe(204);
    await write({ words: 'Good' });
    const refused = await on.test.post<{ code: string }>(null, '/api/v1/feedback', { words: 'Good' });
    expect([refused.status, refused.body.code, Number(refused.headers['retry-after']) > 0]).toEqual([429, 'TOO_MANY', true]);
    await on.test.dataSource.query('DELETE FROM sign_in_attempt');
  });
});
