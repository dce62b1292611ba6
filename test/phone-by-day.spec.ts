import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { NightlyDerivation } from '../src/duties/nightly-derivation.service.js';
import { ApiCalls } from './support/api-calls.js';
import { startTestApplication, type TestApplication } from './support/application.js';
import { BIRMINGHAM, COVENTRY, nameOf } from './support/region.js';

let test: TestApplication;
let api: ApiCalls;
let ashgrove: number;
beforeAll(async () => {
  test = await startTestApplication();
  api = await ApiCalls.of(test);
  ashgrove = test.region.providers.ashgrove;
});
afterAll(() => test.close());

const sql = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => test.dataSource.query<Row[]>(text, values);
/** By the installation's time, as everything that is recorded. */
const record = (text: string, values: unknown[] = []) => test.app.get(UnitOfWork).run(({ manager }) => manager.query(text, values));
const nightly = () => test.app.get(NightlyDerivation).deriveAll();
const duties = async (clause: string) => {
  const rows = await sql<{ key: string; outcome: string; late: boolean; met_on: string | null }>('SELECT key, outcome, late, met_on FROM duty WHERE clause = $1 AND (provider_id = $2 OR authority_code = $3) ORDER BY key', [clause, ashgrove, BIRMINGHAM]);
  return rows.map(({ key, outcome, late, met_on }) => `${key.replace(/agreement-\d+/, 'agreement')}: ${outcome}${outcome === 'met' ? `${late ? ' late' : ''} ${met_on}` : ''}`);
};
const post = (email: string, phone: string, more: object = {}) => ({ post: 'designated-person', name: 'Dora Finch', email, phone, fromOn: '2026-06-10', ...more });

describe('a designated person whose phone nobody recorded, under an agreement signed on Tue 2 Jun 2026 (EP1)', () => {
  it('is none who keeps it until there is a phone, and that day keeps nothing of before', async () => {
    test.setNow('2026-06-03 09:00');
    await record('UPDATE post_holding SET until_on = $2 WHERE person_id = $1', [test.region.people.designatedPerson, '2026-06-01']);
    await record(`INSERT INTO person (name, email, provider_id) VALUES ('Dora Finch', 'dora.finch@ashgrove.example', $1)`, [ashgrove]);
    await record(`INSERT INTO post_holding (person_id, post, provider_id, from_on) SELECT id, 'designated-person', $1, '2026-06-01' FROM person WHERE name = 'Dora Finch'`, [ashgrove]);
    await record(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-02')`, [ashgrove, COVENTRY]);
    await nightly();
    expect(await duties('EP1')).toEqual(['EP1/agreement: open']);
    test.setNow('2026-06-10 09:00');
    const [held] = await sql<{ id: number }>(`SELECT h.id FROM post_holding h JOIN person p ON p.id = h.person_id WHERE p.name = 'Dora Finch'`);
    expect((await api.post('signatory', `/posts/${held?.id}/person-correction`, { name: 'Dora Finch', phone: '07700 900871', reason: 'She has a direct line now' })).status).toBe(204);
    expect([await duties('EP1'), await nightly()]).toEqual([['EP1/agreement: met late 2026-06-10'], []]);
  });

  it('keeps what was kept when the phone is taken away, and nothing from then on until there is one again', async () => {
    test.setNow('2026-06-15 09:00');
    await record(`UPDATE person SET phone = NULL WHERE name = 'Dora Finch'`);
    await nightly();
    expect([await duties('EP1'), await nightly()]).toEqual([['EP1/agreement: met late 2026-06-10'], []]);
    // An agreement of that time is not kept by whoever has no phone, and late by the phone of a later day.
    await record(`INSERT INTO agreement (provider_id, authority_code, drafted_at, signed_on) VALUES ($1, $2, now(), '2026-06-15')`, [ashgrove, BIRMINGHAM]);
    await nightly();
    expect(await duties('EP1')).toEqual(['EP1/agreement: met late 2026-06-10', 'EP1/agreement: open']);
    test.setNow('2026-06-18 09:00');
    // By a file, as by hand.
    const file = `name,email,phone,organisation,post\nDora Finch,dora.finch@ashgrove.example,07700 900872,10000001,designated-person`;
    const { body: batch } = await api.post<{ id: number; errors: object[] }>('neighbourContact', '/imports/people', file, { 'content-type': 'text/csv' });
    expect(batch.errors).toEqual([]);
    expect((await api.post('neighbourContact', `/imports/${batch.id}/confirm`, {})).status).toBe(200);
    expect([await duties('EP1'), await nightly()]).toEqual([['EP1/agreement: met late 2026-06-10', 'EP1/agreement: met late 2026-06-18'], []]);
    expect(await sql(`SELECT times_without_phone::text AS days FROM person WHERE name = 'Dora Finch'`)).toEqual([{ days: '{[0001-01-01,2026-06-10),[2026-06-15,2026-06-18)}' }]);
  });

  it('is named for a post like anybody else: with a reason, as it changes what is recorded', async () => {
    test.setNow('2026-06-22 09:00');
    await record(`INSERT INTO person (name, email, provider_id) VALUES ('Gil Oak', 'gil.oak@ashgrove.example', $1)`, [ashgrove]);
    const named = post('gil.oak@ashgrove.example', '07700 900873', { name: 'Gil Oak', fromOn: '2026-06-01' });
    const { status } = await api.post('signatory', `/posts?provider=${ashgrove}`, { ...named, reason: 'His phone was not recorded' });
    expect(status).toBe(201);
    expect(await sql(`SELECT times_without_phone::text AS days FROM person WHERE name = 'Gil Oak'`)).toEqual([{ days: '{[0001-01-01,2026-06-22)}' }]);
    expect((await api.post('signatory', `/posts?provider=${ashgrove}`, post('ivy.lane@ashgrove.example', '07700 900874', { name: 'Ivy Lane', fromOn: '2026-06-22' }))).status).toBe(201);
    expect(await sql(`SELECT times_without_phone::text AS days FROM person WHERE name = 'Ivy Lane'`)).toEqual([{ days: '{}' }]);
  });
});

it('a key contact whose phone is recorded on Mon 29 Jun 2026 keeps VS1 from that day on', async () => {
  test.setNow('2026-06-24 09:00');
  await record(`UPDATE authority SET joined_on = '2026-06-24' WHERE code = $1`, [BIRMINGHAM]);
  await record(`UPDATE person SET phone = NULL WHERE id = $1`, [test.region.people.keyContact]);
  await nightly();
  expect(await duties('VS1')).toEqual([`VS1/authority-${BIRMINGHAM}: open`]);
  test.setNow('2026-06-29 09:00');
  const [held] = await sql<{ id: number }>('SELECT id FROM post_holding WHERE person_id = $1', [test.region.people.keyContact]);
  expect((await api.post('head', `/posts/${held?.id}/person-correction`, { name: nameOf('keyContact'), phone: '07700 900899', reason: 'A direct line' })).status).toBe(204);
  expect([await duties('VS1'), await nightly()]).toEqual([[`VS1/authority-${BIRMINGHAM}: met late 2026-06-29`], []]);
});
