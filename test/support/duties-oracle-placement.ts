import type { CaseFacts, PlacementFact } from '../../src/domain/agreement/facts.js';
import type { RecordFact } from '../../src/domain/agreement/records.js';
import type { Raw } from './duties-oracle.js';
import { inOrder } from './duties-oracle-case.js';
import { isBreach, ofRisk, statutoryOfEnding, BY_PROVIDER } from './duties-oracle-risk.js';
import { firstOf, ofAttendance, weekByWeek } from './duties-oracle-attendance.js';
import { dayOf, latest, midnight, plusDays, plusMonths, termOf, workingDaysAfter, yearName, yearOf } from './duties-oracle-time.js';
import { placementEnd, type Limit } from './duties-oracle-words.js';

/* The second reading of what belongs to a placement. */

/** The day of the first of the placement's records of a kind that fits. */
export type First = (kind: string, fits?: (one: RecordFact) => boolean) => string | null;

const ENTITLEMENTS = ['bursary-16-19', 'apprentice-bursary', 'free-meals', 'fees', 'transport', 'equipment', 'access-arrangements'];

export function ofPlacement(placement: PlacementFact, facts: CaseFacts, today: string, limit: Limit): Raw[] {
  const { id, agreedOn, startsOn, endsOn, ending } = placement;
  const kinds = new Map<string, RecordFact[]>();
  for (const one of facts.records.filter(({ placementId }) => placementId === id)) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  const first: First = (kind, fits = () => true) => inOrder(kinds.get(kind) ?? [], kind).find(fits)?.on ?? null;
  const end = placementEnd(ending);
  const agreed = midnight(agreedOn);
  const parts = [first('advice-given'), ...ENTITLEMENTS.map((one) => first('entitlement', ({ details }) => details.entitlement === one))];
  const afterStart = (name: string): string => plusDays(startsOn, limit(name, startsOn));
  const hasKeyWorker = (on: string): boolean => facts.keyWorkers.some(({ fromAt, untilAt }) => dayOf(fromAt) <= on && (untilAt === null || midnight(on) < untilAt));
  const raws: Raw[] = [
    { key: `KW1/placement-${id}`, opensAt: agreed, last: plusDays(startsOn, -1), doneOn: first('consent-decision', ({ details: { item, recipient } }) => [undefined, 'safeguarding'].some((one) => one === item) && [undefined, 'provider'].some((one) => one === recipient)), end },
    { key: `KW2/placement-${id}`, opensAt: agreed, last: plusDays(startsOn, -1), doneOn: first('contact-card-acknowledged', ({ on }) => hasKeyWorker(on)), end },
    { key: `EP3/placement-${id}/pre-entry`, opensAt: agreed, last: startsOn, doneOn: first('visit', ({ details }) => details.moment === 'pre-entry'), end },
    { key: `EP3/placement-${id}/post-entry`, opensAt: agreed, last: afterStart('postEntryVisitDays'), doneOn: first('visit', ({ on, details }) => details.moment === 'post-entry' && startsOn <= on), end },
    { key: `EP4/placement-${id}`, opensAt: midnight(startsOn), last: afterStart('adviceDays'), doneOn: parts.includes(null) ? null : latest(...parts.map(String)), end },
    { key: `EP7/placement-${id}`, opensAt: agreed, last: startsOn, doneOn: first('contact-card-acknowledged', ({ on, details }) => details.keyContactNamed === true && hasKeyWorker(on)), end },
    { key: `EP10/placement-${id}`, opensAt: agreed, last: afterStart('mentorDays'), doneOn: first('mentor-introduced'), end },
    ...planAndReviews(placement, limit),
    ...periods(placement, facts, today, first, limit),
    ...ofAttendance(placement, inOrder(kinds.get('attendance-return') ?? [], 'attendance-return'), first, limit),
    ...placement.riskNotices.flatMap((notice) => ofRisk(notice, placement, first, limit)),
    ...statutoryOfEnding(placement),
  ];
  const registeredOn = dayOf(facts.youngPerson.registeredAt);
  if (endsOn !== null && endsOn >= registeredOn) {
    const opensOn = latest(plusDays(endsOn, -limit('careersBeforeEndDays', endsOn)), startsOn, agreedOn);
    raws.push({ key: `EP14/placement-${id}/before-end`, opensAt: midnight(opensOn), last: endsOn, doneOn: first('careers-advice', ({ on }) => on >= opensOn), end });
  }
  if (ending !== null && BY_PROVIDER.includes(ending.kind)) {
    const at = midnight(ending.endedOn);
    raws.push(isBreach(placement, ending.endedOn) ? { key: `EP12/placement-${id}`, opensAt: at, last: at } : { key: `EP12/placement-${id}`, opensAt: at, last: ending.endedOn, doneOn: ending.endedOn });
  }
  if (ending !== null && ['left-early', ...BY_PROVIDER].includes(ending.kind)) {
    const { endedOn } = ending;
    raws.push({ key: `VS6/follow-up-placement-${id}`, opensAt: midnight(endedOn), last: workingDaysAfter(endedOn, limit('followUpWorkingDays', endedOn)), doneOn: first('follow-up', ({ on }) => on >= endedOn) });
  }
  return raws.map((raw) => ({ ...raw, placement: id }));
}

/** A review of the plan: held as one, with both whose meeting it is. */
const isReview = ({ attended, countsFor }: PlacementFact['reviews'][number]): boolean => {
  const there = ['key-worker', 'designated-person'].filter((who) => attended?.some((one) => one === who)).length;
  return (countsFor === undefined || countsFor.some((one) => one === 'review')) && (attended === undefined || attended === null || there === 2);
};

function planAndReviews({ id, agreedOn, startsOn, ending, plans, reviews }: PlacementFact, limit: Limit): Raw[] {
  const agreedByAll = plans.flatMap(({ id: plan, complete, agreedAt }) => {
    const at = [agreedAt.keyWorker, agreedAt.designatedPerson, agreedAt.youngPerson];
    return complete && at.every((one) => one !== null) ? [{ plan, at: Math.max(...at.map(Number)) }] : [];
  });
  const [plan] = agreedByAll.sort((a, b) => a.at - b.at || a.plan - b.plan);
  const end = placementEnd(ending);
  const raws: Raw[] = [{ key: `KW3/placement-${id}`, opensAt: midnight(agreedOn), last: plusDays(startsOn, limit('planDays', startsOn)), doneAt: plan ? new Date(plan.at) : null, end }];
  if (!plan) return raws;
  const planOn = dayOf(new Date(plan.at));
  const meetings = [{ key: `plan-${plan.plan}`, on: planOn }, ...reviews.filter((one) => one.heldOn >= planOn && isReview(one)).sort((a, b) => (a.heldOn === b.heldOn ? a.id - b.id : a.heldOn < b.heldOn ? -1 : 1)).map((one) => ({ key: `review-${one.id}`, on: one.heldOn }))];
  meetings.forEach(({ key, on }, place) => raws.push({ key: `KW4/placement-${id}/after-${key}`, opensAt: midnight(on), last: plusMonths(on, limit('reviewMonths', on)), doneOn: meetings[place + 1]?.on ?? null, end }));
  return raws;
}

/** EP14 by year and EP15, by walking through the days under way. */
function periods(placement: PlacementFact, { youngPerson }: CaseFacts, today: string, first: First, limit: Limit): Raw[] {
  const { id, startsOn, endsOn, ending } = placement;
  const registeredOn = dayOf(youngPerson.registeredAt);
  const raws = new Map<string, Raw>();
  const seen = new Set<string>();
  for (let on = startsOn; on <= today && (endsOn === null || on <= endsOn) && (ending === null || on <= ending.endedOn); on = plusDays(on, 1)) {
    const year = yearOf(on);
    const month = on.slice(0, 7);
    const term = termOf(on);
    const place = `${year} ${month} ${term?.name}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const [name, yearFrom, yearTo] = [yearName(year), `${year}-09-01`, `${year + 1}-08-31`];
    const monthTo = plusDays(plusMonths(`${month}-01`, 1), -1);
    const add = (to: string, raw: Raw): void => void (to >= registeredOn && raws.set(raw.key, raw));
    add(yearTo, { key: `EP14/placement-${id}/${name}`, opensAt: midnight(latest(yearFrom, startsOn)), last: endsOn !== null && endsOn < yearTo ? endsOn : yearTo, doneOn: first('careers-advice', (one) => one.on >= yearFrom && one.on <= yearTo), end: placementEnd(ending) });
    add(yearTo, { key: `EP15/placement-${id}/outcomes-${name}`, opensAt: midnight(`${year + 1}-09-01`), last: plusDays(yearTo, limit('outcomeReturnDays', yearTo)), doneOn: first('outcome-return', ({ details }) => details.year === name) });
    add(monthTo, { key: `EP15/placement-${id}/attendance-${month}`, opensAt: midnight(plusDays(monthTo, 1)), last: workingDaysAfter(monthTo, limit('attendanceReturnWorkingDays', monthTo)), doneOn: firstOf(first('attendance-return', ({ details }) => details.month === month), weekByWeek(placement, month, first)) });
    if (term) add(term.to, { key: `EP15/placement-${id}/term-${term.name}`, opensAt: midnight(plusDays(term.to, 1)), last: workingDaysAfter(term.to, limit('termReturnWorkingDays', term.to)), doneOn: first('term-return', ({ details }) => details.term === term.name) });
  }
  return [...raws.values()];
}
