import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlanSectionsAndMeetings1790000000010 } from '../src/database/migrations/1790000000010-plan-sections-and-meetings.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { freshDatabase, openDatabase } from './support/database.js';
import { fileAs } from './support/page-as.js';
import { readPdf } from './support/read-pdf.js';
import { placementAgreed, planAgreed, planWritten } from './support/situations.js';

let test: TestApplication;
let api: ApiCalls;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
});
afterAll(() => test.close());

interface Plan {
  number: number;
  version: number;
  sections: { section: string; text: string; version: number; writtenByName: string }[];
  agreements: { party: string }[];
  withdrawn: object[];
}

const pathOf = ({ reference, placementId }: { reference: string; placementId: number }) => `/cases/${reference}/placements/${placementId}/plan`;

describe('a section of the education plan (KW3, EP8)', () => {
  it('is kept as soon as it is saved, though the plan is far from complete', async () => {
    const placed = await placementAgreed(test);
    expect((await api.put('keyWorker', `${pathOf(placed)}/sections/health`, { text: 'Asthma: an inhaler in the workshop' })).status).toBe(200);
    const { body } = await api.get<Plan>('designatedPerson', pathOf(placed));
    expect(body.sections).toEqual([expect.objectContaining({ section: 'health', text: 'Asthma: an inhaler in the workshop', version: 1, writtenByName: 'Kofi Mensah' })]);
  });

  it.each([
    ['accommodation', 200, 403],
    ['finance', 200, 403],
    ['goals', 200, 200],
    ['own-words', 200, 200],
    ['entitlements', 403, 200],
    ['mentor', 403, 200],
  ] as const)('%s is written by who may: key worker %i, designated person %i', async (section, keyWorker, designatedPerson) => {
    const path = `${pathOf(await placementAgreed(test))}/sections/${section}`;
    expect((await api.put('keyWorker', path, { text: 'One' })).status).toBe(keyWorker);
    expect((await api.put('designatedPerson', path, { text: 'Two' })).status).toBe(designatedPerson);
  });

  it('is not written by anybody else, and says who writes it', async () => {
    const placed = await placementAgreed(test);
    for (const who of ['manager', 'keyContact', 'head'] as const) {
      expect(await api.refusal(who, 'PUT', `${pathOf(placed)}/sections/goals`, { text: 'Mine' })).toEqual([403, 'NOT_ALLOWED']);
    }
    const { body } = await api.call<{ detail: string }>('designatedPerson', 'PUT', `${pathOf(placed)}/sections/health`, { text: 'Mine' });
    expect(body.detail).toBe('Your part in this does not let you write this section of the plan: the key worker does.');
  });

  it('is refused empty, for a version that has passed, and where there is no such section', async () => {
    const path = `${pathOf(await planWritten(test))}/sections`;
    expect(await api.refusal('keyWorker', 'PUT', `${path}/goals`, { text: '  ' })).toEqual([422, 'INVALID', 'text: REQUIRED']);
    expect(await api.refusal('keyWorker', 'PUT', `${path}/key-contacts`, { text: 'New' }, { 'if-match': '"0"' })).toEqual([412, 'CHANGED_SINCE']);
    expect(await api.refusal('keyWorker', 'GET', `${path}/goals`)).toEqual([404, 'NOT_FOUND']);
    expect(await api.refusal('keyWorker', 'GET', `${path}/wishes`)).toEqual([404, 'NOT_FOUND']);
  });

  it('may be written by two people at once, each another one', async () => {
    const path = `${pathOf(await planWritten(test))}/sections`;
    const both = await Promise.all([
      api.put('keyWorker', `${path}/transport`, { text: 'Bus 12' }, { 'if-match': '"0"' }),
      api.put('designatedPerson', `${path}/visits`, { text: '1 September' }, { 'if-match': '"0"' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('an education plan', () => {
  it('takes back what somebody had agreed to when a section changes', async () => {
    const placed = await planWritten(test);
    await api.post('keyWorker', `${pathOf(placed)}/agreements`, { party: 'key-worker' });
    await api.put('designatedPerson', `${pathOf(placed)}/sections/mentor`, { text: 'Ada Bright' });
    const { body } = await api.get<Plan>('keyWorker', pathOf(placed));
    expect([body.number, body.version, body.agreements]).toEqual([1, 4, []]);
    expect(body.withdrawn).toEqual([{ party: 'key-worker', agreedAt: '2026-06-15T13:00:00Z', takenBackAt: '2026-06-15T13:00:00Z' }]);
  });

  it('once agreed on 15 June 2026 changes only by its next version, which begins as a copy', async () => {
    const placed = await planAgreed(test);
    test.setNow('2026-09-14 10:00');
    const changed = await api.put('keyWorker', `${pathOf(placed)}/sections/safeguarding`, { text: 'Not to be collected by his uncle' }, { 'if-match': '"1"' });
    expect(changed.headers.etag).toBe('"2"');
    const { plans } = (await api.get<{ placements: { plans: Plan[] }[] }>('keyWorker', `/cases/${placed.reference}`)).body.placements[0] ?? { plans: [] };
    const texts = plans.map(({ number, sections, agreements }) => [number, sections.find(({ section }) => section === 'safeguarding')?.text, sections.length, agreements.length]);
    expect(texts).toEqual([[2, 'Not to be collected by his uncle', 3, 0], [1, 'None known beyond the care plan', 3, 3]]);
  });

  it('is kept as a tagged PDF by those who read it, each version as it was', async () => {
    const placed = await planAgreed(test);
    await api.put('keyWorker', `${pathOf(placed)}/sections/goals`, { text: 'A workshop of his own' });
    const first = await fileAs(test, 'designatedPerson', `${pathOf(placed)}/versions/1/pdf`);
    expect([first.status, first.type, first.disposition]).toEqual([200, 'application/pdf', `attachment; filename="education-plan-${placed.reference}-1.pdf"`]);
    const { outline, metadata, unmarked } = await readPdf(first.bytes);
    expect([metadata.Title, unmarked]).toEqual([`Education plan, version 1: ${placed.reference}`, []]);
    expect(outline).toEqual(expect.arrayContaining([
      ' H1: Education plan, version 1',
      ' P: For Zebedee: Joinery at Ashgrove College, from Monday 7 September 2026.',
      ' H2: Safeguarding issues', ' P: None known beyond the care plan', ' H2: Goals', ' P: Not written yet.', ' H2: Agreed by', '    P: key worker, at 15:00 BST on Monday 15 June 2026',
    ]));
    expect((await readPdf((await fileAs(test, 'keyWorker', `${pathOf(placed)}/versions/2/pdf`)).bytes)).outline).toContain(' P: A workshop of his own');
    expect((await fileAs(test, 'keyWorker', `${pathOf(placed)}/versions/3/pdf`)).status).toBe(404);
    expect((await fileAs(test, 'otherDesignatedPerson', `${pathOf(placed)}/versions/1/pdf`)).status).toBe(404);
  });

  it('stays met while its next version waits for the three', async () => {
    const placed = await planAgreed(test);
    await api.put('keyWorker', `${pathOf(placed)}/sections/goals`, { text: 'A workshop of his own' });
    const { items } = (await api.get<{ items: object[] }>('keyWorker', `/cases/${placed.reference}/duties`)).body;
    expect(items).toContainEqual(expect.objectContaining({ key: `KW3/placement-${placed.placementId}`, status: 'met' }));
  });

  it('asks for the reason of lateness once', async () => {
    const placed = await planWritten(test);
    test.setNow('2026-09-10 10:00');
    const agree = (party: string, more = {}) => api.post('keyWorker', `${pathOf(placed)}/agreements`, { party, witness: 'Priya Shah', ...more });
    await agree('key-worker');
    await agree('designated-person');
    expect((await agree('young-person')).status).toBe(422);
    expect((await agree('young-person', { reasonAfterStart: 'The place came late' })).status).toBe(201);
    await api.put('keyWorker', `${pathOf(placed)}/sections/goals`, { text: 'Level 3' });
    const again = [await agree('key-worker'), await agree('designated-person'), await agree('young-person')];
    expect(again.map(({ status }) => status)).toEqual([201, 201, 201]);
  });
});

it('the sections of plans go into a table of their own and back, word by word', async () => {
  const database = await freshDatabase();
  const dataSource = await openDatabase(database.url);
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`INSERT INTO authority (code, name) VALUES ('E08000025', 'Birmingham')`);
    await runner.query(`INSERT INTO provider (ukprn, name, type, authority_code) VALUES ('10000001', 'Ashgrove', 'school-sixth-form', 'E08000025')`);
    await runner.query(`INSERT INTO young_person (reference, home_authority_code, local_id, preferred_name, legal_name, born_on, care_status, registered_at)
      VALUES ('LS-222222', 'E08000025', '1', 'Wren', 'Wren Achebe', '2010-01-01', 'in-care', now())`);
    await runner.query(`INSERT INTO placement (case_id, provider_id, course, level, agreed_on, starts_on) VALUES (1, 1, 'Joinery', 2, '2026-05-01', '2026-09-07')`);
    const migration = new PlanSectionsAndMeetings1790000000010();
    await migration.down(runner);
    await runner.query(`INSERT INTO plan (placement_id, number, key_contacts, safeguarding_issues, young_persons_words, written_at) VALUES (1, 1, 'Kofi', '', 'I want to', '2026-06-01')`);
    await migration.up(runner);
    expect(await runner.query('SELECT section, text FROM plan_section ORDER BY id')).toEqual([{ section: 'key-contacts', text: 'Kofi' }, { section: 'own-words', text: 'I want to' }]);
    await migration.down(runner);
    expect(await runner.query('SELECT key_contacts, safeguarding_issues, young_persons_words FROM plan')).toEqual([{ key_contacts: 'Kofi', safeguarding_issues: '', young_persons_words: 'I want to' }]);
  } finally {
    await runner.release();
    await dataSource.destroy();
    await database.drop();
  }
});
