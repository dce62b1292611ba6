import { describe, expect, it } from '@jest/globals';
import { CHECKED, journey, LONG, ROUTES } from './support/journey.js';
import type { User } from './support/pages/user.js';
import * as situations from './support/situations.js';

const on = journey();

const listed = (user: User) => user.page.locator('.app-card').allInnerTexts();

describe('what was recorded wrongly', () => {
  it.each(ROUTES)('is put right beside where it is shown, and listed with what was said before, $name', async ({ device }) => {
    const { reference } = await situations.placementAgreed(on.test);
    const keyWorker = await on.as('keyWorker', device);
    await keyWorker.open(`/cases/${reference}/placements`);
    await keyWorker.press(keyWorker.page.getByRole('link', { name: /Correct this ?: the placement at Ashgrove College/ }));
    expect(await keyWorker.page.getByLabel('Course, apprenticeship or job').inputValue()).toBe('Joinery');
    await keyWorker.page.getByLabel('Something in it was written down wrongly').check();
    await keyWorker.fillDay('startsOn', '2026-05-19');
    await keyWorker.page.getByLabel('Why is it corrected?').fill('The letter says so');
    await keyWorker.pressButton('Correct it');
    expect(await keyWorker.problems()).toEqual(['The start cannot be before the placement was agreed.']);
    expect(await keyWorker.page.locator('#startsOn-day').inputValue()).toBe('19');
    await keyWorker.fillDay('startsOn', '2026-09-14');
    await keyWorker.pressButton('Correct it');
    expect((await keyWorker.confirmation()).title).toBe('It is corrected');
    expect(await listed(keyWorker)).toEqual([expect.stringMatching(/Placement\s+Corrected by Kofi Mensah[\s\S]*The letter says so[\s\S]*Monday 7 September 2026, now Monday 14 September 2026/)]);
    await keyWorker.open(`/cases/${reference}/duties`);
    expect(await keyWorker.page.locator('main').innerText()).toContain('Wednesday 14 October 2026');
  }, LONG);

  it('is taken back with a reason, and is gone from the pages', async () => {
    const { reference, reviewId } = await situations.reviewHeld(on.test);
    const keyWorker = await on.as('keyWorker', CHECKED);
    await keyWorker.open(`/cases/${reference}/facts/review/${reviewId}/correct`);
    await keyWorker.pressButton('Correct it');
    expect(await keyWorker.problems()).toHaveLength(2);
    await keyWorker.page.getByLabel('It was a mistake: take it back').check();
    await keyWorker.page.getByLabel('Why is it corrected?').fill('Another learner was reviewed');
    await keyWorker.pressButton('Correct it');
    expect((await keyWorker.confirmation()).title).toBe('It is taken back');
    expect(await listed(keyWorker)).toEqual([expect.stringMatching(/Review meeting\s+Taken back[\s\S]*Settled in; wants a workshop key/)]);
    await keyWorker.open(`/cases/${reference}/placements`);
    expect(await keyWorker.page.locator('main').innerText()).toContain('No review has been held yet.');
  }, LONG);

  it('says what hangs on it, and that nothing was changed', async () => {
    const { reference, placementId } = await situations.reviewHeld(on.test);
    const keyWorker = await on.as('keyWorker', CHECKED);
    await keyWorker.open(`/cases/${reference}/facts/placement/${placementId}/correct`);
    await keyWorker.page.getByLabel('It was a mistake: take it back').check();
    await keyWorker.page.getByLabel('Why is it corrected?').fill('Another learner was placed');
    await keyWorker.pressButton('Correct it');
    expect(await keyWorker.problems()).toEqual(['A review, Tuesday 20 October 2026.']);
    await keyWorker.page.getByLabel('Something in it was written down wrongly').check();
    await keyWorker.pressButton('Correct it');
    expect(await keyWorker.problems()).toEqual([expect.stringContaining('Nothing is different from what is recorded.')]);
  }, LONG);

  it("is a provider's to correct where it is its own, and the placement itself is not", async () => {
    const { reference, noticeId } = await situations.suspension(on.test);
    const designatedPerson = await on.as('designatedPerson', CHECKED);
    await designatedPerson.open(`/cases/${reference}/placements`);
    expect(await designatedPerson.page.getByRole('link', { name: /Correct this ?: the placement/ }).count()).toBe(0);
    await designatedPerson.open(`/cases/${reference}/risk-notices/${noticeId}`);
    await designatedPerson.press(designatedPerson.page.getByRole('link', { name: /Correct this ?: the risk notice/ }));
    expect(await designatedPerson.page.getByLabel('What happened?').inputValue()).toBe('A fight in the workshop');
  }, LONG);
});

describe('name, colour and contact of an authority', () => {
  it.each(ROUTES)('are set by its Virtual Head, and seen by its people, $name', async ({ device }) => {
    const colour = device.javaScript === false ? '#00703c' : '#5b2c83';
    const head = await on.as('head', device);
    await head.open('/settings');
    await head.press(head.page.getByRole('link', { name: 'Name, colour and contact of the service' }));
    await head.page.getByLabel('What is the service called?').fill('Birmingham Virtual School: Learner Support');
    await head.page.getByLabel('Which colour has the header?').fill('#ff6600');
    await head.page.getByLabel('Whom do people reach?').fill('Birmingham Virtual School');
    await head.page.getByLabel('Phone number').fill('07700 900123');
    await head.page.getByLabel('E-mail address').fill('help@birmingham.example');
    await head.pressButton('Set them');
    expect(await head.problems()).toEqual(['Choose a darker colour: white text on #ff6600 has a contrast of 2.93 to 1, and needs 4.5 to 1 to be readable.']);
    await head.page.getByLabel('Which colour has the header?').fill(colour);
    await head.pressButton('Set them');
    expect((await head.confirmation()).title).toBe('It is set');
    const keyWorker = await on.as('keyWorker', device);
    await keyWorker.open('/absences');
    expect(await keyWorker.page.locator('.app-header__name').innerText()).toBe('Birmingham Virtual School: Learner Support');
    expect(await keyWorker.page.locator('.app-footer').getByRole('link', { name: '07700 900123' }).count()).toBe(1);
    // Without JavaScript nobody can ask a page what it looks like.
    if (device.javaScript !== false) expect(await keyWorker.page.evaluate('getComputedStyle(document.querySelector(".app-header")).backgroundColor')).toBe('rgb(91, 44, 131)');
  }, LONG);
});

describe('a limit of an authority', () => {
  it('fits a phone with a unit that is a phrase', async () => {
    const head = await on.as('head', CHECKED);
    await head.open('/settings/planQualityDaysBefore/edit');
    expect(await head.page.locator('.govuk-input__suffix').innerText()).toBe('days before the end of the term');
  }, LONG);

  it.each(ROUTES)('is changed after a look at what moves, $name', async ({ device }) => {
    await situations.placementAgreed(on.test);
    const head = await on.as('head', device);
    await head.open('/settings');
    await head.press(head.page.getByRole('link', { name: /^Change .*The education plan after the start/ }));
    await head.page.getByLabel('New limit').fill('31');
    await head.pressButton('See what it would change');
    expect(await head.problems()).toEqual(['The agreement says 30 days: a limit that it states can only be tightened. Enter 30 or less.']);
    const days = device.javaScript === false ? '19' : '20';
    await head.page.getByLabel('New limit').fill(days);
    await head.fillDay('effectiveOn', '2026-06-01');
    await head.pressButton('See what it would change');
    expect(await head.page.locator('main').innerText()).toMatch(/[1-9]\d* dates? moves?/);
    await head.pressButton('Set the limit');
    expect((await head.confirmation()).title).toBe('The limit is set');
    expect(await head.page.locator('#planDays').innerText()).toContain(`From Monday 1 June 2026: ${days} days`);
  }, LONG);

  it('is read by the key contact without a way to change it, and by nobody else', async () => {
    const keyContact = await on.as('keyContact', CHECKED);
    await keyContact.open('/settings');
    expect(await keyContact.page.getByRole('link', { name: /^Change/ }).count()).toBe(0);
    const designatedPerson = await on.as('designatedPerson');
    await designatedPerson.open('/settings');
    expect(await designatedPerson.page.locator('h1').innerText()).not.toContain('Settings of');
  }, LONG);
});
