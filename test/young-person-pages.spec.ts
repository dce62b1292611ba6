import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CASE_RECORD_KINDS, type CaseRecordKind } from '../src/domain/agreement/records.js';
import { EmergenciesService } from '../src/emergencies/emergencies.service.js';
import { PlansService } from '../src/plans/plans.service.js';
import { RecordsService } from '../src/records/records.service.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { SignedInPeople } from '../src/sign-in/signed-in-people.service.js';
import { actingAs } from '../src/database/identity.js';
import { CaseViewService } from '../src/young-people/case-view.service.js';
import { LANGUAGES } from '../src/me/languages.js';
import { send } from './support/http.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import type { Who } from './support/region.js';
import { pageAs } from './support/page-as.js';
import { planAgreed, type Placed } from './support/situations.js';
import { accessGiven, cameIn, cameInFully, ownToken, textOf, type Phone } from './support/young-person.js';

const NOW = '2026-11-09 10:00';
const OWN_PAGES = ['', '/people', '/plan', '/dates', '/say', '/good-enough', '/help'];
const WITH_PIN = ['/said', '/looked', '/consent', '/calendar', '/own-file'];

let test: TestApplication;
let own: Placed;
let other: Placed;
let personId: number;
let phone: Phone;
let full: Phone;
beforeAll(async () => {
  test = await startTestApplication();
  other = await planAgreed(test);
  await accessGiven(test, other.reference, { email: 'other@mail.example' });
  own = await planAgreed(test);
  personId = await accessGiven(test, own.reference);
  test.setNow(NOW);
  full = await cameInFully(test, own.reference);
  phone = await cameIn(test);
});
afterAll(() => test.close());

const record = async (who: Who, kind: CaseRecordKind, input: Record<string, string | number | boolean | undefined>) =>
  test.app.get(RecordsService).record(await test.actor(who), own.reference, kind, { happenedOn: '2026-11-09', ...(CASE_RECORD_KINDS[kind].of === 'placement' && { placementId: own.placementId }), ...input } as never);
const asYoungPerson = async () => {
  const person = await test.app.get(SignedInPeople).find(personId);
  if (!person) throw new Error('not active');
  return person;
};

describe('in another language', () => {
  const main = (body: string) => textOf({ body: body.slice(body.indexOf('<body')) });
  /** What the English catalogue says that the other says otherwise, around what is filled in. */
  const texts = (() => {
    const all = (value: unknown): string[] => (typeof value === 'string' ? [value] : Object.values(value as object).flatMap(all));
    const other = all(LANGUAGES.pl);
    const pieces = all(LANGUAGES.en).flatMap((text, at) => (text === other[at] ? [] : text.split(/\{\w+\}/).map((piece) => piece.trim())));
    return [...new Set(pieces)].filter((piece) => /[a-z]{3}/i.test(piece) && !other.some((one) => one.includes(piece)));
  })();
  const WORDS = /\b(the|and|you|your|is|are|with|this|that|for|not|have|was|who|what|when|from|main|page)\b/gi;
  /** What is no text of ours: a training installation's banner, the button of the other language, what people wrote in the plan. */
  const NOT_OURS = [/<section class="app-installation"[\s\S]*?<\/section>/, /<button [^>]*lang="en"[\s\S]*?<\/button>/, /None known beyond the care plan/, /I want to make furniture/];
  /** What is left of the English on a page and in what is read out of it: texts of the catalogue as they stand there, and words that no Polish text has. */
  const english = (body: string): string[] => {
    const page = NOT_OURS.reduce((rest, one) => rest.replace(one, ''), body.slice(body.indexOf('<body')));
    const readOut = [...page.matchAll(/\s(?:aria-label|alt|title|placeholder|data-(?:kept|ended|lost))="([^"]*)"/g)].map(([, text]) => text);
    const text = [main(page), ...readOut].join(' ');
    return [...texts.filter((one) => new RegExp(`(?<![\\p{L}’])${one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}’])`, 'u').test(text)), ...(text.match(WORDS) ?? [])];
  };

  it('every page is in it once it is chosen, from the door on, and nothing of the English is left', async () => {
    const reader = await cameInFully(test, own.reference);
    const before = (await reader.get('/me')).body;
    expect([before.includes('<html lang="en"'), english(before).length > 20]).toEqual([true, true]);
    const chosen = await reader.post('/me/language', { language: 'pl', next: '/me/plan' });
    expect([chosen.statusCode, chosen.headers.location, chosen.cookie('lsa-language')]).toEqual([303, '/me/plan', 'lsa-language=pl']);
    for (const path of [...OWN_PAGES, ...WITH_PIN, '/pin', '/pin/new', '/nothing-there'].map((one) => `/me${one}`)) {
      const { body } = await reader.get(path);
      expect([path, /<html lang="(\w+)"/.exec(body)?.[1], english(body)]).toEqual([path, 'pl', []]);
    }
    expect(main((await reader.get('/me/plan')).body)).toContain('poniedziałek 7 września 2026');
    expect(main((await reader.post('/me/say', { addressedTo: '', ownWords: '' })).body)).toContain('Wybierz, do kogo to jest.');
    expect(main((await reader.post('/me/pin', { pin: '12' })).body)).toContain('PIN ma 6 cyfr.');
    await reader.post('/me/language', { language: 'en', next: 'https://elsewhere.example/' });
    expect(main((await reader.get('/me/plan')).body)).toContain('Monday 7 September 2026');
  });

  it('somebody who is yet to come in reads the door in it, and the mail with the link', async () => {
    const cookie = { cookie: 'lsa-language=pl' };
    const form = { ...cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    const door = (method: string, url: string, payload?: string) => send(test.config.port, { method, url, headers: method === 'GET' ? cookie : form, payload });
    for (const page of ['/me/enter', '/me/enter/code']) {
      const { body } = await door('GET', page);
      expect([page, english(body)]).toEqual([page, []]);
    }
    expect((await door('POST', '/me/enter', 'email=')).body).toContain('Wpisz swój adres e-mail.');
    const { body } = await door('POST', '/me/enter', 'email=other@mail.example');
    expect(main(body)).toContain('Jeśli znamy ten adres, link jest już w drodze.');
  });

  it('a language that there is not, and a place that is not theirs to go to, are not taken', async () => {
    const answer = await phone.post('/me/language', { language: 'xx', next: '//elsewhere.example/me/' });
    expect([answer.statusCode, answer.headers.location, answer.cookie('lsa-language')]).toEqual([303, '/me', null]);
  });
});

describe('after a link alone', () => {
  it.each(OWN_PAGES)('/me%s is shown, not kept, and with a way out', async (path) => {
    const answer = await phone.get(`/me${path}`);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(answer.body).toContain('action="/me/quick-exit"');
    expect(answer.body).not.toMatch(/LS-[A-Z0-9]{6}/);
  });

  it.each(WITH_PIN)('/me%s leads to the PIN, and from there back', async (path) => {
    const answer = await phone.get(`/me${path}`);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/me/pin?next=${encodeURIComponent(`/me${path}`)}`]);
    expect((await full.get(`/me${path}`)).statusCode).toBe(200);
  });

  it('the API of those refuses with a code, and a wish is not taken', async () => {
    const cookie = { cookie: `lsa=${phone.secret}` };
    for (const path of WITH_PIN) {
      const { status, body } = await test.get<{ code: string }>(null, `/api/v1/me${path.replace('/calendar', '/calendar-feeds')}`, cookie);
      expect([path, status, body.code]).toEqual([path, 403, 'PIN_NEEDED']);
    }
    const before = await test.dataSource.query<object[]>(`SELECT id FROM record WHERE kind = 'consent-decision'`);
    const { statusCode, headers } = await phone.post('/me/consent', { placementId: String(own.placementId), recipient: 'provider', health: 'yes' });
    expect([statusCode, headers.location]).toEqual([303, '/me/pin?next=%2Fme']);
    expect(await test.dataSource.query(`SELECT id FROM record WHERE kind = 'consent-decision'`)).toEqual(before);
  });

  it('the plan has neither what keeps them safe nor health in it, and with the PIN it has', async () => {
    expect(textOf(await phone.get('/me/plan'))).toContain('In my own words I want to make furniture');
    expect(textOf(await phone.get('/me/plan'))).not.toContain('None known beyond the care plan');
    expect(textOf(await full.get('/me/plan'))).toContain('What keeps me safe None known beyond the care plan');
  });
});

describe('their own case and no other', () => {
  const answered = async (url: string) => {
    const { statusCode, body, headers } = await full.get(url);
    return `${statusCode} ${headers['content-type']} ${body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]+"/g, '')}`;
  };

  it('another young person’s reference answers as one that does not exist, to the byte; so does their own', async () => {
    for (const path of ['', '/records', '/timeline', '/sharing', '/own-access']) {
      const absent = await answered(`/cases/LS-ZZZZZZ${path}`);
      expect(absent).toMatch(/^404 /);
      expect([path, await answered(`/cases/${other.reference}${path}`)]).toEqual([path, absent]);
      expect([path, await answered(`/cases/${own.reference}${path}`)]).toEqual([path, absent]);
    }
  });

  it('the API does the same with a token of theirs', async () => {
    const bearer = { authorization: `Bearer ${await ownToken(test, personId)}` };
    const bodies = [];
    for (const reference of ['LS-ZZZZZZ', other.reference, own.reference]) {
      const { status, body } = await test.get<Record<string, unknown>>(null, `/api/v1/cases/${reference}`, bearer);
      bodies.push(JSON.stringify({ status, ...body, instance: '' }));
    }
    expect([new Set(bodies).size, bodies[0]]).toEqual([1, expect.stringContaining('"status":404')]);
  });

  it('no page or list of staff is there for them, and none of theirs is there for staff', async () => {
    for (const path of ['/cases', '/cases.csv', '/escalations', '/coverage', '/account', '/imports', '/training/mailbox', '/settings']) expect([path, (await full.get(path)).statusCode]).toEqual([path, 404]);
    for (const path of ['/people', '/plan', '/dates', '/said', '/looked', '/consent', '/emergencies']) {
      for (const who of ['keyWorker', 'manager', 'administrator'] as const) expect([who, path, (await test.get(who, `/api/v1/me${path}`)).status]).toEqual([who, path, 404]);
    }
    expect((await full.get('/')).headers.location).toBe('/me');
  });

  it('each link on their pages leads somewhere', async () => {
    const pages = ['/me', '/me/people', '/me/plan', '/me/dates', '/me/said', '/me/looked', '/me/consent', '/me/help', '/me/say'];
    const linked = await Promise.all(pages.map(async (path) => [...(await full.get(path)).body.matchAll(/href="(\/[^"#]*)/g)].map(([, href]) => href ?? '')));
    const nowhere = (await Promise.all([...new Set(linked.flat())].map(async (href) => [href, (await full.get(href)).statusCode] as const))).filter(([, status]) => status >= 400);
    expect(nowhere).toEqual([]);
    // Staff may stand before the way in as well; there is nothing of their own behind it.
    expect(await pageAs(test, 'keyWorker', '/me/enter')).not.toContain('href="/me"');
  });

  it('the services refuse another case, even when asked past the pages; and the database shows none of it', async () => {
    const actor = await asYoungPerson();
    const notThere = expect.objectContaining({ code: 'NOT_FOUND' }) as unknown;
    await expect(test.app.get(CaseViewService).readOwnCase(actor, other.reference)).rejects.toEqual(notThere);
    await expect(test.app.get(EmergenciesService).raiseEmergency(actor, other.reference, { whatHappened: 'x' })).rejects.toEqual(notThere);
    await expect(test.app.get(RecordsService).record(actor, other.reference, 'view', { happenedOn: '2026-11-09', addressedTo: 'key-worker', ownWords: 'x' })).rejects.toEqual(notThere);
    const view = await actingAs({ secret: full.secret }, () => test.app.get(CaseViewService).readOwnCase(actor, own.reference));
    expect([view.reference, view.placements.length]).toEqual([own.reference, 1]);
    await expect(actingAs({ secret: full.secret }, () => test.app.get(CaseViewService).readOwnCase({ ...actor, ownCaseId: view.id - 1 }, other.reference))).rejects.toThrow();
  });

  it('only what is theirs to record is taken: no plan, no review, no answer', async () => {
    const actor = await asYoungPerson();
    const refused = expect.objectContaining({ code: 'NOT_ALLOWED' }) as unknown;
    await expect(test.app.get(PlansService).writeSection(actor, own.reference, own.placementId, 'goals', { text: 'x' })).rejects.toEqual(refused);
    await expect(test.app.get(RecordsService).record(actor, own.reference, 'need', { happenedOn: '2026-11-09', area: 'finance', what: 'x' })).rejects.toEqual(refused);
    await expect(test.app.get(CaseViewService).readCase(actor, own.reference)).rejects.toEqual(refused);
  });
});

describe('their people', () => {
  it('can each be called, texted and written to, and none is a stranger', async () => {
    await test.dataSource.query(`UPDATE person SET phone = '07700 900200' WHERE id = $1`, [test.region.people.keyWorker]);
    const { body } = await phone.get('/me/people');
    expect(body).toContain('href="tel:07700900200"');
    expect(body).toContain('href="sms:07700900200"');
    expect(body).toContain('href="mailto:kofi.mensah@region.example"');
    expect(textOf({ body } as never)).toMatch(/My key worker Kofi Mensah .* My person at Ashgrove College Dan Pike .* My Virtual School, Birmingham Priya Shah/);
    expect(body).not.toMatch(/Olga Dean|Nia Cole/);
  });
});

describe('their dates', () => {
  it('are in plain words, each with why, and what is late says so', async () => {
    const text = textOf(await phone.get('/me/dates'));
    expect(text).toContain('By Tuesday 15 December 2026 We all meet and look at your plan again. Why? This must happen every six months, so that the plan still fits you.');
    expect(text).toContain('This is late. You can ask why.');
    expect(text).not.toMatch(/KW\d|EP\d|VS\d|placement/);
  });
});

describe('what they say', () => {
  it('opens the answer that is owed, goes to whom they chose, and comes back with what was done', async () => {
    const sent = await phone.post('/me/say', { addressedTo: 'key-worker', ownWords: 'I want to see my brother more.' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/me']);
    expect(textOf(await phone.get('/me'))).toContain('We have it You get an answer by Monday 23 November 2026.');
    const [view] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM record WHERE kind = 'view' ORDER BY id DESC LIMIT 1`);
    expect(textOf(await full.get('/me/said'))).toContain('You said On Monday 9 November 2026. To My key worker I want to see my brother more. No answer yet. It is due by Monday 23 November 2026.');
    await record('keyWorker', 'view-answer', { aboutId: view?.id, howTold: 'face to face', whatWasDone: 'We meet him every Sunday. [[Ada does not want it]]' });
    expect(textOf(await full.get('/me/said'))).toContain('We meet him every Sunday. (about somebody else)');
    expect((await full.get('/me/said')).body).not.toContain('Ada');
  });

  it('is not seen by the provider where it is for the key worker, and is where it is for the provider', async () => {
    await phone.post('/me/say', { addressedTo: `designated-person-${own.placementId}`, ownWords: 'The workshop is too loud.' });
    const { body } = await test.get<{ items: { words: { ownWords?: string } }[] }>('designatedPerson', `/api/v1/cases/${own.reference}/records?kind=view`);
    expect(body.items.map(({ words }) => words.ownWords)).toEqual(['The workshop is too loud.']);
  });

  it('is asked for in plain words where something is missing, and what was typed stays', async () => {
    const { statusCode, body } = await phone.post('/me/say', { ownWords: 'I typed this.' });
    expect([statusCode, textOf({ body } as never)]).toEqual([422, expect.stringContaining('Choose who it is for.')]);
    expect(body).toContain('I typed this.');
  });

  it('“Is this good enough for me?” must be answered by whom they ask (P2)', async () => {
    await phone.post('/me/good-enough', { addressedTo: 'virtual-head', decision: 'That I move again.' });
    const [duty] = await test.dataSource.query<{ owed_by: string[] }[]>(`SELECT owed_by FROM duty WHERE clause = 'P2' AND outcome = 'open'`);
    expect(duty?.owed_by).toEqual(['virtual-head']);
    expect(textOf(await phone.get('/me/dates'))).toContain('You get an answer to your question.');
  });
});

describe('a call for help', () => {
  it('is quiet: the key worker is told at once, and the provider sees nothing of it (KW8)', async () => {
    const sent = await phone.post('/me/help', { whatHappened: 'Somebody follows me home.', howToReach: 'Text me.' });
    expect(sent.headers.location).toBe('/me/help');
    const text = textOf(await phone.get('/me/help'));
    expect(text).toContain('Help is on its way');
    expect(text).toContain('Your key worker is told. A person must answer by 10:00 on Tuesday 10 November 2026.');
    await test.runJobs();
    const mails = await test.dataSource.query<{ to_address: string; subject: string; text: string }[]>(`SELECT to_address, subject, text FROM message WHERE subject LIKE '%emergency%'`);
    expect(mails.map(({ to_address }) => to_address)).toEqual(['kofi.mensah@region.example']);
    expect(JSON.stringify(mails)).not.toContain('follows me');
    const seen = await test.get<{ items: unknown[] }>('designatedPerson', `/api/v1/cases/${own.reference}/emergencies`);
    expect(JSON.stringify(seen.body)).not.toContain('follows me');
  });

  it('tells them that somebody has it in hand, and what was answered, the latter with the PIN', async () => {
    const [emergency] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM emergency ORDER BY id DESC LIMIT 1');
    await test.app.get(EmergenciesService).acknowledgeEmergency(await test.actor('keyWorker'), own.reference, emergency?.id ?? 0);
    expect(textOf(await phone.get('/me/help'))).toContain('Somebody is dealing with it.');
    await test.app.get(EmergenciesService).respondToEmergency(await test.actor('keyWorker'), own.reference, emergency?.id ?? 0, { response: 'I picked him up. [[The man is known]]' });
    expect(textOf(await phone.get('/me/help'))).toContain('It was answered. You can read the answer with your PIN.');
    expect(textOf(await full.get('/me/help'))).toContain('It was answered: I picked him up. (about somebody else)');
  });
});

describe('who looked', () => {
  it('is told by organisation and post, with when and why, and without a name', async () => {
    test.setNow('2026-11-10 09:15');
    await test.get('head', `/api/v1/cases/${own.reference}`);
    await test.get('neighbourContact', `/api/v1/cases/${own.reference}`);
    await test.get('designatedPerson', `/api/v1/cases/${own.reference}`);
    test.setNow('2026-11-10 09:20');
    const later = await cameIn(test);
    await later.post('/me/pin', { pin: '483920' });
    const text = textOf(await later.get('/me/looked'));
    expect(text).toContain('Tuesday 10 November 2026, 09:15 head of the Virtual School, Birmingham');
    expect(text).toContain('contact in the Virtual School, Coventry');
    expect(text).toContain('person who is there for you, Ashgrove College Why: To look after you.');
    expect(text).not.toMatch(/Hugh|Farrow|Nia Cole|Dan Pike|The young person/);
    test.setNow(NOW);
  });
});

describe('leaving', () => {
  it('ends the session, lands on a page that anybody might have open, and going back shows nothing', async () => {
    const leaving = await cameIn(test);
    const session = hashSecret(leaving.secret);
    const left = await leaving.post('/me/quick-exit');
    expect(await test.dataSource.query('SELECT 1 FROM session WHERE secret_hash = $1', [session])).toEqual([]);
    expect([left.statusCode, left.headers.location, leaving.secret]).toEqual([303, '/bank-holidays', '']);
    const neutral = await leaving.get('/bank-holidays');
    expect(textOf(neutral)).not.toMatch(/learner|my pages|support|care/i);
    expect(textOf(neutral)).toContain('Friday 25 December 2026 Christmas Day');
    expect((await leaving.get('/me')).headers.location).toBe('/me/enter');
  });

  it('works without a session too, and signs no member of staff out', async () => {
    const { send } = await import('./support/http.js');
    const answer = await send(test.config.port, { method: 'POST', url: '/me/quick-exit', payload: '', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } });
    expect(answer.headers.location).toBe('/bank-holidays');
    const foreign = await send(test.config.port, { method: 'POST', url: '/me/quick-exit', payload: '', headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' } });
    expect(foreign.statusCode).toBe(403);
  });
});
