import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { anActor, NOW, someParties } from './arbitrary-parties.js';

/** A world of `arbitrary-parties.ts` as rows: numbers of people by their place here, and of cases. */
export interface World {
  people: { id: number; secret: string }[];
  caseIds: number[];
}

const AUTHORITIES = ['E08000025', 'E08000031', 'E10000034'];
const STAFF = 24;
const CASES = 16;
let made = 0;

/**
 * Writes many people and cases drawn from the same worlds as the policy's own test: posts, key workers, covers, placements on their
 * border days, exclusions, restrictions, admissions, inspections and emergency access, each with an access token.
 */
export async function writeWorld(dataSource: DataSource, seed: number): Promise<World> {
  const sql = (text: string, values: unknown[] = []) => dataSource.query<{ id: number }[]>(text, values);
  const insert = async (text: string, values: unknown[]): Promise<number> => (await sql(`${text} RETURNING id`, values))[0]?.id ?? 0;
  const actors = fc.sample(anActor, { numRuns: STAFF, seed });
  const parties = fc.sample(someParties, { numRuns: CASES, seed: seed + 1 });
  const pick = <T>(from: readonly T[], key: number): T => from[key % from.length] as T;

  for (const code of AUTHORITIES) await sql('INSERT INTO authority (code, name) VALUES ($1, $1) ON CONFLICT DO NOTHING', [code]);
  const providers = new Map<string, number>();
  const providerIn = async (number: number, authorityCode: string): Promise<number> => {
    const key = `${number}/${authorityCode}`;
    const ukprn = `1${String(seed % 1000).padStart(3, '0')}${String(providers.size).padStart(4, '0')}`;
    const id = providers.get(key) ?? (await insert(`INSERT INTO provider (ukprn, name, type, authority_code) VALUES ($1, $1, 'school-sixth-form', $2)`, [ukprn, authorityCode]));
    providers.set(key, id);
    return id;
  };
  // A provider has one area: that of its number.
  const provider = (number: number): Promise<number> => providerIn(number, pick(AUTHORITIES, number));

  const people: World['people'] = [];
  for (const [index, actor] of actors.entries()) {
    const place = actor.providerId === null ? [actor.authorityCode, null] : [null, await provider(actor.providerId)];
    const inspectsFor = place[0] === null && place[1] === null ? AUTHORITIES[0] : null;
    const id = await insert('INSERT INTO person (name, email, authority_code, provider_id, inspects_for) VALUES ($1, $1, $2, $3, $4)', [`p${index}.${seed}@world.example`, ...place, inspectsFor]);
    const secret = `lsa_world_${seed}_${index}`;
    await sql(`INSERT INTO access_token (secret_hash, person_id, name, created_at, expires_at, scopes) VALUES ($1, $2, 'world', $3, '2099-01-01', '{read}')`, [createHash('sha256').update(secret).digest('hex'), id, NOW]);
    for (const { post, authorityCode, providerId, team } of actor.posts) {
      await sql(`INSERT INTO post_holding (person_id, post, authority_code, provider_id, team, from_on) VALUES ($1, $2, $3, $4, $5, '2020-01-01')`, [id, post, authorityCode, providerId === null ? null : await provider(providerId), team]);
    }
    people.push({ id, secret });
  }
  const personAt = (number: number, salt: number): number => pick(people, number * 7 + salt).id;
  for (const [index, { coversFor = [] }] of actors.entries()) {
    for (const one of coversFor.filter((number) => personAt(number, index) !== people[index]?.id)) {
      await sql(`INSERT INTO absence (person_id, cover_person_id, from_on, until_on, recorded_by, recorded_at) VALUES ($1, $2, '2026-10-19', '2026-10-20', $1, $3)`, [personAt(one, index), people[index]?.id, NOW]);
    }
  }

  const caseIds: number[] = [];
  for (const [index, of] of parties.entries()) {
    const reference = `LS-W${seed % 10_000}-${index}`;
    const caseId = await insert(
      `INSERT INTO young_person (reference, home_authority_code, team, local_id, preferred_name, legal_name, born_on, care_status, registered_at) VALUES ($1, $2, $3, $1, $1, $1, '2010-03-14', 'in-care', '2026-05-01')`,
      [reference, of.homeAuthorityCode, of.team],
    );
    caseIds.push(caseId);
    const by = people[0]?.id;
    for (const one of of.keyWorkerPersonIds) await sql(`INSERT INTO key_worker_assignment (case_id, person_id, kind, from_at) VALUES ($1, $2, 'social-worker', '2026-05-01')`, [caseId, personAt(one, index)]);
    for (const { providerId, endedOn, signatoryAsked } of of.placements) {
      const placementId = await insert(
        `INSERT INTO placement (case_id, provider_id, course, level, agreed_on, starts_on) VALUES ($1, $2, $3, 2, '2026-05-20', '2026-06-01')`,
        [caseId, await provider(providerId), `Joinery ${(made += 1)}`],
      );
      if (endedOn !== null) await sql(`INSERT INTO placement_ending (placement_id, kind, ended_on, recorded_by, recorded_at) VALUES ($1, 'completed', $2, $3, $4)`, [placementId, endedOn, by, NOW]);
      if (signatoryAsked) await sql(`INSERT INTO record (case_id, placement_id, kind, happened_on, details, words, recorded_by, recorded_at) VALUES ($1, $2, 'challenge', '2026-10-01', '{"to": "signatory"}', '{}', $3, $4)`, [caseId, placementId, by, NOW]);
    }
    for (const one of of.excludedPersonIds) await sql(`INSERT INTO case_exclusion (case_id, person_id, reason, recorded_by, recorded_at) VALUES ($1, $2, 'relative', $3, $4)`, [caseId, personAt(one, index), by, NOW]);
    if (of.restricted) await sql(`INSERT INTO case_restriction (case_id, reason, imposed_by, imposed_at) VALUES ($1, 'other', $2, $3)`, [caseId, by, NOW]);
    for (const one of of.admittedPersonIds) await sql(`INSERT INTO case_admission (case_id, person_id, given_by, given_at) VALUES ($1, $2, $3, $4)`, [caseId, personAt(one, index), by, NOW]);
    if (of.highestOpenLevel > 0) await openDuty(sql, insert, caseId, of.highestOpenLevel);
  }

  for (const [index, actor] of actors.entries()) {
    const id = people[index]?.id;
    const other = pick(people, index + 1).id;
    for (const { authorityCode, caseIds: listed, untilAt } of actor.inspections) {
      const grant = await insert('INSERT INTO inspection_grant (authority_code, person_id, all_cases, granted_by, granted_at, until_at) VALUES ($1, $2, $3, $4, $5, $6)', [authorityCode, id, listed === null, other, NOW, untilAt]);
      for (const one of new Set((listed ?? []).map((number) => pick(caseIds, number * 5 + index)))) await sql('INSERT INTO inspection_case (grant_id, case_id) VALUES ($1, $2)', [grant, one]);
    }
    for (const { caseId, untilAt } of actor.emergencyAccess) {
      await sql(`INSERT INTO emergency_access (case_id, authority_code, person_id, reason, words, opened_at, until_at) VALUES ($1, $2, $3, 'other', 'sealed:1:no word of it is read', $4, $5)`,
        [pick(caseIds, caseId * 5 + index), AUTHORITIES[0], id, new Date(untilAt.getTime() - 3_600_000), untilAt]);
    }
  }
  return { people, caseIds };
}

async function openDuty(sql: (text: string, values: unknown[]) => Promise<unknown>, insert: (text: string, values: unknown[]) => Promise<number>, caseId: number, level: number): Promise<void> {
  const dutyId = await insert(
    `INSERT INTO duty (case_id, key, clause, owed_by, owed_to, opens_at, due_on, missed_from, why, outcome, late, schedule_version, known_at) VALUES ($1, $2, 'VS5', '{key-contact}', 'them', '2026-05-01', '2026-06-01', '2026-06-02', 'because', 'open', false, 1, '2026-05-01')`,
    [caseId, `VS5/case-${caseId}`],
  );
  await sql('INSERT INTO escalation (duty_id, case_id, level, opened_at, level_at) VALUES ($1, $2, $3, $4, $4)', [dutyId, caseId, level, NOW]);
}
