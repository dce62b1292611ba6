import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agreementsOf, broughtIntoForce, PDF, scanned, type Agreement } from './support/agreements.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { fileAs, pageAs } from './support/page-as.js';
import { BIRMINGHAM, COVENTRY, nameOf, type Who } from './support/region.js';
import { placementAgreed } from './support/situations.js';

interface Review {
  id: number;
  figures: Record<string, number | string>;
  clauses: { clause: string; rating: string | null; isChosen: boolean; missed: number; providerEvidence: string | null }[];
  actions: object[];
  contacts: { post: string; name: string | null; state: string | null }[];
  missing: { code: string }[];
  signatures: { id: number; party: string; how: string; signerName: string }[];
}

let test: TestApplication;
let api: ApiCalls;
let read: ReturnType<typeof agreementsOf>['read'];
let duty: ReturnType<typeof agreementsOf>['duty'];
let id = 0;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  ({ read, duty } = agreementsOf(test, api));
  test.setNow('2026-06-17 09:00');
  const parties = { providerId: test.region.providers.ashgrove, authorityCode: BIRMINGHAM };
  id = (await api.post<Agreement>('keyContact', '/agreements', parties)).body.id;
  await broughtIntoForce(api, id, { meetingOn: '2026-06-15', form: { signatoryRole: 'Principal' }, consulted: true });
  // The next one is drafted meanwhile.
  await api.post('head', '/agreements', parties);
});
afterAll(() => test.close());

const at = (path: string) => `/agreements/${id}${path}`;

describe('the annual review of an agreement in force since Monday 15 June 2026 (IM5)', () => {
  describe('reviewed on Thursday 10 June 2027', () => {
    let placed: { reference: string };

    it('comes with the year counted, and nobody’s name; whose case ended before it, or was registered by mistake, does not count', async () => {
      const [twice, gone] = [await placementAgreed(test), await placementAgreed(test)];
      placed = await placementAgreed(test);
      test.setNow('2026-06-18 09:00');
      // Found out within the year: that it was a mistake alone keeps it out of the figures, with what was said and done in it.
      const record = async (who: Who, kind: string, body: object) => {
        const { status, body: { id: recordId } } = await api.post<{ id: number }>(who, `/cases/${twice.reference}/records/${kind}`, { happenedOn: '2026-06-18', placementId: twice.placementId, ...body });
        expect([kind, status]).toEqual([kind, 201]);
        return recordId;
      };
      const aboutId = await record('keyWorker', 'view', { addressedTo: 'designated-person', ownWords: 'Quieter, please' });
      await record('designatedPerson', 'view-answer', { placementId: undefined, aboutId, howTold: 'phone', whatWasDone: 'Another room' });
      await record('keyContact', 'challenge', { to: 'designated-person', what: 'No mentor yet' });
      expect(await test.dataSource.query(`SELECT clause FROM duty WHERE placement_id = $1 AND outcome = 'met' AND clause = 'EP5'`, [twice.placementId])).toEqual([{ clause: 'EP5' }]);
      for (const [{ reference }, closing] of [[twice, { happenedOn: '2026-06-18', cause: 'registered-by-mistake' }], [gone, { happenedOn: '2026-06-12', cause: 'moved-authority', takenOverBy: 'Wolverhampton, Ola Berg' }]] as const) {
        expect((await api.post('manager', `/cases/${reference}/records/case-closing`, { notes: 'x', ...closing })).status).toBe(201);
      }
      test.setNow('2027-06-10 09:00');
      await test.runJobs();
      const { status, body } = await api.get<Review>('keyContact', at('/review'));
      expect([status, body.figures]).toEqual([200, expect.objectContaining({ from: '2026-06-15', to: '2027-06-10', youngPeople: 1, placements: 1, views: 0, challenges: 0, breaches: 0 })]);
      expect(body.clauses.find(({ clause }) => clause === 'KW3')).toMatchObject({ missed: 1, rating: 'red', isChosen: false });
      expect(body.clauses.find(({ clause }) => clause === 'EP1')).toMatchObject({ rating: 'green' });
      expect(body.clauses.filter(({ clause }) => clause === 'EP5')).toEqual([]);
      // Whoever sees each young person there is told each number; nobody else is told one that fewer than five stand behind, nor that there is one.
      expect((await api.get<Review>('designatedPerson', at('/review'))).body.figures).toEqual(body.figures);
      const { body: asSignatory } = await api.get<Review>('signatory', at('/review'));
      expect(asSignatory.figures).toMatchObject({ from: '2026-06-15', youngPeople: null, placements: null, views: null, riskNotices: null, breaches: null });
      expect([asSignatory.clauses.filter(({ clause }) => clause === 'KW3'), asSignatory.clauses.find(({ clause }) => clause === 'EP1')]).toEqual([[], body.clauses.find(({ clause }) => clause === 'EP1')]);
      expect(await pageAs(test, 'signatory', at('/review'))).toContain('<dt>Young people there</dt><dd>fewer than 5</dd>');
      // So it is for whoever is kept out of one of them.
      await test.dataSource.query(`INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) SELECT id, $2, 'relative', $2, now() FROM young_person WHERE reference = $1`, [placed.reference, test.region.people.keyContact]);
      expect((await api.get<Review>('keyContact', at('/review'))).body.figures).toEqual(asSignatory.figures);
      await test.dataSource.query('DELETE FROM case_exclusion');
      expect(JSON.stringify(body)).not.toMatch(new RegExp(`Zebedee|Quill|${placed.reference}`));
    });

    it('is the two parties’ to prepare, each its own half, while the agreement is in force', async () => {
      expect(await api.refusal('neighbourContact', 'GET', at('/review'))).toEqual([403, 'NOT_ALLOWED']);
      for (const [who, path, body] of [
        ['designatedPerson', 'meeting', { heldOn: '2027-06-10', attended: 'x' }], ['signatory', 'words', { youngPeopleSaid: 'x', wentWrong: 'x', virtualSchoolNeeds: 'x' }],
        ['designatedPerson', 'clauses/KW3', { rating: 'green' }], ['signatory', 'decision', { decision: 'renew' }], ['signatory', 'earlier-actions/1', { outcome: 'done' }],
        ['keyContact', 'provider', { views: 'x', needs: 'x' }], ['head', 'clauses/KW3/provider-evidence', { providerEvidence: 'x' }],
      ] as const) expect([path, ...(await api.refusal(who, 'PUT', at(`/review/${path}`), body))]).toEqual([path, 403, 'NOT_ALLOWED']);
      expect(await api.refusal('signatory', 'POST', at('/reviews'))).toEqual([403, 'NOT_ALLOWED']);
      for (const who of ['keyContact', 'designatedPerson'] as const) expect(await api.refusal(who, 'POST', at('/review/signatures'))).toEqual([403, 'NOT_ALLOWED']);
      expect(await api.refusal('designatedPerson', 'PUT', at('/review/contacts'), { designatedPerson: 'right', keyContact: 'right' })).toEqual([422, 'INVALID', 'keyContact: OTHER_SIDE']);
      expect(await api.refusal('manager', 'GET', at('/review'))).toEqual([404, 'NOT_FOUND']);
      const draft = (await api.get<{ items: Agreement[] }>('head', '/agreements')).body.items.find(({ state }) => state === 'draft');
      expect(await api.refusal('head', 'GET', `/agreements/${draft?.id}/review`)).toEqual([409, 'NOT_IN_FORCE']);
      expect(await api.refusal('keyContact', 'PUT', at('/review/clauses/XX1'), { rating: 'red' })).toEqual([404, 'NOT_FOUND']);
      expect(await api.refusal('keyContact', 'PUT', at('/review/clauses/KW3'), { rating: 'blue' })).toEqual([422, 'INVALID', 'rating: NOT_A_CHOICE']);
      expect(await api.refusal('keyContact', 'PUT', at('/review/meeting'), { heldOn: '2026-06-14', attended: 'x' })).toEqual([422, 'INVALID', 'heldOn: TOO_EARLY']);
      const unwritten = [': NO_MEETING', ': NO_PROVIDER_WORDS', ': NO_WORDS', ': CONTACTS_NOT_CHECKED', ': NO_ACTIONS', ': NO_DECISION'];
      expect(await api.refusal('keyContact', 'POST', at('/reviews'))).toEqual([409, 'NOT_READY', ...unwritten, ': NOT_SIGNED_BY_PROVIDER', ': NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
      expect(await api.refusal('signatory', 'POST', at('/review/signatures'))).toEqual([409, 'NOT_READY_TO_SIGN', ...unwritten]);
    });

    it('keeps what is written between visits', async () => {
      await api.put('designatedPerson', at('/review/clauses/KW3/provider-evidence'), { providerEvidence: 'The plan waits for one signature' });
      expect((await api.get<Review>('keyContact', at('/review'))).body.clauses.find(({ clause }) => clause === 'KW3')).toMatchObject({ rating: 'red', isChosen: false, providerEvidence: 'The plan waits for one signature' });
      await api.put('keyContact', at('/review/meeting'), { heldOn: '2027-06-10', attended: 'Prudence Vale, Priya Shah' });
      await api.put('signatory', at('/review/provider'), { views: 'A good year', needs: 'Plans by July' });
      await api.put('head', at('/review/words'), { youngPeopleSaid: 'More workshops', wentWrong: 'One plan was late', virtualSchoolNeeds: 'Attendance sooner' });
      await api.put('keyContact', at('/review/clauses/KW3'), { rating: 'amber' });
      await api.put('designatedPerson', at('/review/contacts'), { signatory: 'right', designatedPerson: 'to put right' });
      expect(await api.refusal('signatory', 'POST', at('/review/signatures'))).toEqual([409, 'NOT_READY_TO_SIGN', ': CONTACTS_NOT_CHECKED', ': NO_ACTIONS', ': NO_DECISION']);
      const { body: checked } = await api.put<Review>('keyContact', at('/review/contacts'), { virtualHead: 'right', keyContact: 'right' });
      expect(checked.contacts.map(({ name, state }) => [name, state])).toEqual([[nameOf('signatory'), 'right'], [nameOf('designatedPerson'), 'to put right'], [nameOf('head'), 'right'], [nameOf('keyContact'), 'right']]);
      for (const what of ['A room', 'A call each term']) await api.post('keyContact', at('/review/actions'), { what, owner: 'Dan Pike', dueOn: '2027-07-01' });
      expect((await api.delete('keyContact', at('/review/actions/1'))).status).toBe(204);
      expect(await api.refusal('keyContact', 'DELETE', at('/review/actions/2'))).toEqual([404, 'NOT_FOUND']);
      const { body } = await api.put<Review>('keyContact', at('/review/decision'), { decision: 'renew' });
      expect(body).toMatchObject({ meeting: { heldOn: '2027-06-10' }, words: { wentWrong: 'One plan was late' }, provider: { needs: 'Plans by July' }, actions: [{ what: 'A call each term' }], proposed: { decision: 'renew', endsOn: null } });
      expect(body.missing.map(({ code }) => code)).toEqual(['NOT_SIGNED_BY_PROVIDER', 'NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
      expect(body.clauses.find(({ clause }) => clause === 'KW3')).toMatchObject({ rating: 'amber', isChosen: true, providerEvidence: 'The plan waits for one signature' });
    });

    it('has both sides’ word, signed in or on paper with a witness; what is changed after it is signed again (IM5)', async () => {
      const scan = { party: 'virtual-school', signerName: 'Hugh Farrow', signedOn: '2027-06-10', witness: 'Prudence Vale' };
      const signed = async () => (await api.get<Review>('keyContact', at('/review'))).body.signatures.map(({ party, how, signerName }) => [party, how, signerName]);
      await api.post('signatory', at('/review/signatures'));
      expect(await api.refusal('keyContact', 'POST', at('/reviews'))).toEqual([409, 'NOT_READY', ': NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
      expect(await api.refusal('keyContact', 'POST', at('/review/signatures/scans'), ...scanned({ ...scan, signedOn: '2027-06-09' }))).toEqual([422, 'INVALID', 'signedOn: TOO_EARLY']);
      expect(await api.refusal('keyContact', 'POST', at('/review/signatures/scans'), ...scanned({ ...scan, witness: '' }))).toEqual([422, 'INVALID', 'witness: REQUIRED']);
      expect(await api.refusal('designatedPerson', 'POST', at('/review/signatures/scans'), ...scanned(scan))).toEqual([403, 'NOT_ALLOWED']);
      await api.post('keyContact', at('/review/signatures/scans'), ...scanned(scan));
      expect(await signed()).toEqual([['provider', 'signed-in', nameOf('signatory')], ['virtual-school', 'scanned', 'Hugh Farrow']]);
      expect((await read(id)).signatures.map(({ how }) => how).sort()).toEqual(['scanned', 'scanned']);
      await api.put('keyContact', at('/review/decision'), { decision: 'renew' });
      expect(await signed()).toHaveLength(2);
      await api.put('signatory', at('/review/provider'), { views: 'A good year', needs: 'Plans by May' });
      expect(await signed()).toEqual([]);
      await api.post('head', at('/review/signatures'));
      await api.post('keyContact', at('/review/signatures/scans'), ...scanned({ ...scan, party: 'provider', signerName: 'Prudence Vale', witness: 'Priya Shah' }));
      const paper = (await api.get<Review>('signatory', at('/review'))).body.signatures.find(({ how }) => how === 'scanned');
      expect((await fileAs(test, 'designatedPerson', `/agreements/${id}/signatures/${paper?.id}/file`)).text).toBe(PDF);
      expect(await api.refusal('otherDesignatedPerson', 'GET', at(`/signatures/${paper?.id}/scan`))).toEqual([404, 'NOT_FOUND']);
      for (const [path, shown] of [['/review', 'on paper, seen by Priya Shah'], ['/review/decision', 'does not answer or sign'], ['/review/signatures', 'I sign this review']] as const) expect([path, await pageAs(test, 'head', at(path))]).toEqual([path, expect.stringContaining(shown)]);
    });

    it('is recorded with its decision, keeps the duty (IM5) and freezes its figures', async () => {
      const { status, body } = await api.post<Review>('keyContact', at('/reviews'));
      expect([status, body]).toEqual([201, expect.objectContaining({ decision: 'renew', endsOn: null })]);
      expect(await duty(`IM5/agreement-${id}/first`)).toEqual({ due_on: '2027-06-15', outcome: 'met', late: false });
      expect(await read(id)).toMatchObject({ state: 'in force', nextReviewOn: '2028-06-10', reviews: [{ id: body.id, decision: 'renew' }] });
      const [record] = await test.dataSource.query<{ details: object; words: Record<string, string> }[]>(`SELECT details, words FROM organisation_record WHERE kind = 'agreement-review'`);
      expect(body.figures).toMatchObject({ youngPeople: null, placements: null });
      expect(record?.words['evidence']).toContain('KW3: amber; fewer than 5 in time');
      expect([record?.details, record?.words['actions']]).toEqual([{ decision: 'renew' }, 'A call each term (Dan Pike, by 2027-07-01)']);
      await test.dataSource.query(`UPDATE duty SET outcome = 'met' WHERE clause = 'KW3'`);
      const later = await api.get<Review>('designatedPerson', at(`/reviews/${body.id}`));
      expect(later.body.clauses).toEqual(body.clauses);
      expect(await api.refusal('head', 'GET', at('/reviews/999'))).toEqual([404, 'NOT_FOUND']);
      expect(await api.refusal('manager', 'GET', at(`/reviews/${body.id}`))).toEqual([404, 'NOT_FOUND']);
      expect(await pageAs(test, 'designatedPerson', at(`/reviews/${body.id}/whole`))).toContain('A good year');
      expect((await api.get<Review>('keyContact', at('/review'))).body).toMatchObject({ figures: { from: '2027-06-11' }, meeting: null, provider: null, actions: [], earlier: [{ what: 'A call each term', outcome: 'open' }] });
    });

    it('carries the actions of the last one on: open until each is done or goes on', async () => {
      const settle = (number: number, body: object) => api.put<Review>('keyContact', at(`/review/earlier-actions/${number}`), body);
      expect(await api.refusal('keyContact', 'PUT', at('/review/earlier-actions/2'), { outcome: 'done' })).toEqual([404, 'NOT_FOUND']);
      expect(await api.refusal('keyContact', 'PUT', at('/review/earlier-actions/1'), { outcome: 'carried over' })).toEqual([422, 'INVALID', 'dueOn: REQUIRED']);
      expect((await settle(1, { outcome: 'carried over', dueOn: '2028-07-01' })).body).toMatchObject({ earlier: [{ outcome: 'carried over' }], actions: [{ what: 'A call each term', owner: 'Dan Pike', dueOn: '2028-07-01' }] });
      await api.delete('keyContact', at('/review/actions/1'));
      const { body } = await api.get<Review>('designatedPerson', at('/review'));
      expect([body, body.missing.map(({ code }) => code)]).toEqual([expect.objectContaining({ earlier: [expect.objectContaining({ outcome: 'open' })] }), expect.arrayContaining(['EARLIER_ACTIONS_OPEN'])]);
      for (const [who, path, shown] of [
        ['keyContact', '/review', 'Its designated person or its signatory writes it'], ['keyContact', '/review/contacts', nameOf('head')], ['keyContact', '/review/clauses/KW3', 'How well is it kept?'],
        ['keyContact', '/review/earlier-actions/1', 'A call each term'], ['designatedPerson', '/review', 'Write the provider’s half'], ['designatedPerson', '/review/provider', 'as the provider sees it'],
        ['designatedPerson', '/review/clauses/KW3', 'Evidence of the provider'], ['designatedPerson', '/review/contacts', nameOf('signatory')],
      ] as const) expect([path, await pageAs(test, who, at(path))]).toEqual([path, expect.stringContaining(shown)]);
      expect((await settle(1, { outcome: 'done' })).body).toMatchObject({ earlier: [{ outcome: 'done' }], actions: [] });
    });

    it('counts what was missed before and done late in this time, and what a case owes about no placement while it is there', async () => {
      const lines = async () => (await api.get<Review & { clauses: { clause: string; late: number; inTime: number }[] }>('keyContact', at('/review'))).body.clauses;
      await test.dataSource.query(`UPDATE duty SET late = true, met_on = '2027-06-11' WHERE clause = 'KW3' AND case_id = (SELECT id FROM young_person WHERE reference = $1)`, [placed.reference]);
      test.setNow('2027-06-12 09:00');
      expect((await lines()).find(({ clause }) => clause === 'KW3')).toMatchObject({ late: 1, rating: 'amber' });
      const line = async (clause: string) => (await lines()).find((one) => one.clause === clause);
      const open = async (clause: string) => ((await line(clause)) as { open?: number } | undefined)?.open ?? 0;
      expect(await open('KW5')).toBe(0);
      await api.post('keyWorker', `/cases/${placed.reference}/records/view`, { happenedOn: '2027-06-11', addressedTo: 'key-worker', ownWords: 'Quieter, please' });
      expect(await open('KW5')).toBe(1);
    });

    it('counts nothing that a provider is told of by nobody: tracking (VS5, VS6), needs (KW9), a quiet emergency (KW8)', async () => {
      expect((await api.post('keyWorker', `/cases/${placed.reference}/records/need`, { happenedOn: '2027-06-11', area: 'health', what: 'A doctor' })).status).toBe(201);
      const [owed] = await test.dataSource.query<{ clauses: string[] }[]>(`SELECT array_agg(DISTINCT clause ORDER BY clause) AS clauses FROM duty WHERE outcome = 'open' AND clause IN ('KW9', 'VS5', 'VS6')`);
      expect(owed?.clauses).toEqual(['KW9', 'VS5', 'VS6']);
      await api.post('keyWorker', `/cases/${placed.reference}/emergencies`, { whatHappened: 'Missing', raisedAt: '2027-06-12T08:00' });
      await test.dataSource.query('UPDATE emergency SET quiet = true');
      const clauses = async () => (await api.get<Review>('designatedPerson', at('/review'))).body.clauses.map(({ clause }) => clause);
      expect((await clauses()).filter((clause) => ['KW8', 'KW9', 'VS5', 'VS6'].includes(clause))).toEqual([]);
      await test.dataSource.query('UPDATE emergency SET quiet = false');
      expect(await clauses()).toContain('KW8');
    });
  });

  it('ends by the decision of a review, on the day that was decided', async () => {
    test.setNow('2028-06-05 09:00');
    await api.put('keyContact', at('/review/meeting'), { heldOn: '2028-06-05', attended: 'Both' });
    await api.put('keyContact', at('/review/words'), { youngPeopleSaid: 'Good', wentWrong: 'Nothing', virtualSchoolNeeds: 'Nothing' });
    await api.put('head', at('/review/decision'), { decision: 'end', endsOn: '2028-07-31' });
    expect(await api.refusal('head', 'POST', at('/reviews'))).toEqual([409, 'NOT_READY', ': NO_PROVIDER_WORDS', ': NOT_SIGNED_BY_PROVIDER', ': NOT_SIGNED_BY_VIRTUAL_SCHOOL']);
    const end = { decision: 'end', withoutProviderBecause: 'Asked three times, no answer' };
    expect(await api.refusal('head', 'PUT', at('/review/decision'), end)).toEqual([422, 'INVALID', 'endsOn: REQUIRED']);
    expect(await api.refusal('head', 'PUT', at('/review/decision'), { ...end, endsOn: '2028-06-04' })).toEqual([422, 'INVALID', 'endsOn: TOO_EARLY']);
    await api.put('head', at('/review/decision'), { ...end, endsOn: '2028-07-31' });
    await api.post('head', at('/review/signatures'));
    const { body: last } = await api.post<Review>('head', at('/reviews'));
    expect((await api.get('signatory', at(`/reviews/${last.id}`))).body).toMatchObject({ provider: null, withoutProvider: 'Asked three times, no answer', earlier: [{ what: 'A call each term', outcome: 'done' }] });
    expect(await read(id)).toMatchObject({ state: 'in force', endedOn: '2028-07-31' });
    expect(await api.refusal('head', 'POST', at('/ending'), { endedOn: '2028-08-31', because: 'Later' })).toEqual([409, 'NOT_IN_FORCE']);
    test.setNow('2028-08-01 09:00');
    expect(await read(id)).toMatchObject({ state: 'ended', signedOn: '2026-06-15', reviews: [{ decision: 'end' }, { decision: 'renew' }] });
    expect(await api.refusal('head', 'GET', at('/review'))).toEqual([409, 'NOT_IN_FORCE']);
    expect(await api.refusal('head', 'POST', at('/reviews'))).toEqual([409, 'NOT_IN_FORCE']);
    expect(await api.refusal('head', 'POST', at('/review/signatures'))).toEqual([409, 'NOT_IN_FORCE']);
  });

  it('goes on where the review that ended it was a mistake, and the next review is owed again (IM5)', async () => {
    const why = { reason: 'It was the review of another college' };
    expect(await api.refusal('head', 'POST', at('/ending/correction'), why)).toEqual([409, 'DECIDED_AT_REVIEW']);
    const [review] = await test.dataSource.query<{ id: number }[]>(`SELECT id FROM organisation_record WHERE kind = 'agreement-review' AND details->>'decision' = 'end'`);
    expect((await api.post('head', `/organisation-records/${review?.id}/taking-back`, why)).status).toBe(204);
    expect(await read(id)).toMatchObject({ state: 'in force', endedOn: null, nextReviewOn: '2028-06-10', reviews: [{ decision: 'renew' }] });
  });
});

describe('the page of a Virtual School (P1)', () => {
  it('has both halves for its Virtual Head and its key contact, and is nobody else’s', async () => {
    for (const who of ['head', 'keyContact'] as const) {
      const { body } = await api.get<{ signedWith: { name: string }[]; own: { youngPeople: number; providers: { providerName: string | null; missed: number }[] } }>(who, `/authorities/${BIRMINGHAM}/virtual-school`);
      expect(body.signedWith.map(({ name }) => name).sort()).toEqual(['Ashgrove College', 'Ashgrove College']);
      expect(body.own.youngPeople).toBe(1);
      expect(body.own.providers).toMatchObject([{ providerName: 'Ashgrove College', areaName: 'Coventry', hasSigned: true, youngPeople: 1 }]);
    }
    for (const who of ['neighbourContact', 'director', 'manager', 'signatory'] as const) expect(await api.refusal(who, 'GET', `/authorities/${BIRMINGHAM}/virtual-school`)).toEqual([403, 'NOT_ALLOWED']);
    expect(await api.refusal('head', 'GET', '/authorities/E99999999/virtual-school')).toEqual([404, 'NOT_FOUND']);
    expect((await api.get('neighbourContact', `/authorities/${COVENTRY}/virtual-school`)).body).toMatchObject({ signedWith: [], own: { youngPeople: 0, providers: [] } });
  });
});
