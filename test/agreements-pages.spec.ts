import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CHECKED, journey, LONG } from './support/journey.js';
import type { User } from './support/pages/user.js';
import { placementAgreed } from './support/situations.js';
import { checkPage, openPage, startBrowser, visit } from './support/browser.js';
import { readPdf } from './support/read-pdf.js';
import type { Browser } from 'playwright-core';

const on = journey();
const main = async (user: User) => (await user.page.locator('main').innerText()).replace(/\s+/g, ' ');

describe('making an agreement, page by page (IM1 to IM5)', () => {
  let signed = 0;

  it('goes from the draft to the signed agreement, its review and its summary', async () => {
    const { reference } = await placementAgreed(on.test);
    on.test.setNow('2026-06-15 09:00');
    const head = await on.as('head', CHECKED);
    await head.open('/agreements');
    expect(await main(head)).toContain('There is no agreement yet');
    await head.press(head.page.getByRole('button', { name: 'Draft an agreement' }));
    await head.page.getByLabel('With which provider?').selectOption({ label: 'Ashgrove College, Coventry' });
    await head.pressButton('Draft it');
    const id = head.lastNumber;
    signed = id;
    expect((await head.confirmation()).title).toBe('The agreement is drafted');
    expect((await head.page.locator('.app-row__status').allInnerTexts()).map((text) => text.toLowerCase())).toEqual(['to do', 'to do', 'to do', 'to do', 'to do']);

    await head.pressButton('Bring it into force');
    expect((await head.problems())[0]).toBe('The Virtual Head records first that social care supports the agreement (IM1).');

    await head.open(`/agreements/${id}/support`);
    await head.pressButton('Record the support');
    expect(await head.problems()).toEqual(['Enter a real date for “when social care gave its support”: day, month and year, such as 2026-10-07.', 'Enter “who agreed to it, and how”.']);
    await head.fillDay('supportedOn', '2026-06-01');
    await head.page.getByLabel('Who agreed to it, and how?').fill('The head of service, in writing');
    await head.pressButton('Record the support');

    await head.open(`/agreements/${id}/consultation`);
    await head.fillDay('consultedOn', '2026-06-02');
    await head.page.getByLabel('Who was consulted?').fill('Nia Cole, key contact');
    await head.page.getByLabel('What was the outcome?').fill('Coventry is glad of it');
    await head.pressButton('Record the consultation');

    await head.open(`/agreements/${id}/meeting`);
    await head.fillDay('meetingOn', '2026-06-15');
    await head.page.getByLabel('Principal', { exact: true }).check();
    await head.pressButton('Record the meeting');

    const signatory = await on.as('signatory', CHECKED);
    await signatory.open(`/agreements/${id}/signatures`);
    expect(await main(signatory)).toContain('Fill in the role of the signatory.');
    await signatory.open(`/agreements/${id}/form`);
    expect(await signatory.page.getByLabel('Name of designated tutor').inputValue()).toBe('Dan Pike');
    await signatory.page.getByLabel('Role of signatory to this agreement').fill('Principal');
    await signatory.pressButton('Keep the form');
    await signatory.open(`/agreements/${id}/signatures`);
    await signatory.pressButton('I sign this agreement');
    expect((await signatory.confirmation()).title).toBe('You have signed the agreement');

    await head.open(`/agreements/${id}/signatures`);
    await head.page.getByLabel('The Virtual School').check();
    await head.fillDay('signedOn', '2026-06-15');
    await head.page.getByLabel('Who saw it being signed?').fill('Prudence Vale');
    await head.pressButton('Keep the signed form');
    expect(await head.problems()).toEqual(['Choose the scan of the signed form.']);
    expect(await head.page.getByLabel('Who saw it being signed?').inputValue()).toBe('Prudence Vale');
    await head.page.getByLabel('The scan of the form').setInputFiles({ name: 'form.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') });
    await head.pressButton('Keep the signed form');
    await head.open(`/agreements/${id}/printed-form`);
    expect(await head.page.getByRole('rowheader').allInnerTexts()).toEqual([
      'Provider Name', 'Name of signatory to this agreement', 'Email address', 'Role of signatory to this agreement', 'Signature', 'Name of designated tutor', 'Designated tutor email',
      'Designated tutor phone', 'Head of Virtual School - name*', 'Head of Virtual School signature', 'Head of Virtual School email', 'Virtual School key contact name', 'Virtual School key contact email',
    ]);
    await head.open(`/agreements/${id}`);
    await head.pressButton('Bring it into force');
    expect((await head.confirmation()).title).toBe('The agreement is in force');
    expect(await main(head)).toContain('Next review by Tuesday 15 June 2027');
    await head.open(`/agreements/${id}/signatures`);
    expect(await main(head)).toContain('This agreement is signed.');
    await signatory.open(`/agreements/${id}`);
    await signatory.press(signatory.page.getByRole('link', { name: 'Record how your side publicised it' }));
    await signatory.page.getByLabel('The provider', { exact: true }).check();
    await signatory.page.getByLabel('How?').fill('A letter to all staff');
    await signatory.press(signatory.page.locator('main form button[type=submit]'));
    await signatory.open(`/agreements/${id}`);
    expect(await main(signatory)).toContain('Publicised by the provider on Monday 15 June 2026');

    await head.open('/virtual-school');
    expect(await main(head)).toContain('Ashgrove College: 1 young person');
    await head.press(head.page.getByRole('link', { name: 'Ashgrove College: 1 young person' }));
    expect(await main(head)).toContain(reference);
    await head.open(`/cases/${reference}/placements`);
    expect(await main(head)).toContain('This provider has signed the agreement, with Birmingham Virtual School');
    expect(await main(head)).toContain('The placement was agreed before that was in force.');

    on.test.setNow('2027-06-10 09:00');
    const later = await on.as('keyContact', CHECKED);
    await later.open(`/agreements/${id}`);
    await later.press(later.page.getByRole('button', { name: 'Prepare the annual review' }));
    expect(await main(later)).toContain('Young people there 1');
    await later.press(later.page.getByRole('link', { name: 'Write who attended' }));
    await later.fillDay('heldOn', '2027-06-10');
    await later.page.getByLabel('Who attended?').fill('Prudence Vale and Priya Shah');
    await later.pressButton('Keep it');
    await later.press(later.page.getByRole('link', { name: 'Check the contacts' }));
    for (const right of await later.page.getByLabel('Right', { exact: true }).all()) await right.check();
    await later.pressButton('Keep it');
    await later.press(later.page.getByRole('link', { name: 'The education plan is agreed' }));
    await later.page.getByLabel('Red', { exact: true }).check();
    await later.pressButton('Keep it');
    const college = await on.as('designatedPerson', CHECKED);
    await college.open(`/agreements/${id}`);
    await college.press(college.page.getByRole('button', { name: 'Write the provider’s half of the annual review' }));
    await college.press(college.page.getByRole('link', { name: 'The education plan is agreed' }));
    await college.page.getByLabel('Evidence of the provider').fill('Waits for one signature');
    await college.pressButton('Keep it');
    await college.press(college.page.getByRole('link', { name: 'Write the provider’s half' }));
    await college.page.getByLabel('How was the year, as the provider sees it?').fill('A good year');
    await college.page.getByLabel('What does the provider need of the Virtual School?').fill('Plans sooner');
    await college.pressButton('Keep it');
    expect(await main(college)).not.toContain('Record the review');
    await later.open(`/agreements/${id}/review/words`);
    for (const label of ['What did young people say?', 'What went wrong?', 'What does the Virtual School need of the provider?']) await later.page.getByLabel(label).fill('Plans sooner');
    await later.pressButton('Keep it');
    await later.open(`/agreements/${id}/review/actions`);
    await later.page.getByLabel('What is to be done?').fill('A call each term');
    await later.page.getByLabel('Who does it?').fill('Dan Pike');
    await later.fillDay('dueOn', '2027-07-01');
    await later.pressButton('Add the action');
    await later.open(`/agreements/${id}/review/decision`);
    await later.pressButton('Keep it');
    expect(await later.problems()).toEqual(['Choose “what is decided”.']);
    await later.page.getByLabel('Renew', { exact: true }).check();
    await later.pressButton('Keep it');
    for (const who of ['signatory', 'head'] as const) {
      const signer = await on.as(who, CHECKED);
      await signer.open(`/agreements/${id}/review`);
      await signer.press(signer.page.getByRole('link', { name: 'Sign the review, or keep a signature on paper' }));
      await signer.pressButton('I sign this review');
      expect((await signer.confirmation()).title).toBe('You have signed the review');
    }
    await later.open(`/agreements/${id}/review`);
    await later.pressButton('Record the review');
    const summary = await main(later);
    expect(summary).toContain('Decision: renew');
    expect(summary).toContain('Young people there fewer than 5');
    expect(summary).not.toMatch(/Prudence|Priya|Dan Pike|Zebedee|Waits for one signature/);
    await later.press(later.page.getByRole('link', { name: 'All of it, for the two parties' }));
    expect(await main(later)).toContain('Waits for one signature');
    await later.open(`/agreements/${id}/review`);
    await later.press(later.page.getByRole('link', { name: 'A call each term' }));
    await later.page.getByLabel('It goes on').check();
    await later.fillDay('dueOn', '2028-07-01');
    await later.pressButton('Keep it');
    expect((await main(later)).toLowerCase()).toContain('carried over');
    await later.open(`/agreements/${id}/ending`);
  }, LONG);

  it('drafts the amended one, and discards it', async () => {
    const contact = await on.as('keyContact', CHECKED);
    await contact.open(`/agreements/${signed}`);
    await contact.press(contact.page.getByRole('button', { name: 'Draft the amended agreement' }));
    await contact.pressButton('Draft it');
    expect(await main(contact)).toContain('stays in force until this one is');
    await contact.press(contact.page.getByRole('link', { name: 'Discard this draft' }));
    await contact.page.getByLabel('Why does it come to nothing?').fill('Nothing is to change after all');
    await contact.pressButton('Discard it');
    expect(await main(contact)).toContain('Discarded');
  }, LONG);

  it('is not for those who have no part in it', async () => {
    const manager = await on.as('manager');
    expect((await manager.page.goto('/agreements/1'))?.status()).toBe(404);
    expect((await manager.page.goto('/agreements/new'))?.status()).toBe(403);
    expect((await manager.page.goto('/virtual-school'))?.status()).toBe(403);
    const designatedPerson = await on.as('designatedPerson');
    for (const path of ['support', 'consultation', 'meeting', 'ending', 'signatures']) expect((await designatedPerson.page.goto(`/agreements/1/${path}`))?.status()).toBe(403);
  }, LONG);
});

describe('what anybody may know, without signing in (VS7)', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await startBrowser(); });
  afterAll(() => browser.close());

  it('is the agreement, who signed, and how to reach them, and nothing of any young person', async () => {
    on.test.setNow('2026-10-01 09:00');
    const stranger = await visit(browser, on.test.config.publicUrl);
    const { page } = stranger;
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'About the agreement' }).click();
    await page.getByRole('heading', { name: 'Social care' }).waitFor();
    await checkPage(stranger);
    expect(await page.locator('main').innerText()).toContain('The education plan is agreed');
    await page.getByRole('link', { name: 'Providers that signed' }).click();
    await page.getByRole('heading', { name: 'Ashgrove College' }).waitFor();
    await checkPage(stranger);
    const text = await page.locator('main').innerText();
    expect(text).toContain('Signed with Birmingham Virtual School on Monday 15 June 2026');
    for (const told of ['Dan Pike', 'dan.pike@region.example', 'Priya Shah', '07700 900103']) expect(text).toContain(told);
    expect(text).not.toMatch(/Zebedee|LS-|Kofi|Elmfield/);
    await page.getByLabel('Name or area').fill('nowhere');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('No provider found').waitFor();
    await checkPage(stranger);
  }, LONG);

  it('is given to programs without a token, and may be kept for five minutes', async () => {
    const all = await on.test.get<{ items: { name: string; signedWith: object[]; designatedPeople: object[] }[]; virtualSchools: object[] }>(null, '/api/public/providers');
    expect([all.status, all.headers['cache-control']]).toEqual([200, 'public, max-age=300']);
    expect(all.body.items).toEqual([{
      name: 'Ashgrove College', type: 'further-education-college', areaName: 'Coventry', signedWith: [{ authorityName: 'Birmingham', since: '2026-06-15' }],
      designatedPeople: [{ name: 'Dan Pike', email: 'dan.pike@region.example', phone: '07700 900107' }],
    }]);
    expect(all.body.virtualSchools).toEqual([{ authorityName: 'Birmingham', keyContacts: [{ name: 'Priya Shah', email: 'priya.shah@region.example', phone: '07700 900103' }] }]);
    for (const [query, count] of [['?search=coventry', 1], ['?search=elmfield', 0], ['?search=%25', 0], ['?area=E08000026', 1], ['?area=E08000025', 0]] as const) {
      expect([query, (await on.test.get<{ items: object[] }>(null, `/api/public/providers${query}`)).body.items.length]).toEqual([query, count]);
    }
    expect((await on.test.get(null, '/api/public/providers?area=Coventry')).status).toBe(422);
  });

  it('is read in full, and kept as a PDF', async () => {
    const { page } = await visit(browser, on.test.config.publicUrl);
    await page.goto('/about-the-agreement');
    await page.getByRole('link', { name: 'read the agreement in full' }).click();
    await page.getByRole('heading', { name: 'Our Principles and shared practice:' }).waitFor();
    const answer = await page.request.get('/the-agreement/pdf');
    const { outline } = await readPdf(await answer.body());
    expect([answer.headers()['cache-control'], outline.includes(' H2: Education or Training Provider will:')]).toEqual(['public, max-age=300', true]);
  }, LONG);

  it('is shown by a council on its own site, in a frame, and may be kept by caches', async () => {
    const { publicUrl } = on.test.config;
    const council = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Council</title><iframe title="Providers" src="${publicUrl}/embed/providers-that-signed?area=E08000026" width="320" height="600"></iframe>`));
    await new Promise<void>((done) => void council.listen(0, '127.0.0.1', done));
    const stranger = await visit(browser, publicUrl);
    await stranger.page.goto(`http://localhost:${(council.address() as AddressInfo).port}/`);
    const frame = stranger.page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Ashgrove College' }).waitFor();
    await frame.getByLabel('Name or area').fill('nowhere');
    await frame.getByRole('button', { name: 'Search' }).click();
    await frame.getByText('No provider found').waitFor();
    await new Promise((done) => void council.close(done));
    for (const path of ['providers-that-signed', 'about-the-agreement']) {
      const { headers } = await on.test.get(null, `/embed/${path}`);
      expect([headers['cache-control'], headers['x-frame-options'], headers['set-cookie']]).toEqual(['public, max-age=300', undefined, undefined]);
      expect((await on.test.get(null, `/${path}`)).headers['content-security-policy']).toContain("frame-ancestors 'none'");
      await openPage(stranger, `/embed/${path}`);
    }
  }, LONG);

  it('no longer names a provider once its agreement has ended', async () => {
    await on.test.dataSource.query(`UPDATE agreement SET ended_on = '2026-10-01', ended_because = 'x' WHERE signed_on IS NOT NULL`);
    expect((await on.test.get<{ items: object[] }>(null, '/api/public/providers')).body.items).toHaveLength(1);
    on.test.setNow('2026-10-02 09:00');
    expect((await on.test.get<{ items: object[] }>(null, '/api/public/providers')).body.items).toEqual([]);
  });

  it('is all that a stranger sees: agreements themselves need a sign-in', async () => {
    for (const path of ['/agreements', '/agreements/1', '/virtual-school']) {
      const { status, headers } = await on.test.get(null, path);
      expect([path, status === 401 || String(headers['location']).startsWith('/sign-in')]).toEqual([path, true]);
    }
    expect((await on.test.get(null, '/api/v1/agreements')).status).toBe(401);
  });
});
