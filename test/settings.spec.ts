import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { SETTINGS } from '../src/domain/agreement/settings.js';
import { DutiesService } from '../src/duties/duties.service.js';
import { DutyClock } from '../src/duties/duty-clock.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, COVENTRY, type Who } from './support/region.js';
import { keyWorkerAssigned, placementAgreed, reviewHeld } from './support/situations.js';
import { accessGiven, cameIn, EMAIL } from './support/young-person.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

const PATH = `/authorities/${BIRMINGHAM}/settings`;
const PLAN_20_DAYS = { name: 'planDays', value: 20, effectiveOn: '2026-06-01' };

interface Setting { name: string; value: number; future: object[]; history: object[] }
const setting = async (name: string, who: Who = 'head'): Promise<Setting | undefined> =>
  (await api.get<{ items: Setting[] }>(who, PATH)).body.items.find((one) => one.name === name);
const dueOn = async (reference: string, key: string): Promise<string | null | undefined> =>
  (await api.get<{ duties: { key: string; dueOn: string | null }[] }>('manager', `/cases/${reference}`)).body.duties.find((one) => one.key === key)?.dueOn;

/** Gives back every limit its default, so that each test begins with those of the register. */
async function backToDefaults(): Promise<void> {
  await test.operator.query('ALTER TABLE setting DISABLE TRIGGER setting_is_insert_only; DELETE FROM setting; ALTER TABLE setting ENABLE TRIGGER setting_is_insert_only');
}

describe('the settings of an authority', () => {
  it('are those of the register, clause by clause, while it has set nothing', async () => {
    const { body } = await api.get<{ items: (Setting & { default: number })[] }>('keyContact', PATH);
    expect(body).toMatchObject({ authority: { code: BIRMINGHAM, name: 'Birmingham' }, mayChange: false });
    expect(body.items.map(({ name }) => name)).toEqual(Object.keys(SETTINGS));
    expect(body.items.filter((one) => one.value !== one.default || one.history.length > 0)).toEqual([]);
  });

  it('are read by its administrator, Virtual Head and key contact, and changed by the first two alone', async () => {
    test.setNow('2026-05-20 10:00');
    for (const who of ['manager', 'keyWorker', 'designatedPerson', 'neighbourContact', 'director'] as const) {
      expect([who, ...(await api.refusal(who, 'GET', PATH))]).toEqual([who, 403, 'NOT_ALLOWED']);
    }
    for (const who of ['keyContact', 'manager', 'neighbourContact'] as const) {
      expect([who, ...(await api.refusal(who, 'POST', PATH, PLAN_20_DAYS))]).toEqual([who, 403, 'NOT_ALLOWED']);
      expect([who, ...(await api.refusal(who, 'POST', `${PATH}/preview`, PLAN_20_DAYS))]).toEqual([who, 403, 'NOT_ALLOWED']);
    }
    for (const [index, who] of (['administrator', 'head'] as const).entries()) {
      expect((await api.post(who, PATH, { ...PLAN_20_DAYS, value: 20 + index })).status).toBe(201);
    }
    await backToDefaults();
  });

  it.each([
    ['31 days for the plan, where the text says 30', { value: 31 }, 'value: LOOSER_THAN_THE_TEXT'],
    ['no day at all', { value: 0 }, 'value: OUT_OF_RANGE'],
    ['16 working days for a key worker, where 15 is the most', { name: 'keyWorkerVacancyWorkingDays', value: 16 }, 'value: OUT_OF_RANGE'],
    ['a day before today, Wednesday 20 May 2026', { effectiveOn: '2026-05-19' }, 'effectiveOn: EFFECTIVE_IN_THE_PAST'],
    ['a setting that is none', { name: 'toString' }, 'name: NOT_A_CHOICE'],
    ['half a day', { value: 1.5 }, 'value: NOT_A_WHOLE_NUMBER'],
  ])('are not set to %s', async (_what, wrong, reason) => {
    test.setNow('2026-05-20 10:00');
    expect(await api.refusal('head', 'POST', PATH, { ...PLAN_20_DAYS, ...wrong })).toEqual([422, 'INVALID', reason]);
    expect(await api.refusal('head', 'POST', `${PATH}/preview`, { ...PLAN_20_DAYS, ...wrong })).toEqual([422, 'INVALID', reason]);
  });

  it('are not set to what they are on that day already', async () => {
    test.setNow('2026-05-20 10:00');
    expect(await api.refusal('head', 'POST', PATH, { ...PLAN_20_DAYS, value: 30 })).toEqual([409, 'ALREADY_SO']);
  });
});

describe('a change', () => {
  it('moves what is counted from its day on: 20 days for the plan from 1 June 2026, for a start on 7 September', async () => {
    const { reference, placementId } = await placementAgreed(test);
    const key = `KW3/placement-${placementId}`;
    expect(await dueOn(reference, key)).toBe('2026-10-07');
    const { body } = await api.post<{ items: Setting[] }>('head', PATH, PLAN_20_DAYS);
    expect(body.items.find(({ name }) => name === 'planDays')).toMatchObject({ value: 30, future: [{ value: 20, effectiveOn: '2026-06-01' }] });
    expect(await dueOn(reference, key)).toBe('2026-09-27');
    expect(await staleDuties(reference)).toEqual([]);
    test.setNow('2026-06-01 00:00');
    expect(await setting('planDays')).toMatchObject({ value: 20, future: [], history: [{ value: 20, setByName: 'Hugh Farrow', setAt: '2026-05-20T09:00:00Z' }] });
    await backToDefaults();
  });

  it('moves what is open on its day too, by as many as the preview said: the review after that of 20 October 2026, with 3 months from the 21st on', async () => {
    const { reference, placementId, reviewId } = await reviewHeld(test);
    const key = `KW4/placement-${placementId}/after-review-${reviewId}`;
    test.setNow('2026-10-21 09:00');
    const change = { name: 'reviewMonths', value: 3, effectiveOn: '2026-10-21' };
    await test.app.get(DutyClock).sweep();
    const before = await openDates();
    const { body: preview } = await api.post<{ moved: number; earlier: number }>('head', `${PATH}/preview`, change);
    expect(await openDates()).toEqual(before);
    const { body } = await api.post<{ effect: object }>('head', PATH, change);
    const moved = (await openDates()).filter((one) => !before.includes(one));
    expect(body.effect).toEqual(preview);
    expect(moved.length).toBeGreaterThan(0);
    expect(preview).toEqual({ moved: moved.length, earlier: moved.length, opened: 0, withdrawn: 0 });
    expect(await dueOn(reference, key)).toBe('2027-01-20');
    expect(await staleDuties(reference)).toEqual([]);
    await backToDefaults();
  });

  it('gives what would be over by its day that day: the review after that of 20 October 2026, with 3 months from 1 March 2027 on', async () => {
    const { reference, placementId, reviewId } = await reviewHeld(test);
    test.setNow('2026-10-21 09:00');
    await api.post('head', PATH, { name: 'reviewMonths', value: 3, effectiveOn: '2027-03-01' });
    expect(await dueOn(reference, `KW4/placement-${placementId}/after-review-${reviewId}`)).toBe('2027-03-01');
    await backToDefaults();
  });

  it('sets the last day of a year of outcomes, and no review of an agreement later than a year', async () => {
    test.setNow('2026-05-20 10:00');
    expect((await api.post('head', PATH, { name: 'outcomeReturnDays', value: 60, effectiveOn: '2026-06-01' })).status).toBe(201);
    for (const name of ['agreementReviewMonths', 'webCheckMonths']) expect(await api.refusal('head', 'POST', PATH, { name, value: 13, effectiveOn: '2026-06-01' })).toEqual([422, 'INVALID', 'value: LOOSER_THAN_THE_TEXT']);
    expect((await api.post('head', PATH, { name: 'planQualityDaysBefore', value: 14, effectiveOn: '2026-06-01' })).status).toBe(201);
    await backToDefaults();
  });

  it('of two for one day counts as the later says, and keeps both', async () => {
    const { reference, placementId } = await placementAgreed(test);
    await api.post('administrator', PATH, PLAN_20_DAYS);
    await api.post('head', PATH, { ...PLAN_20_DAYS, value: 25 });
    expect(await dueOn(reference, `KW3/placement-${placementId}`)).toBe('2026-10-02');
    expect(await setting('planDays')).toMatchObject({ future: [{ value: 25, effectiveOn: '2026-06-01' }], history: [{ value: 25 }, { value: 20 }] });
    await expect(test.dataSource.query('UPDATE setting SET value = 30')).rejects.toThrow('insert only');
    await backToDefaults();
  });

  it("is another authority's business where the young person is theirs: Coventry's college, Birmingham's learner", async () => {
    const { reference, placementId } = await placementAgreed(test);
    await test.dataSource.query(`INSERT INTO post_holding (person_id, post, authority_code, from_on) SELECT id, 'virtual-head', $1, '2026-01-01' FROM person WHERE id = $2`, [COVENTRY, test.region.people.neighbourContact]);
    expect((await api.post('neighbourContact', `/authorities/${COVENTRY}/settings`, PLAN_20_DAYS)).status).toBe(201);
    expect(await dueOn(reference, `KW3/placement-${placementId}`)).toBe('2026-10-07');
    await backToDefaults();
  });

  it('reminds of what an agreement asks by the settings of whoever signed it: Birmingham, with Coventry’s college', async () => {
    test.setNow('2026-06-01 09:00');
    await api.post('head', PATH, { name: 'otherReminder1', value: 21, effectiveOn: '2026-06-01' });
    const [agreement] = await test.dataSource.query<{ id: number }[]>(
      `INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-01') RETURNING id`, [test.region.providers.ashgrove, BIRMINGHAM],
    );
    await test.app.get(UnitOfWork).run(() => test.app.get(DutiesService).rederiveProviders([test.region.providers.ashgrove]));
    const [duty] = await test.dataSource.query<object[]>('SELECT due_on, next_action_at FROM duty WHERE key = $1', [`IM3/agreement-${agreement?.id}/provider`]);
    expect(duty).toEqual({ due_on: '2026-06-29', next_action_at: new Date('2026-06-08T07:00:00Z') });
    await backToDefaults();
  });

  it('leaves a trace of who set what', async () => {
    test.setNow('2026-05-20 10:00');
    await api.post('head', PATH, PLAN_20_DAYS);
    const [event] = await test.dataSource.query<object[]>('SELECT person_id, name, subject, fields FROM audit_event ORDER BY id DESC LIMIT 1');
    expect(event).toEqual({ person_id: test.region.people.head, name: 'setting.change', subject: `authority-${BIRMINGHAM}`, fields: ['planDays'] });
    await backToDefaults();
  });
});

describe('the preview of a change', () => {
  let own: TestApplication;
  beforeAll(async () => { own = await startTestApplication(); });
  afterAll(() => own.close());

  it('counts the dates that move and those to an earlier day, and changes nothing', async () => {
    await placementAgreed(own);
    await keyWorkerAssigned(own);
    await placementAgreed(own);
    const duties = () => own.dataSource.query<object[]>('SELECT * FROM duty ORDER BY id');
    const before = await duties();
    expect(before.length).toBeGreaterThan(0);
    const { status, body } = await own.post('head', `/api/v1${PATH}/preview`, PLAN_20_DAYS);
    expect([status, body]).toEqual([200, { moved: 2, earlier: 2, opened: 0, withdrawn: 0 }]);
    expect(await duties()).toEqual(before);
    expect((await own.get('head', `/api/v1${PATH}`)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'planDays', value: 30, history: [] })]) });
  });

  it('is right of when somebody is told, which holds for what opens from its day on and moves no date: the plan, reminded of on 1 July', async () => {
    const { body } = await own.post<{ effect: object }>('head', `/api/v1${PATH}`, { name: 'planReminderInJuly', value: 1, effectiveOn: '2026-05-20' });
    expect(body.effect).toEqual({ moved: 0, earlier: 0, opened: 0, withdrawn: 0 });
    const { placementId } = await placementAgreed(own);
    const [duty] = await own.dataSource.query<{ at: Date }[]>('SELECT next_action_at AS at FROM duty WHERE key = $1', [`KW3/placement-${placementId}`]);
    expect(duty?.at).toEqual(new Date('2026-07-01T07:00:00Z'));
    own.setNow('2026-07-01 08:00');
    await own.app.get(DutyClock).sweep();
    expect(await own.dataSource.query('SELECT n.stage FROM notice n JOIN duty d ON d.id = n.duty_id WHERE d.key = $1', [`KW3/placement-${placementId}`])).toEqual(expect.arrayContaining([{ stage: 'reminder-07-01' }]));
  });
});

describe('name, colour and contact of an authority', () => {
  const BRANDING = `/authorities/${BIRMINGHAM}/branding`;
  const CONTACT = { contactName: 'Birmingham Virtual School', contactPhone: '07700 900123', contactEmail: 'help@birmingham.example', contactHours: 'Monday to Friday, 9 to 5' };
  const SET = { serviceName: 'Birmingham Virtual School: Learner Support', colour: '#00703C', ...CONTACT };
  const page = (who: Who, path = '/'): Promise<string> => pageAs(test, who, path);

  it('are set by its administrator and its Virtual Head alone, keep what was before, and leave a trace', async () => {
    test.setNow('2026-05-20 10:00');
    for (const who of ['keyContact', 'manager', 'neighbourContact', 'designatedPerson'] as const) expect([who, ...(await api.refusal(who, 'POST', BRANDING, SET))]).toEqual([who, 403, 'NOT_ALLOWED']);
    for (const who of ['manager', 'keyWorker', 'neighbourContact'] as const) expect([who, ...(await api.refusal(who, 'GET', BRANDING))]).toEqual([who, 403, 'NOT_ALLOWED']);
    expect((await api.post('head', BRANDING, { colour: '#12436d' })).status).toBe(201);
    const { body } = await api.post('administrator', BRANDING, SET);
    const contact = { name: 'Birmingham Virtual School', phone: '07700 900123', email: 'help@birmingham.example', hours: 'Monday to Friday, 9 to 5' };
    expect(body).toMatchObject({ branding: { serviceName: SET.serviceName, colour: '#00703c', contact }, history: [{ colour: '#00703c' }, { colour: '#12436d', serviceName: null, contact: null, setByName: 'Hugh Farrow' }], mayChange: true });
    expect(await api.refusal('administrator', 'POST', BRANDING, SET)).toEqual([409, 'ALREADY_SO']);
    const [event] = await test.dataSource.query<object[]>('SELECT name, subject, fields FROM audit_event ORDER BY id DESC LIMIT 1');
    expect(event).toEqual({ name: 'branding.set', subject: `authority-${BIRMINGHAM}`, fields: ['serviceName', 'colour', 'contactName', 'contactPhone', 'contactEmail', 'contactHours'] });
    await expect(test.dataSource.query(`UPDATE branding SET colour = '#000000'`)).rejects.toThrow('insert only');
  });

  it.each([
    ['a colour on which white cannot be read', { colour: '#ff6600' }, 'colour: TOO_LITTLE_CONTRAST'],
    ['a colour that is none', { colour: 'red;}body{display:none' }, 'colour: WRONG_FORM'],
    ['a contact that cannot be reached', { contactPhone: null, contactEmail: null }, 'contactPhone: CONTACT_WITHOUT_WAY'],
    ['a number that is nobody’s', { contactName: null }, 'contactName: CONTACT_WITHOUT_NAME'],
  ])('are not set to %s', async (_what, wrong, reason) => {
    expect(await api.refusal('head', 'POST', BRANDING, { ...SET, ...wrong })).toEqual([422, 'INVALID', reason]);
  });

  it('are what its own people see, on each page and where a page is refused, and nobody else', async () => {
    const { body: { branding } } = await api.get<{ branding: { id: number } }>('head', BRANDING);
    for (const path of ['/', '/cases/LS-222222']) {
      const html = await page('keyWorker', path);
      expect(html).toContain(`<link rel="stylesheet" href="/branding/${branding.id}.css">`);
      expect(html).toContain('Birmingham Virtual School: Learner Support</title>');
      expect(html).toContain('href="tel:07700900123"');
      expect(html).not.toContain('style=');
    }
    for (const who of ['neighbourContact', 'designatedPerson'] as const) expect(await page(who)).not.toMatch(/branding|Birmingham Virtual School: /);
    const sheet = await test.get<string>(null, `/branding/${branding.id}.css`);
    expect([sheet.status, sheet.body, sheet.headers['content-type'], sheet.headers['cache-control']]).toEqual([200, ':root{--govuk-brand-colour:#00703c}\n', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable']);
    for (const file of ['0.css', '999999.css', 'x.css', '999999999999.css']) expect((await test.get(null, `/branding/${file}`)).status).toBe(404);
    expect((await test.get(null, `/api/public/authorities/${BIRMINGHAM}/branding`)).body).toEqual({ serviceName: SET.serviceName, colour: '#00703c', contact: expect.objectContaining({ phone: '07700 900123' }) });
    expect((await test.get(null, `/api/public/authorities/${COVENTRY}/branding`)).body).toEqual({ serviceName: null, colour: null, contact: null });
    expect((await test.get(null, '/api/public/authorities/E99999999/branding')).status).toBe(404);
  });

  it('stand under the mails to its people, and under nobody else’s', async () => {
    await placementAgreed(test);
    test.setNow('2026-11-02 10:00');
    await test.runJobs();
    const mails = await test.dataSource.query<{ own: boolean; text: string }[]>('SELECT p.authority_code = $1 AS own, m.text FROM message m JOIN person p ON p.id = m.person_id WHERE m.text IS NOT NULL', [BIRMINGHAM]);
    const foot = '\nBirmingham Virtual School: Learner Support\nContact: Birmingham Virtual School, 07700 900123, help@birmingham.example, Monday to Friday, 9 to 5\n';
    expect(new Set(mails.map(({ own, text }) => `${own} ${text.endsWith(foot)}`))).toEqual(new Set(['true true', 'null false']));
  });

  it('are what its young people see on their own pages, and under the mail with their link', async () => {
    test.setNow('2026-05-20 10:00');
    const { reference } = await keyWorkerAssigned(test);
    await accessGiven(test, reference);
    const phone = await cameIn(test);
    for (const path of ['/me', '/me/people', '/me/no-such-page']) expect((await phone.get(path)).body).toMatch(/href="\/branding\/\d+\.css"[^]*You can call or write to Birmingham Virtual School, <a class="govuk-link" href="tel:07700900123">/);
    const [mail] = await test.dataSource.query<{ text: string }[]>('SELECT text FROM message WHERE to_address = $1 ORDER BY id DESC LIMIT 1', [EMAIL]);
    expect(mail?.text).toMatch(/\n\nBirmingham Virtual School: Learner Support\n\nDo you need help with these pages\? You can call or write to Birmingham Virtual School, 07700 900123, /);
  });

  it('are the installation’s again where all is left out', async () => {
    expect((await api.post('head', BRANDING, {})).body).toMatchObject({ branding: { serviceName: null, colour: null, contact: null } });
    for (const path of ['/', `/providers/${test.region.providers.elmfield}`]) expect(await pageAs(test, 'head', path)).not.toMatch(/\/branding\/|Questions about this service/);
  });
});

/** Every open duty with its date. */
const openDates = async (): Promise<string[]> =>
  (await test.dataSource.query<{ line: string }[]>(`SELECT key || ' ' || missed_from AS line FROM duty WHERE outcome = 'open' ORDER BY key`)).map(({ line }) => line);

/** What of a case's duties differs from what its facts and the settings give. */
async function staleDuties(reference: string): Promise<object[]> {
  const rows = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
  return test.app.get(UnitOfWork).run(() => test.app.get(DutiesService).rederive(rows.map(({ id }) => id)));
}
