import type { TestApplication } from './application.js';
import { everythingSealed } from './everything-sealed.js';
import { insertRows } from './insert-rows.js';
import { BIRMINGHAM, COVENTRY, type Who } from './region.js';
import { hashSecret } from '../../src/sign-in/secrets.js';

/** Where nobody has to do with either case. */
export const SANDWELL = 'E08000028';

/** Everyone who is asked: those of the region, and five more. */
export type Asked = Who | 'youngPerson' | 'inspector' | 'outOfHours' | 'stranger';

export interface TwoOfEverything {
  /** Birmingham's, placed at Ashgrove in Coventry, with everybody of the region; and Coventry's, placed at Elmfield in Birmingham. */
  cases: Record<'ours' | 'theirs', { caseId: number; placementId: number }>;
  providers: TestApplication['region']['providers'];
  /** The number of each as a person, and the secret of their session. */
  asked: Record<Asked, { id: number; secret: string }>;
}

const AT = '2026-10-12 07:00Z';

/** Two cases, the other way round in everything, with rows in each table that somebody reads, and sessions of everybody who stands in some relation to one of them or in none. */
export async function twoOfEverything(test: TestApplication): Promise<TwoOfEverything> {
  const { operator, region: { people, providers } } = test;
  const insert = (table: string, row: Record<string, unknown>): Promise<number> => insertRows(operator, table, [row]);
  const { caseId: theirs, placementId: theirPlacement } = await everythingSealed(test);
  const { caseId: ours, placementId: ourPlacement } = await everythingSealed(test);

  await operator.query(`INSERT INTO authority (code, name) VALUES ($1, 'Sandwell')`, [SANDWELL]);
  const somebody = (name: string, place: object): Promise<number> => insert('person', { name, email: `${name.toLowerCase()}@region.example`, active: true, ...place });
  const others = {
    outOfHours: await somebody('Oona', { authority_code: BIRMINGHAM }),
    stranger: await somebody('Strange', { authority_code: SANDWELL }),
    inspector: await somebody('Ines', { inspects_for: BIRMINGHAM }),
    youngPerson: await somebody('Zebedee', { case_id: ours }),
  };
  await somebody('Zelda', { case_id: theirs });
  await insert('post_holding', { person_id: others.outOfHours, post: 'out-of-hours', authority_code: BIRMINGHAM, from_on: '2020-01-01' });

  // Theirs is Coventry's, with its own key worker.
  await operator.query('UPDATE young_person SET home_authority_code = $2 WHERE id = $1', [theirs, COVENTRY]);
  await operator.query('UPDATE placement SET provider_id = $2 WHERE id = $1', [theirPlacement, providers.elmfield]);
  await operator.query('UPDATE key_worker_assignment SET person_id = $2 WHERE case_id = $1', [theirs, people.neighbourManager]);
  await operator.query('UPDATE emergency_access SET authority_code = $2 WHERE case_id = $1', [theirs, COVENTRY]);

  for (const [caseId, placementId, authority, inspects] of [[ours, ourPlacement, BIRMINGHAM, others.inspector], [theirs, theirPlacement, COVENTRY, others.stranger]] as const) {
    const by = { recorded_by: people.keyWorker, recorded_at: AT };
    const [row] = await operator.query<{ notice: number; worker: number; duty: number }[]>(
      `SELECT (SELECT id FROM risk_notice WHERE case_id = $1) AS notice, (SELECT id FROM key_worker_assignment WHERE case_id = $1) AS worker, (SELECT id FROM duty WHERE case_id = $1 AND clause = 'SC1') AS duty`, [caseId]);
    await insert('key_worker_notice', { placement_id: placementId, key_worker_id: row?.worker, acknowledged_by: people.designatedPerson, acknowledged_at: AT });
    await insert('risk_call', { notice_id: row?.notice, recipient: 'key-worker', called_at: AT, outcome: 'spoke', ...by });
    await insert('risk_acknowledgement', { notice_id: row?.notice, recipient: 'key-worker', acknowledged_at: AT, person_id: people.keyWorker });
    // Of theirs it is over.
    const grant = await insert('inspection_grant', { authority_code: authority, person_id: inspects, all_cases: false, granted_by: people.head, granted_at: AT, until_at: caseId === ours ? '2026-12-01' : AT });
    await insert('inspection_case', { grant_id: grant, case_id: caseId });
    await insert('case_exclusion', { case_id: caseId, person_id: people.administrator, reason: 'relative', ...by });
    await insert('case_restriction', { case_id: caseId, reason: 'other', imposed_by: people.head, imposed_at: AT, lifted_by: people.head, lifted_at: AT });
    await insert('case_admission', { case_id: caseId, person_id: people.director, given_by: people.head, given_at: AT });
    await insert('disclosure', { case_id: caseId, means: 'export', items: ['name'], to_whom: 'fund', why: 'asked', basis: 'consent', made_by: people.keyWorker, made_at: AT });
    await insert('escalation', { duty_id: row?.duty, case_id: caseId, level: caseId === ours ? 3 : 2, opened_at: AT, level_at: AT, version: 1 });
    // Somebody of the home authority raised it quietly; somebody with the limited view another.
    const emergency = { case_id: caseId, what_happened: '', raised_at: AT, recorded_at: AT };
    const quiet = await insert('emergency', { ...emergency, raised_by: people.keyWorker, quiet: true });
    await insert('emergency', { ...emergency, placement_id: placementId, raised_by: caseId === ours ? people.neighbourContact : people.keyContact, quiet: false });
    const duty = { case_id: caseId, owed_to: 'them', opens_at: AT, why: 'because', outcome: 'open', late: false, schedule_version: 1, known_at: AT };
    await insert('duty', { ...duty, key: `KW8/emergency-${quiet}`, clause: 'KW8', owed_by: ['key-worker'] });
    await insert('duty', { ...duty, key: `VS3/${caseId}`, clause: 'VS3', owed_by: ['local-key-contact'], placement_id: placementId });
    await insert('duty', { ...duty, key: `IM4/${caseId}`, clause: 'IM4', owed_by: ['signatory'], placement_id: placementId });
    const record = { case_id: caseId, happened_on: '2026-10-12', words: {}, ...by };
    await insert('record', { ...record, placement_id: placementId, kind: 'support-request', details: { to: 'local-key-contact' } });
    const challenge = await insert('record', { ...record, placement_id: placementId, kind: 'challenge', details: { to: 'signatory' } });
    await insert('record', { ...record, placement_id: placementId, kind: 'challenge-answer', about_id: challenge, details: {} });
    await insert('record', { ...record, placement_id: null, kind: 'view', details: { addressedTo: 'designated-person' } });
    await insert('review', { case_id: caseId, held_on: '2026-10-12', present: '', what_changed: '', young_persons_view: '', counts_for: ['looked-after-review'], also_placement_ids: [], ...by });
  }
  await organisations(insert, test);
  test.setNow('2026-10-12 09:30');
  const asked = Object.fromEntries(await Promise.all(Object.entries({ ...people, ...others }).map(async ([name, id]) => {
    const secret = `session of ${name}`;
    await insert('session', { secret_hash: hashSecret(secret), person_id: id, started_at: '2026-10-12 08:00Z', last_seen_at: '2026-10-12 08:29Z', form_token: 'x', enrolling: false, level: name === 'youngPerson' ? 'full' : null });
    return [name, { id, secret }];
  }))) as TwoOfEverything['asked'];
  return { cases: { ours: { caseId: ours, placementId: ourPlacement }, theirs: { caseId: theirs, placementId: theirPlacement } }, providers, asked };
}

/** What is of no case: rows of each authority, and of a provider in either's area, that signed with the other's. */
async function organisations(insert: (table: string, row: Record<string, unknown>) => Promise<number>, { region: { people, providers } }: TestApplication): Promise<void> {
  const by = { recorded_by: people.head, recorded_at: AT };
  for (const person of [people.head, people.keyWorker]) await insert('saved_view', { person_id: person, list: 'cases', name: 'Missed', filters: { missed: 'yes' }, made_at: AT });
  await insert('absence', { person_id: people.administrator, cover_person_id: people.director, from_on: '2026-01-01', until_on: '2026-01-02', recorded_by: people.head, recorded_at: AT });
  await insert('contact_check', { holding_id: 1, since_on: '2026-10-01' });
  await insert('designated_person_notice', { holding_id: 1, person_id: people.keyContact, for_person_id: people.keyContact, acknowledged_at: AT });
  await insert('audit_seal', { id: 1, epoch: 1, database_identity: 'x', sealed_at: AT, until_xid: '1', next_xid: '1', event_count: 0, event_ids: [], event_hashes: '', events_hash: 'x', previous_hash: 'x', hash: 'x', key_id: 'x', signature: 'x' });
  for (const place of [{ authority_code: BIRMINGHAM }, { authority_code: COVENTRY }, { provider_id: providers.ashgrove }, { provider_id: providers.elmfield }]) {
    const name = Object.values(place).join();
    await insert('approval', { ...place, act: 'post.appoint', payload: {}, granted_to: [people.head], asked_by: people.head, asked_at: AT, expires_at: '2026-10-14' });
    await insert('organisation_record', { ...place, kind: 'web-check', happened_on: '2026-10-01', details: {}, words: {}, ...by });
    await insert('organisation_correction', { ...place, fact: 'organisation-record', fact_id: 1, before: {}, reason: 'x', corrected_by: people.head, corrected_at: AT });
    await insert('retention_schedule', { ...place, value: 80, effective_on: '2026-01-01', set_by: people.head, set_at: AT });
    const duty = await insert('duty', { ...place, key: `EP6/${name}`, clause: 'EP6', owed_by: ['designated-person'], owed_to: 'them', opens_at: AT, why: 'because', outcome: 'open', late: false, schedule_version: 1, known_at: AT });
    await insert('duty_release', { duty_key: `EP6/${name}`, reason: 'x', released_by: people.head, released_at: AT });
    const escalation = await insert('escalation', { duty_id: duty, level: 1, opened_at: AT, level_at: AT, version: 1 });
    await insert('escalation_note', { escalation_id: escalation, kind: 'note', text: 'x', written_by: people.head, written_at: AT });
    if ('authority_code' in place) await insert('setting', { ...place, name: 'kw3', value: 10, effective_on: '2026-01-01', set_by: people.head, set_at: AT });
    if ('authority_code' in place) await insert('branding', { ...place, colour: '#00703c', set_by: people.head, set_at: AT });
  }
  await insert('calendar_addition', { kind: 'bank-holiday', on_day: '2029-01-01', name: 'New Year’s Day', notice: 'x', added_by: people.administrator, added_at: AT });
  await insert('published_figures', { measure: 'plans', term: '2026-27-autumn', made_at: AT, layout: { authorities: [], breakdowns: {} }, told: {} });
  // Ashgrove, in Coventry, signed with Birmingham.
  const agreement = await insert('agreement', { provider_id: providers.ashgrove, authority_code: BIRMINGHAM, version: 1, drafted_by: people.head, drafted_at: AT });
  await insert('agreement_signature', { agreement_id: agreement, party: 'virtual-school', how: 'signed-in', person_id: people.head, signer_name: 'Hugh', signed_on: '2026-05-01', recorded_by: people.head, recorded_at: AT });
  await insert('agreement_review', { agreement_id: agreement, entries: {}, started_by: people.head, started_at: AT });
  await insert('organisation_record', { provider_id: providers.ashgrove, agreement_id: agreement, kind: 'publicised', happened_on: '2026-10-01', details: {}, words: {}, ...by });
}
