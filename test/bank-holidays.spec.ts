import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../src/app.module.js';
import { BankHolidaysService } from '../src/bank-holidays/bank-holidays.service.js';
import { InstallationCalendar } from '../src/bank-holidays/installation-calendar.service.js';
import { Clock } from '../src/clock.js';
import { asSystem } from '../src/database/identity.js';
import { LOCKS } from '../src/database/locks.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { ENGLAND } from '../src/domain/time/working-days.js';
import { DutiesService } from '../src/duties/duties.service.js';
import { DutyClock } from '../src/duties/duty-clock.service.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ImportsService } from '../src/imports/imports.service.js';
import { DoLongWork } from '../src/long-work/do-long-work.service.js';
import { LongWorkers } from '../src/long-work/long-workers.js';
import { ComposeMessages } from '../src/notifications/compose-messages.service.js';
import { SendMessage } from '../src/notifications/send-message.service.js';
import { SettingsService } from '../src/settings/settings.service.js';
import { SignedInPeople } from '../src/sign-in/signed-in-people.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { testKeysFile } from './support/keys.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, COVENTRY, EVERYONE, type Who } from './support/region.js';
import { caseRegistered, manyCases, suspension } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
let keysFile: string;
beforeAll(async () => {
  [test, keysFile] = await Promise.all([startTestApplication(), testKeysFile()]);
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());
beforeEach(() => test.operator.query('ALTER TABLE calendar_addition DISABLE TRIGGER USER; DELETE FROM calendar_addition; ALTER TABLE calendar_addition ENABLE TRIGGER USER'));

const PATH = '/bank-holidays';
const NOTICE = 'www.gov.uk/bank-holidays, read on 30 October 2026';
const A_WEDNESDAY = { on: '2026-11-04', name: 'Bank holiday for the coronation', notice: NOTICE };
/** The eight of 2029, as they fall. */
const OF_2029 = ['2029-01-01', '2029-03-30', '2029-04-02', '2029-05-07', '2029-05-28', '2029-08-27', '2029-12-25', '2029-12-26'];

interface Calendar { knownUntil: string; endsSoon: boolean; years: { year: number; holidays: object[] }[]; additions: { id: number; on: string }[]; notKnown: string[]; mayChange: boolean; effect: object }
const read = async (who: Who = 'administrator'): Promise<Calendar> => (await api.get<Calendar>(who, PATH)).body;
const added = async (day: object = A_WEDNESDAY): Promise<{ id: number; effect: object }> => {
  const { status, body } = await api.post<Calendar>('administrator', PATH, day);
  expect(status).toBe(201);
  return { id: body.additions[0]?.id ?? 0, effect: body.effect };
};
const takenBack = async (id: number): Promise<object> => (await api.post<Calendar>('administrator', `${PATH}/additions/${id}/taking-back`, { reason: 'It was another day' })).body.effect;
const know2029 = async (): Promise<Calendar> => {
  for (const on of OF_2029) await added({ on, name: 'One of 2029', notice: NOTICE });
  return (await api.post<Calendar>('administrator', `${PATH}/known-until`, { until: '2029-12-31', notice: NOTICE })).body;
};
/** Every open duty with the day it is due. */
const days = async (): Promise<Map<string, string | null>> =>
  new Map((await test.dataSource.query<{ key: string; day: string | null }[]>(`SELECT key, coalesce(due_on, (due_at AT TIME ZONE 'Europe/London')::date)::text AS day FROM duty WHERE outcome = 'open'`)).map(({ key, day }) => [key, day]));
const moved = (before: Map<string, string | null>, after: Map<string, string | null>): string[] =>
  [...after].flatMap(([key, day]) => (before.get(key) === day ? [] : [`${key.split('/')[0]}: ${before.get(key)} to ${day}`])).sort();
const differences = (): Promise<object[]> => test.app.get(NightlyDerivation).deriveAll();

/** Until somebody waits for what another transaction holds. */
async function waitsForLock(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1, await wait(20)) if ((await test.operator.query<object[]>('SELECT FROM pg_locks WHERE NOT granted')).length > 0) return;
  throw new Error('nobody waited');
}

/** Another process of the same installation. */
async function anotherApplication(): Promise<INestApplicationContext> {
  const other = await NestFactory.createApplicationContext(AppModule.forRoot(test.config), { logger: false, abortOnError: false });
  other.get(UnitOfWork).ambient = 'system';
  other.get(Clock).realNow = () => test.app.get(Clock).realNow();
  return other;
}
const lines = ({ stdout, stderr }: { stdout: string; stderr: string }): string[] => `${stdout}${stderr.replace(/^npm warn .*\n/gm, '')}`.trim().split('\n');

const service = <T>(type: new (...args: never[]) => T): T => test.app.get(type, { strict: false });
const workerWith = (bankHolidays: BankHolidaysService): DoLongWork => new DoLongWork(test.app.get(UnitOfWork), test.app.get(Clock), service(SignedInPeople), new LongWorkers(service(ImportsService), service(SettingsService), bankHolidays));
const doWaiting = (bankHolidays = service(BankHolidaysService)): Promise<void> => asSystem(() => workerWith(bankHolidays).doWaiting());
/** The work is done to its end, and its connection dies before it is committed. */
const killedHalfWay = (id: number): Promise<void> => doWaiting({
  changeCalendar: async (...change: Parameters<BankHolidaysService['changeCalendar']>) => {
    const effect = await service(BankHolidaysService).changeCalendar(...change);
    await test.operator.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2`, [LOCKS.longWorkDone, id]);
    return effect;
  },
} as unknown as BankHolidaysService);

describe('a bank holiday that is added', () => {
  it('moves what is counted over it by one working day, and nothing else: the meeting after a suspension of Friday 30 October 2026', async () => {
    await suspension(test);
    const before = await days();
    const preview = (await api.post('administrator', `${PATH}/preview`, A_WEDNESDAY)).body;
    expect([moved(before, await days()), (await read()).additions]).toEqual([[], []]);
    const { id, effect } = await added();
    expect(moved(before, await days())).toEqual(['EP11M: 2026-11-06 to 2026-11-09', 'EP14: 2026-11-13 to 2026-11-16']);
    expect([effect, effect]).toEqual([preview, { moved: 2, earlier: 0, opened: 0, withdrawn: 0, counted: 0, missed: 0 }]);
    expect(await differences()).toEqual([]);
    expect(await takenBack(id)).toEqual({ moved: 2, earlier: 2, opened: 0, withdrawn: 0, counted: 0, missed: 0 });
    expect(moved(before, await days())).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('late, of a day that has passed, moves what is open, and taking it back says what is missed by that', async () => {
    await suspension(test);
    test.setNow('2026-11-09 10:00');
    await test.app.get(DutyClock).sweep();
    const before = (await days()).size;
    const { id, effect } = await added();
    // The meeting of Friday 6 November has the whole of Monday the 9th after all.
    const { moved: count } = effect as { moved: number };
    expect([count > 0, effect]).toEqual([true, { moved: count, earlier: 0, opened: 0, withdrawn: 0, counted: 0, missed: 0 }]);
    const { body } = await api.post<{ missed: number }>('administrator', `${PATH}/additions/${id}/taking-back/preview`, { reason: 'x' });
    expect([body.missed > 0, body]).toEqual([true, expect.objectContaining({ moved: count, earlier: count })]);
    expect(await takenBack(id)).toEqual(body);
    expect([(await days()).size, await differences()]).toEqual([before, []]);
  });

  it('moves what is raised to somebody later, too: a duty missed by then rises a working day later, and after taking back on its day again', async () => {
    const { placementId } = await suspension(test);
    test.setNow('2026-11-09 09:00');
    await test.runJobs();
    const next = async () => (await test.dataSource.query<{ at: Date }[]>(`SELECT next_action_at AS at FROM duty WHERE clause = 'EP11M' AND placement_id = $1`, [placementId]))[0]?.at.toISOString().slice(0, 10);
    const usual = await next();
    const { id } = await added({ ...A_WEDNESDAY, on: '2026-11-11' });
    await test.app.get(DutyClock).sweep();
    const later = await next();
    await takenBack(id);
    await test.app.get(DutyClock).sweep();
    expect([usual, later, await next()]).toEqual(['2026-11-13', '2026-11-16', '2026-11-13']);
  });

  it('moves the last day to answer a young person who asked for their own file: Monday 30 November 2026', async () => {
    const { reference } = await caseRegistered(test);
    test.setNow('2026-10-29 10:00');
    await api.post('dataProtectionLead', '/own-files', { reference, words: 'Asked by letter' });
    const by = async () => (await test.dataSource.query<{ by: string }[]>('SELECT answer_by AS by FROM subject_request ORDER BY id DESC LIMIT 1'))[0]?.by;
    expect(await by()).toBe('2026-11-30');
    const { id } = await added({ ...A_WEDNESDAY, on: '2026-11-30' });
    expect(await by()).toBe('2026-12-01');
    await takenBack(id);
    expect(await by()).toBe('2026-11-30');
  });

  it('counts for everybody and in every process at once: another application, and the command line', async () => {
    await suspension(test);
    const other = await anotherApplication();
    const lsa = (...args: string[]) => lines(spawnSync('npm', ['run', '--silent', 'lsa', '--', ...args], { encoding: 'utf8', env: { ...process.env, DATABASE_URL: test.config.databaseUrl, KEYS_FILE: keysFile, INSTALLATION: 'training' } }));
    expect([await other.get(InstallationCalendar).read(), lsa('working-day', '2026-11-03', '1')]).toEqual([ENGLAND, ['2026-11-04']]);
    const { id } = await added();
    expect((await other.get(InstallationCalendar).read()).holidays.has(A_WEDNESDAY.on)).toBe(true);
    expect([await other.get(NightlyDerivation).deriveAll(), lsa('working-day', '2026-11-03', '1'), lsa('explain', 'EP11M', 'occurredAt=2026-10-30')]).toEqual([[], ['2026-11-05'], expect.arrayContaining(['  "dueOn": "2026-11-09",'])]);
    await takenBack(id);
    expect([await other.get(NightlyDerivation).deriveAll(), await other.get(InstallationCalendar).read(), lsa('working-day', '2026-11-03', '1')]).toEqual([[], ENGLAND, ['2026-11-04']]);
    await other.close();
  });

  it('is answered by the API of the law as well', async () => {
    const due = async () => (await api.get<{ dueOn: string }>('keyWorker', '/duties/explain?clause=EP11M&occurredAt=2026-10-30')).body.dueOn;
    expect(await due()).toBe('2026-11-06');
    await added();
    expect(await due()).toBe('2026-11-09');
  });

  it('waits for whoever is recording a fact by the calendar of before, and derives that again', async () => {
    const { reference } = await suspension(test);
    const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    let commit = () => {};
    const held = new Promise<void>((resolve) => (commit = resolve));
    let derived = () => {};
    const isDerived = new Promise<void>((resolve) => (derived = resolve));
    const recording = test.app.get(UnitOfWork).run(async ({ manager }) => {
      await manager.query(`DELETE FROM duty WHERE clause = 'EP11M' AND case_id = $1`, [row?.id]);
      await test.app.get(DutiesService).rederive([row?.id ?? 0]);
      derived();
      await held;
    });
    await isDerived;
    const adding = added();
    await waitsForLock();
    commit();
    await Promise.all([recording, adding]);
    expect([...(await days())].filter(([key, day]) => key.startsWith('EP11M') && day === '2026-11-06')).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('counts for whoever waited meanwhile to record a fact', async () => {
    const { reference } = await suspension(test);
    const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    const actor = await test.actor('administrator');
    let commit = () => {};
    const held = new Promise<void>((resolve) => (commit = resolve));
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const adding = test.app.get(UnitOfWork).run(async () => {
      await service(BankHolidaysService).changeCalendar(actor, { kind: 'bank-holiday', ...A_WEDNESDAY });
      written();
      await held;
    });
    await isWritten;
    const recording = test.app.get(UnitOfWork).run(() => test.app.get(DutiesService).rederive([row?.id ?? 0]));
    await waitsForLock();
    commit();
    expect([await Promise.all([recording, adding]), await differences()]).toEqual([[[], undefined], []]);
  });

  it.each<[string, object, string]>([
    ['a Saturday, which changes nothing', { on: '2027-05-01' }, 'on: AT_A_WEEKEND'],
    ['a Sunday', { on: '2027-05-02' }, 'on: AT_A_WEEKEND'],
    ['a day that is published', { on: '2027-05-03' }, 'on: A_HOLIDAY_ALREADY'],
    ['a day before all that is counted', { on: '2017-12-29' }, 'on: OUTSIDE_THE_CALENDAR'],
    ['a day that nobody has published yet', { on: '2033-06-06' }, 'on: TOO_FAR_AHEAD'],
    ['no day', { on: '2027-02-30' }, 'on: NOT_A_DATE'],
    ['no name', { name: ' ' }, 'name: REQUIRED'],
    ['no notice', { notice: undefined }, 'notice: REQUIRED'],
  ])('is not %s', async (_what, wrong, reason) => {
    test.setNow('2026-10-30 16:00');
    for (const path of [PATH, `${PATH}/preview`]) expect(await api.refusal('administrator', 'POST', path, { ...A_WEDNESDAY, ...wrong })).toEqual([422, 'INVALID', reason]);
  });

  it('is added once; taken back once, with a reason, and may be added again; the trail and the list keep all of it', async () => {
    test.setNow('2026-10-30 16:00');
    const { id } = await added();
    expect(await api.refusal('administrator', 'POST', PATH, A_WEDNESDAY)).toEqual([422, 'INVALID', 'on: A_HOLIDAY_ALREADY']);
    const path = `${PATH}/additions/${id}/taking-back`;
    expect(await api.refusal('administrator', 'POST', path, {})).toEqual([422, 'INVALID', 'reason: REQUIRED']);
    await takenBack(id);
    for (const one of [path, `${path}/preview`]) expect(await api.refusal('administrator', 'POST', one, { reason: 'Once more' })).toEqual([409, 'ALREADY_TAKEN_BACK']);
    expect(await api.refusal('administrator', 'POST', `${PATH}/additions/999/taking-back`, { reason: 'x' })).toEqual([404, 'NOT_FOUND']);
    const again = await added();
    expect((await read('keyWorker')).additions).toEqual([
      expect.objectContaining({ id: again.id, on: '2026-11-04', name: A_WEDNESDAY.name, notice: NOTICE, addedByName: 'Ann Idle', takenBackAt: null }),
      expect.objectContaining({ id, addedAt: '2026-10-30T16:00:00Z', takenBackByName: 'Ann Idle', takenBackReason: 'It was another day' }),
    ]);
    expect(await test.operator.query(`SELECT name, subject, person_id AS by FROM audit_event WHERE subject IN ($1, $2) ORDER BY id`, [`calendar-addition-${id}`, `calendar-addition-${again.id}`])).toEqual(
      [['bank-holiday.add', id], ['calendar-addition.take-back', id], ['bank-holiday.add', again.id]].map(([name, of]) => ({ name, subject: `calendar-addition-${of}`, by: test.region.people.administrator })));
    for (const sql of [`UPDATE calendar_addition SET on_day = '2026-11-05'`, `UPDATE calendar_addition SET taken_back_at = NULL, taken_back_by = NULL, taken_back_reason = NULL`, 'DELETE FROM calendar_addition']) await expect(test.operator.query(sql)).rejects.toThrow('what was added to the calendar');
  });
});

describe('who', () => {
  it('reads them: everybody who works here; of clauses that cannot be counted an administrator alone', async () => {
    test.setNow('2026-10-30 16:00');
    for (const who of EVERYONE) expect([who, (await read(who)).knownUntil, (await read(who)).mayChange]).toEqual([who, '2028-12-31', who === 'administrator']);
    expect((await test.send(null, 'GET', `/api/v1${PATH}`)).status).toBe(401);
  });

  it('adds, says that all are known, and takes back: the administrator of an authority alone; of a provider none', async () => {
    test.setNow('2026-10-30 16:00');
    const { id } = await added();
    const bodies = { '': { ...A_WEDNESDAY, on: '2026-11-05' }, '/known-until': { until: '2028-12-31', notice: NOTICE }, [`/additions/${id}/taking-back`]: { reason: 'x' } };
    await test.dataSource.query(`INSERT INTO post_holding (person_id, post, provider_id, from_on) VALUES ($1, 'administrator', $2, '2026-01-01')`, [test.region.people.signatory, test.region.providers.ashgrove]);
    for (const who of EVERYONE.filter((one) => one !== 'administrator'))
      for (const [path, body] of Object.entries(bodies))
        for (const one of [path, `${path}/preview`]) expect([who, one, ...(await api.refusal(who, 'POST', `${PATH}${one}`, body))]).toEqual([who, one, 403, 'NOT_ALLOWED']);
    await test.dataSource.query(`INSERT INTO post_holding (person_id, post, authority_code, from_on) VALUES ($1, 'administrator', $2, '2026-01-01')`, [test.region.people.neighbourManager, COVENTRY]);
    expect((await api.post('neighbourManager', `${PATH}/additions/${id}/taking-back`, { reason: 'It was another day' })).status).toBe(201);
    await test.dataSource.query(`DELETE FROM post_holding WHERE post = 'administrator' AND person_id = ANY($1)`, [[test.region.people.signatory, test.region.people.neighbourManager]]);
  });
});

describe('the last day up to which all are known', () => {
  const unreached = async (): Promise<string> => {
    await test.operator.query(`UPDATE authority SET joined_on = '2028-12-01' WHERE code = $1`, [BIRMINGHAM]);
    await test.operator.query('DELETE FROM contact_check');
    const [row] = await test.operator.query<{ id: number }[]>(`INSERT INTO contact_check (holding_id, since_on) SELECT id, '2028-12-27' FROM post_holding WHERE person_id = $1 RETURNING id`, [test.region.people.keyContact]);
    test.setNow('2028-12-28 09:00');
    await test.app.get(UnitOfWork).run(() => test.app.get(DutiesService).rederiveAuthorities([BIRMINGHAM]));
    return `VS1/contact-check-${row?.id}`;
  };

  it('is past what a duty is counted by until it is moved: “not known” before, a day and its reminders after', async () => {
    const key = await unreached();
    const why = async () => (await test.dataSource.query<{ why: string }[]>('SELECT why FROM duty WHERE key = $1', [key]))[0]?.why;
    const reminders = async () => (await test.dataSource.query<{ stage: string }[]>(`SELECT stage FROM notice n JOIN duty d ON d.id = n.duty_id WHERE d.key = $1 AND stage LIKE 'reminder%'`, [key])).length;
    await test.app.get(DutyClock).sweep();
    expect([(await days()).get(key), await why(), await reminders(), (await read()).notKnown, (await read('keyContact')).notKnown]).toEqual([null, expect.stringContaining('not known: England bank holidays are known only from Monday 1 January 2018 to Sunday 31 December 2028'), 0, expect.arrayContaining(['VS1']), []]);
    const { knownUntil, effect, notKnown } = await know2029();
    expect([knownUntil, effect, notKnown.includes('VS1')]).toEqual(['2029-12-31', expect.objectContaining({ counted: expect.any(Number) }), false]);
    expect((effect as { counted: number }).counted).toBeGreaterThan(0);
    // Five working days after Wednesday 27 December 2028, New Year's Day not among them.
    expect((await days()).get(key)).toBe('2029-01-04');
    expect(await differences()).toEqual([]);
    test.setNow('2029-01-04 08:30');
    await test.app.get(DutyClock).sweep();
    expect(await reminders()).toBeGreaterThan(0);
  });

  it.each<[string, string, string]>([
    ['a day within a year', '2029-06-30', 'until: NOT_THE_END_OF_A_YEAR'],
    ['what is known already', '2028-12-31', 'until: KNOWN_ALREADY'],
    ['what nobody has published yet', '2032-12-31', 'until: TOO_FAR_AHEAD'],
    ['a year whose bank holidays are not added', '2029-12-31', 'until: HOLIDAYS_MISSING'],
  ])('is not %s', async (_what, until, reason) => {
    test.setNow('2026-10-30 16:00');
    for (const path of ['/known-until', '/known-until/preview']) expect(await api.refusal('administrator', 'POST', `${PATH}${path}`, { until, notice: NOTICE })).toEqual([422, 'INVALID', reason]);
  });

  it('holds the days of its years: none is taken back below what every year has, until another is there or this is taken back', async () => {
    const { additions } = await know2029();
    const path = `${PATH}/additions/${additions.find(({ on }) => on === '2029-12-25')?.id}/taking-back`;
    for (const each of [path, `${path}/preview`]) expect(await api.refusal('administrator', 'POST', each, { reason: 'It was another day' })).toEqual([409, 'HOLIDAYS_MISSING']);
    expect((await api.post('administrator', PATH, { on: '2029-11-14', name: 'Another day', notice: NOTICE })).status).toBe(201);
    expect((await api.post('administrator', path, { reason: 'It was another day' })).status).toBe(201);
  });

  it('said by mistake is taken back: what is counted past the one before is not known again', async () => {
    const key = await unreached();
    const { additions } = await know2029();
    expect(await takenBack(additions[0]?.id ?? 0)).toMatchObject({ counted: 0 });
    expect([(await read()).knownUntil, (await days()).get(key), await differences()]).toEqual(['2028-12-31', null, []]);
  });

  it('is told to every administrator a year before, half a year, two months and two weeks before; once each; and no more once it has moved', async () => {
    const mails = async (who: Who) => (await test.dataSource.query<{ on: string }[]>(`SELECT (written_at AT TIME ZONE 'Europe/London')::date::text AS on FROM message WHERE calendar_ends = 20281231 AND person_id = $1 AND state = 'kept' ORDER BY id`, [test.region.people[who]])).map(({ on }) => on);
    const compose = async (at: string) => {
      test.setNow(at);
      for (const id of await test.app.get(ComposeMessages).composeDue()) await test.app.get(SendMessage).sendMessage(id);
      return mails('administrator');
    };
    const home = async (who: Who) => (await api.get<{ bankHolidaysEndOn: string | null }>(who, '/home')).body.bankHolidaysEndOn;
    expect([await compose('2027-12-31 09:00'), await home('administrator')]).toEqual([[], null]);
    expect([await compose('2028-01-01 07:59'), await home('administrator'), await home('head')]).toEqual([[], '2028-12-31', null]);
    expect(await compose('2028-01-01 08:00')).toEqual(['2028-01-01']);
    expect(await compose('2028-03-01 08:00')).toHaveLength(1);
    // Nobody looked for half a year: one mail, not two.
    expect(await compose('2028-11-15 08:00')).toEqual(['2028-01-01', '2028-11-15']);
    expect([await mails('head'), (await read()).endsSoon]).toEqual([[], true]);
    const [mail] = await test.dataSource.query<{ subject: string; text: string }[]>('SELECT subject, text FROM message WHERE calendar_ends IS NOT NULL ORDER BY id DESC LIMIT 1');
    expect([mail?.subject, mail?.text]).toEqual(['Bank holidays are known up to Sunday 31 December 2028 only', expect.stringContaining('/settings/bank-holidays')]);
    await know2029();
    expect([await compose('2028-12-20 08:00'), await home('administrator'), (await read()).endsSoon]).toEqual([['2028-01-01', '2028-11-15'], null, false]);
  });
});

describe('where more than 500 cases go by them', () => {
  it('they are changed in the background: all of it or nothing, watched, cancelled, begun again after a kill', async () => {
    test.setNow('2026-10-30 16:00');
    await manyCases(test, 501);
    const { status, body } = await api.post<{ id: number; kind: string }>('administrator', PATH, A_WEDNESDAY);
    expect([status, body.kind, (await read()).additions]).toEqual([202, 'calendar', []]);
    expect(await api.refusal('administrator', 'POST', PATH, { ...A_WEDNESDAY, on: '2026-11-05' })).toEqual([409, 'WORK_UNDER_WAY']);
    await api.post('administrator', `/long-work/${body.id}/cancel`);
    await doWaiting();
    expect((await read()).additions).toEqual([]);
    const again = (await api.post<{ id: number }>('administrator', PATH, A_WEDNESDAY)).body.id;
    // Its connection dies half way: nothing of it is there, and the next look does all of it.
    await killedHalfWay(again);
    expect([(await api.get('administrator', `/long-work/${again}`)).body.state, (await read()).additions]).toEqual(['running', []]);
    await doWaiting();
    const done = (await api.get('administrator', `/long-work/${again}`)).body;
    expect(done).toMatchObject({ state: 'done', percent: 100, result: '/api/v1/bank-holidays', figures: { moved: expect.any(Number), missed: 0 } });
    expect([(await read()).additions.length, await differences()]).toEqual([1, []]);
    expect(await pageAs(test, 'administrator', `/long-work/${again}`)).toMatch(/of what is open moved, 0 of them to an earlier day/);
  });
});

describe('the code', () => {
  it('takes the published calendar for the installation’s in no service: it is read from the database, or handed in', () => {
    const all = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
    const using = all.filter((path) => /import [^;]*\bENGLAND\b[^;]* from/.test(readFileSync(`src/${path}`, 'utf8')));
    expect(using.sort()).toEqual(['bank-holidays/calendar-view.ts', 'bench/derivations.bench.ts', 'cli/calendar-of.ts', 'cli/derive.ts', 'cli/explain.ts', 'cli/working-day.ts', 'domain/time/calendar-changes.ts']);
  });
});
