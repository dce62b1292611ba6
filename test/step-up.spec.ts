import { Body, Controller, Get, Post } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { Allow, NeedsProof } from '../src/web/allow.js';
import { page, redirect, type Page, type Redirect } from '../src/web/answers.js';
import { submitForm, Submitted, type FormValues } from '../src/web/forms.js';
import { Session } from '../src/sign-in/session.entity.js';
import { TextField } from '../src/validation.js';
import { FormBrowser, mainText } from './support/form-browser.js';
import { EMAIL, PASSWORD, webApp, type WebApp } from './support/web-app.js';

class GrantForm {
  @TextField({ description: 'Who', max: 100 }) who: string;
}

const granted: string[] = [];

@Controller()
class Sensitive {
  /** The list of who can sign in stands in for any page with a form. */
  @Get('grants') @Allow.signedIn()
  show(): Page {
    return page('accounts/list', { items: [], total: 0, whose: {}, query: {}, action: '/grants' });
  }

  @Post('grants') @Allow.signedIn() @NeedsProof()
  grant(@Submitted() form: FormValues): Promise<Page | Redirect> {
    return submitForm(GrantForm, { who: form['email'] ?? '' }, {
      work: async ({ who }) => {
        granted.push(who);
        return redirect('/grants');
      },
      again: () => this.show(),
    });
  }

  @Get('grants.csv') @Allow.signedIn() @NeedsProof()
  export(): string {
    return 'who';
  }

  @Get('api/v1/grants') @Allow.signedIn() @NeedsProof()
  read(): object {
    return { granted };
  }

  @Post('api/v1/grants') @Allow.signedIn() @NeedsProof()
  grantByApi(@Body() { who }: GrantForm): object {
    granted.push(who);
    return { granted };
  }
}

let web: WebApp;
let user: FormBrowser;
const atMinute = (minute: number, second = 0) => web.setNow(`2026-09-01T07:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}Z`);

beforeAll(async () => {
  web = await webApp([Sensitive]);
});
beforeEach(async () => {
  granted.length = 0;
  atMinute(0);
  await web.dataSource.query('DELETE FROM session; DELETE FROM sign_in_attempt');
  user = new FormBrowser(Number(new URL(web.url).port));
  await user.signIn(EMAIL, PASSWORD);
  await user.get('/grants?page=2');
});
afterAll(() => web.close());

const grant = (email: string) => user.post('/grants', { name: 'Dan', email, password: 'never kept' }, '/grants?page=2');
const prove = (password: string, next: string) => user.post('/sign-in/again/password', { password, next });

describe('what is sensitive', () => {
  it('is done within ten minutes of the sign-in, and not after', async () => {
    atMinute(9, 59);
    expect((await grant('dan@college.example')).headers.location).toBe('/grants');
    atMinute(10);
    expect((await grant('eve@college.example')).headers.location).toBe('/sign-in/again?next=%2Fgrants%3Fpage%3D2');
    expect(granted).toEqual(['dan@college.example']);
  });

  it('leads to a proof and back, where the form is as it was typed, without its password', async () => {
    atMinute(15);
    await grant('"dan"@college.example');
    expect(mainText(await user.get('/sign-in/again?next=%2Fgrants%3Fpage%3D2'))).toContain('What you typed is kept');
    const back = await prove(PASSWORD, '/grants?page=2');
    expect(back.headers.location).toBe('/grants?page=2');
    const shown = await user.get('/grants?page=2');
    expect(shown.body).toContain('value="&quot;dan&quot;@college.example"');
    expect(mainText(shown)).toContain('This is what you had typed');
    const [waiting] = await web.dataSource.manager.find(Session);
    expect(waiting?.draft).toEqual({ page: '/grants?page=2', fields: { name: 'Dan', email: '"dan"@college.example' } });
    expect(await web.dataSource.query(`SELECT draft #>> '{}' LIKE 'sealed:1:%' AS sealed FROM session`)).toEqual([{ sealed: true }]);
    expect((await user.get('/grants')).body).not.toContain('dan&quot;@');
    expect((await grant('dan@college.example')).headers.location).toBe('/grants');
    expect(granted).toEqual(['dan@college.example']);
    expect((await user.get('/grants?page=2')).body).not.toContain('dan&quot;@');
    expect(await web.dataSource.query('SELECT draft FROM session')).toEqual([{ draft: null }]);
  });

  it('counts from the proof for ten minutes more', async () => {
    atMinute(12);
    await prove(PASSWORD, '/');
    atMinute(21, 59);
    expect((await grant('dan@college.example')).headers.location).toBe('/grants');
    atMinute(22);
    expect((await grant('dan@college.example')).headers.location).toMatch(/^\/sign-in\/again/);
  });

  it('is not proven by a wrong password, nor guessed at leisure', async () => {
    atMinute(12);
    for (let i = 0; i < 3; i += 1) expect((await prove('wrong', '/')).statusCode).toBe(422);
    expect((await prove(PASSWORD, '/')).statusCode).toBe(429);
    expect((await grant('dan@college.example')).headers.location).toMatch(/^\/sign-in\/again/);
  });

  it('is proven for the own session alone', async () => {
    const other = new FormBrowser(Number(new URL(web.url).port));
    await other.signIn(EMAIL, PASSWORD);
    await other.get('/grants');
    atMinute(12);
    await prove(PASSWORD, '/');
    expect((await other.post('/grants', { email: 'dan@college.example' })).headers.location).toMatch(/^\/sign-in\/again/);
  });

  it('goes on under a new secret, so that whoever had the old one gains nothing by the proof', async () => {
    const before = `lsa=${user.cookie('lsa')}`;
    const [old] = await web.dataSource.query<{ id: number; form_token: string; started_at: Date }[]>('SELECT id, form_token, started_at FROM session');
    atMinute(12);
    await prove(PASSWORD, '/');
    expect(`lsa=${user.cookie('lsa')}`).not.toBe(before);
    expect((await web.send({ url: '/grants', headers: { cookie: before } })).headers.location).toMatch(/^\/sign-in/);
    expect((await user.get('/grants')).statusCode).toBe(200);
    expect(await web.dataSource.query('SELECT id, form_token, started_at FROM session')).toEqual([old]);
  });

  it('leads to paths of our own alone', async () => {
    atMinute(12);
    expect((await prove(PASSWORD, 'https://elsewhere.example/')).headers.location).toBe('/');
  });

  it('leaves a trace of the proof', async () => {
    await prove(PASSWORD, '/');
    expect(await web.dataSource.query('SELECT name FROM audit_event ORDER BY id DESC LIMIT 1')).toEqual([{ name: 'session.prove' }]);
  });

  it('as a file is asked for again on the page that it was asked for on', async () => {
    atMinute(15);
    const from = { referer: `${web.url}/grants?page=2`, host: new URL(web.url).host };
    expect((await user.get('/grants.csv?page=2', from)).headers.location).toBe('/sign-in/again?next=%2Fgrants%3Fpage%3D2');
    expect((await user.get('/grants.csv?page=2')).headers.location).toBe('/sign-in/again?next=%2Fgrants.csv%3Fpage%3D2');
    await prove(PASSWORD, '/');
    expect((await user.get('/grants.csv')).body).toBe('who');
  });
});

describe('through the API what is sensitive', () => {
  it('is refused to a session without a fresh proof, with a code', async () => {
    expect((await user.get('/api/v1/grants')).statusCode).toBe(200);
    atMinute(10);
    const refused = await user.get('/api/v1/grants');
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([401, 'PROVE_YOURSELF']);
  });

  it('is done with an access token', async () => {
    const [person] = await web.dataSource.query<{ id: number }[]>('SELECT id FROM person WHERE email = $1', [EMAIL]);
    const token = await web.app.get(AccessTokensService).issue(person?.id ?? 0, 'test', 1);
    atMinute(30);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await web.send({ method: 'POST', url: '/api/v1/grants', headers, payload: '{"who":"dan"}' });
    expect([answer.statusCode, granted]).toEqual([201, ['dan']]);
  });
});
