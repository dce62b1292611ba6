import { academicYear } from '../domain/time/academic-year.js';
import { addDays, addMonths, daysBetween, weekday, type LocalDate } from '../domain/time/local-date.js';
import { addHours, startOfDay } from '../domain/time/london.js';
import { onWeekday, type CaseStory } from './case-story.js';
import { bornForYear11 } from './young-person-of.js';

type Story = (story: CaseStory) => void;

/** A place at a provider: agreed, begun or to begin. */
interface Place {
  agreedOn: LocalDate;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** The first Monday of September or a day or two after it, so many academic years before the present one. */
function autumnStart(story: CaseStory, yearsBack: number): LocalDate {
  const september = addMonths(academicYear(story.today).startsOn, -12 * yearsBack);
  return addDays(september, ((8 - weekday(september)) % 7) + story.random.between(0, 2));
}

/** A course that began in the last autumn long enough ago for its plan to be due, or in the one before it. */
function autumnPlace(story: CaseStory): Place {
  const { random, today } = story;
  const latest = autumnStart(story, 0);
  const settled = daysBetween(latest, today) >= 45;
  const startsOn = settled && random.percent(60) ? latest : autumnStart(story, settled ? 1 : random.between(1, 2));
  const july = `${startsOn.slice(0, 4)}-07-02`;
  const years = [1, 2, 3, 4].find((number) => addMonths(july, 12 * number) > addDays(today, 40)) ?? 1;
  return { agreedOn: addDays(july, -random.between(0, 80)), startsOn, endsOn: addMonths(july, 12 * Math.max(years, random.between(1, 2))) };
}

function placeFrom(story: CaseStory, startsOn: LocalDate, agreedDaysBefore: number): Place {
  const agreedOn = addDays(startsOn, -agreedDaysBefore);
  return { agreedOn: agreedOn > story.today ? story.today : agreedOn, startsOn, endsOn: addMonths(startsOn, 12 * story.random.between(1, 2)) };
}

/** Registers the young person before the place was agreed, with a key worker at once, and agrees the place. */
function placed(story: CaseStory, place: Place): void {
  const { random, today } = story;
  const yearsBefore = Number(academicYear(today).startsOn.slice(0, 4)) - Number(academicYear(place.startsOn).startsOn.slice(0, 4));
  story.register(bornForYear11(random, today, Math.max(0, Math.min(8, yearsBefore + random.between(1, 5)))), onWeekday(addDays(place.agreedOn, -random.between(20, 300))));
  story.assignKeyWorker();
  story.agreePlacement(place.agreedOn, place.startsOn, place.endsOn);
}

function planInTime(story: CaseStory, { agreedOn, startsOn }: Place): LocalDate {
  const before = Math.max(daysBetween(agreedOn, startsOn), 2);
  const on = onWeekday(addDays(startsOn, story.random.percent(70) ? -story.random.between(1, before) : story.random.between(3, 28)));
  const planOn = on > story.today ? story.today : on < agreedOn ? agreedOn : on;
  story.agreePlan([planOn, planOn, planOn]);
  return planOn;
}

/** Reviews within six months of one another, up to today: the next is still to come. */
function reviewsInTime(story: CaseStory, lastMetOn: LocalDate): void {
  for (let last = lastMetOn; ; ) {
    const next = onWeekday(addDays(addMonths(last, 6), -story.random.between(3, 24)));
    if (next >= story.today) return;
    story.holdReview(next);
    last = next;
  }
}

function steady(story: CaseStory): void {
  const begun = story.random.percent(20) ? placeFrom(story, onWeekday(story.daysAgo(60, 320)), story.random.between(10, 50)) : autumnPlace(story);
  placed(story, begun);
  reviewsInTime(story, planInTime(story, begun));
}

/** A placement whose plan was agreed in time so many days ago, with nothing since. */
function plannedAgo(story: CaseStory, daysAgo: number): void {
  const planOn = addDays(story.today, -daysAgo);
  placed(story, placeFrom(story, addDays(planOn, story.random.between(5, 25)), 45));
  story.agreePlan([planOn, planOn, planOn]);
}

/** How long ago a plan was agreed whose review is due in so many days, or was due so many days ago. */
function agreedForReview(story: CaseStory, dueIn: number): number {
  return daysBetween(addMonths(addDays(story.today, dueIn), -6), story.today);
}

function planLate(story: CaseStory, daysLate: number): void {
  placed(story, placeFrom(story, story.daysAgo(30 + daysLate), story.random.between(15, 60)));
  if (story.random.percent(50)) story.agreePlan([story.daysAgo(5)]);
}

function reported(story: CaseStory, occurredAt: Date, recordedAt = addHours(occurredAt, 0.25)) {
  return story.reportRisk(story.random.weighted([['suspended', 5], ['at-risk', 3], ['fixed-term-exclusion', 2]]), occurredAt, recordedAt);
}

function tellBoth(story: CaseStory, occurredAt: Date) {
  const notice = reported(story, occurredAt);
  story.call(notice, 'key-worker', addHours(occurredAt, 0.5), 'spoke');
  story.call(notice, 'key-contact', addHours(occurredAt, 0.75), 'spoke');
  return notice;
}

/** A notice on a working day with all four legs done, and its meeting some days later. */
function procedureFollowed(story: CaseStory, least: number, most: number, outcome: 'stays' | 'ends'): LocalDate {
  const on = onWeekday(story.daysAgo(least, most));
  const meetOn = onWeekday(addDays(on, 4));
  story.meetProfessionals(tellBoth(story, story.at(on, '11:20')), meetOn > on ? meetOn : on, outcome);
  return meetOn;
}

const hoursAgo = (story: CaseStory, hours: number): Date => addHours(story.setting.now, -hours);

/** Every stage that a case can stand at, by what it shows. */
export const STORIES = {
  steady,
  'plan to come': (story) => placed(story, placeFrom(story, addDays(story.today, story.random.between(3, 75)), story.random.between(20, 90))),
  'plan due': (story) => placed(story, placeFrom(story, story.daysAgo(2, 27), story.random.between(20, 60))),
  'plan half agreed': (story) => {
    placed(story, placeFrom(story, addDays(story.today, story.random.between(-20, 20)), 60));
    story.agreePlan([story.daysAgo(3, 8), story.daysAgo(1, 2)]);
  },
  'plan late': (story) => planLate(story, story.random.between(1, 12)),
  'plan very late': (story) => planLate(story, story.random.between(18, 30)),
  'plan agreed late': (story) => {
    const startsOn = onWeekday(story.daysAgo(60, 160));
    placed(story, placeFrom(story, startsOn, 40));
    const on = addDays(startsOn, 30 + story.random.between(1, 9));
    story.agreePlan([on, on, on]);
  },
  'review soon': (story) => plannedAgo(story, agreedForReview(story, story.random.between(1, 27))),
  'review late': (story) => plannedAgo(story, agreedForReview(story, -story.random.between(1, 14))),
  'review held late': (story) => {
    plannedAgo(story, agreedForReview(story, -story.random.between(18, 30)));
    story.holdReview(onWeekday(story.daysAgo(8, 16)));
  },
  'year 11': (story) => {
    story.register(bornForYear11(story.random, story.today, 0), onWeekday(story.daysAgo(20, 200)));
    story.assignKeyWorker();
  },
  'year 11 without key worker': (story) => story.register(bornForYear11(story.random, story.today, 0), onWeekday(story.daysAgo(1, 60))),
  'no placement': (story) => {
    story.register(bornForYear11(story.random, story.today, story.random.between(1, 8)), onWeekday(story.daysAgo(100, 700)));
    story.assignKeyWorker();
  },
  vacancy: (story) => {
    steady(story);
    story.endKeyWorker(story.at(story.daysAgo(1, 3), '17:00'));
  },
  'vacancy missed': (story) => {
    steady(story);
    story.endKeyWorker(story.at(story.daysAgo(14), '17:00'));
  },
  'key worker changed': (story) => {
    steady(story);
    const on = onWeekday(story.daysAgo(10, 40));
    story.changeKeyWorker(story.at(on, '09:00'), story.at(on, '14:10'));
  },
  'key worker change not acknowledged': (story) => {
    steady(story);
    story.changeKeyWorker(hoursAgo(story, 5), null);
  },
  'key worker change missed': (story) => {
    steady(story);
    story.changeKeyWorker(story.at(onWeekday(story.daysAgo(6)), '09:00'), null);
  },
  'risk settled': (story) => {
    steady(story);
    procedureFollowed(story, 20, 45, 'stays');
  },
  'risk today': (story) => {
    steady(story);
    // Just after midnight there is little of today.
    const hours = Math.min(1.5, (story.setting.now.getTime() - startOfDay(story.today).getTime()) / 3_600_000);
    const notice = reported(story, hoursAgo(story, hours), hoursAgo(story, hours * 0.8));
    story.call(notice, 'key-worker', hoursAgo(story, hours * 0.6), 'spoke');
    story.call(notice, 'key-contact', hoursAgo(story, hours * 0.5), 'no-answer');
  },
  'voicemail acknowledged': (story) => {
    steady(story);
    const occurredAt = story.at(onWeekday(story.daysAgo(2, 4)), '10:30');
    const notice = reported(story, occurredAt);
    story.call(notice, 'key-worker', addHours(occurredAt, 0.5), 'voicemail');
    story.acknowledgeRisk(notice, 'key-worker', addHours(occurredAt, 2));
    story.call(notice, 'key-contact', addHours(occurredAt, 1), 'called-back');
  },
  'meeting to come': (story) => {
    steady(story);
    tellBoth(story, story.at(onWeekday(story.daysAgo(2, 3)), '13:05'));
  },
  'call missed': (story) => {
    steady(story);
    const occurredAt = story.at(onWeekday(story.daysAgo(3)), '15:40');
    const notice = reported(story, occurredAt);
    story.call(notice, 'key-worker', addHours(occurredAt, 0.5), 'spoke');
    story.call(notice, 'key-contact', addHours(occurredAt, 1), 'voicemail');
  },
  'emergency open': (story) => {
    steady(story);
    story.raiseEmergency(hoursAgo(story, 3), null);
  },
  'emergency answered': (story) => {
    steady(story);
    const raisedAt = story.at(onWeekday(story.daysAgo(5, 60)), '14:20');
    story.raiseEmergency(raisedAt, addHours(raisedAt, story.random.between(1, 6)));
  },
  'emergency answered late': (story) => {
    steady(story);
    const raisedAt = story.at(story.daysAgo(12, 20), '17:45');
    story.raiseEmergency(raisedAt, addHours(raisedAt, 31));
  },
  completed: (story) => {
    const endsOn = onWeekday(story.daysAgo(20, 85));
    const place = { agreedOn: addDays(endsOn, -420), startsOn: addDays(endsOn, -320), endsOn };
    placed(story, place);
    const planOn = addDays(place.startsOn, -20);
    story.agreePlan([planOn, planOn, planOn]);
    story.holdReview(onWeekday(addDays(place.startsOn, 150)));
    story.endPlacement('completed', endsOn);
  },
  'left early': (story) => {
    steady(story);
    story.endPlacement('left-early', story.daysAgo(1, 20));
  },
  transferred: (story) => {
    steady(story);
    const on = story.daysAgo(4, 12);
    story.endPlacement('transferred', on);
    story.provider = story.random.pick(story.setting.staff.providers);
    story.agreePlacement(on, addDays(on, 7), addDays(on, 300));
  },
  'ended after the procedure': (story) => {
    steady(story);
    const meetOn = procedureFollowed(story, 12, 20, 'ends');
    story.endPlacement('ended-by-provider', addDays(meetOn, 2));
  },
  breach: (story) => {
    steady(story);
    story.endPlacement('permanently-excluded', story.daysAgo(1));
  },
} as const satisfies Record<string, Story>;
export type StoryName = keyof typeof STORIES;

/** How many of a thousand cases stand where: most promises are kept. */
export const SHARES: readonly (readonly [StoryName, number])[] = [
  ['steady', 530], ['plan to come', 70], ['plan due', 35], ['plan half agreed', 25], ['plan late', 9], ['plan very late', 2], ['plan agreed late', 25],
  ['review soon', 80], ['review late', 10], ['review held late', 16], ['year 11', 62], ['year 11 without key worker', 8], ['no placement', 30],
  ['vacancy', 3], ['vacancy missed', 2], ['key worker changed', 20], ['key worker change not acknowledged', 2], ['key worker change missed', 1],
  ['risk settled', 16], ['risk today', 1], ['voicemail acknowledged', 2], ['meeting to come', 2], ['call missed', 1],
  ['emergency open', 1], ['emergency answered', 14], ['emergency answered late', 1], ['completed', 22], ['left early', 6], ['transferred', 4],
  ['ended after the procedure', 2], ['breach', 1],
];
