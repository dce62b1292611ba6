import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agreementsOf, broughtIntoForce, codesOf, CONSULTATION, scanned, SUPPORT, type Agreement } from './support/agreements.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { pageAs } from './support/page-as.js';
import { BIRMINGHAM, nameOf, type Who } from './support/region.js';

let test: TestApplication;
let api: ApiCalls;
let read: ReturnType<typeof agreementsOf>['read'];
let duty: ReturnType<typeof agreementsOf>['duty'];
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  ({ read, duty } = agreementsOf(test, api));
});
afterAll(() => test.close());


describe('an agreement between Elmfield Sixth Form and the Virtual School of its own area', () => {
  it('needs no consultation, is signed on paper by both, and ends for a reason', async () => {
    test.setNow('2028-09-01 09:00');
    const { body: draft } = await api.post<Agreement>('head', '/agreements', { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM });
    const at = (path: string) => `/agreements/${draft.id}${path}`;
    expect(await api.refusal('head', 'PUT', at('/consultation'), CONSULTATION)).toEqual([409, 'CONSULTATION_NOT_NEEDED']);
    await api.put('head', at('/support'), { ...SUPPORT, supportedOn: '2028-09-01' });
    await api.put('head', at('/meeting'), { meetingOn: '2028-09-01', signatoryRank: 'equivalent' });
    await api.put('head', at('/form'), { ...draft.form, signatoryName: 'Hester Lane', signatoryEmail: 'hester.lane@elmfield.example', signatoryRole: 'Head of Sixth Form' });
    for (const party of ['provider', 'virtual-school']) await api.post('head', at('/signatures/scans'), ...scanned({ party, signedOn: '2028-09-01', witness: 'Olga Dean' }));
    expect(await api.refusal('head', 'POST', at('/ending'), { endedOn: '2028-09-01', because: 'No' })).toEqual([409, 'NOT_IN_FORCE']);
    expect((await api.post<Agreement>('head', at('/activation'))).body.state).toBe('in force');
    expect(await api.refusal('head', 'POST', at('/ending'), { endedOn: '2028-08-31', because: 'No' })).toEqual([422, 'INVALID', 'endedOn: TOO_EARLY']);
    const ended = await api.post<Agreement>('head', at('/ending'), { endedOn: '2028-09-01', because: 'The sixth form closes' });
    expect(ended.body).toMatchObject({ endedOn: '2028-09-01', endedBecause: 'The sixth form closes' });
    test.setNow('2028-09-02 09:00');
    expect(await duty(`IM5/agreement-${draft.id}/first`)).toMatchObject({ outcome: 'no longer owed' });
  });
});

describe('an agreement that is amended (IM5)', () => {
  let first = 0;
  let amended = 0;

  const form = { signatoryName: 'Hester Lane', signatoryEmail: 'hester.lane@elmfield.example', signatoryRole: 'Head of Sixth Form' };
  const made = (id: number, meetingOn: string, signedOn: [string, string]) => broughtIntoForce(api, id, { meetingOn, signedOn, form });

  it('was in force from its last signature, on Thursday 5 October 2028, not from the meeting on Monday', async () => {
    test.setNow('2028-10-09 09:00');
    first = (await api.post<Agreement>('head', '/agreements', { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM })).body.id;
    expect(await made(first, '2028-10-02', ['2028-10-02', '2028-10-05'])).toMatchObject({ state: 'in force', signedOn: '2028-10-05', nextReviewOn: '2029-10-05' });
    expect(await duty(`EP1/agreement-${first}`)).toMatchObject({ due_on: '2028-10-05' });
  });

  it('is not replaced by a draft beside it, which is discarded with why and stays on record', async () => {
    const { body: beside } = await api.post<Agreement>('keyContact', '/agreements', { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM });
    expect(codesOf(beside)).toContain('ALREADY_ACTIVE');
    expect(await api.refusal('keyContact', 'POST', `/agreements/${first}/successor`)).toEqual([409, 'ALREADY_DRAFTED']);
    const path = `/agreements/${beside.id}/discarding`;
    expect(await api.refusal('otherDesignatedPerson', 'POST', path, { because: 'No' })).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('neighbourContact', 'POST', path, { because: 'No' })).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('keyContact', 'POST', path, { because: ' ' })).toEqual([422, 'INVALID', 'because: REQUIRED']);
    expect(await api.refusal('keyContact', 'POST', `/agreements/${first}/discarding`, { because: 'No' })).toEqual([409, 'NOT_A_DRAFT']);
    expect((await api.post('keyContact', path, { because: 'The one in force is amended instead' })).body).toMatchObject({ state: 'discarded', discarded: { on: '2028-10-09', because: 'The one in force is amended instead', byName: nameOf('keyContact') } });
    expect(await api.refusal('keyContact', 'POST', path, { because: 'Twice' })).toEqual([409, 'NOT_A_DRAFT']);
    expect(await api.refusal('head', 'PUT', `/agreements/${beside.id}/support`, { ...SUPPORT, supportedOn: '2028-10-09' })).toEqual([409, 'NOT_A_DRAFT']);
  });

  it('stays in force while the amended one is made, which comes with its form filled in', async () => {
    expect(await api.refusal('otherDesignatedPerson', 'POST', `/agreements/${first}/successor`)).toEqual([403, 'NOT_ALLOWED']);
    const drafted = await api.post<Agreement>('keyContact', `/agreements/${first}/successor`);
    amended = drafted.body.id;
    expect([drafted.status, drafted.headers.location, drafted.body]).toEqual([201, `/api/v1/agreements/${amended}`, expect.objectContaining({ state: 'draft', supersedes: { id: first, signedOn: '2028-10-05' } })]);
    expect(drafted.body.form).toMatchObject({ signatoryName: 'Hester Lane', signatoryRole: 'Head of Sixth Form' });
    expect(codesOf(drafted.body)).not.toContain('ALREADY_ACTIVE');
    expect(await read(first)).toMatchObject({ state: 'in force', endedOn: null, supersededBy: { id: amended, signedOn: null } });
    expect(await api.refusal('keyContact', 'POST', `/agreements/${first}/successor`)).toEqual([409, 'ALREADY_DRAFTED']);
  });

  it('ends the day before the amended one is in force, and its duties with it; what it was made of stays', async () => {
    test.setNow('2028-11-15 09:00');
    expect(await made(amended, '2028-11-13', ['2028-11-13', '2028-11-13'])).toMatchObject({ state: 'in force', signedOn: '2028-11-13', supersedes: { id: first } });
    expect(await read(first)).toMatchObject({ state: 'ended', signedOn: '2028-10-05', endedOn: '2028-11-12', endedBecause: `Superseded by agreement ${amended}`, supersededBy: { id: amended, signedOn: '2028-11-13' } });
    expect((await read(first)).signatures).toHaveLength(2);
    expect(await duty(`IM5/agreement-${first}/first`)).toMatchObject({ outcome: 'no longer owed' });
    expect(await duty(`IM5/agreement-${amended}/first`)).toMatchObject({ due_on: '2029-11-13', outcome: 'open' });
    expect(await api.refusal('head', 'POST', `/agreements/${first}/successor`)).toEqual([409, 'NOT_IN_FORCE']);
  });
});

describe('an agreement in force whose facts were recorded wrongly', () => {
  let id = 0;
  const at = (path: string) => `/agreements/${id}${path}`;
  const WHY = { reason: 'It was typed in wrongly' };

  it('says since when it is in force by the meeting as it was, and its duties follow (IM2, IM5)', async () => {
    id = (await api.get<{ items: Agreement[] }>('head', '/agreements')).body.items.find(({ state }) => state === 'in force')?.id ?? 0;
    test.setNow('2028-11-20 09:00');
    // An authority is a part of it from the first day of its first agreement, whichever of them was corrected to be that.
    const joined = () => test.dataSource.query<object[]>('SELECT joined_on FROM authority WHERE code = $1', [BIRMINGHAM]);
    const [before] = await joined();
    await test.dataSource.query(`UPDATE authority SET joined_on = '2028-12-01' WHERE code = $1`, [BIRMINGHAM]);
    const { body } = await api.post<Agreement>('keyContact', at('/meeting/correction'), { meetingOn: '2028-11-14', signatoryRank: 'equivalent', ...WHY });
    expect(body).toMatchObject({ signedOn: '2028-11-14', nextReviewOn: '2029-11-14' });
    expect(body.corrections).toEqual([expect.objectContaining({ before: { meetingOn: '2028-11-13', signedOn: '2028-11-13' }, after: { meetingOn: '2028-11-14', signedOn: '2028-11-14' }, reason: WHY.reason, correctedByName: nameOf('keyContact') })]);
    expect(await duty(`IM5/agreement-${id}/first`)).toMatchObject({ due_on: '2029-11-14', outcome: 'open' });
    expect(await duty(`EP1/agreement-${id}`)).toMatchObject({ due_on: '2028-11-14' });
    expect(await read(body.supersedes?.id ?? 0)).toMatchObject({ endedOn: '2028-11-13' });
    expect(await joined()).toEqual([before]);
  });

  it('is corrected in support, form and signatures on paper too; signatures stay', async () => {
    const { signatures, form } = await read(id);
    const scan = signatures.find(({ party }) => party === 'provider');
    await api.post('head', at('/support/correction'), { supportedOn: '2028-11-10', words: 'The Director, by letter', ...WHY });
    await api.post('otherDesignatedPerson', at('/form/correction'), { signatoryRole: 'Deputy head', ...WHY });
    await api.post('keyContact', at('/form/correction'), { keyContactName: 'Priya M. Shah', ...WHY });
    const { body } = await api.post<Agreement>('keyContact', at(`/signatures/${scan?.id}/correction`), { signedOn: '2028-11-15', witness: 'Olga M. Dean', ...WHY });
    expect(body).toMatchObject({ signedOn: '2028-11-15', form: { ...form, signatoryRole: 'Deputy head', keyContactName: 'Priya M. Shah' } });
    expect(body.signatures).toHaveLength(2);
    expect(body.corrections[0]).toMatchObject({ before: { 'signature of provider': '2028-11-13', 'witness of provider': 'Olga Dean', signedOn: '2028-11-14' } });
    const shown = await pageAs(test, 'keyContact', at(''));
    for (const text of ['In force from: Tuesday 14 November 2028, corrected to Wednesday 15 November 2028', 'Role of signatory to this agreement: Head of Sixth Form, corrected to Deputy head', 'The Director, by letter']) expect(shown).toContain(text);
  });

  it.each<[string, Who, string, object, (string | number)[]]>([
    ['by a key contact what the Virtual Head recorded', 'keyContact', '/support/correction', { supportedOn: '2028-11-09', words: 'x' }, [403, 'NOT_ALLOWED']],
    ['by the provider what the Virtual School recorded', 'otherDesignatedPerson', '/meeting/correction', { meetingOn: '2028-11-12', signatoryRank: 'principal' }, [403, 'NOT_ALLOWED']],
    ['by the provider a line of the Virtual School', 'otherDesignatedPerson', '/form/correction', { keyContactName: 'Another' }, [422, 'INVALID', 'keyContactName: OTHER_SIDE']],
    ['by somebody who has no part in it', 'signatory', '/form/correction', { signatoryRole: 'x' }, [404, 'NOT_FOUND']],
    ['without a reason', 'head', '/support/correction', { supportedOn: '2028-11-09', words: 'x', reason: undefined }, [422, 'INVALID', 'reason: REQUIRED']],
    ['to what it says already', 'keyContact', '/meeting/correction', { meetingOn: '2028-11-14', signatoryRank: 'equivalent' }, [409, 'ALREADY_SO']],
    ['to a day to come', 'keyContact', '/meeting/correction', { meetingOn: '2028-11-21', signatoryRank: 'equivalent' }, [422, 'INVALID', 'meetingOn: IN_THE_FUTURE']],
    ['to support after the signing', 'head', '/support/correction', { supportedOn: '2028-11-16', words: 'x' }, [409, 'NOT_SO', ': SUPPORT_AFTER_SIGNING']],
    ['in a consultation that nobody needed', 'keyContact', '/consultation/correction', { consultedOn: '2028-11-09', withWhom: 'x', outcome: 'x' }, [409, 'CONSULTATION_NOT_NEEDED']],
    ['in an end that it does not have', 'keyContact', '/ending/correction', {}, [409, 'NOT_ENDED']],
    ['in a signature that is not there', 'keyContact', '/signatures/99999/correction', { signedOn: '2028-11-13', witness: 'x' }, [404, 'NOT_FOUND']],
  ])('is not corrected %s', async (_what, who, path, body, expected) => {
    expect(await api.refusal(who, 'POST', at(path), { ...WHY, ...body })).toEqual(expected);
  });

  it('is corrected for the version that was read, and its pages ask each fact of whoever records it', async () => {
    expect(await api.refusal('keyContact', 'POST', at('/form/correction'), { keyContactName: 'Priya Shah', ...WHY }, { 'if-match': '"1"' })).toEqual([412, 'CHANGED_SINCE']);
    const scan = (await read(id)).signatures[0]?.id;
    for (const [path, shown] of [['support', 'give its support'], ['meeting', 'meeting held'], ['form', 'Virtual School key contact name'], [`signatures/${scan}`, 'saw it being signed'], ['ending', 'Leave it empty']] as const) expect([path, await pageAs(test, 'head', at(`/${path}/correction`))]).toEqual([path, expect.stringContaining(shown)]);
    expect(await pageAs(test, 'otherDesignatedPerson', at('/form/correction'))).not.toContain('Virtual School key contact name');
  });

  it('goes on where its end was a mistake, and what the end closed is owed again; not where another took its place', async () => {
    await api.post('head', at('/ending'), { endedOn: '2028-11-18', because: 'The sixth form closes' });
    expect(await duty(`IM5/agreement-${id}/first`)).toMatchObject({ outcome: 'no longer owed' });
    expect(await api.refusal('head', 'POST', at('/ending/correction'), { endedOn: '2028-11-14', ...WHY })).toEqual([409, 'NOT_SO', ': ENDS_BEFORE_IT_BEGINS']);
    expect((await api.post<Agreement>('head', at('/ending/correction'), { endedOn: '2028-11-19', ...WHY })).body).toMatchObject({ endedOn: '2028-11-19', endedBecause: 'The sixth form closes' });
    expect((await api.post<Agreement>('head', at('/ending/correction'), WHY)).body).toMatchObject({ state: 'in force', endedOn: null, endedBecause: null });
    expect(await duty(`IM5/agreement-${id}/first`)).toMatchObject({ outcome: 'open' });
    expect(await api.refusal('head', 'POST', `/agreements/${(await read(id)).supersedes?.id}/ending/correction`, WHY)).toEqual([409, 'SUPERSEDED']);
  });
});

describe('a challenge under the agreement, about no single young person (IM4)', () => {
  const path = (kind: string, id: number) => `/providers/${test.region.providers.elmfield}/records/${kind}?agreement=${id}`;
  const challenge = { happenedOn: '2028-11-20', to: 'designated-person', what: 'Plans come after the start, each year' };
  const answer = { happenedOn: '2028-11-20', resolved: 'yes', answer: 'Plans begin in May now' };
  let id = 0;
  let made = 0;

  it('is made by the Virtual School that signed, and is owed by whoever was asked in ten working days', async () => {
    id = (await api.get<{ items: Agreement[] }>('head', '/agreements')).body.items.find(({ state }) => state === 'in force')?.id ?? 0;
    test.setNow('2028-11-20 09:00');
    expect(await api.refusal('otherDesignatedPerson', 'POST', path('agreement-challenge', id), challenge)).toEqual([403, 'NOT_ALLOWED']);
    for (const [who, ...refused] of [['manager', 403, 'NOT_ALLOWED'], ['neighbourContact', 404, 'NOT_FOUND'], ['signatory', 404, 'NOT_FOUND']] as const) expect([who, ...(await api.refusal(who, 'POST', path('agreement-challenge', id), challenge))]).toEqual([who, ...refused]);
    expect(await api.refusal('keyContact', 'POST', path('agreement-challenge', id), { ...challenge, to: 'team-manager' })).toEqual([422, 'INVALID', 'to: NOT_A_CHOICE']);
    const { status, body } = await api.post<{ id: number }>('keyContact', path('agreement-challenge', id), challenge);
    made = body.id;
    expect([status, await duty(`IM4/agreement-${id}/challenge-${made}`)]).toEqual([201, { due_on: '2028-12-04', outcome: 'open', late: false }]);
    const { items } = (await api.get<{ items: { key: string }[] }>('otherDesignatedPerson', '/duties?mine=true&clause=IM4')).body;
    expect(items.map(({ key }) => key)).toEqual([`IM4/agreement-${id}/challenge-${made}`]);
  });

  it('is answered by them, on the page of the provider or in REST, and by nobody else', async () => {
    const { body: other } = await api.post<{ id: number }>('head', path('agreement-challenge', id), { ...challenge, to: 'signatory' });
    const figures = async () => (await api.get<{ figures: Record<string, number> }>('keyContact', `/agreements/${id}/review`)).body.figures;
    expect(await figures()).toMatchObject({ challenges: 2, challengesAnswered: 0 });
    expect(await api.refusal('otherDesignatedPerson', 'POST', path('agreement-challenge-answer', id), { ...answer, aboutId: other.id })).toEqual([422, 'INVALID', 'aboutId: NOT_ASKED']);
    expect(await api.refusal('otherDesignatedPerson', 'POST', path('agreement-challenge-answer', id), { ...answer, aboutId: 99999 })).toEqual([422, 'INVALID', 'aboutId: UNKNOWN_RECORD']);
    expect(await api.refusal('otherDesignatedPerson', 'POST', path('agreement-challenge-answer', id), { ...answer, happenedOn: '2028-11-19', aboutId: made })).toEqual([422, 'INVALID', 'happenedOn: TOO_EARLY']);
    expect(await api.refusal('keyContact', 'POST', path('agreement-challenge-answer', id), { ...answer, aboutId: made })).toEqual([403, 'NOT_ALLOWED']);
    const { offers } = (await api.get<{ offers: { kind: string; aboutId: number | null }[] }>('otherDesignatedPerson', `/providers/${test.region.providers.elmfield}`)).body;
    expect(offers.filter(({ kind }) => kind === 'agreement-challenge-answer').map(({ aboutId }) => aboutId)).toEqual([made]);
    expect(await pageAs(test, 'otherDesignatedPerson', `${path('agreement-challenge-answer', id)}&about=${made}`.replace('?', '/new?'))).toContain('Plans come after the start, each year');
    expect((await api.post('otherDesignatedPerson', path('agreement-challenge-answer', id), { ...answer, aboutId: made })).status).toBe(201);
    expect(await duty(`IM4/agreement-${id}/challenge-${made}`)).toMatchObject({ outcome: 'met', late: false });
    expect(await figures()).toMatchObject({ challenges: 2, challengesAnswered: 1 });
    const all = (await api.get<{ records: { kind: string; aboutId: number | null }[] }>('keyContact', `/providers/${test.region.providers.elmfield}`)).body.records;
    expect(all.find(({ kind }) => kind === 'agreement-challenge-answer')?.aboutId).toBe(made);
  });
});

describe('a duty of an organisation on hold', () => {
  interface View { duties: { key: string; status: string; heldUntil: string | null; hold: { kind: string; agreementId: number | null } | null }[]; records: { id: number; kind: string; words: Record<string, string> }[] }
  const page = () => `/providers/${test.region.providers.elmfield}`;
  const at = (id: number) => `${page()}/records/agreement-hold?agreement=${id}`;
  const dutyOn = async (who: Who, key: string, path = page()) => (await api.get<View>(who, path)).body.duties.find((one) => one.key === key);
  const held = async () => (await api.get<{ items: { clause: string; held: number; heldNow: number }[] }>('keyContact', '/coverage')).body.items.filter(({ clause }) => clause === 'IM3').map((one) => [one.held, one.heldNow])[0];
  let id = 0;
  let key = '';
  const hold = (change: object = {}) => ({ happenedOn: '2028-11-20', dutyKey: key, until: '2029-01-15', reason: 'The college is moving', ...change });
  const decide = (who: Who, aboutId: number) => api.refusal(who, 'POST', `${page()}/records/agreement-hold-decision?agreement=${id}`, { happenedOn: '2028-11-20', aboutId, decision: 'approved' });

  it('has a reason and an end, and is asked for by the Virtual School that has it', async () => {
    id = (await api.get<{ items: Agreement[] }>('head', '/agreements')).body.items.find(({ state }) => state === 'in force')?.id ?? 0;
    key = `IM3/agreement-${id}/virtual-school`;
    expect((await dutyOn('keyContact', key))?.hold).toEqual({ kind: 'agreement-hold', agreementId: id });
    expect((await dutyOn('otherDesignatedPerson', key))?.hold).toBeNull();
    expect(await api.refusal('otherDesignatedPerson', 'POST', at(id), hold())).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('neighbourContact', 'POST', at(id), hold())).toEqual([404, 'NOT_FOUND']);
    const dutyElsewhere = `VS7/authority-${BIRMINGHAM}/first`;
    expect(await api.refusal('keyContact', 'POST', at(id), hold({ dutyKey: dutyElsewhere }))).toEqual([422, 'INVALID', 'dutyKey: UNKNOWN_DUTY']);
    expect(await api.refusal('keyContact', 'POST', `${page()}/records/provider-hold`, hold())).toEqual([422, 'INVALID', 'dutyKey: UNKNOWN_DUTY']);
    expect(await api.refusal('keyContact', 'POST', at(id), hold({ until: '2028-11-20' }))).toEqual([422, 'INVALID', 'until: TOO_EARLY']);
    expect(await api.refusal('keyContact', 'POST', at(id), hold({ until: '2029-11-21' }))).toEqual([422, 'INVALID', 'until: TOO_LATE']);
    expect((await dutyOn('keyContact', key))?.heldUntil).toBeNull();
  });

  it('is asked for from its line on the page, approved by who neither asked nor owes it, counts in the figures, and is taken back', async () => {
    const before = (await held()) ?? [];
    const link = `${page()}/records/agreement-hold/new?agreement=${id}&of=${encodeURIComponent(key)}`;
    expect(await pageAs(test, 'keyContact', page())).toContain(link.replace('&', '&amp;'));
    const form = await pageAs(test, 'keyContact', link);
    expect(form).toContain('Ask for a hold on a duty under the agreement');
    expect(await pageAs(test, 'otherDesignatedPerson', page())).not.toContain('Ask for a hold');
    const { status, body } = await api.post<{ id: number; words: object }>('head', at(id), hold());
    expect([status, body.words]).toEqual([201, { reason: 'The college is moving' }]);
    const to = (what: string, of = body.id) => `/organisation-records/${of}/${what}`;
    expect(await api.refusal('keyContact', 'POST', to('correction'), { happenedOn: '2028-11-14', reason: 'Earlier' })).toEqual([409, 'TAKE_BACK_INSTEAD']);
    expect([(await dutyOn('keyContact', key))?.heldUntil, await held()]).toEqual([null, before]);
    // The Virtual Head asked, and the key contact owes it (IM3): it is the Director's to decide.
    for (const who of ['head', 'keyContact'] as const) expect([who, await decide(who, body.id)]).toEqual([who, [403, 'SECOND_PERSON']]);
    expect(await decide('manager', body.id)).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.get<{ decisions: { kind: string; count: number }[] }>('director', '/home')).body.decisions).toEqual([{ kind: 'hold', count: 1, firstOn: null }]);
    const decision = `${page()}/records/agreement-hold-decision/new?agreement=${id}&about=${body.id}`;
    expect(await pageAs(test, 'director', page())).toContain(decision.replaceAll('&', '&amp;'));
    expect(await pageAs(test, 'director', decision)).toContain('The college is moving');
    expect(await pageAs(test, 'director', '/holds')).toContain(decision.replaceAll('&', '&amp;'));
    const made = await api.post<{ id: number }>('director', decision.replace('/new', '').replace(/&about=\d+/, ''), { happenedOn: '2028-11-20', aboutId: body.id, decision: 'approved' });
    expect(made.status).toBe(201);
    expect(await decide('director', body.id)).toEqual([409, 'ALREADY_DECIDED']);
    expect(await dutyOn('otherDesignatedPerson', key)).toMatchObject({ heldUntil: '2029-01-15' });
    expect(await held()).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);
    expect(await pageAs(test, 'keyContact', page())).toMatch(/On hold[\s\S]*until Monday 15 January 2029[\s\S]*Ask to hold it for longer/);
    expect(await api.refusal('keyContact', 'POST', to('correction'), { happenedOn: '2028-11-13', reason: 'It began a week before' })).toEqual([409, 'TAKE_BACK_INSTEAD']);
    expect(await api.refusal('director', 'POST', to('correction', made.body.id), { happenedOn: '2028-11-13', reason: 'It began a week before' })).toEqual([409, 'TAKE_BACK_INSTEAD']);
    expect(await api.refusal('otherDesignatedPerson', 'POST', to('taking-back'), { reason: 'No' })).toEqual([403, 'NOT_ALLOWED']);
    expect((await api.post('head', to('taking-back'), { reason: 'It was another college' })).status).toBe(204);
    expect([(await dutyOn('keyContact', key))?.heldUntil, await held()]).toEqual([null, before]);
  });

  it('is an authority’s own on its own page', async () => {
    const path = `/authorities/${BIRMINGHAM}`;
    const own = (await api.get<View>('head', path)).body.duties.find(({ hold: one }) => one !== null);
    expect(own?.hold).toEqual({ kind: 'authority-hold', agreementId: null });
    const { body: asked } = await api.post<{ id: number }>('head', `${path}/records/authority-hold`, hold({ dutyKey: own?.key }));
    expect((await dutyOn('keyContact', own?.key ?? '', path))?.heldUntil).toBeNull();
    expect((await api.post('director', `${path}/records/authority-hold-decision`, { happenedOn: '2028-11-20', aboutId: asked.id, decision: 'approved' })).status).toBe(201);
    expect((await dutyOn('keyContact', own?.key ?? '', path))?.heldUntil).toBe('2029-01-15');
  });
});

it('and each is on the page of the Virtual School (P1), whatever became of it', async () => {
  const { body } = await api.get<{ signedWith: { name: string }[] }>('head', `/authorities/${BIRMINGHAM}/virtual-school`);
  expect(body.signedWith.map(({ name }) => name)).toEqual(['Elmfield Sixth Form', 'Elmfield Sixth Form', 'Elmfield Sixth Form']);
});
