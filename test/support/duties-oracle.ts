import type { CaseFacts } from '../../src/domain/agreement/facts.js';
import type { SettingChange } from '../../src/domain/agreement/settings.js';
import { ofEmergency, ofKeyWorkers, ofRecords, ofTracking } from './duties-oracle-case.js';
import { ofPlacement } from './duties-oracle-placement.js';
import { birthday, dayOf, latest, midnight, plusDays } from './duties-oracle-time.js';
import { closingEnd, GROWN_UP, isThreshold, limitsOf, OWED_BY, URGENT, type End, type Limit } from './duties-oracle-words.js';

/*
 * A second reading of decision 8 and of the register, case by case: slow and plain on purpose, so that it can be checked against the
 * page by eye. It takes the facts of now and answers each duty as a line. It shares no code with src/domain.
 */

/** A duty before it is settled. `last` is a day, an instant, or null where it is not known. */
export interface Raw {
  key: string;
  /** Where it is not whoever its clause says. */
  owedBy?: readonly string[];
  placement?: number | null;
  opensAt: Date;
  last: string | Date | null;
  doneOn?: string | null;
  doneAt?: Date | null;
  /** What ends it undone, apart from the case's own end. */
  end?: End | null;
}

type Releases = CaseFacts['releases'];

/** Every duty of a case now, in the order of the keys, each as a line with all that the law says of it but its sentences. */
export function expectedDuties(facts: CaseFacts, settings: readonly SettingChange[], now: Date): string[] {
  if (facts.youngPerson.registeredAt > now) return [];
  const asOf = happened(facts, now);
  const end = endOfCase(asOf, now);
  const raws = (limit: Limit): Raw[] => everyDuty(asOf, dayOf(now), limit).map((raw) => ({ ...raw, end: end?.nothingWasOwed ? end : first(raw.end ?? null, end) }));
  return limitsChanged(raws, settings, asOf.releases)
    .filter(({ opensAt }) => opensAt <= now && (end === null || dayOf(opensAt) <= end.on))
    .map((raw) => settled(raw, asOf.releases, holdOn(raw.key, asOf), now))
    .sort();
}

/** Lives through the changes of limits, day by day: what is open then and counted in days goes by the new limit, but never to before that day. */
export function limitsChanged(raws: (limit: Limit) => Raw[], settings: readonly SettingChange[], releases: Releases): Raw[] {
  const limit = limitsOf(settings);
  const days = [...new Set(settings.filter(({ name }) => !isThreshold(name)).map(({ effectiveOn }) => effectiveOn))].sort();
  const lastWith = days.map((day) => new Map(raws((name, on) => limit(name, isThreshold(name) ? on : latest(on, day))).map(({ key, last }) => [key, last])));
  return raws(limit).map((raw) => {
    let { last } = raw;
    let counted = last;
    days.forEach((day, place) => {
      const anew = lastWith[place]?.get(raw.key);
      const isOver = (last !== null && last < day) || (raw.doneAt ? dayOf(raw.doneAt) : (raw.doneOn ?? day)) < day || (raw.end?.on ?? day) < day || releases.some(({ dutyKey, releasedAt }) => dutyKey === raw.key && dayOf(releasedAt) < day);
      if (anew === undefined || last instanceof Date || anew instanceof Date || anew === counted) return;
      counted = anew;
      if (!isOver) last = anew === null ? null : latest(anew, day);
    });
    return { ...raw, last };
  });
}

/** That the case was a mistake; else the first closing by its day, then its number, or the 25th birthday. */
function endOfCase({ youngPerson, records }: CaseFacts, now: Date): End | null {
  const closings = records.filter(({ kind }) => kind === 'case-closing').sort((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1));
  const mistake = closings.find(({ details }) => details.cause === 'registered-by-mistake');
  if (mistake) return { ...closingEnd(mistake), nothingWasOwed: true };
  const [closing] = closings;
  const grownUpOn = birthday(youngPerson.bornOn, 25);
  return first(closing ? closingEnd(closing) : null, midnight(grownUpOn) <= now ? { on: grownUpOn, because: GROWN_UP } : null);
}

/** The earlier of two ends; on one day the one that is closer to the duty. */
const first = (one: End | null, other: End | null): End | null => (one === null || other === null ? (one ?? other) : other.on < one.on ? other : one);

function holdOn(key: string, { records }: CaseFacts): string | null {
  if (URGENT.includes(key.split('/')[0] ?? '')) return null;
  const isAgreedTo = (id: number): boolean => records.some(({ kind, aboutId, details }) => kind === 'hold-decision' && aboutId === id && details.decision === 'approved');
  const ends = records.filter(({ id, kind, details }) => kind === 'hold' && details.dutyKey === key && ('approvedBy' in details || isAgreedTo(id))).map(({ details }) => String(details.until));
  return ends.sort().at(-1) ?? null;
}

/** Only what has happened by now: days from their first instant on. */
function happened(facts: CaseFacts, now: Date): CaseFacts {
  const past = (at: Date | null): Date | null => (at !== null && at <= now ? at : null);
  const begun = (on: string): boolean => midnight(on) <= now;
  return {
    ...facts,
    keyWorkers: facts.keyWorkers.filter(({ fromAt }) => fromAt <= now).map((one) => ({ ...one, untilAt: past(one.untilAt), authorityToActConfirmedAt: past(one.authorityToActConfirmedAt), contactChecks: (one.contactChecks ?? []).filter(({ sinceOn }) => begun(sinceOn)).map((check) => ({ ...check, clearedOn: check.clearedOn !== null && begun(check.clearedOn) ? check.clearedOn : null })) })),
    emergencies: facts.emergencies.filter(({ raisedAt }) => raisedAt <= now).map((one) => ({ ...one, respondedAt: past(one.respondedAt) })),
    releases: facts.releases.filter(({ releasedAt }) => releasedAt <= now),
    records: facts.records.filter(({ on }) => begun(on)),
    placements: facts.placements.filter(({ agreedOn }) => begun(agreedOn)).map((one) => ({
      ...one,
      ending: one.ending !== null && begun(one.ending.endedOn) ? { ...one.ending, statutoryEmails: one.ending.statutoryEmails.filter(({ sentAt }) => sentAt <= now) } : null,
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

/** What came first of its being done, a release, and the end of what it is about. */
export function settled({ key, owedBy, placement = null, opensAt, last, doneOn = null, doneAt = null, end = null }: Raw, releases: Releases, heldUntil: string | null, now: Date): string {
  const done = doneAt === null ? doneOn : dayOf(doneAt);
  const missedFrom = last === null ? null : last instanceof Date ? last : midnight(plusDays(last, 1));
  const missedBy = (at: Date): boolean => missedFrom !== null && at >= missedFrom;
  const isLate = done !== null && last !== null && (last instanceof Date ? (doneAt ?? midnight(done)) > last : done > last);
  const late = (is: boolean): string => (is ? ', late' : '');
  const [release] = releases.filter((one) => one.dutyKey === key).sort((a, b) => +a.releasedAt - +b.releasedAt || (a.reason < b.reason ? -1 : 1));
  const happenings: [on: string, rank: number, what: string][] = [];
  if (done !== null) happenings.push([done, 0, `met${isLate ? ' late' : ''} ${done}${doneAt === null ? '' : ` at ${doneAt.toISOString()}`}`]);
  if (release) happenings.push([dayOf(release.releasedAt), 1, `no longer owed${late(missedBy(release.releasedAt))}: ${release.reason}`]);
  const endedLate = end !== null && !end.nothingWasOwed && missedBy(midnight(end.on));
  if (end !== null && !(done !== null && endedLate)) happenings.push([end.on, 2, `no longer owed${late(endedLate)}: ${end.because}`]);
  happenings.sort(([a, rank], [b, other]) => (a < b ? -1 : a > b ? 1 : rank - other));
  const until = last === null ? 'not known' : last instanceof Date ? last.toISOString() : last;
  const by = (owedBy ?? OWED_BY[key.split('/')[0] ?? ''] ?? []).join('+');
  return `${key} by ${by} of ${placement ?? 'none'} from ${opensAt.toISOString()} until ${until} held ${heldUntil ?? 'never'}: ${happenings[0]?.[2] ?? (missedBy(now) ? 'open, missed' : 'open')}`;
}

function everyDuty(facts: CaseFacts, today: string, limit: Limit): Raw[] {
  return [
    ...ofKeyWorkers(facts, limit), ...ofRecords(facts, limit), ...ofTracking(facts, today, limit),
    ...facts.emergencies.map((one) => ofEmergency(one, limit)), ...facts.placements.flatMap((one) => ofPlacement(one, facts, today, limit)),
  ];
}
