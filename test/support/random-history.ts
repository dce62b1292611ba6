import { CALL_OUTCOMES, ENDINGS, MEETING_OUTCOMES, RISK_KINDS, type CallOutcome, type EndingKind, type MeetingOutcome, type RiskKind } from '../../src/domain/agreement/facts.js';
import { ATTENDEES, MEETING_KINDS, type Attendee } from '../../src/domain/agreement/meeting-clocks.js';
import { SETTINGS, type SettingChange, type SettingName } from '../../src/domain/agreement/settings.js';
import { addDays } from '../../src/domain/time/local-date.js';
import { londonDate } from '../../src/domain/time/london.js';
import type { Entry, FactKind, Facts, History } from './history-log.js';
import { Random } from './random.js';
import { keysFor, someRecords } from './random-records.js';

/*
 * Random histories of a case, each from a seed: facts recorded in any order, corrected, taken back, back-dated and dated ahead, one in
 * three with hundreds of facts; and the settings that an authority had meanwhile.
 */

const names = <T extends object>(table: T): (keyof T & string)[] => Object.keys(table) as (keyof T & string)[];
const RECIPIENTS = ['key-worker', 'key-contact'] as const;
const STATUTORY = ['social-worker', 'virtual-head'] as const;

/** Writes down what is drawn, numbering the facts of each kind. */
export class Drawing {
  readonly log: Entry[] = [];
  private readonly counts = new Map<FactKind, number>();

  constructor(readonly random: Random) {}

  record<K extends FactKind>(kind: K, says: Facts[K], of: number | null = null): number {
    const id = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, id);
    this.log.push({ kind, id, of, op: 'record', says } as Entry);
    return id;
  }
}

/** How large a history is: a few facts, some dozens, hundreds. */
const SIZES = [{ records: [0, 15], of: 2 }, { records: [15, 90], of: 4 }, { records: [120, 330], of: 6 }] as const;

export function historyOf(seed: number): { history: History; settings: SettingChange[]; now: Date } {
  const random = new Random(seed);
  const drawing = new Drawing(random);
  const { records: [fewest, most], of } = SIZES[seed % SIZES.length] ?? SIZES[0];
  random.some(0, of, () => keyWorker(drawing));
  const placements = random.some(0, Math.ceil(of / 2), () => placement(drawing, of));
  if (placements.length > 1) random.some(0, of, () => drawing.record('joint-review', meeting(random, random.day())));
  random.some(0, of, () => {
    const raisedAt = random.at();
    return drawing.record('emergency', { raisedAt, respondedAt: random.maybe(70, () => random.near(raisedAt, 0, 40)), placementId: random.maybe(50, () => random.int(1, placements.length + 1)) });
  });
  someRecords(drawing, random.int(fewest, most), placements.length);
  const keys = keysFor(drawing.log);
  random.some(0, of, () => drawing.record('release', { dutyKey: random.pick(keys), reason: random.pick(['agreed with the Virtual Head', 'recorded twice']), releasedAt: random.at() }));
  const bornOn = random.pick(['2002-03-29', '2009-11-02', '2010-08-31', '2010-09-01', '2012-02-29', '2003-05-01', '2008-02-29']);
  const youngPerson = { id: 1, bornOn, registeredAt: random.chance(70) ? new Date(Date.UTC(2026, random.int(0, 8), random.int(1, 28), random.int(0, 23))) : random.at(), inCare: random.chance(50) };
  const log = random.shuffled([...drawing.log, ...drawing.log.flatMap((entry) => amended(entry, random))]);
  return { history: { youngPerson, log }, settings: someSettings(random, drawing.log.flatMap((entry) => (entry.op === 'record' && entry.kind === 'record' ? [entry.says.on] : []))), now: random.chance(75) ? new Date(Date.UTC(2028, random.int(0, 11), random.int(1, 28), random.int(0, 23), random.int(0, 59))) : random.at() };
}

/** One fact in ten is put right, now and then twice; one in twenty was a mistake; some are typed in twice. */
function amended(entry: Entry, random: Random): Entry[] {
  const { kind, id, of } = entry;
  if (entry.op !== 'record') return [];
  const { says } = entry;
  const datesOf = () => Object.entries(says).filter(([, value]) => value instanceof Date || /^\d{4}-\d\d-\d\d$/.test(String(value)));
  const corrected = (n: number): Entry => {
    const [name, value] = random.pick(datesOf());
    return { kind, id, of, op: 'correct', n, says: { [name]: value instanceof Date ? random.near(value, -60, 60) : random.nearDay(String(value), -10, 10) } } as Entry;
  };
  return [
    ...(random.chance(10) && datesOf().length > 0 && kind !== 'key-worker' ? random.some(1, 2, corrected) : []),
    ...(random.chance(5) ? [{ kind, id, of, op: 'take back' } as Entry] : []),
    ...(random.chance(5) ? [entry] : []),
  ];
}

function keyWorker(drawing: Drawing): number {
  const { random } = drawing;
  const fromAt = random.at();
  const untilAt = random.maybe(60, () => new Date(fromAt.getTime() + random.int(0, 500 * 24) * 3_600_000));
  const kind = random.pick(['social-worker', 'personal-adviser', 'foster-carer']);
  const contactChecks = !random.chance(20) ? [] : random.some(0, 2, (index) => {
    const sinceOn = random.nearDay(londonDate(fromAt), -20, 300);
    return { id: index + 1, sinceOn, clearedOn: random.maybe(60, () => addDays(sinceOn, random.int(0, 40))) };
  });
  return drawing.record('key-worker', { kind, fromAt, untilAt, authorityToActConfirmedAt: random.maybe(75, () => random.near(fromAt, 0, 72)), contactChecks });
}

function placement(drawing: Drawing, of: number): number {
  const { random } = drawing;
  const agreedOn = random.chance(70) ? addDays('2026-01-01', random.int(0, 500)) : random.day();
  const startsOn = random.nearDay(agreedOn, -5, 120);
  const id = drawing.record('placement', { providerType: random.pick(['school-sixth-form', 'further-education-college']), agreedOn, startsOn, endsOn: random.maybe(50, () => random.nearDay(startsOn, 0, 700)) });
  random.some(0, 3, () => {
    const [one, two, three] = [random.near(new Date(`${startsOn}T10:00Z`), -90 * 24, 45 * 24), random.int(0, 96), random.int(0, 96)];
    const later = (hours: number) => random.maybe(85, () => random.near(one, 0, hours));
    drawing.record('plan', { complete: random.chance(80), agreedAt: { keyWorker: one, designatedPerson: later(two), youngPerson: later(three) } }, id);
  });
  random.some(0, of, () => drawing.record('review', meeting(random, random.nearDay(startsOn, 0, 600)), id));
  random.some(0, 3, () => drawing.record('key-worker-notice', { keyWorkerId: random.int(1, 4), sentAt: random.maybe(80, () => random.at()), acknowledgedAt: random.maybe(70, () => random.at()) }, id));
  const notices = random.some(0, Math.ceil(of / 2), () => notice(drawing, id, startsOn));
  if (random.chance(60)) {
    const newest = notices.sort((a, b) => +a - +b).at(-1);
    const isOutcome = newest !== undefined && random.chance(85);
    const endedOn = isOutcome ? random.nearDay(londonDate(newest), 0, 30) : random.nearDay(startsOn, -10, 500);
    const kinds = isOutcome && random.chance(75) ? (['ended-by-provider', 'permanently-excluded'] as const) : (names(ENDINGS) as EndingKind[]);
    const ending = drawing.record('ending', { kind: random.pick<EndingKind>(kinds), endedOn, recordedAt: random.at(), recordedByProvider: random.chance(50) }, id);
    random.some(0, 3, () => drawing.record('statutory-email', { to: random.pick(STATUTORY), sentAt: random.near(new Date(`${endedOn}T12:00Z`), 0, 40) }, -ending));
  }
  return id;
}

/** A meeting: mostly a review of the plan alone, else something else or several things at once. */
const meeting = (random: Random, heldOn: string): Facts['review'] =>
  ({ heldOn, attended: attendance(random), countsFor: random.chance(75) ? ['review'] : random.shuffled(names(MEETING_KINDS)).slice(0, random.int(1, 3)) });

/** Who was at a review: mostly both whose meeting it is; now and then only names were kept. */
function attendance(random: Random): Attendee[] | null {
  if (random.chance(15)) return null;
  return random.chance(60) ? ['key-worker', 'designated-person'] : random.shuffled(names(ATTENDEES)).slice(0, random.int(1, 4));
}

/** A risk notice; two in three are followed up as they should be. */
function notice(drawing: Drawing, placementId: number, startsOn: string): Date {
  const { random } = drawing;
  const occurredAt = random.near(new Date(`${startsOn}T12:00Z`), 0, 300 * 24);
  const id = drawing.record('notice', { kind: random.pick(names(RISK_KINDS) as RiskKind[]), occurredAt }, placementId);
  const soon = () => random.near(occurredAt, 0, random.chance(70) ? 8 : 60);
  const isFollowed = random.chance(65);
  const within = () => new Date(occurredAt.getTime() + random.int(0, 12 * 60) * 60_000);
  for (const to of isFollowed ? RECIPIENTS : []) {
    drawing.record('call', { to, calledAt: within(), outcome: 'spoke' }, id);
    drawing.record('email', { to, sentAt: within() }, id);
  }
  random.some(0, isFollowed ? 1 : 5, () => drawing.record('call', { to: random.pick(RECIPIENTS), calledAt: soon(), outcome: random.pick(names(CALL_OUTCOMES) as CallOutcome[]) }, id));
  random.some(0, isFollowed ? 0 : 3, () => drawing.record('email', { to: random.pick(RECIPIENTS), sentAt: soon() }, id));
  random.some(0, 2, () => drawing.record('acknowledgement', { by: random.pick(RECIPIENTS), acknowledgedAt: soon() }, id));
  random.some(0, 3, () => drawing.record('statutory-email', { to: random.pick(STATUTORY), sentAt: soon() }, id));
  random.some(isFollowed ? 1 : 0, 2, () => drawing.record('meeting', { heldOn: random.nearDay(londonDate(occurredAt), -1, 15), outcome: random.pick(names(MEETING_OUTCOMES) as MeetingOutcome[]) }, id));
  return occurredAt;
}

/** What an authority set, from which day on, often one of these; two histories in five. */
export function someSettings(random: Random, days: readonly string[] = []): SettingChange[] {
  if (!random.chance(40)) return [];
  return random.some(1, 6, () => {
    const name = random.pick((names(SETTINGS) as SettingName[]).filter((one) => SETTINGS[one].of === 'limit'));
    return { name, value: random.int(SETTINGS[name].least, Math.min(SETTINGS[name].most, Math.max(SETTINGS[name].default * 2, 9))), effectiveOn: days.length > 0 && random.chance(60) ? random.pick(days) : random.day() };
  });
}
