import type { DataSource } from 'typeorm';
import { hashSecret } from '../../src/sign-in/secrets.js';
import { ALPHABET } from '../../src/young-people/case-reference.js';
import { NOW } from './arbitrary-parties.js';
import { insertRows } from './insert-rows.js';
import type { DrawnCase, DrawnPerson, DrawnWorld } from './drawn-world.js';

type Row = Record<string, unknown>;

/** The secrets that somebody's browser and their programs bring. */
export const sessionOf = ({ id }: Pick<DrawnPerson, 'id'>): string => `session-of-${id}`;
export const tokenOf = ({ id }: Pick<DrawnPerson, 'id'>): string => `lsa_token-of-${id}`;

/** `LS-24K7QF`, by the case's number. */
export function referenceOf({ id }: Pick<DrawnCase, 'id'>): string {
  let [letters, left] = ['', id];
  for (let place = 0; place < 6; place += 1) [letters, left] = [`${ALPHABET[left % ALPHABET.length]}${letters}`, Math.floor(left / ALPHABET.length)];
  return `LS-${letters}`;
}

/** A name that stands in the full view of one case and nowhere else. */
export const nameOf = ({ id }: Pick<DrawnCase, 'id'>): string => `Zeb${id}quill`;

/** Writes worlds, a statement for each table. */
export async function writeWorlds(dataSource: DataSource, worlds: readonly DrawnWorld[]): Promise<void> {
  const insert = (table: string, rows: readonly Row[]): Promise<number> => insertRows(dataSource, table, rows);
  const all = <T>(of: (world: DrawnWorld) => T[]): T[] => worlds.flatMap(of);
  const people = all((world) => world.people);
  const ofCase = <T>(rows: (one: DrawnCase, by: number) => T[]): T[] => all((world) => world.cases.flatMap((one) => rows(one, world.people[0]?.id ?? 0)));
  const at = NOW;

  await insert('authority', all(({ authorities }) => authorities.map((code) => ({ code, name: code }))));
  await insert('provider', all(({ providers }) => providers.map(({ id, authorityCode }) => ({ id, ukprn: `1${id}`, name: `Provider ${id}`, type: 'school-sixth-form', authority_code: authorityCode }))));
  await insert('young_person', ofCase((one) => [{
    id: one.id, reference: referenceOf(one), home_authority_code: one.homeAuthorityCode, team: one.team, local_id: String(one.id), preferred_name: nameOf(one), legal_name: nameOf(one), born_on: '2010-03-14',
    care_status: 'in-care', registered_at: '2026-05-01', version: 1, erased_at: one.erased ? at : null,
  }]));
  await insert('person', people.map(({ id, authorityCode, providerId, inspectsFor, caseId, active }) => ({
    id, name: `Person ${id}`, email: `p${id}@world.example`, authority_code: authorityCode, provider_id: providerId, inspects_for: inspectsFor, case_id: caseId, active,
  })));
  await insert('session', people.map((one) => ({ secret_hash: hashSecret(sessionOf(one)), person_id: one.id, started_at: one.session.startedAt, last_seen_at: one.session.lastSeenAt, form_token: 'x', level: one.caseId === null ? null : 'full', enrolling: false })));
  await insert('access_token', people.map((one) => ({ id: one.id, secret_hash: hashSecret(tokenOf(one)), person_id: one.id, name: 'world', created_at: '2026-05-01', expires_at: one.tokenUntil, scopes: ['read'] })));
  await insert('retention_schedule', all(({ providers, people: [by] }) => providers.flatMap(({ id, seenDays }) => (seenDays === 90 ? [] : [{ id, provider_id: id, value: seenDays, effective_on: '2026-01-01', set_by: by?.id, set_at: at }]))));
  await insert('post_holding', people.flatMap(({ id, posts }) => posts.map((held, index) => ({ id: id * 10 + index, person_id: id, post: held.post, authority_code: held.authorityCode, provider_id: held.providerId, team: held.team, from_on: held.fromOn, until_on: held.untilOn }))));
  await insert('absence', all(({ absences, number }) => absences.map((one, index) => ({ id: 1_000_000 + number * 10 + index, person_id: one.personId, cover_person_id: one.coverPersonId, from_on: one.fromOn, until_on: one.untilOn, ended_on: one.endedOn, recorded_by: one.personId, recorded_at: at }))));
  await insert('key_worker_assignment', ofCase((one) => one.keyWorkers.map((worker, index) => ({ id: one.id * 10 + index, case_id: one.id, person_id: worker.personId, kind: 'social-worker', from_at: worker.fromAt, until_at: worker.untilAt, taken_back_at: worker.takenBack ? at : null }))));
  await insert('placement', ofCase((one) => one.placements.map(({ id, providerId, takenBack }) => ({ id, case_id: one.id, provider_id: providerId, course: `Joinery ${id}`, level: 2, agreed_on: '2026-05-20', starts_on: '2026-06-01', taken_back_at: takenBack ? at : null }))));
  await insert('placement_ending', ofCase((one, by) => one.placements.flatMap(({ id, ending }) => (ending ? [{ id, case_id: one.id, placement_id: id, kind: 'completed', ended_on: ending.endedOn, recorded_by: by, recorded_at: at, recorded_by_provider: false, taken_back_at: ending.takenBack ? at : null }] : []))));
  await insert('plan', ofCase((one, by) => one.placements.map(({ id }) => ({ id, case_id: one.id, placement_id: id, number: 1, version: 1, written_by: by, written_at: at }))));
  await insert('record', ofCase((one, by) => one.placements.flatMap(({ id, challenges }) => challenges.map(({ to, takenBack }, index) => ({ id: id * 10 + index, case_id: one.id, placement_id: id, kind: 'challenge', happened_on: '2026-10-01', details: { to }, words: {}, recorded_by: by, recorded_at: at, taken_back_at: takenBack ? at : null })))));
  const duties = ofCase((one) => one.escalations.map((escalation, index) => ({ id: one.id * 10 + index, case_id: one.id, ...escalation })));
  await insert('duty', duties.map(({ id, case_id }) => ({
    id, case_id, key: `VS5/world-${id}`, clause: 'VS5', owed_by: ['key-contact'], owed_to: 'them', opens_at: '2026-05-01', due_on: '2026-06-01', missed_from: '2026-06-02', why: 'because', outcome: 'open', late: false, schedule_version: 1, known_at: '2026-05-01',
  })));
  await insert('escalation', duties.map(({ id, case_id, level, closed }) => ({ id, duty_id: id, case_id, level, opened_at: at, level_at: at, version: 1, closed_at: closed ? at : null, closed_because: closed ? 'met' : null })));
  await insert('case_exclusion', ofCase((one, by) => one.exclusions.map(({ personId, ended }) => ({ id: one.id, case_id: one.id, person_id: personId, reason: 'relative', recorded_by: by, recorded_at: at, ended_by: ended ? by : null, ended_at: ended ? at : null }))));
  await insert('case_restriction', ofCase((one, by) => (one.restriction ? [{ id: one.id, case_id: one.id, reason: 'other', imposed_by: by, imposed_at: at, lifted_by: one.restriction.lifted ? by : null, lifted_at: one.restriction.lifted ? at : null }] : [])));
  await insert('case_admission', ofCase((one, by) => one.admissions.map(({ personId, ended }) => ({ id: one.id, case_id: one.id, person_id: personId, given_by: by, given_at: at, ended_by: ended ? by : null, ended_at: ended ? at : null }))));
  // Whoever grants is somebody else.
  const other = (world: DrawnWorld, id: number): number => world.people.find((one) => one.id !== id)?.id ?? 0;
  await insert('inspection_grant', all((world) => world.people.flatMap((person) => person.inspections.map(({ id, authorityCode, caseIds, untilAt, ended }) => ({ id, authority_code: authorityCode, person_id: person.id, all_cases: caseIds === null, granted_by: other(world, person.id), granted_at: at, until_at: untilAt, ended_by: ended ? person.id : null, ended_at: ended ? at : null })))));
  await insert('inspection_case', people.flatMap(({ inspections }) => inspections.flatMap(({ id, caseIds }) => (caseIds ?? []).map((caseId) => ({ grant_id: id, case_id: caseId })))));
  await insert('emergency_access', all((world) => world.people.flatMap((person) => person.emergencyAccess.map(({ caseId, untilAt }) => ({ id: person.id, case_id: caseId, authority_code: world.authorities[0], person_id: person.id, reason: 'other', words: 'sealed:1:no word of it is read', opened_at: new Date(untilAt.getTime() - 60 * 60_000), until_at: untilAt })))));
  await dataSource.query('ANALYZE');
}
