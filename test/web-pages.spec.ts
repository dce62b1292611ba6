import { Controller, Get, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Allow } from '../src/web/allow.js';
import { page, redirect } from '../src/web/answers.js';
import { checkForm, submitForm, Submitted, type FormValues } from '../src/web/forms.js';
import { LocalDateField, TextField } from '../src/validation.js';
import { checkPage, openPage, startBrowser, visit, type Visit } from './support/browser.js';
import { EMAIL, PASSWORD, webApp, type WebApp } from './support/web-app.js';

class NoteDto {
  @TextField({ description: 'What happened' })
  what: string;

  @LocalDateField({ description: 'When it happened' })
  happenedOn: string;
}

@Controller()
class HomePage {
  @Get()
  @Allow.signedIn()
  home() {
    return page('errors/problem', { title: 'Home', refusal: { detail: 'Home', status: 200, reasons: [] } });
  }

  @Get('fault')
  @Allow.public()
  fault() {
    throw new Error('a bug');
  }

  @Get('note')
  @Allow.signedIn()
  form() {
    return page('components/gallery');
  }

  @Post('note')
  @Allow.signedIn()
  note(@Submitted() form: FormValues) {
    return submitForm(NoteDto, form, { work: async ({ what }) => redirect('/note', { title: `Noted: ${what}`, text: 'Nothing else is needed.' }), again: () => this.form() });
  }
}

let web: WebApp;
let browser: Browser;

beforeAll(async () => {
  [web, browser] = await Promise.all([webApp([HomePage]), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await web.close();
});

async function signedIn(options: { width?: number; javaScript?: boolean } = {}): Promise<Visit> {
  const someone = await visit(browser, web.url, options);
  await someone.page.goto('/sign-in');
  await someone.page.getByLabel('E-mail address').fill(EMAIL);
  await someone.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await someone.page.getByRole('button', { name: 'Sign in' }).click();
  return someone;
}

describe('in a browser', () => {
  it('signs in, is told what is wrong first, and lands on the page that was asked for', async () => {
    const someone = await visit(browser, web.url);
    const { page } = someone;
    await openPage(someone, '/account');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await checkPage(someone);
    expect(await page.title()).toBe('Error: Sign in – Learner Support');
    await page.getByRole('link', { name: 'Enter your password.' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('password');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await checkPage(someone);
  });

  it('says on every page, with a link for who is signed in, that this is training and what time it is', async () => {
    const someone = await signedIn();
    const banner = someone.page.getByRole('region', { name: 'About this installation' });
    for (const path of ['/', '/account', '/api', '/nowhere', '/fault']) {
      await openPage(someone, path);
      expect(await banner.innerText()).toBe('Training installation. Sample data: all people are invented. It is 08:00 on Tuesday 1 September 2026 here. Move the clock');
    }
  });

  it('begins on a phone with at most 200 px of header, menu and banner', async () => {
    const { page } = await signedIn();
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto('/account');
    expect((await page.locator('main').boundingBox())?.y).toBeLessThan(200);
  });

  it('shows a form again as it was typed, and says what was done once', async () => {
    const someone = await signedIn();
    const { page } = someone;
    await openPage(someone, '/note');
    await page.getByLabel('What happened').fill('<b>Call</b> & "answer"');
    await page.getByLabel('Day').fill('31');
    await page.getByLabel('Month').fill('2');
    await page.getByLabel('Year').fill('2026');
    await page.getByRole('button', { name: 'Save' }).click();
    await checkPage(someone);
    expect([await page.getByLabel('What happened').inputValue(), await page.getByLabel('Day').inputValue()]).toEqual(['<b>Call</b> & "answer"', '31']);
    await page.getByRole('link', { name: 'Enter a real date' }).click();
    expect(await page.evaluate('document.activeElement.name')).toBe('happenedOn-day');
    await page.getByLabel('Day').fill('28');
    await page.getByRole('button', { name: 'Save' }).click();
    await checkPage(someone);
    expect(await page.getByRole('alert').innerText()).toContain('Noted: <b>Call</b> & "answer"');
    await page.reload();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('does all of it without scripts, on a phone', async () => {
    const someone = await signedIn({ width: 320, javaScript: false });
    await someone.page.goto('/account');
    expect(await someone.page.getByRole('link', { name: 'Cases' }).isVisible()).toBe(true);
    await someone.page.getByRole('button', { name: 'Sign out' }).click();
    expect(await someone.page.getByText('You are signed out').isVisible()).toBe(true);
  });

  it('is led by the keyboard past the navigation', async () => {
    const { page } = await signedIn();
    await page.goto('/account');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('link', { name: 'Skip to main content' }).isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/account#main-content$/);
  });
});

describe('a date in three fields', () => {
  class Dated {
    @LocalDateField({ description: 'Start date', optional: true })
    startsOn?: string;
  }

  it.each([
    [{ 'startsOn-day': '7', 'startsOn-month': '9', 'startsOn-year': '2026' }, '2026-09-07'],
    [{ 'startsOn-day': ' 07 ', 'startsOn-month': '09', 'startsOn-year': '2026' }, '2026-09-07'],
    [{ 'startsOn-day': '', 'startsOn-month': '', 'startsOn-year': ' ' }, undefined],
    [{ startsOn: '2026-09-07' }, '2026-09-07'],
    [{ startsOn: '' }, undefined],
  ])('%j is %s', async (values, startsOn) => {
    expect((await checkForm(Dated, values)).startsOn).toBe(startsOn);
  });

  it.each([{ 'startsOn-day': '31', 'startsOn-month': '2', 'startsOn-year': '2026' }, { 'startsOn-day': '7', 'startsOn-month': '', 'startsOn-year': '' }, { 'startsOn-day': '7', 'startsOn-month': 'Sept', 'startsOn-year': '2026' }])(
    '%j is no date',
    async (values) => {
      await expect(checkForm(Dated, values)).rejects.toMatchObject({ status: 422, reasons: [{ code: 'NOT_A_DATE', field: 'startsOn' }] });
    },
  );
});
