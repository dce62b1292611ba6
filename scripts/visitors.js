// Everybody who can come into a training installation with the sample region: those with a password in sample-sign-ins.json, a young person, whom their
// key worker lets in, and an inspector, whom a Virtual Head names and a data protection lead approves. Each has a role and a way in, `comeIn(page)`.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Real days from now, as the training clock may run ahead. */
const INSPECTS_DAYS = 28;

/** One of each role, the first of the file. */
export async function visitors(address, dataDir) {
  const signIns = JSON.parse(await readFile(join(dataDir, 'sample-sign-ins.json'), 'utf8'));
  const ofRole = new Map(signIns.toReversed().map((one) => [one.role, one]));
  const staff = [...ofRole.values()].map(({ role, email, password }) => ({ role, starts: ['/'], comeIn: (page) => signIn(page, email, password) }));
  return [{ role: 'stranger', starts: ['/sign-in', '/me/enter'], comeIn: () => Promise.resolve() }, ...staff, youngPerson(address, ofRole.get('key worker')), inspector(address, ofRole.get('Virtual Head'), ofRole.get('data protection lead'))];
}

async function signIn(page, email, password) {
  await page.goto('/sign-in');
  await page.fill('#email', email);
  await page.fill('#password', password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/sign-in'), page.getByRole('button', { name: 'Sign in' }).click()]);
}

/** By a code that their key worker reads out, and with a PIN of their own. */
const youngPerson = (address, keyWorker) => ({
  role: 'young person',
  starts: ['/me'],
  comeIn: async (page) => {
    const ask = api(address, keyWorker);
    const { items: [found] } = await ask('GET', '/cases?limit=1');
    const email = `${found.reference.toLowerCase()}@mail.example`;
    await ask('PUT', `/cases/${found.reference}/own-access`, { email });
    const code = async (purpose) => (await ask('POST', `/cases/${found.reference}/own-access/codes`, { purpose })).code;
    await page.goto('/me/enter/code');
    await page.fill('#contact', email);
    await page.fill('#code', await code('code'));
    await Promise.all([page.waitForURL('**/me'), page.locator('main button').click()]);
    await page.goto('/me/pin/new');
    await page.fill('#code', await code('pin'));
    for (const field of ['#pin', '#again']) await page.fill(field, '483920');
    await Promise.all([page.waitForURL('**/me'), page.locator('main button').click()]);
  },
});

/** From outside of every organisation: by a link in a mail, which the mailbox of the installation shows. */
const inspector = (address, head, lead) => ({
  role: 'inspector',
  starts: ['/'],
  comeIn: async (page) => {
    const asHead = api(address, head);
    const { now } = await asHead('GET', '/training/clock');
    const lastOn = new Date(new Date(now).getTime() + INSPECTS_DAYS * 86_400_000).toISOString().slice(0, 10);
    const email = `inspector-${randomBytes(4).toString('hex')}@inspection.example`;
    const { id } = await asHead('POST', '/inspections', { name: 'Ines Pect', email, lastOn });
    await api(address, lead)('POST', `/approvals/${id}/approval`);
    await page.goto(new URL(await mailedLink(asHead, email)).pathname);
    await page.fill('#password', randomBytes(18).toString('base64url'));
    await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/invitations/')), page.getByRole('button', { name: 'Set the password' }).click()]);
  },
});

async function mailedLink(ask, email) {
  for (let tries = 0; tries < 40; tries += 1) {
    const { items } = await ask('GET', `/training/mailbox?to=${encodeURIComponent(email)}`);
    const link = /https?:\/\/\S+\/invitations\/[\w-]+/.exec(items.at(-1)?.text ?? '')?.[0];
    if (link) return link;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  throw new Error(`no invitation reached ${email}`);
}

/** The API as somebody of the sample: an answer that is a refusal ends the walk, with what it said. */
const api = (address, { apiToken }) => async (method, path, body) => {
  const answer = await fetch(`${address}/api/v1${path}`, { method, headers: { authorization: `Bearer ${apiToken}`, ...(body && { 'content-type': 'application/json' }) }, body: body && JSON.stringify(body) });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${said}`);
  return said && JSON.parse(said);
};
