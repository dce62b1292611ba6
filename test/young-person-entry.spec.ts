import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntryService } from '../src/entry/entry.service.js';
import { OwnAccessService } from '../src/entry/own-access.service.js';
import { hashSecret } from '../src/sign-in/secrets.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { startSmtp } from './support/smtp.js';
import { planAgreed, type Placed } from './support/situations.js';
import { accessGiven, cameIn, cameInFully, EMAIL, linkMailed, Phone, PIN, textOf } from './support/young-person.js';

const NOW = '2026-11-09 10:00';
let test: TestApplication;
let own: Placed;
let personId: number;
beforeAll(async () => {
  test = await startTestApplication();
  own = await planAgreed(test);
  personId = await accessGiven(test, own.reference);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.setNow(NOW);
  await test.dataSource.query('DELETE FROM sign_in_attempt; DELETE FROM session; DELETE FROM entry_link; DELETE FROM young_person_pin');
});

const statusAndTitle = ({ statusCode, body }: { statusCode: number; body: string }) => [statusCode, /<h1[^>]*>([^<]*)/.exec(body)?.[1]];

describe('a link by mail', () => {
  it('lets in once, within 10 minutes, and says so afterwards', async () => {
    const phone = new Phone(test);
    await phone.post('/me/enter', { email: EMAIL });
    const link = await linkMailed(test);
    test.setNow('2026-11-09 10:09');
    expect((await phone.post('/me/enter/link', { link })).headers.location).toBe('/me');
    const again = await new Phone(test).post('/me/enter/link', { link });
    expect([again.statusCode, textOf(again)]).toEqual([422, expect.stringContaining('This link does not work any more. A link works once, for 10 minutes.')]);
  });

  it('is over after 10 minutes', async () => {
    const phone = new Phone(test);
    await phone.post('/me/enter', { email: EMAIL });
    const link = await linkMailed(test);
    test.setNow('2026-11-09 10:10');
    expect([(await phone.post('/me/enter/link', { link })).statusCode, phone.secret]).toEqual([422, '']);
  });

  it('is not used by being opened, however often, as mail scanners do', async () => {
    const phone = new Phone(test);
    await phone.post('/me/enter', { email: EMAIL });
    const link = await linkMailed(test);
    for (let times = 0; times < 3; times += 1) expect(statusAndTitle(await new Phone(test).get(`/me/enter/${link}`))).toEqual([200, 'Come in to your pages']);
    expect((await phone.post('/me/enter/link', { link })).statusCode).toBe(303);
  });

  it('is one of two people’s at once only: of ten at the same time one comes in', async () => {
    const phone = new Phone(test);
    await phone.post('/me/enter', { email: EMAIL });
    const link = await linkMailed(test);
    const answers = await Promise.all(Array.from({ length: 10 }, () => new Phone(test).post('/me/enter/link', { link })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, ...Array.from({ length: 9 }, () => 422)]);
  });

  it('begins a session of its own, and ends the one that the browser brought along', async () => {
    const phone = await cameIn(test);
    const before = phone.secret;
    await phone.post('/me/enter', { email: EMAIL });
    await phone.post('/me/enter/link', { link: await linkMailed(test) });
    expect(phone.secret).not.toBe(before);
    expect(await test.dataSource.query('SELECT secret_hash, level FROM session')).toEqual([{ secret_hash: hashSecret(phone.secret), level: 'link' }]);
  });

  it('is kept as a hash alone, and carries nothing about anybody', async () => {
    await new Phone(test).post('/me/enter', { email: EMAIL });
    const link = await linkMailed(test);
    const [row] = await test.dataSource.query<{ secret_hash: string }[]>('SELECT secret_hash FROM entry_link');
    expect(row?.secret_hash).toBe(hashSecret(link));
    const [mail] = await test.dataSource.query<{ subject: string; text: string }[]>('SELECT subject, text FROM message ORDER BY id DESC LIMIT 1');
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Zebedee|Quill|LS-|Kofi|Ashgrove|Birmingham|zeb@/);
    expect(mail?.text).toContain(`${test.config.publicUrl}/me/enter/${link}`);
  });
});

describe('whoever asks for a link', () => {
  it('gets the same answer to the byte, whether the address is known, a colleague’s, or nobody’s', async () => {
    const answers = [];
    for (const email of [EMAIL, 'nobody@mail.example', 'kofi.mensah@region.example']) answers.push(await new Phone(test).post('/me/enter', { email }));
    const bytes = answers.map(({ statusCode, body, headers }) => `${statusCode} ${headers['content-length']} ${body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]+"/g, '')}`);
    expect(new Set(bytes).size).toBe(1);
    await test.app.get(EntryService).settled();
    expect(await test.dataSource.query('SELECT person_id FROM entry_link')).toEqual([{ person_id: personId }]);
  });

  it('gets it as fast, even while the mail server says nothing', async () => {
    const smtp = await startSmtp();
    smtp.mood = 'takes it and says nothing';
    const slow = await startTestApplication({ smtpUrl: smtp.url });
    try {
      await accessGiven(slow, (await planAgreed(slow)).reference);
      const timed = async (email: string) => {
        await slow.dataSource.query('DELETE FROM sign_in_attempt');
        const began = performance.now();
        expect((await new Phone(slow).post('/me/enter', { email })).statusCode).toBe(200);
        return performance.now() - began;
      };
      const times = { known: [] as number[], unknown: [] as number[] };
      for (let times10 = 0; times10 < 10; times10 += 1) {
        times.unknown.push(await timed('nobody@mail.example'));
        times.known.push(await timed(EMAIL));
      }
      const middle = (all: number[]) => all.sort((a, b) => a - b)[5] ?? 0;
      // The mail server would hold one up for 12 seconds; what is left is noise.
      expect(Math.abs(middle(times.known) - middle(times.unknown))).toBeLessThan(Math.max(50, middle(times.unknown)));
      smtp.mood = 'accepts';
    } finally {
      await smtp.close();
      await slow.close();
    }
  }, 120_000);

  it('is slowed down by address, known or not, from the fourth time on', async () => {
    for (const email of [EMAIL, 'nobody@mail.example']) {
      const answers = [];
      for (let times = 0; times < 4; times += 1) answers.push((await new Phone(test).post('/me/enter', { email })).statusCode);
      expect([email, answers]).toEqual([email, [200, 200, 200, 429]]);
    }
  });

  it('is sent to the way in, and nowhere else, when a page is asked for without a session', async () => {
    for (const path of ['/me', '/me/looked', '/me/consent']) expect([path, (await new Phone(test).get(path)).headers.location]).toEqual([path, '/me/enter']);
  });
});

describe('a link that goes by a mail server', () => {
  it('is not kept in the ledger, which says only that a mail went', async () => {
    const smtp = await startSmtp();
    const live = await startTestApplication({ kind: 'live', smtpUrl: smtp.url });
    try {
      await accessGiven(live, (await planAgreed(live)).reference);
      await new Phone(live).post('/me/enter', { email: EMAIL });
      await live.app.get(EntryService).settled();
      const link = /\/me\/enter\/([\w-]{43})/.exec(smtp.mails[0]?.text ?? '')?.[1] ?? '';
      expect([smtp.mails[0]?.to, link.length]).toEqual([EMAIL, 43]);
      const [row] = await live.dataSource.query<{ state: string; text: string }[]>('SELECT state, text FROM message');
      expect([row?.state, row?.text.includes(link)]).toEqual(['sent', false]);
    } finally {
      await live.close();
      await smtp.close();
    }
  }, 60_000);
});

describe('without an e-mail', () => {
  it('a code that is read out lets in once, with the number it is for, in the ten minutes', async () => {
    const other = await planAgreed(test);
    await accessGiven(test, other.reference, { phone: '+44 7700 900321' });
    test.setNow(NOW);
    const { code } = await test.app.get(OwnAccessService).showCode(await test.actor('keyWorker'), other.reference, 'code');
    const [kept] = await test.dataSource.query<{ person_id: number; secret_hash: string }[]>(`SELECT person_id, secret_hash FROM entry_link WHERE purpose = 'code'`);
    expect(kept?.secret_hash).not.toBe(hashSecret(`${kept?.person_id}:${code.replace('-', '')}`));
    expect((await new Phone(test).post('/me/enter/code', { contact: EMAIL, code })).statusCode).toBe(422);
    const [refused] = await test.dataSource.query<object[]>('SELECT name, person_id, case_id, fields, outcome FROM audit_event ORDER BY id DESC LIMIT 1');
    expect(refused).toEqual({ name: 'session.refuse', person_id: null, case_id: null, fields: ['code'], outcome: 'refused' });
    const phone = new Phone(test);
    expect((await phone.post('/me/enter/code', { contact: '07700 900 321', code: code.toLowerCase().replace('-', ' ') })).headers.location).toBe('/me');
    expect((await new Phone(test).post('/me/enter/code', { contact: '07700900321', code })).statusCode).toBe(422);
    expect((await phone.get('/me')).statusCode).toBe(200);
  });

  it('a code that is guessed at is slowed down after five', async () => {
    const answers = [];
    for (let times = 0; times < 6; times += 1) answers.push((await new Phone(test).post('/me/enter/code', { contact: EMAIL, code: 'AAA-AAA' })).statusCode);
    expect(answers).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe('the PIN', () => {
  it('is chosen face to face with a code that works once, and opens all pages in a session of its own', async () => {
    const phone = await cameIn(test);
    const before = phone.secret;
    const { code } = await test.app.get(OwnAccessService).showCode(await test.actor('keyWorker'), own.reference, 'pin');
    expect((await phone.post('/me/pin/new', { code, pin: '140310', again: '140310' })).statusCode).toBe(422);
    expect((await phone.post('/me/pin/new', { code, pin: PIN, again: PIN })).headers.location).toBe('/me');
    expect(phone.secret).not.toBe(before);
    expect((await phone.get('/me/looked')).statusCode).toBe(200);
    expect((await phone.post('/me/pin/new', { code, pin: PIN, again: PIN })).statusCode).toBe(422);
    const [row] = await test.dataSource.query<{ pin_hash: string; set_with: number }[]>('SELECT pin_hash, set_with FROM young_person_pin');
    const [mail] = await test.dataSource.query<object[]>('SELECT to_address, sign_in_change FROM message ORDER BY id DESC LIMIT 1');
    expect(mail).toEqual({ to_address: EMAIL, sign_in_change: 'pin.chosen' });
    expect([row?.pin_hash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'), row?.set_with]).toEqual([true, test.region.people.keyWorker]);
  });

  it('cannot be chosen with a code that lets in, nor with somebody else’s', async () => {
    const other = await planAgreed(test);
    await accessGiven(test, other.reference, { email: 'other@mail.example' });
    const phone = await cameIn(test);
    const show = async (reference: string, purpose: 'pin' | 'code') => (await test.app.get(OwnAccessService).showCode(await test.actor('keyWorker'), reference, purpose)).code;
    for (const code of [await show(own.reference, 'code'), await show(other.reference, 'pin')]) expect((await phone.post('/me/pin/new', { code, pin: PIN, again: PIN })).statusCode).toBe(422);
    expect((await phone.get('/me/looked')).headers.location).toBe('/me/pin?next=%2Fme%2Flooked');
  });

  it('slows down after five wrong ones, even for the right one, until a new one is chosen face to face', async () => {
    await cameInFully(test, own.reference);
    const phone = await cameIn(test);
    const answers = [];
    for (let times = 0; times < 6; times += 1) answers.push((await phone.post('/me/pin', { pin: '999999' })).statusCode);
    expect(answers).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await phone.post('/me/pin', { pin: PIN })).statusCode).toBe(429);
    const { code } = await test.app.get(OwnAccessService).showCode(await test.actor('keyWorker'), own.reference, 'pin');
    expect((await phone.post('/me/pin/new', { code, pin: '902817', again: '902817' })).statusCode).toBe(303);
    const later = await cameIn(test);
    expect((await later.post('/me/pin', { pin: '902817', next: '/me/consent' })).headers.location).toBe('/me/consent');
  });

  it('leads back only to a page of one’s own', async () => {
    await cameInFully(test, own.reference);
    for (const next of ['https://evil.example/', '//evil.example', '/cases', '/me/../cases']) {
      const phone = await cameIn(test);
      expect([next, (await phone.post('/me/pin', { pin: PIN, next })).headers.location]).toEqual([next, '/me']);
    }
  });
});

describe('an address that changes', () => {
  it('is told to the new one and not to the old, where somebody may read who must not know; without a change nobody is told', async () => {
    await test.dataSource.query('DELETE FROM message');
    const moved = 'zeb.new@mail.example';
    for (const email of [EMAIL, moved, moved]) await accessGiven(test, own.reference, { email });
    const mails = await test.dataSource.query<{ to_address: string; sign_in_change: string; text: string }[]>('SELECT to_address, sign_in_change, text FROM message ORDER BY id');
    expect(mails.map(({ to_address, sign_in_change }) => [to_address, sign_in_change])).toEqual([[moved, 'address.taken']]);
    for (const { text } of mails) expect([text, text]).toEqual([expect.stringContaining('tell your key worker'), expect.not.stringMatching(/@|http/)]);
    await accessGiven(test, own.reference);
  });
});

describe('access that has ended', () => {
  it('is out at once, with its links, codes and PIN; and begins again when it is given again', async () => {
    const phone = await cameInFully(test, own.reference);
    await test.app.get(OwnAccessService).endAccess(await test.actor('manager'), own.reference);
    expect((await phone.get('/me')).headers.location).toBe('/me/enter');
    await phone.post('/me/enter', { email: EMAIL });
    await test.app.get(EntryService).settled();
    expect(await test.dataSource.query('SELECT 1 FROM entry_link UNION ALL SELECT 1 FROM young_person_pin')).toEqual([]);
    await accessGiven(test, own.reference);
    expect((await (await cameIn(test)).get('/me')).statusCode).toBe(200);
  });
});

afterEach(async () => {
  await test.app.get(EntryService).settled();
});
