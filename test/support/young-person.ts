import { expect } from '@jest/globals';
import { OwnAccessService } from '../../src/entry/own-access.service.js';
import { EntryService } from '../../src/entry/entry.service.js';
import { AccessTokensService } from '../../src/sign-in/access-tokens.service.js';
import { hashSecret } from '../../src/sign-in/secrets.js';
import type { TestApplication } from './application.js';
import { send, type Answer } from './http.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

/** A browser that keeps its cookies and sends forms with their token. */
export class Phone {
  private cookies = new Map<string, string>();

  constructor(private readonly test: TestApplication) {}

  async get(url: string): Promise<Answer> {
    return this.keep(await send(this.test.config.port, { url, headers: this.headers() }));
  }

  async post(url: string, fields: Record<string, string> = {}): Promise<Answer> {
    const payload = new URLSearchParams({ ...fields, _token: await this.formToken() }).toString();
    return this.keep(await send(this.test.config.port, { method: 'POST', url, payload, headers: { ...FORM, ...this.headers() } }));
  }

  /** The secret of its session; empty without one. */
  get secret(): string {
    return this.cookies.get('lsa') ?? '';
  }

  private async formToken(): Promise<string> {
    const [row] = await this.test.dataSource.query<{ form_token: string }[]>('SELECT form_token FROM session WHERE secret_hash = $1', [hashSecret(this.secret)]);
    return row?.form_token ?? '';
  }

  private headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return cookie === '' ? {} : { cookie };
  }

  private keep(answer: Answer): Answer {
    for (const name of ['lsa', 'lsa-confirmation', 'lsa-language']) {
      const value = answer.cookie(name)?.split('=')[1];
      if (value) this.cookies.set(name, value);
      else if (value === '') this.cookies.delete(name);
    }
    return answer;
  }
}

export const EMAIL = 'zeb@mail.example';

/** Gives the young person of a case access; answers their number as a person. */
export async function accessGiven(test: TestApplication, reference: string, by: { email?: string; phone?: string } = { email: EMAIL }): Promise<number> {
  await test.app.get(OwnAccessService).giveAccess(await test.actor('keyWorker'), reference, by);
  const [row] = await test.dataSource.query<{ id: number }[]>('SELECT p.id FROM person p JOIN young_person y ON y.id = p.case_id WHERE y.reference = $1', [reference]);
  return row?.id ?? 0;
}

/** The link in the newest mail to an address, as the mailbox page of a training installation shows it. */
export async function linkMailed(test: TestApplication, to = EMAIL): Promise<string> {
  await test.app.get(EntryService).settled();
  const [row] = await test.dataSource.query<{ text: string }[]>('SELECT text FROM message WHERE to_address = $1 ORDER BY id DESC LIMIT 1', [to]);
  return /\/me\/enter\/([\w-]{43})/.exec(row?.text ?? '')?.[1] ?? '';
}

/** A phone on which somebody has come in by a link. */
export async function cameIn(test: TestApplication, email = EMAIL): Promise<Phone> {
  await test.dataSource.query('DELETE FROM sign_in_attempt');
  const phone = new Phone(test);
  await phone.post('/me/enter', { email });
  const answer = await phone.post('/me/enter/link', { link: await linkMailed(test, email) });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/me']);
  return phone;
}

export const PIN = '483920';

/** Chooses a PIN face to face, in place of the one before. */
export async function choosePin(test: TestApplication, phone: Phone, reference: string, pin = PIN): Promise<Answer> {
  const { code } = await test.app.get(OwnAccessService).showCode(await test.actor('keyWorker'), reference, 'pin');
  return phone.post('/me/pin/new', { code, pin, again: pin });
}

/** The same, with the PIN: chosen face to face where there is none. */
export async function cameInFully(test: TestApplication, reference: string, email = EMAIL): Promise<Phone> {
  const phone = await cameIn(test, email);
  const [known] = await test.dataSource.query<object[]>('SELECT 1 FROM young_person_pin p JOIN person n ON n.id = p.person_id WHERE n.email = $1', [email]);
  const answer = known ? await phone.post('/me/pin', { pin: PIN }) : await choosePin(test, phone, reference);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/me']);
  return phone;
}

/** A token of the young person's own, for the API. */
export const ownToken = (test: TestApplication, personId: number): Promise<string> => test.app.get(AccessTokensService).issue(personId, 'own', 3650);

/** A page's text, without its tags. */
export const textOf = ({ body }: Pick<Answer, 'body'>): string => body.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&#39;/g, '’').replace(/\s+/g, ' ').trim();
