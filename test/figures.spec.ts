import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { asSystem } from '../src/database/identity.js';
import { PublishFigures } from '../src/figures/publish-figures.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { openPage, startBrowser } from './support/browser.js';
import { fileAs, pageAs } from './support/page-as.js';
import { BIRMINGHAM, COVENTRY } from './support/region.js';
import { signIn } from './support/pages/user.js';
import { manyCases } from './support/situations.js';

/* The figures of the autumn term of 2026, which ends on 31 December. What was owed is written as the law would have derived it. */

interface Row { name: string; owed: number | null; met: number | null; share: number | null }
interface Answer { term: string | null; terms: string[]; by: string; madeAt: string | null; keptSince: string | null; total: Row | null; region: Row | null; rows: Row[]; trend: (Row & { term: string })[] }

let test: TestApplication;
let api: ApiCalls;
let browser: Browser;
beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  api = await ApiCalls.of(test);
  await manyCases(test, 60);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await test.close();
});

const publish = (): Promise<number> => asSystem(async () => {
  let made = 0;
  while (await test.app.get(PublishFigures).publishNext()) made++;
  return made;
});
const figure = async (query: string): Promise<Answer> => (await api.get<Answer>('keyContact', `/figures?${query}`)).body;

/** So many plans of Birmingham's that were due on a day, the first of them in time, the next late. */
async function plansDue(on: string, inTime: number, late: number): Promise<void> {
  await test.operator.query(
    `INSERT INTO duty (key, case_id, placement_id, clause, owed_by, owed_to, opens_at, due_on, missed_from, why, outcome, met_on, late, known_at)
     SELECT 'KW3/figures-' || $1 || '-' || y.n, y.id, y.placement_id, 'KW3', '{key-worker}', 'designated person', $1::date - 30, $1::date, $1::date + 1, 'test', 'met', $1::date, y.n > $2, $1::date - 30
     FROM (SELECT y.id, (SELECT min(p.id) FROM placement p WHERE p.case_id = y.id) AS placement_id, row_number() OVER (ORDER BY y.id) AS n FROM young_person y WHERE y.home_authority_code = $4) y WHERE y.n <= $2 + $3`,
    [on, inTime, late, BIRMINGHAM],
  );
}

describe('the figures of a term', () => {
  it('are none before the 15th day after its end, on 14 January 2027', async () => {
    await test.operator.query('DELETE FROM duty');
    await plansDue('2026-10-07', 33, 9);
    test.setNow('2027-01-14 04:00');
    await publish();
    expect((await figure('measure=plans&term=2026-27-autumn')).total).toBeNull();
    expect(await pageAs(test, 'keyContact', '/figures?measure=plans&term=2026-27-autumn')).toContain('No figures have been made of this yet');
  });

  it('are made in the night of 15 January: to the nearest five, nothing under five, a share of what is told', async () => {
    test.setNow('2027-01-15 04:00');
    expect(await publish()).toBeGreaterThan(0);
    const { total, rows, madeAt } = await figure('measure=plans&term=2026-27-autumn');
    expect([total, madeAt]).toEqual([{ name: 'All', owed: 40, met: 35, share: 88 }, '2027-01-15T04:00:00.000Z']);
    expect(rows.find(({ name }) => name === 'Birmingham')).toEqual({ name: 'Birmingham', owed: 40, met: 35, share: 88 });
    expect(rows.find(({ name }) => name === 'Coventry')).toEqual({ name: 'Coventry', owed: null, met: null, share: null });
    const own = await figure(`measure=plans&term=2026-27-autumn&authority=${BIRMINGHAM}&by=age`);
    expect([own.by, own.region, own.rows.map(({ name }) => name)]).toEqual(['age', { name: 'Region', owed: 40, met: 35, share: 88 }, ['under 18', '18 to 20', '21 and over']]);
  });

  it('are not made twice', async () => {
    expect(await publish()).toBe(0);
  });

  it('are the same number on the page, in the file and in the API', async () => {
    const query = 'measure=plans&term=2026-27-autumn&by=authority';
    const page = await pageAs(test, 'designatedPerson', `/figures?${query}`);
    const csv = await pageAs(test, 'designatedPerson', `/figures.csv?${query}`);
    const excel = (await readXlsxFile((await fileAs(test, 'designatedPerson', `/figures.xlsx?${query}`)).bytes))[0]?.data ?? [];
    for (const row of (await figure(query)).rows) {
      expect(excel.find((cells) => cells[4] === row.name)?.slice(5)).toEqual([row.owed, row.met, row.share]);
      const cells = [row.owed, row.met];
      expect(csv).toContain(`${row.name},${cells.map((cell) => cell ?? '').join(',')},${row.share ?? ''}`);
      const inPage = page.slice(page.indexOf(`>${row.name}</th>`)).split('</tr>')[0] ?? '';
      for (const cell of cells) expect(inPage).toContain(cell === null ? 'hidden' : `>${cell}<`);
    }
  });

  it('stand until they are made anew three months later, with what was recorded since', async () => {
    await plansDue('2026-11-07', 20, 0);
    test.setNow('2027-04-14 04:00');
    await publish();
    expect((await figure('measure=plans&term=2026-27-autumn')).total).toEqual({ name: 'All', owed: 40, met: 35, share: 88 });
    test.setNow('2027-04-15 04:00');
    await publish();
    const { total, trend } = await figure('measure=plans&term=2026-27-autumn');
    expect(total).toEqual({ name: 'All', owed: 60, met: 55, share: 92 });
    expect(trend.map(({ term }) => term)).toEqual(expect.arrayContaining(['2025-26-summer', '2026-27-autumn', '2026-27-spring']));
    expect(trend.find(({ term }) => term === '2026-27-autumn')).toEqual({ ...total, term: '2026-27-autumn', name: 'Autumn term 2026/27' });
  });

  it('are read by nobody with the counts that they were made from, and changed by nobody', async () => {
    for (const table of ['published_figures', 'published_counts']) await expect(test.operator.query(`UPDATE ${table} SET ${table === 'published_figures' ? 'term' : 'counts'} = ${table === 'published_figures' ? 'term' : 'counts'}`)).rejects.toThrow('insert only');
    expect(JSON.stringify(await figure(`measure=plans&authority=${COVENTRY}&by=provider`))).not.toMatch(/counts/);
  });

  it('refuse what is no figure, and say which there are', async () => {
    expect(await api.refusal('keyContact', 'GET', '/figures?measure=gossip')).toEqual([422, 'INVALID', expect.stringContaining('measure')]);
    expect((await api.get(null as never, '/figures')).status).toBe(401);
  });

  it('have a chart that says what it shows, at a desk and on a phone', async () => {
    const { visit: visitor, page } = await signIn(browser, test.config.publicUrl, 'keyContact');
    await openPage(visitor, '/figures?measure=plans&term=2026-27-autumn&by=authority');
    expect(await page.getByRole('img', { name: /Education plans on time by authority/ }).isVisible()).toBe(true);
    if (process.env.PICTURES) for (const width of [1200, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${process.env.PICTURES}/figures-${width}.png`, fullPage: true });
    }
    await openPage(visitor, '/figures?measure=emergencies');
  });
});
