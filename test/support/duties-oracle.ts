import type { CaseFacts, PlacementFact } from '../../src/domain/agreement/facts.js';
import type { RecordFact } from '../../src/domain/agreement/records.js';
import { birthday, dayOf, endOfYear11, latest, midnight, plusDays, plusMonths, termOf, workingDaysAfter, yearName, yearOf } from './duties-oracle-time.js';

/*
 * A second reading of decision 8 and of the register, case by case: slow and plain on purpose, so that it can be checked against the
 * page by eye. It takes the facts of now and answers each duty as a line. It shares no code with src/domain.
 */

/** A duty before it is settled. `last` is a day, an instant, or null where it is not known. */
export interface Raw {
  key: string;
  opensAt: Date;
  last: string | Date | null;
  doneOn?: string | null;
  doneAt?: Date | null;
  /** The day on which it ends undone, apart from the case's own end. */
  endsOn?: string | null;
}

const ENTITLEMENTS = ['bursary-16-19', 'apprentice-bursary', 'free-meals', 'fees', 'transport', 'equipment', 'access-arrangements'];
const BY_PROVIDER = ['ended-by-provider', 'permanently-excluded'];

/** Every duty of a case now, by key: `KW1/placement-1 until 2026-09-06: met late 2026-09-08`. */
export function expectedDuties(facts: CaseFacts, now: Date): string[] {
  if (facts.youngPerson.registeredAt > now) return [];
  const asOf = happened(facts, now);
  const today = dayOf(now);
  const birthday25 = birthday(facts.youngPerson.bornOn, 25);
  const closings = [...asOf.records.filter(({ kind }) => kind === 'case-closing').map(({ on }) => on), ...(midnight(birthday25) <= now ? [birthday25] : [])].sort();
  const caseEnd = closings[0] ?? null;
  return everyDuty(asOf, today)
    .filter(({ opensAt }) => opensAt <= now && (caseEnd === null || dayOf(opensAt) <= caseEnd))
    .map((raw) => settled(raw, [raw.endsOn ?? null, caseEnd].filter((on) => on !== null).sort()[0] ?? null, asOf, now))
    .sort();
}

/** Only what has happened by now: days from their first instant on. */
function happened(facts: CaseFacts, now: Date): CaseFacts {
  const past = (at: Date | null): Date | null => (at !== null && at <= now ? at : null);
  const begun = (on: string): boolean => midnight(on) <= now;
  return {
    ...facts,
    keyWorkers: facts.keyWorkers.filter(({ fromAt }) => fromAt <= now).map((one) => ({ ...one, untilAt: past(one.untilAt), authorityToActConfirmedAt: past(one.authorityToActConfirmedAt) })),
    emergencies: facts.emergencies.filter(({ raisedAt }) => raisedAt <= now).map((one) => ({ ...one, respondedAt: past(one.respondedAt) })),
    releases: facts.releases.filter(({ releasedAt }) => releasedAt <= now),
    records: facts.records.filter(({ on }) => begun(on)),
    placements: facts.placements.filter(({ agreedOn }) => begun(agreedOn)).map((one) => ({
      ...one,
      ending: one.ending !== null && begun(one.ending.endedOn) ? one.ending : null,
      plans: one.plans.map((plan) => ({ ...plan, agreedAt: { keyWorker: past(plan.agreedAt.keyWorker), designatedPerson: past(plan.agreedAt.designatedPerson), youngPerson: past(plan.agreedAt.youngPerson) } })),
      reviews: one.reviews.filter(({ heldOn }) => begun(heldOn)),
      keyWorkerNotices: one.keyWorkerNotices.map((notice) => ({ ...notice, sentAt: past(notice.sentAt), acknowledgedAt: past(notice.acknowledgedAt) })),
      riskNotices: one.riskNotices.filter(({ occurredAt }) => occurredAt <= now).map((notice) => ({
        ...notice,
        calls: notice.calls.filter(({ calledAt }) => calledAt <= now),
        emails: notice.emails.filter(({ sentAt }) => sentAt <= now),
        statutoryEmails: notice.statutoryEmails.filter(({ sentAt }) => sentAt <= now),
        acknowledgements: notice.acknowledgements.filter(({ acknowledgedAt }) => acknowledgedAt <= now),
        meetings: notice.meetings.filter(({ heldOn }) => begun(heldOn)),
      })),
    })),
  };
}

function settled({ key, last, doneOn = null, doneAt = null }: Raw, endsOn: string | null, { releases }: CaseFacts, now: Date): string {
  const done = doneAt === null ? doneOn : dayOf(doneAt);
  const missedFrom = last === null ? null : last instanceof Date ? last : midnight(plusDays(last, 1));
  const missedBy = (at: Date): boolean => missedFrom !== null && at >= missedFrom;
  const isLate = done !== null && last !== null && (last instanceof Date ? (doneAt ?? midnight(done)) > last : done > last);
  const [release] = releases.filter((one) => one.dutyKey === key).sort((a, b) => +a.releasedAt - +b.releasedAt);
  const happenings: [on: string, rank: number, what: string][] = [];
  if (done !== null) happenings.push([done, 0, `met${isLate ? ' late' : ''} ${done}`]);
  if (release) happenings.push([dayOf(release.releasedAt), 1, `no longer owed${missedBy(release.releasedAt) ? ', late' : ''}`]);
  if (endsOn !== null && !(done !== null && missedBy(midnight(endsOn)))) happenings.push([endsOn, 2, `no longer owed${missedBy(midnight(endsOn)) ? ', late' : ''}`]);
  happenings.sort(([a, rank], [b, other]) => (a < b ? -1 : a > b ? 1 : rank - other));
  const until = last === null ? 'not known' : last instanceof Date ? last.toISOString() : last;
  return `${key} until ${until}: ${happenings[0]?.[2] ?? (missedBy(now) ? 'open, missed' : 'open')}`;
}

function everyDuty(facts: CaseFacts, today: string): Raw[] {
  return [...ofKeyWorkers(facts), ...ofRecords(facts), ...ofTracking(facts, today), ...facts.emergencies.map(ofEmergency), ...facts.placements.flatMap((one) => ofPlacement(one, facts, today))];
}

/** From when an assignment has the authority to act, if it ever has. */
function authorityFrom(one: CaseFacts['keyWorkers'][number]): Date | null {
  if (one.authorityToActConfirmedAt === null) return null;
  const from = new Date(Math.max(+one.authorityToActConfirmedAt, +one.fromAt));
  return one.untilAt === null || from < one.untilAt ? from : null;
}

function ofKeyWorkers({ youngPerson, keyWorkers, placements }: CaseFacts): Raw[] {
  const { id, bornOn, registeredAt } = youngPerson;
  const inPlace = (at: Date, wanted = keyWorkers): Date | null => {
    const from = wanted.filter(({ untilAt }) => untilAt === null || untilAt > at).flatMap((one) => authorityFrom(one) ?? []);
    return from.sort((a, b) => +a - +b)[0] ?? null;
  };
  const covered = (at: Date): boolean => keyWorkers.some((one) => {
    const from = authorityFrom(one);
    return from !== null && from <= at && (one.untilAt === null || at < one.untilAt);
  });
  const limit = (on: string): string | null => (on <= endOfYear11(bornOn) ? endOfYear11(bornOn) : workingDaysAfter(on, 5));
  const raws: Raw[] = [{ key: `SC1/young-person-${id}`, opensAt: registeredAt, last: limit(dayOf(registeredAt)), doneAt: inPlace(registeredAt) }];
  for (const { id: row, untilAt } of keyWorkers) {
    if (untilAt !== null && untilAt >= registeredAt && !covered(untilAt)) raws.push({ key: `SC1/key-worker-${row}`, opensAt: untilAt, last: limit(dayOf(untilAt)), doneAt: inPlace(untilAt) });
  }
  const birthday18 = midnight(birthday(bornOn, 18));
  const thereAt18 = keyWorkers.filter(({ fromAt, untilAt }) => fromAt <= birthday18 && (untilAt === null || untilAt > birthday18));
  const others = keyWorkers.filter(({ kind }) => kind !== 'social-worker');
  const anotherHas = thereAt18.some((one) => one.kind !== 'social-worker' && (authorityFrom(one) ?? new Date(8e15)) <= birthday18);
  if (registeredAt <= birthday18 && thereAt18.some(({ kind }) => kind === 'social-worker') && !anotherHas) {
    raws.push({ key: `SC1/young-person-${id}/at-18`, opensAt: birthday18, last: workingDaysAfter(dayOf(birthday18), 5), doneAt: inPlace(birthday18, others) });
  }
  const changes = [...keyWorkers].sort((a, b) => +a.fromAt - +b.fromAt || a.id - b.id).slice(1);
  for (const change of changes) {
    const on = dayOf(change.fromAt);
    for (const placement of placements.filter(({ agreedOn, ending }) => agreedOn <= on && (ending === null || on <= ending.endedOn))) {
      const told = placement.keyWorkerNotices.filter(({ keyWorkerId, sentAt, acknowledgedAt }) => keyWorkerId === change.id && sentAt && acknowledgedAt).map(({ sentAt, acknowledgedAt }) => Math.max(+(sentAt ?? 0), +(acknowledgedAt ?? 0)));
      raws.push({ key: `SC2/placement-${placement.id}/key-worker-${change.id}`, opensAt: change.fromAt, last: workingDaysAfter(on, 1), doneAt: told.length ? new Date(Math.min(...told)) : null, endsOn: placement.ending?.endedOn });
    }
  }
  return raws;
}

const inOrder = (records: RecordFact[], kind: string): RecordFact[] => records.filter((one) => one.kind === kind).sort((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1));

/** The duties that a record opens and another that is about it keeps. */
function ofRecords({ records, placements }: CaseFacts): Raw[] {
  const endOf = (one: RecordFact): string | null => placements.find(({ id }) => id === one.placementId)?.ending?.endedOn ?? null;
  const answered = (one: RecordFact, kind: string): string | null => inOrder(records, kind).find(({ aboutId }) => aboutId === one.id)?.on ?? null;
  const row = (one: RecordFact, key: string, last: string | null, by: string, endsOn: string | null = null): Raw => ({ key, opensAt: midnight(one.on), last, doneOn: answered(one, by), endsOn });
  return records.flatMap((one): Raw[] => {
    const { kind, on, id, details } = one;
    switch (kind as string) {
      case 'view':
        return [row(one, `${details.addressedTo === 'designated-person' ? 'EP5' : 'KW5'}/view-${id}`, workingDaysAfter(on, 10), 'view-answer')];
      case 'consultation-event':
        return [row(one, `KW6/event-${id}`, String(details.eventOn), 'consultation-attendance', endOf(one))];
      case 'problem':
        return [
          row(one, `KW7/problem-${id}/contact`, workingDaysAfter(on, 1), 'problem-contact', endOf(one)),
          ...(details.meetingAsked === true ? [row(one, `KW7/problem-${id}/meeting`, workingDaysAfter(on, 5), 'problem-meeting', endOf(one))] : []),
        ];
      case 'need':
        return [row(one, `KW9/need-${id}`, workingDaysAfter(on, 10), 'need-outcome')];
      case 'employer':
        return [row(one, `EP13/employer-${id}`, String(details.startsOn), 'employer-agreement', endOf(one))];
      case 'support-request':
        return [row(one, `VS3/request-${id}`, workingDaysAfter(on, 5), 'support-answer')];
      case 'challenge':
        return [row(one, `IM4/challenge-${id}`, workingDaysAfter(on, 10), 'challenge-answer')];
      case 'good-enough-question':
        return [row(one, `P2/question-${id}`, workingDaysAfter(on, 10), 'good-enough-answer')];
      case 'joint-action':
        return [row(one, `P4/action-${id}`, String(details.dueOn), 'joint-action-done')];
      default:
        return [];
    }
  });
}

/** VS5 by walking through the days; VS6 by its chain. */
function ofTracking({ youngPerson, records }: CaseFacts, today: string): Raw[] {
  const { id, bornOn, registeredAt } = youngPerson;
  const inCare = (on: string): boolean => {
    const before = inOrder(records, 'care-status').filter((one) => one.on <= on);
    return before.length === 0 ? youngPerson.inCare : ['in-care', 'eligible'].includes(String(before.at(-1)?.details.status));
  };
  const registeredOn = dayOf(registeredAt);
  const raws: Raw[] = [];
  const seen = new Set<string>();
  for (let on = latest(registeredOn, `${yearOf(birthday(bornOn, 16))}-09-01`); on <= today; on = plusDays(on, 1)) {
    const term = termOf(on);
    if (term === null || seen.has(term.name)) continue;
    const isInYear11 = term.from <= endOfYear11(bornOn);
    if (isInYear11 && !inCare(on)) continue;
    seen.add(term.name);
    if (term.from < `${yearOf(birthday(bornOn, 16))}-09-01` || term.from >= birthday(bornOn, 25)) continue;
    raws.push({ key: `VS5/young-person-${id}/${term.name}`, opensAt: midnight(isInYear11 ? on : latest(term.from, registeredOn)), last: term.to, doneOn: inOrder(records, 'pep-review').find(({ details }) => details.term === term.name)?.on ?? null });
  }
  const firstOn = latest(registeredOn, plusDays(endOfYear11(bornOn), 1));
  const statuses = inOrder(records, 'status').filter(({ on }) => on >= firstOn);
  raws.push({ key: `VS6/young-person-${id}/first-status`, opensAt: midnight(firstOn), last: plusDays(firstOn, 56), doneOn: statuses[0]?.on ?? null });
  statuses.forEach(({ id: row, on }, place) => raws.push({ key: `VS6/young-person-${id}/after-status-${row}`, opensAt: midnight(on), last: plusDays(on, 56), doneOn: statuses[place + 1]?.on ?? null }));
  const out = (one?: RecordFact): boolean => ['not-in-eet', 'not-known'].includes(String(one?.details.status));
  inOrder(records, 'status').forEach((one, place, all) => {
    if (!out(one) || out(all[place - 1])) return;
    raws.push({ key: `VS6/follow-up-status-${one.id}`, opensAt: midnight(one.on), last: workingDaysAfter(one.on, 5), doneOn: inOrder(records, 'follow-up').find(({ aboutId }) => aboutId === one.id)?.on ?? null });
  });
  return raws;
}

function ofEmergency({ id, raisedAt, respondedAt }: CaseFacts['emergencies'][number]): Raw {
  return { key: `KW8/emergency-${id}`, opensAt: raisedAt, last: new Date(+raisedAt + 24 * 3_600_000), doneAt: respondedAt };
}

function ofPlacement(placement: PlacementFact, facts: CaseFacts, today: string): Raw[] {
  const { id, agreedOn, startsOn, endsOn, ending } = placement;
  const own = facts.records.filter(({ placementId }) => placementId === id);
  const first = (kind: string, fits: (one: RecordFact) => boolean = () => true): string | null => inOrder(own, kind).find(fits)?.on ?? null;
  const end = ending?.endedOn ?? null;
  const agreed = midnight(agreedOn);
  const parts = [first('advice-given'), ...ENTITLEMENTS.map((one) => first('entitlement', ({ details }) => details.entitlement === one))];
  const raws: Raw[] = [
    { key: `KW1/placement-${id}`, opensAt: agreed, last: plusDays(startsOn, -1), doneOn: first('consent-decision'), endsOn: end },
    { key: `KW2/placement-${id}`, opensAt: agreed, last: plusDays(startsOn, -1), doneOn: first('contact-card-acknowledged'), endsOn: end },
    { key: `EP3/placement-${id}/pre-entry`, opensAt: agreed, last: startsOn, doneOn: first('visit', ({ details }) => details.moment === 'pre-entry'), endsOn: end },
    { key: `EP3/placement-${id}/post-entry`, opensAt: agreed, last: plusDays(startsOn, 42), doneOn: first('visit', ({ details }) => details.moment === 'post-entry'), endsOn: end },
    { key: `EP4/placement-${id}`, opensAt: midnight(startsOn), last: plusDays(startsOn, 30), doneOn: parts.includes(null) ? null : latest(...parts.map(String)), endsOn: end },
    { key: `EP7/placement-${id}`, opensAt: agreed, last: startsOn, doneOn: first('contact-card-acknowledged', ({ details }) => details.keyContactNamed === true), endsOn: end },
    { key: `EP10/placement-${id}`, opensAt: agreed, last: plusDays(startsOn, 14), doneOn: first('mentor-introduced'), endsOn: end },
    ...planAndReviews(placement),
    ...periods(placement, facts, today, first),
    ...placement.riskNotices.flatMap((notice) => ofRisk(notice, placement, first)),
  ];
  const registeredOn = dayOf(facts.youngPerson.registeredAt);
  if (endsOn !== null && endsOn >= registeredOn) {
    const opensOn = latest(plusDays(endsOn, -90), startsOn, agreedOn);
    raws.push({ key: `EP14/placement-${id}/before-end`, opensAt: midnight(opensOn), last: endsOn, doneOn: first('careers-advice', ({ on }) => on >= opensOn), endsOn: end });
  }
  if (ending !== null && BY_PROVIDER.includes(ending.kind)) {
    const at = midnight(ending.endedOn);
    raws.push(ending.breach ? { key: `EP12/placement-${id}`, opensAt: at, last: at } : { key: `EP12/placement-${id}`, opensAt: at, last: ending.endedOn, doneOn: ending.endedOn });
  }
  if (ending !== null && ['left-early', ...BY_PROVIDER].includes(ending.kind)) {
    const { endedOn } = ending;
    raws.push({ key: `VS6/follow-up-placement-${id}`, opensAt: midnight(endedOn), last: workingDaysAfter(endedOn, 5), doneOn: first('follow-up', ({ on }) => on >= endedOn) });
  }
  return raws;
}

/** A review of the plan: held as one, with both whose meeting it is. */
const isReview = ({ attended, countsFor }: PlacementFact['reviews'][number]): boolean => {
  const there = ['key-worker', 'designated-person'].filter((who) => attended?.some((one) => one === who)).length;
  return (countsFor === undefined || countsFor.some((one) => one === 'review')) && (attended === undefined || attended === null || there === 2);
};

function planAndReviews({ id, agreedOn, startsOn, ending, plans, reviews }: PlacementFact): Raw[] {
  const agreedByAll = plans.flatMap(({ id: plan, complete, agreedAt }) => {
    const at = [agreedAt.keyWorker, agreedAt.designatedPerson, agreedAt.youngPerson];
    return complete && at.every((one) => one !== null) ? [{ plan, at: Math.max(...at.map(Number)) }] : [];
  });
  const [plan] = agreedByAll.sort((a, b) => a.at - b.at || a.plan - b.plan);
  const endsOn = ending?.endedOn ?? null;
  const raws: Raw[] = [{ key: `KW3/placement-${id}`, opensAt: midnight(agreedOn), last: plusDays(startsOn, 30), doneAt: plan ? new Date(plan.at) : null, endsOn }];
  if (!plan) return raws;
  const planOn = dayOf(new Date(plan.at));
  const meetings = [{ key: `plan-${plan.plan}`, on: planOn }, ...reviews.filter((one) => one.heldOn >= planOn && isReview(one)).sort((a, b) => (a.heldOn === b.heldOn ? a.id - b.id : a.heldOn < b.heldOn ? -1 : 1)).map((one) => ({ key: `review-${one.id}`, on: one.heldOn }))];
  meetings.forEach(({ key, on }, place) => raws.push({ key: `KW4/placement-${id}/after-${key}`, opensAt: midnight(on), last: plusMonths(on, 6), doneOn: meetings[place + 1]?.on ?? null, endsOn }));
  return raws;
}

/** EP14 by year and EP15, by walking through the days under way. */
function periods({ id, startsOn, endsOn, ending }: PlacementFact, { youngPerson }: CaseFacts, today: string, first: (kind: string, fits?: (one: RecordFact) => boolean) => string | null): Raw[] {
  const registeredOn = dayOf(youngPerson.registeredAt);
  const raws = new Map<string, Raw>();
  for (let on = startsOn; on <= today && (endsOn === null || on <= endsOn) && (ending === null || on <= ending.endedOn); on = plusDays(on, 1)) {
    const year = yearOf(on);
    const [name, yearFrom, yearTo] = [yearName(year), `${year}-09-01`, `${year + 1}-08-31`];
    const month = on.slice(0, 7);
    const monthTo = plusDays(plusMonths(`${month}-01`, 1), -1);
    const term = termOf(on);
    const add = (to: string, raw: Raw): void => void (to >= registeredOn && raws.set(raw.key, raw));
    add(yearTo, { key: `EP14/placement-${id}/${name}`, opensAt: midnight(latest(yearFrom, startsOn)), last: endsOn !== null && endsOn < yearTo ? endsOn : yearTo, doneOn: first('careers-advice', (one) => one.on >= yearFrom && one.on <= yearTo), endsOn: ending?.endedOn });
    add(yearTo, { key: `EP15/placement-${id}/outcomes-${name}`, opensAt: midnight(`${year + 1}-09-01`), last: `${year + 1}-09-30`, doneOn: first('outcome-return', ({ details }) => details.year === name) });
    add(monthTo, { key: `EP15/placement-${id}/attendance-${month}`, opensAt: midnight(plusDays(monthTo, 1)), last: workingDaysAfter(monthTo, 5), doneOn: first('attendance-return', ({ details }) => details.month === month) });
    if (term) add(term.to, { key: `EP15/placement-${id}/term-${term.name}`, opensAt: midnight(plusDays(term.to, 1)), last: workingDaysAfter(term.to, 10), doneOn: first('term-return', ({ details }) => details.term === term.name) });
  }
  return [...raws.values()];
}

function ofRisk(notice: PlacementFact['riskNotices'][number], { providerType, ending }: PlacementFact, first: (kind: string, fits?: (one: RecordFact) => boolean) => string | null): Raw[] {
  const { id, occurredAt, kind } = notice;
  const on = dayOf(occurredAt);
  const endsOn = ending !== null && !BY_PROVIDER.includes(ending.kind) ? ending.endedOn : null;
  const earliest = (times: (Date | undefined)[]): Date | null => times.filter((one) => one !== undefined).sort((a, b) => +a - +b)[0] ?? null;
  const phone = (to: string): Date | null => {
    const calls = notice.calls.filter((one) => one.to === to);
    const acknowledged = earliest(notice.acknowledgements.filter(({ by }) => by === to).map(({ acknowledgedAt }) => acknowledgedAt));
    const voicemail = earliest(calls.filter(({ outcome }) => outcome === 'voicemail').map(({ calledAt }) => calledAt));
    const both = voicemail && acknowledged ? new Date(Math.max(+voicemail, +acknowledged)) : undefined;
    return earliest([...calls.filter(({ outcome }) => outcome === 'spoke' || outcome === 'called-back').map(({ calledAt }) => calledAt), both]);
  };
  const raws: Raw[] = ['key-worker', 'key-contact'].flatMap((to) => [
    { key: `EP11/notice-${id}/phone/${to}`, opensAt: occurredAt, last: on, doneAt: phone(to), endsOn },
    { key: `EP11/notice-${id}/email/${to}`, opensAt: occurredAt, last: on, doneAt: earliest(notice.emails.filter((one) => one.to === to).map(({ sentAt }) => sentAt)), endsOn },
  ]);
  raws.push({ key: `EP11M/notice-${id}`, opensAt: occurredAt, last: workingDaysAfter(on, 5), doneOn: notice.meetings.map(({ heldOn }) => heldOn).filter((held) => held >= on).sort()[0] ?? null, endsOn });
  raws.push({ key: `EP14/notice-${id}`, opensAt: occurredAt, last: workingDaysAfter(on, 10), doneOn: first('careers-advice', (one) => one.on >= on), endsOn });
  if (providerType === 'school-sixth-form' && (kind === 'suspended' || kind === 'fixed-term-exclusion')) {
    for (const to of ['key-worker', 'virtual-head']) raws.push({ key: `EP11S/notice-${id}/${to}`, opensAt: occurredAt, last: on, doneAt: earliest(notice.statutoryEmails.filter((one) => one.to === to).map(({ sentAt }) => sentAt)), endsOn });
  }
  return raws;
}
