import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessTokensService } from '../src/sign-in/access-tokens.service.js';
import { EVERY_SCOPE } from '../src/sign-in/scopes.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { asOperator } from './support/federation.js';
import { HttpBrowser } from './support/http-browser.js';
import { BIRMINGHAM, COVENTRY, emailOf, PASSWORD, type Who } from './support/region.js';
import { manyCases } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  await manyCases(test, 51);
}, 60_000);
beforeEach(async () => {
  test.setNow('2026-05-11 09:00');
  await asOperator(test, 'DELETE FROM approval', 'DELETE FROM absence');
});
afterAll(() => test?.close());

interface Waiting {
  id: number;
  state: string;
  words: string;
  mayDecide: boolean;
  mayFetch: boolean;
}

let made = 0;
const newcomer = (post: string) => ({ post, name: 'Vera Lind', email: `vera.lind${(made += 1)}@birmingham.example`, phone: '07700 900881', fromOn: '2026-05-11' });
const ask = async (by: Who, body: object = newcomer('team-manager')) => (await api.post<Waiting>(by, `/posts?authority=${BIRMINGHAM}`, body)).body;
const approve = (by: Who, id: number) => api.refusal(by, 'POST', `/approvals/${id}/approval`);
const approved = async (by: Who, id: number) => (await api.post<Waiting>(by, `/approvals/${id}/approval`)).status;
const holders = async (post: string) => (await test.dataSource.query<{ email: string }[]>(`SELECT p.email FROM post_holding h JOIN person p ON p.id = h.person_id WHERE h.post = $1 AND p.email LIKE 'vera%' ORDER BY h.id`, [post])).map(({ email }) => email);

describe('a post of an authority', () => {
  it.each([['key-contact'], ['virtual-head'], ['director'], ['administrator'], ['team-manager'], ['data-protection-lead']])('of %s waits for a second person, and is filled when they approve', async (post) => {
    const body = newcomer(post);
    const waiting = await ask('administrator', body);
    expect(waiting).toMatchObject({ act: 'post.appoint', state: 'waiting', askedBy: 'Ann Idle', decidedBy: null, mayDecide: false, expiresAt: '2026-05-14T08:00:00Z', words: expect.stringContaining(body.email) });
    expect(await holders(post)).not.toContain(body.email);
    const waits = async (who: Who) => (await api.get<{ decisions: object[] }>(who, '/home')).body.decisions;
    expect([await waits('head'), await waits('administrator'), await waits('keyWorker')]).toEqual([[{ kind: 'approval', count: 1, firstOn: null }], [], []]);
    const decided = await api.post<Waiting>('head', `/approvals/${waiting.id}/approval`);
    expect([decided.status, decided.body]).toEqual([200, expect.objectContaining({ state: 'approved', decidedBy: 'Hugh Farrow' })]);
    expect(await holders(post)).toContain(body.email);
    const events = await test.dataSource.query<object[]>(`SELECT name, person_id FROM audit_event WHERE name IN ('approval.ask', 'approval.approve', 'post.appoint') ORDER BY id DESC LIMIT 3`);
    const { administrator, head } = test.region.people;
    expect(events).toEqual([{ name: 'post.appoint', person_id: head }, { name: 'approval.approve', person_id: head }, { name: 'approval.ask', person_id: administrator }]);
  });

  it('is asked for by the Virtual Head and approved by the administrator as well', async () => {
    const { id } = await ask('head');
    expect(await approved('administrator', id)).toBe(200);
  });

  it('is not decided by whoever asked', async () => {
    const { id } = await ask('head');
    expect(await approve('head', id)).toEqual([403, 'SECOND_PERSON']);
    await expect(asOperator(test, `UPDATE approval SET decided_by = asked_by, decided_at = now(), decision = 'approved'`)).rejects.toThrow('violates check constraint');
  });

  it('is not decided by whoever it is granted to', async () => {
    const { id } = await ask('administrator', { ...newcomer('key-contact'), name: 'Hugh Farrow', email: emailOf('head').toUpperCase(), reason: 'A new line' });
    expect(await approve('head', id)).toEqual([403, 'SECOND_PERSON']);
    expect(await api.refusal('head', 'POST', `/approvals/${id}/refusal`)).toEqual([403, 'SECOND_PERSON']);
  });

  it('is not decided, nor seen, by those who could not ask for it, nor by another authority', async () => {
    const { id } = await ask('administrator');
    for (const who of ['keyContact', 'manager', 'director', 'keyWorker', 'designatedPerson', 'neighbourContact'] as const) {
      expect(await approve(who, id)).toEqual([404, 'NOT_FOUND']);
      expect((await api.get<{ items: object[] }>(who, '/approvals')).body.items).toEqual([]);
    }
    expect(await holders('team-manager')).toEqual(expect.not.arrayContaining([`vera.lind${made}@birmingham.example`]));
  });

  it('is not decided by a right that comes of covering for somebody', async () => {
    const { id } = await ask('administrator');
    const { head, keyWorker } = test.region.people;
    await test.dataSource.query(`INSERT INTO absence (person_id, cover_person_id, from_on, until_on, recorded_by, recorded_at) VALUES ($1, $2, '2026-05-11', '2026-05-11', $1, now())`, [head, keyWorker]);
    expect(await approve('keyWorker', id)).toEqual([403, 'NOT_ALLOWED']);
  });

  it('is refused, and then nothing is done', async () => {
    const { id } = await ask('administrator', newcomer('director'));
    const { body } = await api.post<Waiting>('head', `/approvals/${id}/refusal`);
    expect(body).toMatchObject({ state: 'refused', mayDecide: false });
    expect(await approve('head', id)).toEqual([409, 'APPROVAL_OVER']);
    expect(await holders('director')).not.toContain(`vera.lind${made}@birmingham.example`);
  });

  it('is decided once, of two at once', async () => {
    const { id } = await ask('administrator');
    const statuses = await Promise.all([approved('head', id), approved('head', id)]);
    expect(statuses.sort()).toEqual([200, 409]);
  });

  it('waits for three days', async () => {
    const { id } = await ask('administrator');
    test.setNow('2026-05-14 09:00');
    expect(await approve('head', id)).toEqual([409, 'APPROVAL_OVER']);
    expect((await api.get<Waiting>('head', `/approvals/${id}`)).body).toMatchObject({ state: 'over', mayDecide: false });
    test.setNow('2026-05-14 08:59');
    expect(await approved('head', id)).toBe(200);
  });

  it('is not filled for whoever may no longer ask, or is no longer here; the request stays open', async () => {
    const { id } = await ask('administrator');
    const { administrator } = test.region.people;
    await test.dataSource.query('UPDATE post_holding SET until_on = $2 WHERE person_id = $1', [administrator, '2026-05-11']);
    expect(await approve('head', id)).toEqual([403, 'NOT_ALLOWED']);
    await test.dataSource.query('UPDATE post_holding SET until_on = NULL WHERE person_id = $1', [administrator]);
    await test.dataSource.query('UPDATE person SET active = false WHERE id = $1', [administrator]);
    expect(await approve('head', id)).toEqual([409, 'ASKER_GONE']);
    await test.dataSource.query('UPDATE person SET active = true WHERE id = $1', [administrator]);
    expect((await api.get<Waiting>('head', `/approvals/${id}`)).body.state).toBe('waiting');
  });

  it('is not asked for where it could not be filled', async () => {
    const path = `/posts?authority=${BIRMINGHAM}`;
    expect(await api.refusal('head', 'POST', path, { ...newcomer('key-contact'), email: emailOf('keyContact') })).toEqual([409, 'ALREADY_IN_POST']);
    expect(await api.refusal('head', 'POST', path, { ...newcomer('key-contact'), fromOn: '2027-05-13' })).toEqual([422, 'INVALID', 'fromOn: TOO_FAR']);
    expect(await api.refusal('keyContact', 'POST', path, newcomer('key-contact'))).toEqual([403, 'NOT_ALLOWED']);
    expect(await test.dataSource.query('SELECT FROM approval')).toEqual([]);
  });

});

describe('a post of a provider', () => {
  const at = (provider: 'ashgrove' | 'elmfield') => `/posts?provider=${test.region.providers[provider]}`;
  const learner = (provider: string, post = 'designated-person') => ({ ...newcomer(post), email: `vera.at${(made += 1)}@${provider}.example` });

  it('is filled at once by somebody of the provider itself: a designated person is needed on the day', async () => {
    for (const post of ['designated-person', 'signatory']) expect((await api.post('signatory', at('ashgrove'), learner('ashgrove', post))).body).toHaveProperty('personId');
    expect(await test.dataSource.query('SELECT FROM approval')).toEqual([]);
  });

  it.each([['designated-person'], ['signatory']])('of %s waits for a second person where the Virtual School of its area fills it, another of whom approves', async (post) => {
    const body = learner('elmfield', post);
    const { body: waiting } = await api.post<Waiting>('keyContact', at('elmfield'), body);
    expect(waiting).toMatchObject({ act: 'post.appoint', state: 'waiting', mayDecide: false, words: expect.stringContaining('at Elmfield Sixth Form') });
    expect(await holders(post)).not.toContain(body.email);
    expect((await api.get<{ decisions: object[] }>('head', '/home')).body.decisions).toEqual([{ kind: 'approval', count: 1, firstOn: null }]);
    expect(await approve('keyContact', waiting.id)).toEqual([403, 'SECOND_PERSON']);
    for (const who of ['administrator', 'director', 'manager', 'keyWorker', 'signatory', 'designatedPerson', 'neighbourContact'] as const) expect(await approve(who, waiting.id)).toEqual([404, 'NOT_FOUND']);
    expect(await approved('head', waiting.id)).toBe(200);
    expect(await holders(post)).toContain(body.email);
  });

  it('is approved by the provider’s signatory as well, and never by whoever is named', async () => {
    const { body } = await api.post<Waiting>('neighbourContact', at('ashgrove'), learner('ashgrove'));
    expect(await approved('signatory', body.id)).toBe(200);
    const named = { ...learner('ashgrove'), name: 'Prudence Vale', email: emailOf('signatory'), phone: (await test.dataSource.query<{ phone: string }[]>('SELECT phone FROM person WHERE id = $1', [test.region.people.signatory]))[0]?.phone };
    const { body: own } = await api.post<Waiting>('neighbourContact', at('ashgrove'), named);
    expect(await approve('signatory', own.id)).toEqual([403, 'SECOND_PERSON']);
  });

  it('is not held longer by a correction of one person of the Virtual School, and by one of the provider it is', async () => {
    const { body: held } = await api.post<{ id: number }>('signatory', at('ashgrove'), learner('ashgrove'));
    expect((await api.post('neighbourContact', `/posts/${held.id}/ending`, { lastOn: '2026-05-11' })).status).toBe(204);
    const correction = { fromOn: '2026-05-11', reason: 'Still here' };
    expect(await api.refusal('neighbourContact', 'POST', `/posts/${held.id}/correction`, correction)).toEqual([409, 'TAKES_TWO']);
    expect((await api.post('signatory', `/posts/${held.id}/correction`, correction)).status).toBe(204);
  });
});

describe('a provider’s own administrator', () => {
  it('names its designated person and signatory, and nobody of another provider or of the authority', async () => {
    const { ashgrove, elmfield } = test.region.providers;
    await test.dataSource.query(`INSERT INTO post_holding (person_id, post, provider_id, from_on) VALUES ($1, 'administrator', $2, '2026-01-01')`, [test.region.people.otherDesignatedPerson, elmfield]);
    const named = (provider: number, post: string) => api.post('otherDesignatedPerson', `/posts?provider=${provider}`, { ...newcomer(post), email: `q${(made += 1)}@elmfield.example` });
    expect([(await named(elmfield, 'signatory')).status, (await named(elmfield, 'designated-person')).status]).toEqual([201, 201]);
    expect([(await named(ashgrove, 'signatory')).status, (await api.post('otherDesignatedPerson', `/posts?authority=${BIRMINGHAM}`, newcomer('key-contact'))).status]).toEqual([403, 403]);
    await test.dataSource.query(`DELETE FROM post_holding WHERE post = 'administrator' AND provider_id IS NOT NULL`).catch(() => undefined);
  });
});

describe('the page of approvals', () => {
  const signedIn = async (who: Who) => {
    const one = new HttpBrowser(test.config.publicUrl);
    await one.signIn(emailOf(who), PASSWORD);
    return one;
  };

  it('shows what waits for whom, and takes the decision', async () => {
    const one = await signedIn('administrator');
    const body = newcomer('team-manager');
    const fields = { ...body, 'fromOn-day': '11', 'fromOn-month': '5', 'fromOn-year': '2026', team: 'East' };
    const { fromOn: _fromOn, ...asked } = fields;
    expect((await one.post('/posts', asked, '/posts')).headers.location).toBe('/approvals');
    const own = await one.get('/approvals');
    expect([own.body.includes('A second person has to approve it'), own.body.includes('Nothing waits for you'), own.body.includes(body.email)]).toEqual([true, true, true]);
    const other = await signedIn('head');
    const page = await other.get('/approvals');
    expect(page.body).toContain(`Put Vera Lind (${body.email}) into the post of social care team manager for East, from 2026-05-11`);
    const [, path = ''] = /action="(\/approvals\/\d+\/approval)"/.exec(page.body) ?? [];
    expect((await other.post(path, {}, '/approvals')).headers.location).toBe('/approvals');
    expect(await holders('team-manager')).toContain(body.email);
  });

  it('takes a refusal', async () => {
    const { id } = await ask('administrator');
    const other = await signedIn('head');
    expect((await other.post(`/approvals/${id}/refusal`, {}, '/approvals')).headers.location).toBe('/approvals');
    expect((await api.get<Waiting>('head', `/approvals/${id}`)).body.state).toBe('refused');
  });
});

describe('a file of people', () => {
  const upload = async (rows: string, by: Who = 'administrator') => {
    const answer = await test.post<{ id: number; result: object }>(by, '/api/v1/imports/people', `name,email,organisation,post,team,until_on\n${rows}`, { 'content-type': 'text/csv' });
    return answer.body.id;
  };
  const confirm = (id: number, by: Who = 'administrator', body?: object) => api.post<Waiting & { state: string }>(by, `/imports/${id}/confirm`, body);

  it('with a post of an authority waits, and is imported for whoever brought it when a second person approves', async () => {
    const id = await upload(`Vera Lind,vera.file@birmingham.example,${BIRMINGHAM},virtual-head,,\nNo Post,no.post@birmingham.example,${BIRMINGHAM},,,`);
    const { body: waiting } = await confirm(id);
    expect(waiting).toMatchObject({ act: 'people.import', state: 'waiting', words: 'Import the file body.csv: vera.file@birmingham.example as Virtual Head' });
    expect((await api.get('administrator', `/imports/${id}`)).body).toMatchObject({ state: 'previewed' });
    expect(await approve('administrator', waiting.id)).toEqual([403, 'SECOND_PERSON']);
    expect(await approved('head', waiting.id)).toBe(200);
    expect(await holders('virtual-head')).toContain('vera.file@birmingham.example');
    expect((await api.get('administrator', `/imports/${id}`)).body).toMatchObject({ state: 'confirmed' });
  });

  it('with a post of a provider waits as well, since it opens cases', async () => {
    const { body } = await confirm(await upload('Vera Lind,vera.dp@elmfield.example,10000002,designated-person,,', 'keyContact'), 'keyContact');
    expect(body).toMatchObject({ act: 'people.import', state: 'waiting' });
    expect(await approved('head', body.id)).toBe(200);
    expect(await holders('designated-person')).toContain('vera.dp@elmfield.example');
  });

  it('is imported at once where it gives no such post, or none that is not held already', async () => {
    const held = `Hugh Farrow,${emailOf('head')},${BIRMINGHAM},virtual-head,,`;
    for (const rows of [`No Post,no.post2@birmingham.example,${BIRMINGHAM},,,`, held]) expect((await confirm(await upload(rows))).body).toMatchObject({ state: 'confirmed' });
  });

  it('waits where it gives a post for longer, or another team', async () => {
    await test.dataSource.query(`UPDATE post_holding SET until_on = '2026-06-01' WHERE person_id = $1`, [test.region.people.director]);
    const director = `Dilys Rowe,${emailOf('director')},${BIRMINGHAM},director,`;
    expect((await confirm(await upload(`${director},2026-06-01`))).body).toMatchObject({ state: 'confirmed' });
    const longer = await upload(`${director},2026-07-01`);
    expect(await api.refusal('administrator', 'POST', `/imports/${longer}/confirm`)).toEqual([422, 'INVALID', 'reason: REASON_MISSING']);
    const { body: waiting } = await confirm(longer, 'administrator', { reason: 'They stay a month longer' });
    expect(waiting).toMatchObject({ act: 'people.import' });
    expect(await approved('head', waiting.id)).toBe(200);
    expect(await test.dataSource.query(`SELECT before, after, reason FROM organisation_correction WHERE fact = 'post-holding' AND corrected_by = $1`, [test.region.people.administrator])).toEqual([
      { before: expect.objectContaining({ untilOn: '2026-06-01' }), after: expect.objectContaining({ untilOn: '2026-07-01' }), reason: 'They stay a month longer' },
    ]);
    expect((await confirm(await upload(`Marta Nowak,${emailOf('manager')},${BIRMINGHAM},team-manager,East,`))).body).toMatchObject({ act: 'people.import' });
    await test.dataSource.query(`UPDATE post_holding SET until_on = NULL WHERE person_id = $1`, [test.region.people.director]);
  });

  it('is not approved by somebody whom it puts into a post', async () => {
    const { body } = await confirm(await upload(`Hugh Farrow,${emailOf('head')},${BIRMINGHAM},director,,`));
    expect(await approve('head', body.id)).toEqual([403, 'SECOND_PERSON']);
  });

  it('names the posts of one authority', async () => {
    await test.dataSource.query(`INSERT INTO post_holding (person_id, post, authority_code, from_on) VALUES ($1, 'administrator', $2, '2026-01-01')`, [test.region.people.administrator, COVENTRY]);
    const id = await upload(`A B,a.b@birmingham.example,${BIRMINGHAM},director,,\nC D,c.d@coventry.example,${COVENTRY},director,,`);
    expect(await api.refusal('administrator', 'POST', `/imports/${id}/confirm`)).toEqual([409, 'SEVERAL_AUTHORITIES']);
    await test.dataSource.query(`UPDATE post_holding SET until_on = '2026-05-11' WHERE authority_code = $1 AND post = 'administrator'`, [COVENTRY]);
  });
});

describe('a file of cases', () => {
  const session = async (who: Who) => {
    const one = new HttpBrowser(test.config.publicUrl);
    await one.signIn(emailOf(who), PASSWORD);
    return one;
  };
  const lines = (csv: string) => csv.trim().split('\r\n').length - 1;

  it('of up to 50 takes one person', async () => {
    const one = await session('keyContact');
    const few = await one.get('/cases.csv?search=LS-AAAAAB');
    expect([few.statusCode, lines(few.body)]).toEqual([200, 1]);
    expect(await api.refusal('keyContact', 'POST', '/cases/exports', { search: 'LS-AAAAAB' })).toEqual([409, 'NOT_MANY']);
  });

  it('that was approved is not counted among those, and of what it was searched by the request keeps no word that others could read', async () => {
    const { body } = await api.post<Waiting>('keyContact', '/cases/exports', { search: 'Zora' });
    const stored = JSON.stringify(await test.dataSource.query('SELECT payload FROM approval WHERE id = $1', [body.id]));
    expect([stored.includes('Zora'), stored.includes('found by a search')]).toEqual([false, true]);
    expect(await approved('head', body.id)).toBe(200);
    expect((await api.post<{ total: number }>('keyContact', `/approvals/${body.id}/export`)).body.total).toBe(51);
    expect((await (await session('keyContact')).get('/cases.csv?search=LS-AAAAAB')).statusCode).toBe(200);
    // What cannot be opened any more is not taken for a list of everything.
    const { body: other } = await api.post<Waiting>('keyContact', '/cases/exports', { search: 'Zora' });
    expect(await approved('head', other.id)).toBe(200);
    await asOperator(test, `UPDATE approval SET payload = jsonb_set(payload, '{filter,search}', '"~abc"') WHERE id = ${other.id}`);
    expect(await api.refusal('keyContact', 'POST', `/approvals/${other.id}/export`)).toEqual([409, 'APPROVAL_OVER']);
  });

  it('is approved by whoever could have approved it before it was asked for, and not by whom the asker named alone', async () => {
    const { ashgrove } = test.region.providers;
    await test.operator.query(`INSERT INTO placement (case_id, provider_id, course, level, agreed_on, starts_on) SELECT id, $1, 'x', 2, '2026-05-01', '2026-05-01' FROM young_person`, [ashgrove]);
    const named = async (by: Who, name: string) => (await api.post<{ id: number; personId: number }>(by, `/posts?provider=${ashgrove}`, { ...newcomer('designated-person'), name, email: `${name.toLowerCase().replace(' ', '.')}@ashgrove.example` })).body;
    const token = async ({ personId }: { personId: number }) => ({ authorization: `Bearer ${await test.app.get(AccessTokensService).issue(personId, 'test', 30, EVERY_SCOPE)}` });
    const byAsker = await named('designatedPerson', 'Sam Sock');
    const byThose = await api.call<{ id: number; personId: number }>(null, 'POST', `/posts?provider=${ashgrove}`, { ...newcomer('designated-person'), name: 'Sid Sock', email: 'sid.sock@ashgrove.example' }, await token(byAsker));
    test.setNow('2026-05-11 10:00');
    const { body: asked } = await api.post<Waiting>('designatedPerson', '/cases/exports', {});
    test.setNow('2026-05-11 11:00');
    const after = await named('signatory', 'Late Comer');
    for (const one of [byAsker, byThose.body, after]) expect(await api.refusal(null, 'POST', `/approvals/${asked.id}/approval`, undefined, await token(one))).toEqual([403, 'SECOND_PERSON']);
    const offeredTo = async (headers: Record<string, string>) => (await api.call<{ items: Waiting[] }>(null, 'GET', '/approvals', undefined, headers)).body.items.map(({ mayDecide }) => mayDecide);
    for (const one of [byAsker, byThose.body, after]) expect(await offeredTo(await token(one))).toEqual([false]);
    expect((await api.get<{ items: Waiting[] }>('signatory', '/approvals')).body.items.map(({ mayDecide }) => mayDecide)).toEqual([true]);
    expect(await approved('signatory', asked.id)).toBe(200);
  });

  it('of 51 is not given, asked for, approved, and then fetched once by whoever asked', async () => {
    const one = await session('keyContact');
    expect((await one.get('/cases.csv')).statusCode).toBe(409);
    const list = await one.get('/cases');
    expect([list.body.includes('href="/cases/export"'), list.body.includes('/cases.csv')]).toEqual([true, false]);
    expect((await one.get('/cases/export')).body).toContain('The file has 51 cases.');
    expect((await one.post('/cases/export', {}, '/cases/export')).headers.location).toBe('/approvals');
    const [approval] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM approval');
    const file = `/approvals/${approval?.id}/cases.csv`;
    expect((await one.post(file, {}, '/approvals')).statusCode).toBe(409);
    expect((await api.get<{ items: Waiting[] }>('head', '/approvals')).body.items).toMatchObject([{ words: 'Export 51 cases to a file', mayDecide: true, mayFetch: false }]);
    expect(await approved('head', approval?.id ?? 0)).toBe(200);
    expect((await (await session('head')).post(file, {}, '/approvals')).statusCode).toBe(404);
    const fetched = await one.post(file, {}, '/approvals');
    expect([fetched.statusCode, fetched.headers['content-disposition'], lines(fetched.body)]).toEqual([200, 'attachment; filename="cases.csv"', 51]);
    expect((await one.post(file, {}, '/approvals')).statusCode).toBe(409);
    const [event] = await test.dataSource.query<object[]>(`SELECT person_id, subject FROM audit_event WHERE name = 'cases.export' ORDER BY id DESC LIMIT 1`);
    expect(event).toEqual({ person_id: test.region.people.keyContact, subject: `approval-${approval?.id}` });
  });

  it('is approved by the administrator, who sees how many cases it is about and no name', async () => {
    const { body } = await api.post<Waiting>('head', '/cases/exports', { search: 'Zora', authority: BIRMINGHAM });
    const seen = await api.get<Waiting>('administrator', `/approvals/${body.id}`);
    expect(seen.body.words).toBe('Export 51 cases to a file (of one authority, found by a search)');
    expect(await approved('administrator', body.id)).toBe(200);
    const key = { 'idempotency-key': 'the-file' };
    const { body: file } = await api.post<{ total: number; items: object[] }>('head', `/approvals/${body.id}/export`, undefined, key);
    expect([file.total, file.items.length]).toEqual([51, 51]);
    // Once means once, whatever key was sent.
    expect(await api.refusal('head', 'POST', `/approvals/${body.id}/export`, undefined, key)).toEqual([409, 'APPROVAL_OVER']);
    expect(await api.refusal('head', 'POST', `/approvals/${body.id}/export`)).toEqual([409, 'APPROVAL_OVER']);
  });

  it('is not decided by whoever asked, nor by a team manager, nor by another authority, and ends after three days', async () => {
    const { body } = await api.post<Waiting>('keyContact', '/cases/exports', {});
    expect(await approve('keyContact', body.id)).toEqual([403, 'SECOND_PERSON']);
    for (const who of ['manager', 'keyWorker', 'neighbourContact', 'signatory'] as const) expect(await approve(who, body.id)).toEqual([404, 'NOT_FOUND']);
    expect(await approved('head', body.id)).toBe(200);
    test.setNow('2026-05-14 09:00');
    expect(await api.refusal('keyContact', 'POST', `/approvals/${body.id}/export`)).toEqual([409, 'APPROVAL_OVER']);
  });

  it('in slices counts over the London day, whichever list they come from; the next day begins anew', async () => {
    test.setNow('2026-05-12 00:05');
    let one = await session('head');
    await asOperator(test, 'DELETE FROM disclosure');
    const references = await test.dataSource.query<{ id: number; reference: string }[]>('SELECT id, reference FROM young_person ORDER BY id');
    const took = (count: number, at: string) => test.operator.query(
      `INSERT INTO disclosure (case_id, means, items, to_whom, why, basis, made_by, made_at) SELECT id, 'export', '{care-status}', 'x', 'x', 'x', $1, $3::timestamptz FROM young_person ORDER BY id LIMIT $2`, [test.region.people.head, count, at]);
    const [first, last] = [references[0]?.reference, references.at(-1)?.reference];
    const file = async (reference?: string) => (await one.get(`/cases.csv?search=${reference}`)).statusCode;
    await took(50, '2026-05-11T22:59:00Z'); // 23:59 in London, the day before
    expect(await file(last)).toBe(200);
    await took(49, '2026-05-11T23:01:00Z');
    // The same again adds nothing; one more is the 51st.
    expect([await file(first), await file(references[49]?.reference)]).toEqual([200, 409]);
    const page = (await one.get(`/cases?search=${last}`)).body;
    expect([page.includes('/cases/export'), page.includes('/cases.csv')]).toEqual([true, false]);
    expect((await api.post('head', '/cases/exports', { search: references[49]?.reference })).status).toBe(201);
    test.setNow('2026-05-13 00:00');
    one = await session('head');
    expect(await file(references[49]?.reference)).toBe(200);
    await asOperator(test, 'DELETE FROM disclosure');
  });
});
