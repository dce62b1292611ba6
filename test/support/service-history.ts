import { CorrectionsService } from '../../src/corrections/corrections.service.js';
import { CARE_STATUSES } from '../../src/domain/agreement/care-status.js';
import type { MeetingKind } from '../../src/domain/agreement/meeting-clocks.js';
import type { CaseRecordKind } from '../../src/domain/agreement/records.js';
import { addDays } from '../../src/domain/time/local-date.js';
import { Refusal } from '../../src/errors.js';
import { EmergenciesService } from '../../src/emergencies/emergencies.service.js';
import { PlacementsService } from '../../src/placements/placements.service.js';
import { PLAN_PARTIES, type PlanParty } from '../../src/plans/plan-agreement.entity.js';
import { PlansService } from '../../src/plans/plans.service.js';
import { RecordsService } from '../../src/records/records.service.js';
import type { RecordReviewDto } from '../../src/reviews/reviews.dto.js';
import { ReviewsService } from '../../src/reviews/reviews.service.js';
import { RiskNoticesService } from '../../src/risk-notices/risk-notices.service.js';
import { KeyWorkersService } from '../../src/young-people/key-workers.service.js';
import type { TestApplication } from './application.js';
import type { Random } from './random.js';
import type { Who } from './region.js';

/** A case that acts are done in, with the numbers of what they made, by the acts' names. */
export interface Acted {
  test: TestApplication;
  reference: string;
  ids: Map<string, number>;
}

/** One thing that somebody does through a service. `after` are the acts it cannot come before; done again it is refused, or changes nothing. */
export interface Act {
  name: string;
  after: string[];
  twice?: true;
  run: (acted: Acted) => Promise<{ id: number } | void>;
}

const REASON = 'The wrong thing was typed in';

/** A case with something urgent open cannot be said to be a mistake: then nobody says it. */
function unlessUrgent(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'URGENT_OPEN')) throw error;
}

/** What a meeting is held as, now and then besides a review of the plan. */
const HELD_AS: readonly MeetingKind[] = ['personal-education-plan', 'pathway-plan', 'looked-after-review'];

/** A review as it is recorded. */
type Meeting = Omit<RecordReviewDto, 'countsFor'> & { countsFor: MeetingKind[] };

/** A way to lists of keys whose names the tables know. */
const keysOf = <T extends object>(table: T): (keyof T & string)[] => Object.keys(table) as (keyof T & string)[];

/** Some five dozen acts at most, all typed in on one day about the ten months before it. Days of one kind differ, so that none is first by its number alone. */
export function drawnActs(random: Random): Act[] {
  const acts: Act[] = [];
  const by = async ({ test }: Acted, who: Who) => test.actor(who);
  const id = ({ ids }: Acted, name: string): number => ids.get(name) ?? 0;
  const add = (name: string, after: string[], run: Act['run'], twice?: true): string => {
    acts.push({ name, after, run, ...(twice && { twice }) });
    return name;
  };
  const used = new Set<string>();
  const day = (kind: string, from = '2026-06-01', days = 280): string => {
    let on = addDays(from, random.int(0, days));
    while (used.has(`${kind} ${on}`)) on = addDays(on, -1);
    used.add(`${kind} ${on}`);
    return on;
  };
  const record = (name: string, who: Who, kind: CaseRecordKind, input: object, { placement, about, on = day(kind) }: { placement?: string; about?: string; on?: string } = {}) =>
    add(name, [placement, about].filter((one) => one !== undefined), async (acted) =>
      acted.test.app.get(RecordsService).record(await by(acted, who), acted.reference, kind, {
        happenedOn: on, ...input, ...(about === undefined && placement !== undefined && { placementId: id(acted, placement) }), ...(about !== undefined && { aboutId: id(acted, about) }),
      }));
  const amend = (name: string, who: Who, fact: string, values: Record<string, string>): void => {
    if (random.chance(20)) {
      add(`${name} put right`, [name], async (acted) => void (await acted.test.app.get(CorrectionsService).correctFact(await by(acted, who), acted.reference, { fact, id: id(acted, name) }, { values, reason: REASON })));
    } else if (random.chance(12) && !acts.some(({ after }) => after.includes(name))) {
      add(`${name} taken back`, [name], async (acted) => void (await acted.test.app.get(CorrectionsService).takeBackFact(await by(acted, who), acted.reference, { fact, id: id(acted, name) }, { reason: REASON })));
    }
  };
  for (const [at, dp, provider] of [['P1', 'designatedPerson', 'ashgrove'], ['P2', 'otherDesignatedPerson', 'elmfield']] as const) {
    if (at === 'P2' && random.chance(60)) continue;
    const [agreedOn, startsOn] = [day('agreed', '2026-05-12', 60), day('starts', '2026-08-20', 30)];
    add(at, [], async (acted) => acted.test.app.get(PlacementsService).agreePlacement(await by(acted, 'keyWorker'), acted.reference, { providerId: acted.test.region.providers[provider], course: `Course ${at}`, level: 2, agreedOn, startsOn }), true);
    const before = acts.length;
    if (random.chance(70)) somePlan(at, startsOn);
    random.some(0, 3, (n) => {
      const [name, who, review] = [`${at} review ${n}`, random.pick<Who>(['keyWorker', 'keyContact', dp]), meeting()];
      add(name, [at], async (acted) => acted.test.app.get(ReviewsService).recordReview(await by(acted, who), acted.reference, id(acted, at), review), true);
      amend(name, 'keyWorker', 'review', { heldOn: day('meeting', '2026-09-25', 150) });
    });
    random.some(0, 2, (n) => someRisk(`${at} risk ${n}`, at, dp));
    if (random.chance(50)) record(`${at} visit`, dp, 'visit', { moment: random.pick(['pre-entry', 'post-entry']), withWhom: 'Her tutor' }, { placement: at });
    if (random.chance(50)) record(`${at} consent`, 'keyWorker', 'consent-decision', { decision: 'given', how: 'phone', whatFor: 'The plan', ...random.pick([{}, { item: 'safeguarding', recipient: 'provider' }, { item: 'plan', recipient: 'provider' }, { item: 'safeguarding', recipient: 'local-virtual-school' }]) }, { placement: at });
    // Calls and meetings are typed in before the ending or after it.
    const first = acts.slice(before).map(({ name }) => name).filter((name) => !/ (call|meeting) /.test(name));
    if (random.chance(60)) {
      const [kind, endedOn] = [random.pick(['left-early', 'completed', 'ended-by-provider', 'permanently-excluded'] as const), day('ending', '2026-12-20', 80)];
      const who = random.pick<Who>([dp, 'keyContact']);
      add(`${at} end`, [at, ...first], async (acted) => void (await acted.test.app.get(PlacementsService).endPlacement(await by(acted, who), acted.reference, id(acted, at), { kind, endedOn, alreadyHappened: true })), true);
    }
  }
  someMeetings();
  someCaseRecords();
  random.some(0, 2, (n) => {
    const raisedAt = `${day('emergency')}T${String(random.int(10, 21))}:15`;
    add(`emergency ${n}`, [], async (acted) => acted.test.app.get(EmergenciesService).raiseEmergency(await by(acted, 'keyWorker'), acted.reference, { whatHappened: 'Missing', raisedAt }));
    const respondedAt = `${raisedAt.slice(0, 10)}T23:${String(random.int(10, 59))}`;
    if (random.chance(60)) add(`emergency ${n} answer`, [`emergency ${n}`], async (acted) => void (await acted.test.app.get(EmergenciesService).respondToEmergency(await by(acted, 'manager'), acted.reference, id(acted, `emergency ${n}`), { response: 'Found', respondedAt })), true);
  });
  if (random.chance(40)) add('successor', acts.map(({ name }) => name), async (acted) => acted.test.app.get(KeyWorkersService).assignKeyWorker(await by(acted, 'manager'), acted.reference, { personId: acted.test.region.people.successor, kind: 'personal-adviser', authorityToActConfirmed: true, fromAt: '2027-03-01T09:00' }));
  // Nothing is typed in after it, but that it was none.
  if (random.chance(15)) {
    add('mistake', acts.map(({ name }) => name), async (acted) => acted.test.app.get(RecordsService).record(await by(acted, 'keyContact'), acted.reference, 'case-closing', { happenedOn: '2027-03-15', cause: 'registered-by-mistake', notes: 'Registered twice' }).catch(unlessUrgent));
    if (random.chance(40)) add('mistake taken back', ['mistake'], async (acted) => void (acted.ids.has('mistake') && (await acted.test.app.get(CorrectionsService).takeBackFact(await by(acted, 'keyContact'), acted.reference, { fact: 'case-closing', id: id(acted, 'mistake') }, { reason: REASON }))));
  }
  return acts;

  /** What a meeting was like: who was there, what it was held as, whether they felt safe, and how good the personal education plan was. */
  function meeting(): Meeting {
    const countsFor = random.chance(50) ? random.shuffled(HELD_AS).slice(0, random.int(1, 2)) : [];
    const attended = ['young-person' as const, 'key-worker' as const, ...(random.chance(75) ? ['designated-person' as const] : []), ...(random.chance(40) ? ['independent-reviewing-officer' as const] : [])];
    return {
      heldOn: day('meeting', '2026-09-25', 150), attended, present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good', countsFor,
      ...(random.chance(80) ? { feelsSafe: 'yes' as const } : { feelsSafe: 'no' as const, whyNotSafe: 'The bus' }),
      ...(countsFor.includes('personal-education-plan') && random.chance(70) && { pepQuality: 'green' as const, pepForm: 'pep' as const }),
    };
  }

  /** The plan written, and agreed by most of the three, each on a day of their own. */
  function somePlan(at: string, startsOn: string): void {
    const plan = add(`${at} plan`, [at], async (acted) => {
      for (const section of ['key-contacts', 'safeguarding', 'own-words'] as const) await acted.test.app.get(PlansService).writeSection(await by(acted, 'keyWorker'), acted.reference, id(acted, at), section, { text: 'As agreed' });
    });
    for (const party of (keysOf(PLAN_PARTIES) as PlanParty[]).filter(() => random.chance(92))) {
      const agreed = { party, agreedAt: `${addDays(startsOn, random.int(-30, 40))}T1${random.int(0, 9)}:30`, witness: 'Priya Shah', reasonAfterStart: 'They came late' };
      add(`${at} plan agreed by ${party}`, [plan], async (acted) => void (await acted.test.app.get(PlansService).agreePlan(await by(acted, 'keyWorker'), acted.reference, id(acted, at), agreed)), true);
    }
  }

  /** One meeting recorded once, that counts for several clocks: about both placements, or about none. */
  function someMeetings(): void {
    const ended = acts.filter(({ name }) => / end$/.test(name));
    const both = ['P1', 'P2'].filter((at) => acts.some(({ name }) => name === at));
    const record = (name: string, after: string[], placements: string[], held: MeetingKind[]): void => {
      const { feelsSafe, whyNotSafe, ...rest } = meeting();
      const input = { ...rest, countsFor: [...new Set([...held, ...rest.countsFor])], ...(placements.length > 0 && { feelsSafe, whyNotSafe }) };
      add(name, after, async (acted) => acted.test.app.get(ReviewsService).recordMeeting(await by(acted, 'keyContact'), acted.reference, { ...input, placementIds: placements.map((at) => id(acted, at)) }), true);
      // What is recorded on a placement comes before its end is.
      for (const end of ended.filter(({ name: of }) => placements.some((at) => of === `${at} end`))) end.after.push(name);
    };
    random.some(0, 2, (n) => record(`joint review ${n}`, both, both, ['review']));
    random.some(0, 2, (n) => record(`meeting about none ${n}`, [], [], [random.pick(HELD_AS)]));
  }

  function someRisk(name: string, at: string, dp: Who): void {
    const on = day(`${at} risk`, '2026-09-25', 90);
    const kind = random.pick(['suspended', 'at-risk', 'sent-home', 'fixed-term-exclusion'] as const);
    add(name, [at], async (acted) => acted.test.app.get(RiskNoticesService).reportRisk(await by(acted, dp), acted.reference, { placementId: id(acted, at), kind, whatHappened: 'A fight', occurredAt: `${on}T10:00` }));
    for (const to of ['key-worker', 'key-contact'] as const) {
      if (!random.chance(70)) continue;
      const [call, calledAt, outcome] = [`${name} call ${to}`, `${addDays(on, random.int(0, 1))}T1${random.int(1, 9)}:20`, random.pick(['spoke', 'voicemail', 'no-answer', 'called-back'] as const)];
      add(call, [name], async (acted) => acted.test.app.get(RiskNoticesService).recordCall(await by(acted, dp), acted.reference, id(acted, name), { to, calledAt, outcome }));
      amend(call, dp, 'risk-call', { calledAt: `${addDays(on, 1)}T12:30` });
    }
    random.some(0, 2, (n) => {
      const [meeting, heldOn, outcome] = [`${name} meeting ${n}`, day(`${name} meeting`, addDays(on, 5), 12), random.pick(['stays', 'moves', 'ends', 'meets-again'] as const)];
      add(meeting, [name], async (acted) => acted.test.app.get(RiskNoticesService).recordMeeting(await by(acted, dp), acted.reference, id(acted, name), { heldOn, present: 'All', outcome, notes: 'Tried' }));
    });
  }

  function someCaseRecords(): void {
    random.some(0, 2, (n) => {
      const [addressedTo, who] = random.pick([['key-worker', 'keyWorker'], ['key-contact', 'keyContact']] as const);
      const view = record(`view ${n}`, 'keyWorker', 'view', { addressedTo, ownWords: 'Quieter' });
      if (random.chance(60)) record(`view ${n} answer`, who, 'view-answer', { howTold: 'letter', whatWasDone: 'A room' }, { about: view, on: day('answer', '2026-07-01', 250) });
      else amend(view, 'keyWorker', 'view', { happenedOn: day('view') });
    });
    random.some(0, 3, (n) => {
      const status = record(`care status ${n}`, 'keyContact', 'care-status', { status: random.pick(keysOf(CARE_STATUSES)), decidedBy: 'Marta Nowak' }, { on: day('care-status', '2026-04-20', 100) });
      amend(status, 'keyContact', 'care-status', { happenedOn: day('care-status', '2026-04-20', 100) });
    });
    random.some(0, 1, (n) => {
      const problem = record(`problem ${n}`, 'keyWorker', 'problem', { kind: random.pick(['attendance', 'accommodation']), what: 'The bus', meetingAsked: random.chance(50) }, { placement: 'P1' });
      if (random.chance(60)) record(`problem ${n} contact`, 'keyWorker', 'problem-contact', { withWhom: 'Dan Pike', what: 'They spoke' }, { about: problem, on: day('contact', '2026-07-01', 250) });
    });
    random.some(0, 1, (n) => {
      const question = record(`question ${n}`, 'keyContact', 'good-enough-question', { askedBy: 'somebody in the case', addressedTo: 'key-worker', decision: 'The room' });
      if (random.chance(60)) record(`question ${n} answer`, 'keyWorker', 'good-enough-answer', { changed: 'yes', howTold: 'letter', answer: 'A better one' }, { about: question, on: day('answer', '2026-07-01', 250) });
    });
    random.some(0, 3, (n) => record(`status ${n}`, 'keyContact', 'status', { status: random.pick(['education', 'not-in-eet', 'not-known', 'employment']), source: 'young person' }));
    random.some(0, 1, (n) => {
      const need = record(`need ${n}`, 'keyWorker', 'need', { area: 'health', what: 'A doctor' });
      if (random.chance(50)) record(`need ${n} outcome`, 'keyWorker', 'need-outcome', { outcome: 'yes', what: 'Done' }, { about: need, on: day('outcome', '2026-07-01', 250) });
    });
    if (random.chance(50)) {
      const [term, from, days] = random.pick([['2026-27-autumn', '2026-09-01', 180], ['2026-27-spring', '2027-01-01', 60]] as const);
      record('plan of the term', 'keyContact', 'pep-review', { term, form: 'pep', quality: 'green' }, { on: day('pep-review', from, days) });
    }
    if (random.chance(12)) record('closing', 'keyContact', 'case-closing', { cause: 'died', notes: 'Known from the hospital' }, { on: '2027-03-15' });
  }
}

/** The acts in a random order in which each can be done. */
export function orderOf(acts: readonly Act[], random: Random): Act[] {
  const left = random.shuffled(acts);
  const done: Act[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ after }) => after.every((name) => done.some((one) => one.name === name)));
    done.push(...left.splice(next, 1));
  }
  return done;
}

/** What a number in a duty's key is the number of, by the word before it; of the rest it is a record's. */
const NUMBERED: Readonly<Record<string, RegExp>> = {
  'young-person': /^$/, placement: /^P\d$/, 'follow-up-placement': /^P\d$/, 'after-review': / review \d$/, notice: / risk \d$/, 'after-meeting': / meeting \d$/, emergency: /^emergency \d$/, ending: / end$/, 'key-worker': /^successor$/,
};

/** A line about a duty with the acts' names instead of the numbers they got, so that two cases can be compared. */
export function namedLine(line: string, ids: ReadonlyMap<string, number>): string {
  const nameOf = (word: string, number: number): string => {
    const isOne = NUMBERED[word] ?? /^(view|status|need|problem|question) \d$/;
    return [...ids].find(([name, id]) => id === number && isOne.test(name))?.[0] ?? 'the first';
  };
  return line.replace(/([a-z]+(?:-[a-z]+)*)-(\d+)(?=[/ ])/g, (_, word: string, number: string) => `${word} ${nameOf(word, Number(number))}`).replace(/ of (\d+) from/, (_, number: string) => ` of ${nameOf('placement', Number(number))} from`);
}
