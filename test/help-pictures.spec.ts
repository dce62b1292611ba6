import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { asSystem } from '../src/database/identity.js';
import { HELP, PICTURE_SIZE, type Help } from '../src/service-information/help.js';
import { SessionsService } from '../src/sign-in/sessions.service.js';
import { startBrowser } from './support/browser.js';
import { insertRows } from './support/insert-rows.js';
import { BIRMINGHAM } from './support/region.js';
import { startSampleApplication, type SampleApplication } from './support/sample-application.js';

/** `npm run help:pictures` writes them; every other run looks whether they can be made. */
const WRITES = process.env.PICTURES === 'write';
const FOLDER = 'public/help';
const LARGEST = 40_000;
const LONG = 120_000;
const INSPECTOR = 'inspector';

/** Who sees what each picture shows: a role of the sample's sign-ins, and the page, the row of the region that it is about, and where on the page it begins. */
const SHOWN: Record<string, { role: string; page: string; row?: string; from?: string }> = {
  'key-worker-home.jpg': { role: 'key worker', page: '/' },
  'key-worker-case.jpg': { role: 'key worker', page: '/cases/:reference', row: `SELECT y.reference AS a FROM young_person y JOIN duty d ON d.case_id = y.id JOIN key_worker_assignment k ON k.case_id = y.id AND k.until_at IS NULL WHERE k.person_id = $1 AND d.clause = 'KW3' AND d.outcome = 'open' ORDER BY y.id LIMIT 1`, from: '.app-case-banner' },
  'team-manager-queue.jpg': { role: 'social care team manager', page: '/escalations' },
  'signatory-agreement.jpg': { role: 'signatory', page: '/agreements/:id', row: `SELECT '' AS a, g.id AS b FROM agreement g JOIN post_holding h ON h.provider_id = g.provider_id WHERE h.person_id = $1 ORDER BY g.id LIMIT 1` },
  'director-clauses.jpg': { role: "Director of Children's Services", page: '/coverage' },
  'data-protection-lead-who-looked.jpg': { role: 'data protection lead', page: '/who-looked', from: 'table' },
  'inspector-cases.jpg': { role: INSPECTOR, page: '/cases' },
  'designated-person-cases.jpg': { role: 'designated person', page: '/cases' },
  'designated-person-risk-notice.jpg': { role: 'designated person', page: '/cases/:reference/risk-notices/:id', row: `SELECT y.reference AS a, r.id AS b FROM risk_notice r JOIN young_person y ON y.id = r.case_id JOIN placement p ON p.id = r.placement_id JOIN post_holding h ON h.provider_id = p.provider_id WHERE h.person_id = $1 ORDER BY r.occurred_at DESC LIMIT 1` },
  'virtual-school-queue.jpg': { role: 'Virtual School key contact', page: '/escalations' },
  'virtual-school-clauses.jpg': { role: 'Virtual School key contact', page: '/coverage' },
  'administrator-people.jpg': { role: 'administrator', page: '/accounts' },
  'administrator-import.jpg': { role: 'administrator', page: '/imports' },
};

const pictures = Object.values(HELP as Record<string, Help>).flatMap((help) => help.pictures);

describe('the pictures of the help pages', () => {
  let sample: SampleApplication;
  let browser: Browser;
  let url: string;
  let inspector: number;
  beforeAll(async () => {
    sample = await startSampleApplication({ youngPeople: 60, now: new Date('2026-11-09T10:00:00Z') });
    await sample.app.listen(0, '127.0.0.1');
    url = `http://localhost:${(sample.app.getHttpServer().address() as AddressInfo).port}`;
    browser = await startBrowser();
    inspector = await insertRows(sample.dataSource, 'person', [{ name: 'Ines Pect', email: 'ines.pect@inspection.example', active: true, inspects_for: BIRMINGHAM }]);
    const [head] = await sample.dataSource.query<{ person_id: number }[]>(`SELECT person_id FROM post_holding WHERE post = 'virtual-head' AND authority_code = $1`, [BIRMINGHAM]);
    await insertRows(sample.dataSource, 'inspection_grant', [{ authority_code: BIRMINGHAM, person_id: inspector, all_cases: true, granted_by: head?.person_id, granted_at: '2026-11-01', until_at: '2026-12-01' }]);
    await mkdir(FOLDER, { recursive: true });
  }, LONG);
  afterAll(async () => {
    await browser.close();
    await sample.close();
  });

  it.each(pictures.map(({ file }) => file))('%s is of a page that is as it should be', async (file) => {
    const { role, page: address, row, from = 'h1' } = SHOWN[file] ?? { role: '', page: '' };
    const email = sample.signIns.find((one) => one.role === role)?.email;
    const [person] = role === INSPECTOR ? [{ id: inspector }] : await sample.dataSource.query<{ id: number }[]>('SELECT id FROM person WHERE email = $1', [email]);
    const [{ a, b } = { a: '', b: 0 }] = row ? await sample.dataSource.query<{ a: string; b: number }[]>(row, [person?.id]) : [];
    const session = await asSystem(() => sample.app.get(SessionsService).start(person?.id ?? 0));
    const context = await browser.newContext({ baseURL: url, viewport: PICTURE_SIZE, locale: 'en-GB', reducedMotion: 'reduce' });
    await context.addCookies([{ name: 'lsa', value: session, url }]);
    const page = await context.newPage();
    const answer = await page.goto(address.replace(':reference', a).replace(':id', String(b)));
    expect([file, answer?.status()]).toEqual([file, 200]);
    // What is above it is the same on every page.
    await page.locator(from).evaluate((top) => top.scrollIntoView());
    await page.evaluate('scrollBy(0, -15)');
    const picture = await page.screenshot({ type: 'jpeg', quality: 45 });
    if (WRITES) await writeFile(`${FOLDER}/${file}`, picture);
    await context.close();
    expect([file, picture.length < LARGEST]).toEqual([file, true]);
  }, LONG);
});

it('there is each picture that a help page names, small enough for a phone, and no other', async () => {
  const isJpeg = (bytes: Buffer) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff';
  const names = (await readdir(FOLDER)).sort();
  expect(names).toEqual(pictures.map(({ file }) => file).sort());
  for (const name of names) {
    const bytes = await readFile(`${FOLDER}/${name}`);
    expect([name, isJpeg(bytes), bytes.length < LARGEST]).toEqual([name, true, true]);
  }
});
