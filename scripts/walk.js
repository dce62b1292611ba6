// npm run walk [-- ADDRESS [ROLE…]]: walks a training installation that runs (npm start) as each role of its sample region, a young person and an inspector too: every link from the home page on,
// one page of each route. Writes a picture of each at 1280 and 320 px into screenshots/, with an index.html that shows the whole product, and ends
// with 1 where a page answered with an error, complained in the browser, or could be scrolled sideways at 320 px.
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { visitors } from './visitors.js';

const FOLDER = 'screenshots';
const WIDTHS = [1280, 320];
const [ADDRESS = 'http://localhost:3000', ...ROLES] = process.argv.slice(2);
const DATA_DIR = process.env.DATA_DIR ?? 'data';
/** What is no page of the product, or ends the walk. */
const NOT_WALKED = /^\/(api|assets|health|sign-out|training\/mailbox\/)|\.(csv|xlsx|ics|json|html)$|\/pdf$/;

await rm(FOLDER, { recursive: true, force: true });
const browserAt = process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path));
const browser = await chromium.launch({ executablePath: browserAt, args: ['--no-sandbox', '--no-zygote', '--disable-gpu'] });
const faults = [];
const walks = [];
for (const visitor of await visitors(ADDRESS, DATA_DIR)) {
  if (ROLES.length > 0 && !ROLES.includes(visitor.role)) continue;
  const walked = await walk(visitor);
  console.log(`${walked.role}: ${walked.pages.length} pages`);
  walks.push(walked);
}
await browser.close();
await writeFile(join(FOLDER, 'index.html'), indexOf(walks));
console.log(`All of them: ${FOLDER}/index.html`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** One page of each route that a visitor comes to by links. */
async function walk({ role, starts, comeIn }) {
  const folder = role.toLowerCase().replace(/[^a-z]+/g, '-');
  await mkdir(join(FOLDER, folder), { recursive: true });
  const context = await browser.newContext({ baseURL: ADDRESS, reducedMotion: 'reduce' });
  const page = await context.newPage();
  let complaint = null;
  page.on('console', (message) => { if (message.type() === 'error') complaint = message.text(); });
  page.on('pageerror', (error) => { complaint = error.message; });
  await comeIn(page);
  const seen = new Map();
  const queue = [...starts];
  for (let href = queue.shift(); href !== undefined; href = queue.shift()) {
    const route = routeOf(href);
    if (seen.has(route) || NOT_WALKED.test(new URL(href, ADDRESS).pathname)) continue;
    complaint = null;
    await page.setViewportSize({ width: WIDTHS[0], height: 900 });
    const answer = await page.goto(href);
    const name = `${String(seen.size + 1).padStart(3, '0')}${route.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}`;
    seen.set(route, { route, name });
    if ((answer?.status() ?? 500) >= 400) faults.push(`${role}: ${href} answered ${answer?.status()}`);
    else if (complaint !== null) faults.push(`${role}: ${href} complained: ${complaint}`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(FOLDER, folder, `${name}-${width}.png`), fullPage: true });
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) faults.push(`${role}: ${href} can be scrolled sideways at 320 px`);
    const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    // The help of another role leads to what is not for this one.
    if (!/^\/help\/./.test(route)) queue.push(...links.map((link) => link.replace(/#.*/, '')));
  }
  await context.close();
  return { role, folder, pages: [...seen.values()] };
}

/** An address without what tells one row from another: /cases/LS-ABC234/placements/7/plan is /cases/:/placements/:/plan. */
function routeOf(href) {
  const { pathname, searchParams } = new URL(href, ADDRESS);
  const path = pathname.replace(/\/(\d+|LS-[A-Z0-9]+|E\d{8})(?=\/|$)/g, '/:');
  return `${path}${[...searchParams.keys()].filter((key) => key === 'when' || key === 'scope').length > 0 ? '?' : ''}`;
}

function indexOf(all) {
  const picture = (folder, { route, name }) => `<figure><figcaption>${route}</figcaption>${WIDTHS.map((width) => `<a href="${folder}/${name}-${width}.png"><img loading="lazy" src="${folder}/${name}-${width}.png" alt="${route} at ${width} px" height="400"></a>`).join(' ')}</figure>`;
  const sections = all.map(({ role, folder, pages }) => `<details><summary>${role}: ${pages.length} pages</summary>${pages.map((one) => picture(folder, one)).join('\n')}</details>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Learner Support, page by page</title><style>body{font:16px sans-serif}figure{display:inline-block;margin:8px}img{border:1px solid #bbb;max-height:400px}</style><h1>Learner Support, page by page</h1>\n${sections.join('\n')}\n</html>\n`;
}
