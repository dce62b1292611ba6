import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agreementsOf, codesOf, CONSULTATION, PDF, scanned, SUPPORT, type Agreement } from './support/agreements.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { fileAs, pageAs } from './support/page-as.js';
import { readPdf } from './support/read-pdf.js';
import { BIRMINGHAM, COVENTRY, emailOf, nameOf, type Who } from './support/region.js';

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

const MEETING = { meetingOn: '2026-06-15', signatoryRank: 'principal' };


describe('an agreement between Ashgrove College in Coventry and the Virtual School of Birmingham', () => {
  let id = 0;
  const at = (path: string) => `/agreements/${id}${path}`;

  it('is drafted on Monday 15 June 2026 with the form filled in from those in post, and says what is missing', async () => {
    test.setNow('2026-06-15 09:00');
    const drafted = await api.post<Agreement>('keyContact', '/agreements', { providerId: test.region.providers.ashgrove, authorityCode: BIRMINGHAM });
    id = drafted.body.id;
    expect([drafted.status, drafted.headers.location]).toEqual([201, `/api/v1/agreements/${id}`]);
    expect(drafted.body.form).toMatchObject({ signatoryName: nameOf('signatory'), designatedTutorEmail: emailOf('designatedPerson'), virtualHeadName: nameOf('head'), keyContactEmail: emailOf('keyContact') });
    expect(codesOf(drafted.body)).toEqual(['NO_SOCIAL_CARE_SUPPORT', 'NO_CONSULTATION', 'FIELD_MISSING signatoryRole', 'NO_MEETING', 'SIGNATORY_ROLE', 'NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
    expect(await api.refusal('keyContact', 'POST', '/agreements', { providerId: test.region.providers.ashgrove, authorityCode: BIRMINGHAM })).toEqual([409, 'ALREADY_DRAFTED']);
  });

  it('is drafted by a Virtual School alone, for itself, with a provider that exists', async () => {
    const body = { providerId: test.region.providers.elmfield, authorityCode: BIRMINGHAM };
    for (const who of ['neighbourContact', 'signatory', 'manager', 'administrator'] as const) expect(await api.refusal(who, 'POST', '/agreements', body)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('head', 'POST', '/agreements', { ...body, providerId: 999 })).toEqual([422, 'INVALID', 'providerId: UNKNOWN_PROVIDER']);
    expect(await api.refusal('head', 'POST', '/agreements', { ...body, authorityCode: 'E99999999' })).toEqual([422, 'INVALID', 'authorityCode: UNKNOWN_AUTHORITY']);
  });

  it('is read by its parties and by the Virtual School of the area, and is not there for others', async () => {
    for (const who of ['head', 'keyContact', 'signatory', 'designatedPerson', 'neighbourContact'] as const) {
      expect((await api.get<{ items: { id: number }[] }>(who, '/agreements')).body.items.map((one) => one.id)).toEqual([id]);
    }
    for (const who of ['manager', 'keyWorker', 'otherDesignatedPerson', 'director', 'administrator'] as const) {
      expect(await api.refusal(who, 'GET', at(''))).toEqual([404, 'NOT_FOUND']);
      expect((await api.get(who, '/agreements')).body).toMatchObject({ items: [], total: 0 });
    }
  });

  it('does not come into force, and is not signed, while something is missing', async () => {
    const [status, code, ...reasons] = await api.refusal('head', 'POST', at('/activation'));
    expect([status, code, reasons]).toEqual([409, 'NOT_READY', [': NO_SOCIAL_CARE_SUPPORT', ': NO_CONSULTATION', 'signatoryRole: FIELD_MISSING', ': NO_MEETING', ': SIGNATORY_ROLE', ': NOT_SIGNED_BY_PROVIDER', ': NOT_SIGNED_BY_VIRTUAL_SCHOOL']]);
    expect(await api.refusal('signatory', 'POST', at('/signatures'))).toEqual([409, 'NOT_READY_TO_SIGN', ': NO_SOCIAL_CARE_SUPPORT', ': NO_CONSULTATION', 'signatoryRole: FIELD_MISSING']);
  });

  it.each<[Who, 'PUT' | 'POST', string, object]>([
    ['keyContact', 'PUT', '/support', SUPPORT],
    ['signatory', 'PUT', '/support', SUPPORT],
    ['designatedPerson', 'PUT', '/consultation', CONSULTATION],
    ['neighbourContact', 'PUT', '/consultation', CONSULTATION],
    ['signatory', 'PUT', '/meeting', MEETING],
    ['neighbourContact', 'PUT', '/form', {}],
    ['keyContact', 'POST', '/signatures', {}],
    ['designatedPerson', 'POST', '/signatures', {}],
    ['keyContact', 'POST', '/activation', {}],
    ['signatory', 'POST', '/ending', { endedOn: '2026-06-15', because: 'No' }],
  ])('does not let the %s %s %s', async (who, method, path, body) => {
    expect(await api.refusal(who, method, at(path), body)).toEqual([403, 'NOT_ALLOWED']);
  });

  it('takes support, consultation and meeting of days that have been', async () => {
    expect(await api.refusal('head', 'PUT', at('/support'), { ...SUPPORT, supportedOn: '2026-06-16' })).toEqual([422, 'INVALID', 'supportedOn: IN_THE_FUTURE']);
    expect(await api.refusal('head', 'PUT', at('/meeting'), { ...MEETING, signatoryRank: 'caretaker' })).toEqual([422, 'INVALID', 'signatoryRank: NOT_A_CHOICE']);
    await api.put('head', at('/support'), SUPPORT);
    await api.put('keyContact', at('/consultation'), CONSULTATION);
    const { body } = await api.put<Agreement>('keyContact', at('/meeting'), MEETING);
    expect(codesOf(body)).toEqual(['FIELD_MISSING signatoryRole', 'NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
  });

  it('has its form filled in by the provider too, for the version that was read', async () => {
    const { form, version } = await read(id);
    expect(await api.refusal('designatedPerson', 'PUT', at('/form'), form, { 'if-match': '"1"' })).toEqual([412, 'CHANGED_SINCE']);
    expect(await api.refusal('designatedPerson', 'PUT', at('/form'), { ...form, signatoryEmail: 'nobody' })).toEqual([422, 'INVALID', 'signatoryEmail: WRONG_FORM']);
    const filled = await api.put<Agreement>('designatedPerson', at('/form'), { ...form, signatoryRole: 'Principal' }, { 'if-match': `"${version}"` });
    expect(codesOf(filled.body)).toEqual(['NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
  });

  it('is signed by those whom the form names, each for their own party', async () => {
    const { form } = await read(id);
    await api.put('signatory', at('/form'), { ...form, signatoryEmail: 'another@ashgrove.example' });
    expect(await api.refusal('signatory', 'POST', at('/signatures'))).toEqual([409, 'SIGNER_NOT_NAMED']);
    await api.put('signatory', at('/form'), form);
    await api.post('signatory', at('/signatures'));
    const { body } = await api.post<Agreement>('head', at('/signatures'));
    expect(body.signatures.map(({ party, how }) => [party, how])).toEqual([['provider', 'signed-in'], ['virtual-school', 'signed-in']]);
    expect(codesOf(body)).toEqual([]);
  });

  it('has to be signed again once a line of the form has changed, and not when the same form is kept', async () => {
    const { form } = await read(id);
    expect((await api.put<Agreement>('keyContact', at('/form'), form)).body.signatures).toHaveLength(2);
    const changed = await api.put<Agreement>('keyContact', at('/form'), { ...form, designatedTutorPhone: '07700 900999' });
    expect(codesOf(changed.body)).toEqual(['NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
    await api.post('signatory', at('/signatures'));
  });

  it('refuses a scan that is no PDF, JPEG or PNG whatever its name says, and one without a witness', async () => {
    const fields = { party: 'virtual-school', signedOn: '2026-06-15', witness: 'Prudence Vale' };
    expect(await api.refusal('keyContact', 'POST', at('/signatures/scans'), ...scanned(fields, '<script>'))).toEqual([422, 'INVALID', 'file: WRONG_TYPE']);
    expect(await api.refusal('keyContact', 'POST', at('/signatures/scans'), ...scanned(fields, `%PDF-${'x'.repeat(10 * 1024 * 1024)}`))).toEqual([422, 'INVALID', 'file: TOO_LARGE']);
    expect(await api.refusal('keyContact', 'POST', at('/signatures/scans'), ...scanned({ ...fields, witness: '' }))).toEqual([422, 'INVALID', 'witness: REQUIRED']);
    expect(await api.refusal('keyContact', 'POST', at('/signatures/scans'), fields)).toEqual([422, 'INVALID', 'file: REQUIRED']);
    expect(await api.refusal('designatedPerson', 'POST', at('/signatures/scans'), ...scanned(fields))).toEqual([403, 'NOT_ALLOWED']);
  });

  it('does not come into force where it was signed before social care supported it', async () => {
    const early = await api.post<Agreement>('keyContact', at('/signatures/scans'), ...scanned({ party: 'virtual-school', signedOn: '2026-05-29', witness: 'Prudence Vale' }));
    expect(codesOf(early.body)).toEqual(['SUPPORT_AFTER_SIGNING', 'CONSULTATION_AFTER_SIGNING']);
    expect(await api.refusal('head', 'POST', at('/activation'))).toEqual([409, 'NOT_READY', ': SUPPORT_AFTER_SIGNING', ': CONSULTATION_AFTER_SIGNING']);
  });

  it('keeps a scan with its witness, for those who may read the agreement', async () => {
    const { body } = await api.post<Agreement>('keyContact', at('/signatures/scans'), ...scanned({ party: 'virtual-school', signedOn: '2026-06-15', witness: 'Prudence Vale' }));
    const scan = body.signatures.find(({ how }) => how === 'scanned');
    expect(scan).toMatchObject({ party: 'virtual-school', witness: 'Prudence Vale' });
    const file = await fileAs(test, 'designatedPerson', `/agreements/${id}/signatures/${scan?.id}/file`);
    expect([file.status, file.type, file.disposition, file.text]).toEqual([200, 'application/pdf', `attachment; filename="signature-${scan?.id}.pdf"`, PDF]);
    expect((await fileAs(test, 'otherDesignatedPerson', `/agreements/${id}/signatures/${scan?.id}/file`)).status).toBe(404);
    const sent = await api.get<{ fileType: string; base64: string }>('designatedPerson', at(`/signatures/${scan?.id}/scan`));
    expect([sent.body.fileType, Buffer.from(sent.body.base64, 'base64').toString()]).toEqual(['application/pdf', PDF]);
    expect(await api.refusal('otherDesignatedPerson', 'GET', at(`/signatures/${scan?.id}/scan`))).toEqual([404, 'NOT_FOUND']);
  });

  it('comes into force as of the meeting, and opens the duties of an agreement (EP1, IM3, IM5)', async () => {
    test.setNow('2026-06-17 09:00');
    const onPaper = async () => (await readPdf((await fileAs(test, 'designatedPerson', `/agreements/${id}/pdf`)).bytes)).outline;
    expect(await onPaper()).toContain(' P: Draft: not in force.');
    const { body } = await api.post<Agreement>('head', at('/activation'));
    expect(body).toMatchObject({ state: 'in force', signedOn: '2026-06-15', blockers: [], nextReviewOn: '2027-06-15' });
    expect(await onPaper()).toEqual(expect.arrayContaining([
      ' H1: Post 16 Young People in Care and Care Leaver Learner Support Partnership Agreement – West Midlands', ' P: In force from Monday 15 June 2026.',
      '   TH: Designated tutor phone', '   TD: 07700 900999', '   TH: Head of Virtual School signature', expect.stringMatching(/^ {3}TD: .+, Monday 15 June 2026, on paper$/),
    ]));
    expect((await fileAs(test, 'otherDesignatedPerson', `/agreements/${id}/pdf`)).status).toBe(404);
    expect(body.contacts.every(({ inPost }) => inPost)).toBe(true);
    expect(await duty(`IM5/agreement-${id}/first`)).toEqual({ due_on: '2027-06-15', outcome: 'open', late: false });
    expect(await duty(`EP1/agreement-${id}`)).toEqual({ due_on: '2026-06-15', outcome: 'met', late: false });
    // With its first agreement the Virtual School's authority has joined: it owes a key contact and promotion from then on (VS1, VS2).
    const [authority] = await test.dataSource.query<{ joined_on: string; clauses: string[] }[]>(
      `SELECT a.joined_on, array_agg(DISTINCT d.clause ORDER BY d.clause) AS clauses FROM agreement g JOIN authority a ON a.code = g.authority_code
       JOIN duty d ON d.authority_code = a.code WHERE g.signed_on IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 1`,
    );
    expect(authority?.joined_on).toMatch(/^2026-/);
    expect(authority?.clauses).toEqual(expect.arrayContaining(['VS1', 'VS7']));
  });

  describe('belongs to the Virtual School that signed it, not to that of the area', () => {
    const kept = async (who: Who) => (await api.get<{ items: { key: string; homeAuthorityName: string }[] }>(who, '/duties?limit=100')).body.items.filter(({ key }) => /^IM[35]/.test(key)).map(({ key }) => key);
    const inQueue = async (who: Who) => (await api.get<{ items: { id: number; dutyKey: string }[] }>(who, '/escalations?clause=IM3')).body.items;

    it('by its settings', async () => {
      test.setNow('2026-06-15 09:00');
      await api.post('head', `/authorities/${BIRMINGHAM}/settings`, { name: 'publicisedWorkingDays', value: 10, effectiveOn: '2026-06-15' });
      expect(await duty(`IM3/agreement-${id}/virtual-school`)).toMatchObject({ due_on: '2026-06-29' });
    });

    it('on the home page', async () => {
      test.setNow('2026-06-17 09:00');
      expect(await kept('keyContact')).toEqual([`IM3/agreement-${id}/provider`, `IM3/agreement-${id}/virtual-school`, `IM5/agreement-${id}/first`]);
      expect((await api.get<{ items: { key: string }[] }>('keyContact', '/duties?mine=true&clause=IM5')).body.items).toHaveLength(1);
      expect(await kept('neighbourContact')).toEqual([]);
    });

    it('on the page of the provider, where it records its side (IM3) and changes nobody’s post', async () => {
      const { status, body } = await api.get<{ agreements: { id: number }[]; offers: object[] }>('keyContact', `/providers/${test.region.providers.ashgrove}`);
      expect([status, body.agreements.map((one) => one.id), body.offers]).toEqual([200, [id], ['publicised', 'agreement-challenge'].map((kind) => expect.objectContaining({ kind, agreementId: id }))]);
      const area = await api.get<{ offers: { kind: string }[] }>('neighbourContact', `/providers/${test.region.providers.ashgrove}`);
      expect(area.body.offers.map(({ kind }) => kind)).not.toContain('publicised');
      const path = `/providers/${test.region.providers.ashgrove}/records/publicised?agreement=${id}`;
      const publicised = { happenedOn: '2026-06-16', party: 'virtual-school', how: 'The newsletter to carers' };
      expect(await api.refusal('neighbourContact', 'POST', path, publicised)).toEqual([403, 'NOT_ALLOWED']);
      expect((await api.post('keyContact', path, publicised)).status).toBe(201);
      expect(await duty(`IM3/agreement-${id}/virtual-school`)).toMatchObject({ outcome: 'met' });
    });

    it('and is corrected by whoever recorded it, each party its own; both sides are kept, and the duty follows (IM3)', async () => {
      const [record] = (await api.get<{ records: { id: number; mayCorrect: boolean }[] }>('keyContact', `/providers/${test.region.providers.ashgrove}`)).body.records;
      const path = (what: string) => `/organisation-records/${record?.id}/${what}`;
      const day = { happenedOn: '2026-06-17', reason: 'It went out a day later' };
      expect(record?.mayCorrect).toBe(true);
      expect(await api.refusal('signatory', 'POST', path('correction'), day)).toEqual([403, 'NOT_ALLOWED']);
      expect(await api.refusal('otherDesignatedPerson', 'POST', path('correction'), day)).toEqual([404, 'NOT_FOUND']);
      expect(await api.refusal('keyContact', 'POST', path('correction'), { ...day, happenedOn: '2026-06-18' })).toEqual([422, 'INVALID', 'happenedOn: IN_THE_FUTURE']);
      expect((await api.post('keyContact', path('correction'), day)).status).toBe(204);
      expect(await api.refusal('keyContact', 'POST', path('correction'), day)).toEqual([409, 'ALREADY_SO']);
      const metOn = async () => (await test.dataSource.query<{ outcome: string; met_on: string | null }[]>('SELECT outcome, met_on FROM duty WHERE key = $1', [`IM3/agreement-${id}/virtual-school`]))[0];
      expect(await metOn()).toEqual({ outcome: 'met', met_on: '2026-06-17' });
      expect(await api.refusal('signatory', 'POST', path('taking-back'), { reason: 'No' })).toEqual([403, 'NOT_ALLOWED']);
      expect((await api.post('keyContact', path('taking-back'), { reason: 'It was another newsletter' })).status).toBe(204);
      expect(await api.refusal('keyContact', 'POST', path('taking-back'), { reason: 'Twice' })).toEqual([404, 'NOT_FOUND']);
      expect(await metOn()).toEqual({ outcome: 'open', met_on: null });
      const { body } = await api.get<{ corrections: object[] }>('keyContact', `/providers/${test.region.providers.ashgrove}`);
      expect(body.corrections).toEqual([
        expect.objectContaining({ fact: 'organisation-record', what: 'publicised', before: { happenedOn: '2026-06-17' }, after: null, reason: 'It was another newsletter' }),
        expect.objectContaining({ before: { happenedOn: '2026-06-16' }, after: { happenedOn: '2026-06-17' }, reason: 'It went out a day later', correctedByName: nameOf('keyContact') }),
      ]);
      const again = await api.post<{ id: number }>('keyContact', `/providers/${test.region.providers.ashgrove}/records/publicised?agreement=${id}`, { happenedOn: '2026-06-16', party: 'virtual-school', how: 'The newsletter to carers' });
      expect(again.status).toBe(201);
      expect(await pageAs(test, 'keyContact', `/organisation-records/${again.body.id}/correction`)).toContain('Why is it corrected?');
      expect(await pageAs(test, 'keyContact', `/organisation-records/${again.body.id}/taking-back`)).toContain('Why was it a mistake?');
    });

    it('in its queue, and with its mails', async () => {
      test.setNow('2026-07-01 09:00');
      await test.runJobs();
      const [item] = await inQueue('keyContact');
      expect(item).toMatchObject({ dutyKey: `IM3/agreement-${id}/provider`, homeAuthorityName: 'Birmingham' });
      expect(await inQueue('neighbourContact')).toEqual([]);
      expect(await api.refusal('neighbourContact', 'POST', `/escalations/${item?.id}/take`)).toEqual([404, 'NOT_FOUND']);
      expect((await api.post('keyContact', `/escalations/${item?.id}/take`)).status).toBe(200);
      const told = await test.dataSource.query<{ email: string }[]>(
        `SELECT DISTINCT p.email FROM message m JOIN person p ON p.id = m.person_id JOIN message_notice c ON c.message_id = m.id JOIN notice n ON n.id = c.notice_id WHERE n.clause = 'IM3' ORDER BY 1`);
      expect(told.map(({ email }) => email)).toEqual([emailOf('keyContact'), emailOf('signatory')].sort());
    });
  });

  it('stays then as it was made', async () => {
    for (const [path, body] of [['/support', SUPPORT], ['/consultation', CONSULTATION], ['/meeting', MEETING], ['/form', {}]] as const) {
      expect(await api.refusal('head', 'PUT', at(path), body)).toEqual([409, 'NOT_A_DRAFT']);
    }
    for (const path of ['/signatures', '/activation']) expect(await api.refusal('head', 'POST', at(path))).toEqual([409, 'NOT_A_DRAFT']);
  });

  it('is corrected in what was recorded about it, not in what somebody did here (IM2)', async () => {
    const why = { reason: 'It was a day later' };
    expect((await api.post<Agreement>('keyContact', at('/consultation/correction'), { ...CONSULTATION, consultedOn: '2026-06-03', ...why })).body.corrections).toMatchObject([{ before: { consultedOn: '2026-06-02' }, after: { consultedOn: '2026-06-03' } }]);
    const own = (await read(id)).signatures.find(({ how }) => how === 'signed-in');
    expect(await api.refusal('keyContact', 'POST', at(`/signatures/${own?.id}/correction`), { signedOn: '2026-06-14', witness: 'x', ...why })).toEqual([409, 'SIGNED_HERE']);
    expect(await api.refusal('designatedPerson', 'POST', at('/form/correction'), { signatoryName: 'P. Vale', ...why })).toEqual([422, 'INVALID', 'signatoryName: SIGNED_SO']);
    const { body: draft } = await api.post<Agreement>('neighbourContact', '/agreements', { providerId: test.region.providers.ashgrove, authorityCode: COVENTRY });
    expect(await api.refusal('neighbourContact', 'POST', `/agreements/${draft.id}/meeting/correction`, { ...MEETING, ...why })).toEqual([409, 'NOT_MADE_YET']);
    await api.post('neighbourContact', `/agreements/${draft.id}/discarding`, { because: 'Not now' });
  });

  it('stands against a second one between the two', async () => {
    const { body } = await api.post<Agreement>('head', '/agreements', { providerId: test.region.providers.ashgrove, authorityCode: BIRMINGHAM });
    expect(codesOf(body)).toContain('ALREADY_ACTIVE');
    expect(await api.refusal('head', 'POST', `/agreements/${body.id}/activation`)).toContain(': ALREADY_ACTIVE');
  });

  it('says when somebody whom its form names is no longer in post', async () => {
    await test.dataSource.query('UPDATE post_holding SET until_on = $2 WHERE person_id = $1', [test.region.people.designatedPerson, '2026-06-17']);
    expect((await read(id)).contacts.filter(({ inPost }) => !inPost).map(({ post }) => post)).toEqual(['designated-person']);
    await test.dataSource.query('UPDATE post_holding SET until_on = NULL WHERE person_id = $1', [test.region.people.designatedPerson]);
  });
});
