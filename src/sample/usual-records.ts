import type { EntityManager } from 'typeorm';
import { loadCalendar } from '../bank-holidays/load-calendar.js';
import { deriveDuties } from '../domain/agreement/derive-duties.js';
import type { Duty } from '../domain/agreement/duty.js';
import type { CaseFacts } from '../domain/agreement/facts.js';
import { BY_DEFAULT } from '../domain/agreement/settings.js';
import { birthdayIn, collectionYearOn, contactDays } from '../domain/statutory/care-leaver-return.js';
import { addDays, daysBetween, type LocalDate } from '../domain/time/local-date.js';
import { londonDate } from '../domain/time/london.js';
import type { Calendar } from '../domain/time/working-days.js';
import { newRowIds, sealRows } from '../encryption/seal-rows.js';
import { loadFacts } from '../duties/load-facts.js';
import { randomOf, type Random } from './random.js';
import { recordsThatKeep, type InventedRecord } from './records-that-keep.js';

interface NewRecord extends InventedRecord {
  caseId: number;
  placementId: number | null;
  on: LocalDate;
}

/** A record can open another duty: so many rounds find them all. */
const ROUNDS = 4;

/** Statuses come at least this often, in days: the agreement asks for one each eight weeks. */
const STATUS_DAYS = { least: 38, most: 54 };

/** Writes what people record day by day in these cases, in time: what the sample misses, it misses in its stories. */
export async function writeUsualRecords(manager: EntityManager, caseIds: readonly number[], now: Date, seed: number): Promise<void> {
  const facts = await loadFacts(manager, caseIds);
  const calendar = await loadCalendar(manager);
  const records = [...facts].flatMap(([caseId, caseFacts]) => usualRecords(caseId, caseFacts, calendar, now, randomOf(seed + 2, caseId)));
  const ids = await newRowIds(manager, 'record', records.length);
  const written = await sealRows(manager, 'record', records.map((record, index) => ({ ...record, id: ids[index], case_id: record.caseId })));
  await manager.query(
    `INSERT INTO record (id, case_id, placement_id, kind, happened_on, details, words, recorded_by, recorded_at)
     SELECT r.id, r."caseId", r."placementId", r.kind, r."on", r.details, r.words,
       coalesce((SELECT h.person_id FROM placement p JOIN post_holding h ON h.provider_id = p.provider_id AND h.post = 'designated-person' WHERE p.id = r."placementId" ORDER BY h.id LIMIT 1),
         (SELECT h.person_id FROM young_person y JOIN post_holding h ON h.authority_code = y.home_authority_code AND h.post = 'key-contact' WHERE y.id = r."caseId" ORDER BY h.id LIMIT 1)),
       least((r."on" + time '15:20') AT TIME ZONE 'Europe/London', $2)
     FROM jsonb_to_recordset($1) AS r(id int, "caseId" int, "placementId" int, kind text, "on" date, details jsonb, words jsonb)`,
    [JSON.stringify(written), now],
  );
}

function usualRecords(caseId: number, told: CaseFacts, calendar: Calendar, now: Date, random: Random): NewRecord[] {
  const today = londonDate(now);
  const found: NewRecord[] = [];
  const seen = new Set<string>();
  const facts: CaseFacts = { ...told, records: [...told.records] };
  const record = (records: InventedRecord[], placementId: number | null, on: LocalDate): void => {
    for (const one of records) {
      found.push({ ...one, caseId, placementId, on });
      facts.records.push({ id: facts.records.length + 1, kind: one.kind, placementId, aboutId: null, on, details: one.details });
    }
  };
  const pick = (count: number): number => random.between(0, count - 1);
  for (const on of statusDays(facts, calendar, now, random)) record(recordsThatKeep({ clause: 'VS6', key: 'status' }, pick) ?? [], null, on);
  for (let round = 0; round < ROUNDS; round += 1) {
    const open = deriveDuties(facts, BY_DEFAULT, calendar, now).duties.filter((duty) => isUndone(duty) && !seen.has(duty.key));
    if (open.length === 0) break;
    for (const duty of open) {
      seen.add(duty.key);
      const on = dayOf(duty, facts, today, random);
      if (on !== null) record(recordsThatKeep(duty, pick) ?? [], duty.placementId, on);
    }
  }
  for (const on of contactDaysSoFar(facts, today, random)) record([{ kind: 'leaver-contact', details: LEAVER_CONTACTS[pick(LEAVER_CONTACTS.length)] ?? {}, words: {} }], null, on);
  return found;
}

/** What is recorded of care leavers around their birthdays, most often that all is well. */
const LEAVER_CONTACTS: InventedRecord['details'][] = [
  { inTouch: 'YES', activity: 'F2', accommodation: 'Z', suitable: 'yes' }, { inTouch: 'YES', activity: 'F2', accommodation: 'D', suitable: 'yes' },
  { inTouch: 'YES', activity: 'F5', accommodation: 'U', suitable: 'yes' }, { inTouch: 'YES', activity: 'G5', accommodation: 'K', suitable: 'no' }, { inTouch: 'NO' },
];

/** A day around the birthday of the running collection year, of most of those who have left care; none where it is still to come. */
function contactDaysSoFar({ youngPerson }: CaseFacts, today: LocalDate, random: Random): LocalDate[] {
  const { from, to } = contactDays(birthdayIn(youngPerson.bornOn, collectionYearOn(today)).on);
  return !youngPerson.inCare && from <= today && random.percent(85) ? [between(from, to < today ? to : today, random)] : [];
}

/** The days of the statuses so far: the first some weeks after tracking began, each soon enough after the one before. */
function statusDays(facts: CaseFacts, calendar: Calendar, now: Date, random: Random): LocalDate[] {
  const first = deriveDuties(facts, BY_DEFAULT, calendar, now).duties.find(({ key }) => key.endsWith('/first-status'));
  const days: LocalDate[] = [];
  for (let on = first && londonDate(first.opensAt); on !== undefined; days.push(on)) {
    on = addDays(on, random.between(STATUS_DAYS.least, STATUS_DAYS.most));
    if (on > londonDate(now)) break;
  }
  return days;
}

/** Open, or missed before its placement ended. */
const isUndone = ({ outcome }: Duty): boolean => outcome.kind === 'open' || (outcome.kind === 'no longer owed' && outcome.late);

/** The day on which it was done; null where it was not yet: what is due was done in time, what is not yet due sometimes. */
function dayOf({ key, placementId, opensAt, due }: Duty, { placements }: CaseFacts, today: LocalDate, random: Random): LocalDate | null {
  if (due.kind !== 'day') return null;
  // A visit after the start (EP3) is owed before it, and not done before it.
  const startsOn = key.endsWith('/post-entry') ? (placements.find(({ id }) => id === placementId)?.startsOn ?? '') : '';
  const opensOn = londonDate(opensAt) > startsOn ? londonDate(opensAt) : startsOn;
  if (due.on >= today) return random.percent(40) && opensOn <= today ? between(opensOn, today, random) : null;
  return between(opensOn < due.on ? opensOn : due.on, due.on, random);
}

const between = (from: LocalDate, to: LocalDate, random: Random): LocalDate => addDays(from, random.between(0, Math.max(0, daysBetween(from, to))));
