import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import { keepEverydayDuties } from './support/everyday.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { checkPage, startBrowser } from './support/browser.js';
import { signIn, type User } from './support/pages/user.js';
import type { Who } from './support/region.js';
import { emergencyRaised, planAgreed, planMissed, reviewHeld, suspension } from './support/situations.js';

/*
 * The reading pages and the queue, as several people see them on Friday 30 October 2026 at 16:20, each page held to what is
 * expected of every page (support/browser.ts).
 */

let test: TestApplication;
let browser: Browser;
let agreed: { reference: string };
let missed: { reference: string; escalationId: number };
let reviewed: { reference: string };
let emergency: { reference: string; emergencyId: number };
let risk: { reference: string; noticeId: number; placementId: number };
const users = new Map<Who, User>();
const checked = new Set<string>();

/** Somebody at a browser of their own, signed in once. */
async function as(who: Who): Promise<User> {
  const user = users.get(who) ?? (await signIn(browser, test.config.publicUrl, who));
  users.set(who, user);
  return user;
}

/** Somebody on a page. Each kind of page is held to what is expected of every page once, home once for each person. */
async function opened(who: Who, path: string): Promise<User> {
  const user = await as(who);
  await user.open(path);
  const kind = path === '/' ? who : path.replace(/LS-\w+|\b\d+\b/g, 'n');
  if (!checked.has(kind)) await checkPage(user.visit);
  checked.add(kind);
  return user;
}

const rows = async (user: User) => (await user.page.locator('.app-row').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
const main = async (user: User) => (await user.page.locator('main').innerText()).replace(/\s+/g, ' ');
const counts = async (user: User) => (await user.page.locator('.app-count').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));

beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  agreed = await planAgreed(test);
  missed = await planMissed(test);
  reviewed = await reviewHeld(test);
  emergency = await emergencyRaised(test);
  risk = await suspension(test);
  test.setNow('2026-10-30 16:20');
  await keepEverydayDuties(test.app);
  await test.runJobs();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

describe('home', () => {
  it('leads the designated person from what is late to where it is done, each with its day, its clause and why', async () => {
    const user = await opened('designatedPerson', '/');
    expect(await counts(user)).toEqual(['1 overdue', '2 due today', '0 due in the next 7 days', '6 due later', '0 on hold']);
    const [first = '', second = ''] = await rows(user);
    expect(first).toContain('The education plan is agreed');
    expect(first).toContain('Missed: 23 days late by Wednesday 7 October 2026');
    expect(first).toContain('Thirty days after the start on Monday 7 September 2026');
    expect(second).toContain('Risk notice: tell the');
    expect(second).toContain('Due today');
    const link = user.page.locator('.app-row__title a').nth(1);
    expect(await link.getAttribute('href')).toBe(`/cases/${risk.reference}/risk-notices/${risk.noticeId}`);
  });

  it('counts the queue for the key contact, who sees all cases of the authority', async () => {
    const user = await opened('keyContact', '/');
    expect(await main(user)).toContain('Level 1: 0 Level 2: 0 Level 3: 2');
    expect(await counts(user)).toEqual(['2 overdue', '2 due today', '0 due in the next 7 days', '11 due later', '0 on hold']);
    await user.press(user.page.getByRole('link', { name: '2 overdue' }));
    expect(await rows(user)).toHaveLength(2);
    await user.press(user.page.getByRole('link', { name: 'Waiting for me' }));
    expect(await main(user)).toContain('Nothing is overdue');
  });

  it.each(['designatedPerson', 'keyContact'] as const)('comes to the %s in less than 60 kB, styles and scripts included', async (who) => {
    const { page, context } = (await as(who)).visit;
    await (await context.newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true });
    const sizes: Promise<number>[] = [];
    const note = (request: Request) => void sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize));
    page.on('requestfinished', note);
    await page.goto('/', { waitUntil: 'networkidle' });
    page.off('requestfinished', note);
    const bytes = await Promise.all(sizes);
    expect(bytes.length).toBeGreaterThanOrEqual(4);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(60_000);
  });

  it('says to people without duties what they can do', async () => {
    const administrator = await opened('administrator', '/');
    expect(await main(administrator)).toContain('No duties are listed for you');
    expect(await administrator.page.locator('main').getByRole('link').allInnerTexts()).toEqual(['Import a roster from a file']);
    expect(await main(await opened('director', '/'))).toContain('Level 3: 2');
    expect(await main(await opened('signatory', '/'))).toContain('Your posts owe nothing in a single case.');
  });
});

describe('the case list', () => {
  it('keeps its filters in the address and takes each away by a link', async () => {
    const user = await opened('keyContact', '/cases');
    expect(await main(user)).toContain('5 cases');
    await user.page.getByText('Search and filter').click();
    await user.page.getByLabel('Name, reference, ULN or date of birth').fill(missed.reference);
    await user.page.getByLabel('Only with something missed').check();
    await user.pressButton('Show');
    expect(user.page.url()).toContain(`/cases?search=${missed.reference}`);
    expect(await rows(user)).toEqual([expect.stringContaining('1 missed')]);
    await user.press(user.page.getByRole('link', { name: 'Remove the filter: Something missed' }));
    expect(user.page.url()).not.toContain('missed');
    await user.open('/cases');
    await user.page.getByText('Search and filter').click();
    await user.page.getByLabel('Name, reference, ULN or date of birth').fill('Nobody of this name');
    await user.pressButton('Show');
    expect(await main(user)).toContain('No cases match');
    expect(await main(user)).toContain('“Nobody of this name”');
    expect(user.page.url()).toMatch(/\/cases\?search=%7E[\w.-]+$/);
    const address = new URL(user.page.url());
    expect(await main(await opened('manager', `${address.pathname}${address.search}`))).not.toContain('No cases match');
  });

  it('tells somebody without a case when they would see one', async () => {
    expect(await main(await opened('signatory', '/cases'))).toContain('You see a case when you are its key worker');
  });

  it('goes as CSV with what the page shows', async () => {
    const answer = await (await as('keyContact')).page.request.get(`/cases.csv?search=${missed.reference}`);
    expect(answer.headers()).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="cases.csv"', 'cache-control': 'no-store' });
    const [titles, line, rest] = (await answer.text()).split('\r\n');
    expect(titles).toContain('reference,preferred_name,date_of_birth');
    expect(line).toContain(`${missed.reference},Zebedee,2010-03-14,Birmingham`);
    expect(rest).toBe('');
  });
});

describe('a case', () => {
  it.each(['', '/duties', '/placements', '/risk-notices', '/emergencies', '/messages', '/timeline', '/timeline?kind=looks'])('can be read at …%s by the designated person', async (part) => {
    const user = await opened('designatedPerson', `/cases/${risk.reference}${part}`);
    expect(await user.page.locator('.app-case-banner').innerText()).toContain(risk.reference);
  });

  it('shows first what is next, why then, and where it is done', async () => {
    const user = await opened('designatedPerson', `/cases/${risk.reference}`);
    const next = (await user.page.locator('.app-next').innerText()).replace(/\s+/g, ' ');
    expect(next).toContain('by phone Due today due by Friday 30 October 2026');
    await user.press(user.page.getByRole('button', { name: 'Go to the risk notice' }));
    expect(new URL(user.page.url()).pathname).toBe(`/cases/${risk.reference}/risk-notices/${risk.noticeId}`);
  });

  it('has a tap for calling and writing to each person in it', async () => {
    const user = await opened('keyContact', `/cases/${risk.reference}`);
    const ways = await user.page.locator('.app-case-banner a[href^="tel:"], .app-case-banner a[href^="mailto:"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(ways).toEqual([
      'tel:07700900101', 'mailto:kofi.mensah@region.example', 'tel:07700900107', 'mailto:dan.pike@region.example', 'tel:07700900103', 'mailto:priya.shah@region.example',
    ]);
  });

  it('offers each person only what they may do', async () => {
    const offered = async (who: Who) => (await opened(who, `/cases/${risk.reference}`)).page.locator('.app-offers a').allInnerTexts();
    expect(await offered('designatedPerson')).toContain('Report that they may not be able to stay');
    expect(await offered('head')).toEqual(['Raise an emergency', 'Record a meeting', 'Record a placement', 'Change the key worker', 'Keep somebody out, or restrict the case']);
  });

  it('keeps what was done and what was late', async () => {
    const user = await opened('keyWorker', `/cases/${reviewed.reference}/duties`);
    expect(await rows(user)).toContainEqual(expect.stringContaining('Met was due by Tuesday 15 December 2026 done Tuesday 20 October 2026'));
    const other = await opened('keyWorker', `/cases/${emergency.reference}`);
    expect(await other.page.locator('.app-next').innerText()).toContain('Missed: 4 days late');
  });

  it("says to the neighbour's Virtual School that there is a placement and whom to ask, and no more", async () => {
    const user = await opened('neighbourContact', `/cases/${agreed.reference}`);
    expect(await main(user)).toContain('Ashgrove College, from Monday 7 September 2026');
    expect(await main(user)).not.toContain('Zebedee');
    for (const path of [`/cases/${agreed.reference}/duties`, `/cases/${agreed.reference}/timeline`]) {
      expect([path, (await user.page.request.get(path)).status()]).toEqual([path, 404]);
    }
  });

  it('is not there for those without a part in it', async () => {
    for (const who of ['otherDesignatedPerson', 'administrator', 'signatory', 'neighbourManager'] as const) {
      const user = await as(who);
      expect([who, (await user.page.request.get(`/cases/${agreed.reference}`)).status()]).toEqual([who, 404]);
    }
  });
});

describe('the escalation queue', () => {
  it('lists what was missed by level, with the days over and who has it', async () => {
    const user = await opened('keyContact', '/escalations?level=3&clause=KW3');
    expect(await rows(user)).toEqual([expect.stringContaining('Level 3 23 days over Nobody has it')]);
    expect(await main(await opened('keyContact', '/escalations?closed=yes'))).toContain('Nothing in the queue matches');
  });

  it('does not overrule another: the second note comes back with what changed, and goes through when sent again', async () => {
    const first = await opened('keyContact', `/escalations/${missed.escalationId}`);
    const second = await opened('head', `/escalations/${missed.escalationId}`);
    await first.pressButton('Take this item');
    expect((await first.confirmation()).title).toBe('You have taken this item');
    await second.page.getByLabel('Add a note').fill('The plan is to be agreed on Thursday.');
    await second.pressButton('Keep the note');
    await checkPage(second.visit);
    expect(await second.problems()).toEqual(['Somebody changed this queue item since you read it. Read it again, then repeat your change.']);
    expect(await main(second)).toContain('What changed while your page was open 30 Oct 2026, 16:20, Priya Shah: Taken.');
    expect(await second.page.getByLabel('Add a note').inputValue()).toBe('The plan is to be agreed on Thursday.');
    await second.pressButton('Keep the note');
    expect((await second.confirmation()).title).toBe('Your note is kept');
    expect(await main(second)).toContain('Note, Hugh Farrow 16:20 on Friday 30 October 2026 The plan is to be agreed on Thursday.');
  });

  it('is handed over to somebody of the home authority, and closed for a reason', async () => {
    const user = await opened('keyContact', `/escalations/${missed.escalationId}/hand-over`);
    await user.pressButton('Hand it over');
    await checkPage(user.visit);
    expect(await user.problems()).toEqual(['Choose “who takes it over”.']);
    expect(await user.page.getByLabel('Who takes it over?').locator('option').allInnerTexts()).toEqual(['Choose a person', 'Hugh Farrow (Virtual Head)', 'Marta Nowak (social care team manager)']);
    await user.page.getByLabel('Who takes it over?').selectOption({ label: 'Hugh Farrow (Virtual Head)' });
    await user.pressButton('Hand it over');
    expect(await main(user)).toContain('Who has it Hugh Farrow');

    await user.press(user.page.getByRole('button', { name: 'It is no longer owed' }));
    await checkPage(user.visit);
    await user.page.getByLabel('Why is it no longer owed?').fill('The placement was a double entry.');
    await user.pressButton('Close the item');
    expect((await user.confirmation()).title).toBe('The item is closed');
    expect(await rows(await opened('head', '/escalations?closed=yes'))).toEqual([expect.stringContaining('Closed')]);
    expect(await rows(await opened('designatedPerson', `/cases/${missed.reference}/duties`))).toContainEqual(expect.stringContaining('No longer owed'));
  });

  it('shows the Director what has come to them, without names and without a way into the case', async () => {
    const user = await opened('director', '/escalations');
    expect(await main(user)).not.toMatch(/Zebedee|Nobody has done anything/);
    await user.press(user.page.locator('.app-row__title a').first());
    await checkPage(user.visit);
    expect(await main(user)).not.toContain('What was done');
    expect(await user.page.locator(`a[href="/cases/${emergency.reference}"]`).count()).toBe(0);
    expect(await user.page.getByRole('button', { name: 'Take this item' }).count()).toBe(0);
  });

  it('is refused to those whom it is not for, who are told where their own duties are', async () => {
    expect(await main(await opened('designatedPerson', '/escalations'))).toContain('what you owe is on your home page');
    expect((await (await as('keyWorker')).page.request.get(`/escalations/${missed.escalationId}`)).status()).toBe(404);
  });
});

describe('imports', () => {
  const ROSTER = [
    'authority_code,local_id,preferred_name,legal_name,date_of_birth,care_status',
    'E08000025,B-900,Nell,Nell Ash,2009-02-30,in-care',
    'E08000025,B-901,Tom,Tom Reed,2009-03-14,in-care',
    'E08000025,B-902,Ola,Ola Reed,2009-03-14,=care',
  ].join('\n');

  async function upload(user: User, kind: string, name: string, content: string): Promise<void> {
    await user.open('/imports');
    await user.page.getByLabel(kind, { exact: true }).check();
    await user.page.getByLabel('The file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    await user.pressButton('Look at the file');
  }

  it('asks for a kind and a file, and says what is wrong with a file as a whole', async () => {
    const user = await opened('administrator', '/imports');
    await user.pressButton('Look at the file');
    expect(await user.problems()).toEqual([expect.stringContaining('what is in the file')]);
    await upload(user, 'People', 'people.csv', 'nothing,else\n1,2\n');
    await checkPage(user.visit);
    expect(await user.problems()).toEqual(['The first line has to name the columns. These are missing: name, email, organisation.']);
  });

  it('shows first what a file would do and what each faulty row needs, and imports the good rows once that is confirmed', async () => {
    const user = await as('administrator');
    await upload(user, 'Young people', 'roster.csv', ROSTER);
    await checkPage(user.visit);
    expect(await counts(user)).toEqual(['1 would be added', '0 would be changed', '0 as recorded already', '2 to correct']);
    expect(await rows(user)).toEqual([expect.stringMatching(/^Line 2 date_of_birth It says: .?2009-02-30.? There is no such day/), expect.stringMatching(/^Line 4 care_status/)]);
    const errors = await user.page.request.get(`${new URL(user.page.url()).pathname}/errors.csv`);
    expect((await errors.text()).split('\r\n')[2]).toContain("4,care_status,'=care,");
    await user.pressButton('Import the good rows');
    await checkPage(user.visit);
    expect(await user.confirmation()).toEqual({ title: 'The file is imported', text: '1 row added, 0 rows changed, 0 rows as they were.' });
    expect(await main(await opened('keyContact', '/cases?search=Tom'))).toContain('1 case.');
  });

  it('shows what a file would overwrite, and asks why', async () => {
    const user = await as('keyContact');
    await upload(user, 'Young people', 'roster.csv', ROSTER.replace('Tom,Tom Reed', 'Tommy,Tom Reed'));
    await checkPage(user.visit);
    expect(await counts(user)).toEqual(['0 would be added', '1 would be changed', '0 as recorded already', '2 to correct']);
    expect((await rows(user))[0]).toMatch(/^Line 3 preferred_name Recorded now: .?Tom.? Would become: .?Tommy.?$/);
    const changes = await user.page.request.get(`${new URL(user.page.url()).pathname}/changes.csv`);
    expect((await changes.text()).split('\r\n')[1]).toBe('3,preferred_name,Tom,Tommy');
    await user.pressButton('Import the good rows');
    expect(await user.problems()).toEqual([expect.stringContaining('Say why')]);
    await user.page.getByLabel('Why does the file change what is recorded?').fill('It is what they are called');
    await user.pressButton('Import the good rows');
    expect(await user.confirmation()).toEqual({ title: 'The file is imported', text: '0 rows added, 1 row changed, 0 rows as they were.' });
  });

  it('throws a file away, and leaves it to who uploaded it', async () => {
    const user = await as('administrator');
    await upload(user, 'Young people', 'roster.csv', ROSTER);
    const path = new URL(user.page.url()).pathname;
    expect((await (await as('keyContact')).page.request.get(path)).status()).toBe(404);
    await user.pressButton('Throw it away');
    expect((await user.confirmation()).title).toBe('The file is thrown away');
    expect(await main(await opened('administrator', path))).toContain('Nothing of this file was imported.');
  });

  it('explains the columns of each kind of file', async () => {
    expect(await main(await opened('keyContact', '/imports/columns/young-people'))).toContain('authority_code Needed');
    for (const kind of ['providers', 'people', 'placements']) expect((await (await as('keyContact')).page.request.get(`/imports/columns/${kind}`)).status()).toBe(200);
    expect((await (await as('keyContact')).page.request.get('/imports/columns/toString')).status()).toBe(404);
  });

  it('is refused to who may not import', async () => {
    expect((await (await as('keyWorker')).page.request.get('/imports')).status()).toBe(403);
  });
});

describe('the training pages', () => {
  it('show each mail with its text and what it is for, filtered by address and by case', async () => {
    const user = await opened('keyWorker', `/training/mailbox?to=kofi&case=${risk.reference}`);
    expect(await rows(user)).toEqual([expect.stringContaining(`EP11 notice, ${risk.reference}`)]);
    await user.press(user.page.locator('.app-row__title a').first());
    await checkPage(user.visit);
    expect(await main(user)).toContain('To Kofi Mensah, kofi.mensah@region.example');
    expect(await user.page.locator('.app-mail').innerText()).toContain(`/cases/${risk.reference}`);
    expect(await main(await opened('keyWorker', '/training/mailbox?to=nobody'))).toContain('No mail matches');
  });

  it('move the clock by a step and to a time, only forward, and say how many mails went out', async () => {
    const user = await opened('keyWorker', '/training/clock');
    await user.press(user.page.getByRole('button', { name: 'One hour' }));
    expect(await user.confirmation()).toEqual({ title: 'It is 17:20 GMT on Friday 30 October 2026 now', text: '1 mail went out on the way. See the mailbox.' });
    await user.fillInstant('now', '2026-10-30 12:00');
    await user.pressButton('Move the clock');
    expect(await user.problems()).toEqual([expect.stringContaining('The clock only goes forward')]);
    await user.fillInstant('now', '2026-10-31 08:00');
    await user.pressButton('Move the clock');
    expect((await user.confirmation()).title).toBe('It is 08:00 GMT on Saturday 31 October 2026 now');
    expect(await main(await opened('designatedPerson', '/?when=overdue'))).toContain('Missed: 1 day late');
  });
});
