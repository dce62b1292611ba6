import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { BankHolidaysService } from '../src/bank-holidays/bank-holidays.service.js';
import { Clock } from '../src/clock.js';
import { asSystem } from '../src/database/identity.js';
import { LOCKS } from '../src/database/locks.js';
import { transaction, UnitOfWork } from '../src/database/unit-of-work.js';
import { ImportsService } from '../src/imports/imports.service.js';
import { BEGUN_AT_MOST } from '../src/domain/long-work.js';
import { DoLongWork } from '../src/long-work/do-long-work.service.js';
import { LongWorkers } from '../src/long-work/long-workers.js';
import { LongWork } from '../src/long-work/long-work.service.js';
import type { Progress } from '../src/long-work/progress.js';
import { SettingsService } from '../src/settings/settings.service.js';
import { SignedInPeople } from '../src/sign-in/signed-in-people.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { checkPage, startBrowser } from './support/browser.js';
import { signIn } from './support/pages/user.js';
import { BIRMINGHAM, emailOf, type Who } from './support/region.js';
import { manyCases } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
let browser: Browser;
beforeAll(async () => {
  [test, browser] = await Promise.all([startTestApplication(), startBrowser()]);
  api = await ApiCalls.of(test);
});
afterAll(async () => {
  await browser.close();
  await test.close();
});

const CSV = { 'content-type': 'text/csv; charset=utf-8' };
const SETTINGS = `/authorities/${BIRMINGHAM}/settings`;

interface Work {
  id: number;
  kind: string;
  state: string;
  isCancelling: boolean;
  done: number;
  total: number | null;
  percent: number | null;
  failure: { code: string } | null;
  figures: object;
  result: string;
}

/** A roster of Birmingham's with so many rows. */
const roster = (name: string, rows: number): string =>
  ['authority_code,local_id,legal_name,date_of_birth,care_status,key_worker_email']
    .concat(Array.from({ length: rows }, (_, index) => `${BIRMINGHAM},${name}-${index},${name} ${index},2010-01-31,in-care,${emailOf('keyWorker')}`))
    .join('\n');

const uploaded = async (who: Who, name: string, rows: number): Promise<number> => (await api.post<{ id: number }>(who, '/imports/young-people', roster(name, rows), CSV)).body.id;
const confirmed = async (who: Who, name: string, rows = 201): Promise<{ fileId: number; id: number }> => {
  const fileId = await uploaded(who, name, rows);
  return { fileId, id: (await api.post<Work>(who, `/imports/${fileId}/confirm`)).body.id };
};
const read = async (who: Who, id: number): Promise<Work> => (await api.get<Work>(who, `/long-work/${id}`)).body;
const written = async (name: string): Promise<number> => (await test.operator.query<object[]>('SELECT FROM young_person WHERE local_id LIKE $1', [`${name}-%`])).length;

/** A worker: with the real kinds, or with one that does what a test says. */
function worker(perform?: (progress: Progress) => Promise<object>): DoLongWork {
  const service = <T>(type: new (...args: never[]) => T): T => test.app.get(type, { strict: false });
  const workers = perform ? ({ of: { import: (_actor: unknown, _work: unknown, progress: Progress) => perform(progress) } } as unknown as LongWorkers) : new LongWorkers(service(ImportsService), service(SettingsService), service(BankHolidaysService));
  return new DoLongWork(test.app.get(UnitOfWork), test.app.get(Clock), service(SignedInPeople), workers);
}
const doWaiting = (by = worker()): Promise<void> => asSystem(() => by.doWaiting());

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await wait(20)) if (await condition()) return;
  throw new Error('it did not happen in time');
}

/** Work that stops half way until it may go on; it has written a row by then. */
function heldHalfWay() {
  let goOn = () => {};
  const open = new Promise<void>((resolve) => (goOn = resolve));
  const perform = async (progress: Progress): Promise<object> => {
    await transaction().manager.query(`INSERT INTO sign_in_attempt VALUES ('half way', 1, now())`);
    await progress(3, 10);
    await open;
    return { rows: 10 };
  };
  return { by: worker(perform), goOn };
}
const isHalfWritten = async (): Promise<boolean> => (await test.operator.query<object[]>(`SELECT FROM sign_in_attempt WHERE key = 'half way'`)).length > 0;

describe('a file of more than 200 good rows', () => {
  it('is imported in the background: who confirmed it is told where they see how far it is, and what came of it', async () => {
    const fileId = await uploaded('administrator', 'Bea', 201);
    const { status, headers, body } = await api.post<Work>('administrator', `/imports/${fileId}/confirm`);
    expect([status, headers.location]).toEqual([202, `/api/v1/long-work/${body.id}`]);
    expect(body).toMatchObject({ kind: 'import', subject: `import-${fileId}`, state: 'waiting', percent: null, failure: null, result: `/api/v1/imports/${fileId}` });
    expect([await written('Bea'), (await api.get('administrator', '/home')).body.longWork]).toEqual([0, 1]);
    await doWaiting();
    expect(await read('administrator', body.id)).toMatchObject({ state: 'done', percent: 100, done: 402, total: 402, figures: { created: 201, changed: 0, unchanged: 0 } });
    expect((await api.get('administrator', `/imports/${fileId}`)).body).toMatchObject({ state: 'confirmed', result: { created: 201 } });
    expect([await written('Bea'), (await api.get('administrator', '/home')).body.longWork]).toEqual([201, 0]);
    expect(await test.operator.query('SELECT input FROM long_work WHERE id = $1', [body.id])).toEqual([{ input: {} }]);
    expect(await api.refusal('administrator', 'POST', `/long-work/${body.id}/cancel`)).toEqual([409, 'WORK_ENDED']);
  });

  it('is one thing at a time, and nobody else’s', async () => {
    const { fileId, id } = await confirmed('administrator', 'Cleo');
    for (const [method, path] of [['POST', `/imports/${fileId}/confirm`], ['DELETE', `/imports/${fileId}`]] as const) expect(await api.refusal('administrator', method, path)).toEqual([409, 'WORK_UNDER_WAY']);
    for (const [method, path] of [['GET', `/long-work/${id}`], ['POST', `/long-work/${id}/cancel`]] as const) expect(await api.refusal('keyContact', method, path)).toEqual([404, 'NOT_FOUND']);
    expect((await api.get('keyContact', '/long-work')).body).toMatchObject({ items: [], total: 0 });
    expect((await api.get('administrator', '/long-work?limit=1')).body).toMatchObject({ items: [{ id }], after: String(id) });
    expect((await api.post<Work>('administrator', `/long-work/${id}/cancel`)).body).toMatchObject({ state: 'cancelled' });
    // Once more changes nothing.
    expect((await api.post<Work>('administrator', `/long-work/${id}/cancel`)).body).toMatchObject({ state: 'cancelled' });
    await doWaiting();
    expect([await written('Cleo'), (await api.get('administrator', `/imports/${fileId}`)).body.state]).toEqual([0, 'previewed']);
  });

  it('of 200 is imported at once, as before', async () => {
    const fileId = await uploaded('administrator', 'Dan', 200);
    expect(await api.post('administrator', `/imports/${fileId}/confirm`)).toMatchObject({ status: 200, body: { state: 'confirmed', result: { created: 200 } } });
  });

  it('that is cancelled in the middle leaves nothing, and can be confirmed again', async () => {
    const { fileId, id } = await confirmed('administrator', 'Eve');
    // Another import is being written: this one waits for it.
    const other = test.operator.createQueryRunner();
    await other.query('SELECT pg_advisory_lock($1)', [LOCKS.imports]);
    const doing = doWaiting();
    await until(async () => (await read('administrator', id)).state === 'running');
    expect((await api.post<Work>('administrator', `/long-work/${id}/cancel`)).body).toMatchObject({ state: 'running', isCancelling: true });
    await other.query('SELECT pg_advisory_unlock($1)', [LOCKS.imports]);
    await other.release();
    await doing;
    expect(await read('administrator', id)).toMatchObject({ state: 'cancelled', isCancelling: false });
    expect(await written('Eve')).toBe(0);
    const again = await api.post<Work>('administrator', `/imports/${fileId}/confirm`);
    await doWaiting();
    expect([(await read('administrator', again.body.id)).state, await written('Eve')]).toEqual(['done', 201]);
  });

  it('that no longer fits what is recorded fails by its code, with nothing written', async () => {
    const { id } = await confirmed('administrator', 'Fay');
    const one = await api.post<{ id: number }>('keyContact', '/imports/young-people', roster('Fay', 1).replace('Fay 0', 'Fay Holm'), CSV);
    await api.post('keyContact', `/imports/${one.body.id}/confirm`);
    await doWaiting();
    expect(await read('administrator', id)).toMatchObject({ state: 'failed', failure: { code: 'IMPORT_OUT_OF_DATE' }, figures: {} });
    expect(await written('Fay')).toBe(1);
  });

  it('of people with posts is written in the background once a second person has approved it, for whoever asked', async () => {
    const people = ['name,email,organisation,post', ...Array.from({ length: 201 }, (_, n) => `Mina ${n},mina.${n}@birmingham.example,${BIRMINGHAM},${n === 0 ? 'out-of-hours' : ''}`)].join('\n');
    const { body: file } = await api.post<{ id: number }>('administrator', '/imports/people', people, CSV);
    const { body: asked } = await api.post<{ id: number }>('administrator', `/imports/${file.id}/confirm`);
    await api.post('head', `/approvals/${asked.id}/approval`);
    const [work] = (await api.get<{ items: Work[] }>('administrator', '/long-work')).body.items;
    expect(work).toMatchObject({ state: 'waiting', result: `/api/v1/imports/${file.id}` });
    await doWaiting();
    expect(await read('administrator', work?.id ?? 0)).toMatchObject({ state: 'done', figures: { created: 201 } });
  });

  it('that by now puts somebody into a post takes a second person after all', async () => {
    const people = ['name,email,organisation,post', ...Array.from({ length: 201 }, (_, n) => `Nell ${n},nell.${n}@birmingham.example,${BIRMINGHAM},`)].join('\n');
    const { body: file } = await api.post<{ id: number }>('administrator', '/imports/people', people, CSV);
    const { body: work } = await api.post<Work>('administrator', `/imports/${file.id}/confirm`);
    const batch = await test.app.get(ImportsService, { strict: false }).readImport(await test.actor('administrator'), file.id);
    await test.dataSource.manager.save('ImportBatch', { ...batch, rows: batch.rows.map((row, index) => (index === 0 ? { ...row, cells: { ...row.cells, post: 'administrator' } } : row)) });
    await doWaiting();
    expect(await read('administrator', work.id)).toMatchObject({ state: 'failed', failure: { code: 'APPROVAL_NEEDED' } });
  });
});

describe('a worker', () => {
  const waiting = async (name: string): Promise<number> => (await test.app.get(LongWork).begin(test.region.people.administrator, { kind: 'import', subject: `import-${name}`, input: { importId: 0 } })).id;

  it('shows how far it is while it works', async () => {
    const id = await waiting('shown');
    const { by, goOn } = heldHalfWay();
    const doing = doWaiting(by);
    await until(async () => (await read('administrator', id)).done === 3);
    expect(await read('administrator', id)).toMatchObject({ state: 'running', done: 3, total: 10, percent: 30 });
    expect(await isHalfWritten()).toBe(false);
    // To another worker it is taken.
    await doWaiting(worker(() => Promise.reject(new Error('twice'))));
    goOn();
    await doing;
    expect(await read('administrator', id)).toMatchObject({ state: 'done', figures: { rows: 10 } });
    await test.operator.query(`DELETE FROM sign_in_attempt WHERE key = 'half way'`);
  });

  it('keeps nothing of what is cancelled after its last step', async () => {
    const id = await waiting('late');
    const { by, goOn } = heldHalfWay();
    const doing = doWaiting(by);
    await until(async () => (await read('administrator', id)).done === 3);
    await api.post('administrator', `/long-work/${id}/cancel`);
    goOn();
    await doing;
    expect([(await read('administrator', id)).state, await isHalfWritten()]).toEqual(['cancelled', false]);
  });

  it('whose connection dies leaves nothing half written; another begins it again, three times at most', async () => {
    const id = await waiting('killed');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const { by, goOn } = heldHalfWay();
      const doing = doWaiting(by);
      await until(async () => (await read('administrator', id)).done === 3);
      await test.operator.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2`, [LOCKS.longWorkDone, id]);
      goOn();
      await doing;
      expect([attempt, (await read('administrator', id)).state, await isHalfWritten()]).toEqual([attempt, 'running', false]);
      await test.operator.query('UPDATE long_work SET done = 0 WHERE id = $1', [id]);
    }
    await doWaiting(worker(() => Promise.reject(new Error('once too often'))));
    expect(await read('administrator', id)).toMatchObject({ state: 'failed', failure: { code: 'INTERRUPTED' } });
  });

  it('that is to end breaks off at its next step, and leaves the work to another', async () => {
    const id = await waiting('stopped');
    // As often as it is begun at most after a crash: that a process was asked to end says nothing against the work.
    for (let times = 0; times <= BEGUN_AT_MOST; times++) {
      const ending: DoLongWork = worker(async (progress) => {
        ending.onModuleDestroy();
        await progress(1, 2);
        return {};
      });
      await doWaiting(ending);
      expect((await read('administrator', id)).state).toBe('running');
    }
    await doWaiting(worker(() => Promise.resolve({})));
    expect((await read('administrator', id)).state).toBe('done');
  });

  it('says of a bug that it failed, and no more', async () => {
    const id = await waiting('bug');
    await doWaiting(worker(() => Promise.reject(new Error('Zebedee'))));
    const work = await read('administrator', id);
    expect([work.failure?.code, JSON.stringify(work)]).toEqual(['FAILED', expect.not.stringContaining('Zebedee')]);
  });

  it('does nothing for somebody who can no longer sign in', async () => {
    const id = await waiting('gone');
    await test.operator.query('UPDATE person SET active = false WHERE id = $1', [test.region.people.administrator]);
    await doWaiting(worker(() => Promise.reject(new Error('done all the same'))));
    await test.operator.query('UPDATE person SET active = true WHERE id = $1', [test.region.people.administrator]);
    expect((await read('administrator', id)).failure?.code).toBe('NOT_HERE_ANY_MORE');
  });
});

describe('deriving every date again', () => {
  it('is begun by those who set the limits, and by nobody else', async () => {
    for (const who of ['keyContact', 'manager', 'neighbourContact', 'designatedPerson'] as const) expect([who, ...(await api.refusal(who, 'POST', `${SETTINGS}/recalculation`))]).toEqual([who, 403, 'NOT_ALLOWED']);
    const { status, body } = await api.post<Work>('head', `${SETTINGS}/recalculation`);
    expect([status, body.kind, body.state]).toEqual([202, 'recalculation', 'waiting']);
    for (const path of [`${SETTINGS}/recalculation`, SETTINGS]) expect((await api.refusal('administrator', 'POST', path, { name: 'planDays', value: 20, effectiveOn: '2026-06-01' }))[1]).toBe('WORK_UNDER_WAY');
    expect((await api.get('administrator', '/long-work/of-others')).body).toMatchObject({ items: [{ kind: 'recalculation', count: 1 }], total: 1 });
    for (const who of ['keyContact', 'neighbourContact', 'head'] as const) expect((await api.get(who, '/long-work/of-others')).body).toMatchObject({ items: [] });
    await test.operator.query(`UPDATE duty SET why = 'changed by hand' WHERE id = (SELECT min(id) FROM duty WHERE case_id IS NOT NULL)`);
    await doWaiting();
    expect(await read('head', body.id)).toMatchObject({ state: 'done', percent: 100, figures: { differed: 1 } });
  });

  it('of more than 500 cases for a new limit goes on in the background: all of them or none', async () => {
    await manyCases(test, 501);
    const change = { name: 'planDays', value: 20, effectiveOn: '2026-06-01' };
    const values = async () => (await test.operator.query<object[]>(`SELECT FROM setting WHERE name = 'planDays'`)).length;
    const { status, body } = await api.post<Work>('head', SETTINGS, change);
    expect([status, body.kind, await values()]).toEqual([202, 'setting', 0]);
    await api.post('head', `/long-work/${body.id}/cancel`);
    await doWaiting();
    expect(await values()).toBe(0);
    const again = await api.post<Work>('head', SETTINGS, change);
    await doWaiting();
    expect(await read('head', again.body.id)).toMatchObject({ state: 'done', figures: { moved: expect.any(Number) } });
    expect(await values()).toBe(1);
    // When somebody is told moves no date: that is set at once.
    expect((await api.post('head', SETTINGS, { name: 'planReminderBefore', value: 10, effectiveOn: '2026-06-01' })).status).toBe(201);
  });
});

describe('the pages', () => {
  it('show it on a phone without a script: begun, left, come back to, cancelled', async () => {
    const user = await signIn(browser, test.config.publicUrl, 'administrator', { width: 320, javaScript: false });
    const { fileId, id } = await confirmed('administrator', 'Gil');
    await user.open('/');
    await user.press(user.page.getByRole('link', { name: '1 piece of your long work' }));
    await user.press(user.page.getByRole('link', { name: 'Import of a file' }).first());
    expect(new URL(user.page.url()).pathname).toBe(`/long-work/${id}`);
    expect(await user.page.locator('main').innerText()).toContain('It has not begun');
    await user.open(`/imports/${fileId}`);
    expect(await user.page.getByRole('button', { name: 'Import all rows' }).count()).toBe(0);
    await user.press(user.page.getByRole('link', { name: 'See how far it is, or cancel it' }));
    await user.pressButton('Cancel it');
    expect(await user.confirmation()).toEqual({ title: 'It is cancelled', text: 'Nothing of it was kept.' });
    expect(await user.page.getByRole('progressbar').count()).toBe(0);
    await user.press(user.page.getByRole('link', { name: 'Look at the file' }));
    expect(await user.page.getByRole('button', { name: 'Import all rows' }).count()).toBe(1);
    await user.visit.context.close();
  });

  it('go on by themselves with a script, under the content security policy', async () => {
    const user = await signIn(browser, test.config.publicUrl, 'administrator', { width: 320 });
    const id = (await test.app.get(LongWork).begin(test.region.people.administrator, { kind: 'import', subject: 'import-page', input: { importId: 0 } })).id;
    const { by, goOn } = heldHalfWay();
    await user.open(`/long-work/${id}`);
    const doing = doWaiting(by);
    await user.page.getByText('30 per cent').waitFor();
    expect(await user.page.getByRole('progressbar').getAttribute('value')).toBe('30');
    await checkPage(user.visit);
    goOn();
    await doing;
    await user.page.getByText('0 rows added').waitFor();
    expect(await user.page.getByRole('button', { name: 'Cancel it' }).count()).toBe(0);
    expect(user.visit.complaints).toEqual([]);
    await test.operator.query(`DELETE FROM sign_in_attempt WHERE key = 'half way'`);
    await user.visit.context.close();
  });

  it('begin it from the settings, and from a file', async () => {
    const user = await signIn(browser, test.config.publicUrl, 'administrator', { width: 320, checks: true });
    await user.open('/settings');
    await user.pressButton('Derive every date again');
    expect((await user.confirmation()).title).toBe('Every date is being derived again');
    const fileId = await uploaded('administrator', 'Hal', 201);
    await user.open(`/imports/${fileId}`);
    await user.pressButton('Import all rows');
    expect((await user.confirmation()).title).toBe('The file is being imported');
    await doWaiting();
    await user.open('/long-work');
    expect(await user.page.locator('main').innerText()).toMatch(/201 rows added[\s\S]*every date was derived again. None differed/);
    await user.visit.context.close();
  });
});

it('has tried every operation on long work', () => {
  expect([...api.done].filter((id) => id.startsWith('LongWork.')).sort()).toEqual(['LongWork.cancel', 'LongWork.list', 'LongWork.ofOthers', 'LongWork.read']);
});
