import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { FormBrowser } from './support/form-browser.js';
import { BIRMINGHAM, emailOf, PASSWORD, type Who } from './support/region.js';

let test: TestApplication;
let api: ApiCalls;
const references = new Map<string, string>();
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  const people = [
    ['Zoë', 'Zoë Anne O’Neill-Brown', '2009-03-14', '9276308686'], ['Siobhan', 'Siobhán Murphy', '2009-05-02'], ['Kelechi', 'Kelechi Okonkwo', '2009-09-30'],
    ['Christopher', 'Christopher Hale', '2010-01-31'], ['Kristofer', 'Kristofer Lund', '2010-02-01'], ['Ann', 'Ann Lee', '2010-04-04'],
  ] as const;
  for (const [index, [preferredName, legalName, bornOn, uln]] of people.entries()) {
    const { body } = await api.post<{ reference: string }>('manager', '/cases', { homeAuthorityCode: BIRMINGHAM, localId: `S-${index}`, preferredName, legalName, bornOn, careStatus: 'in-care', uln });
    references.set(preferredName, body.reference);
  }
});
afterAll(() => test.close());

interface Found { items: { preferredName: string }[]; total: number; similar: boolean; after: string | null }
const search = async (text: string, who: Who = 'manager', rest = ''): Promise<Found> => (await api.get<Found>(who, `/cases?search=${encodeURIComponent(text)}${rest}`)).body;
const found = async (text: string): Promise<[string[], boolean]> => {
  const { items, similar } = await search(text);
  return [items.map(({ preferredName }) => preferredName), similar];
};

describe('a search for a young person', () => {
  it.each([
    ['zoe', ['Zoë']], ['ZOË', ['Zoë']], ['oneill', ['Zoë']], ["o'neill", ['Zoë']], ['neill brown', ['Zoë']], ['Brown Zoe', ['Zoë']], ['siobhan', ['Siobhan']], ['okon', ['Kelechi']],
  ])('finds %s, whatever accents, marks, order and letters', async (typed, names) => {
    expect(await found(typed)).toEqual([names, false]);
  });

  it.each([
    ['Kelechy', ['Kelechi']], ['Okonkow', ['Kelechi']], ['Siobahn', ['Siobhan']], ['Cristopher', ['Christopher']], ['Kristopher', ['Christopher', 'Kristofer']], ['zoe oneall', ['Zoë']], ['Murphey', ['Siobhan']],
  ])('forgives %s, and says so', async (typed, names) => {
    const [list, similar] = await found(typed);
    expect([typed, list, similar]).toEqual([typed, names, true]);
  });

  it.each(['Anm', 'Zebra', 'Murphy Hale', 'LS-AAAAAA', '2009-03-15', '9276308687', '%', '_', '\\'])('does not take %s for somebody', async (typed) => {
    expect(await found(typed)).toEqual([[], false]);
  });

  it('finds by reference, by ULN and by date of birth as people write it', async () => {
    const reference = references.get('Kelechi') ?? '';
    for (const typed of [reference, reference.toLowerCase(), reference.slice(3)]) expect([typed, await found(typed)]).toEqual([typed, [['Kelechi'], false]]);
    for (const typed of ['9276308686', '927 630 8686', '14/03/2009', '14 March 2009', '2009-03-14']) expect([typed, await found(typed)]).toEqual([typed, [['Zoë'], false]]);
  });

  it('finds by a name of before, which is shown nowhere', async () => {
    const reference = references.get('Ann') ?? '';
    const [row] = await test.dataSource.query<{ id: number }[]>('SELECT id FROM young_person WHERE reference = $1', [reference]);
    const corrected = await api.post('manager', `/cases/${reference}/facts/young-person/${row?.id}/corrections`, { reason: 'Their name is another now', values: { preferredName: 'Andy', legalName: 'Andy Lee' } });
    expect(corrected.status).toBe(201);
    expect(await found('Ann')).toEqual([['Andy', 'Zoë'], false]);
    expect(await found('Ann Lee')).toEqual([['Andy'], false]);
    expect(JSON.stringify((await search('Ann Lee')).items)).not.toContain('Ann ');
    expect(await test.dataSource.query('SELECT former_names FROM young_person WHERE id = $1', [row?.id])).toEqual([{ former_names: ['Ann', 'Ann Lee'] }]);
  });

  it('goes on, page by page, as it began', async () => {
    const first = await search('Kristopher', 'manager', '&limit=1');
    expect([first.items.map(({ preferredName }) => preferredName), first.similar, first.total]).toEqual([['Christopher'], true, 2]);
    const second = await search('Kristopher', 'manager', `&limit=1&after=${first.after}`);
    expect([second.items.map(({ preferredName }) => preferredName), second.similar, second.after]).toEqual([['Kristofer'], true, null]);
  });

  it('finds nobody whose case somebody does not see', async () => {
    for (const typed of ['Zoë', 'Kelechy', '9276308686', '14/03/2009']) expect([typed, (await search(typed, 'neighbourContact')).total]).toEqual([typed, 0]);
  });

  it('says on the page that these are only like it', async () => {
    const browser = new FormBrowser(Number(new URL(test.config.publicUrl).port));
    await browser.signIn(emailOf('manager'), PASSWORD);
    await browser.get('/cases');
    const asked = async (typed: string) => (await browser.get((await browser.post('/cases/search', { search: typed }, '/cases')).headers.location ?? '')).body;
    expect(await asked('Kelechy')).toContain('Nobody is found by “Kelechy”. These have a similar name.');
    expect(await asked('Kelechi')).not.toContain('Nobody is found');
    expect(await asked('Zebra')).toContain('No cases match');
  });
});
