import { londonDate } from '../domain/time/london.js';
import type { CaseView, DutyView, PlacementView } from '../young-people/case-view.js';
import { plainDay, plainInstant } from './plain-days.js';
import { texts } from './languages.js';
import { say } from './words.js';

/** Something that happens for a young person, by when and why. */
export interface OwnDate {
  /** What it is of: a duty's key, or a day of a placement. */
  key: string;
  /** “By Monday 7 September 2026”. */
  when: string;
  what: string;
  why: string;
  isLate: boolean;
  /** What it is sorted by. */
  sort: string;
}

type DutyWords = Partial<Record<string, readonly [what: string, why: string]>>;

/** Everything that is to come or late, the soonest first. */
export function datesOf(view: CaseView): OwnDate[] {
  const duties = view.duties.filter(({ outcome }) => outcome === 'open').flatMap((duty) => dutyDate(duty, view));
  return [...duties, ...view.placements.filter(({ ending }) => ending === null).flatMap((placement) => ownDays(placement, view)), ...events(view)].sort((a, b) => a.sort.localeCompare(b.sort));
}

function dutyDate(duty: DutyView, view: CaseView): OwnDate[] {
  const words = (texts().dates.duties as DutyWords)[duty.clause];
  if (!words || isOfSomebodyElse(duty, view)) return [];
  const provider = view.placements.find(({ id }) => id === duty.placementId)?.provider.name ?? texts().consent.recipients.other;
  const [what, why] = words.map((text) => say(text, { provider }));
  return [{ key: duty.key, when: whenOf(duty), what: what ?? '', why: why ?? '', isLate: duty.status === 'missed', sort: duty.dueOn ?? duty.dueAt?.toISOString() ?? '9' }];
}

/** An answer that is owed to somebody else than the young person: to a question that a member of staff asked. */
function isOfSomebodyElse({ clause, key }: DutyView, { records }: CaseView): boolean {
  if (clause !== 'P2') return false;
  return records.find(({ id }) => key === `P2/question-${id}`)?.details.askedBy !== 'young person';
}

function whenOf({ dueOn, dueAt }: DutyView): string {
  if (dueOn !== null) return say(texts().dates.by, { on: plainDay(dueOn) });
  return dueAt === null ? texts().dates.open : say(texts().dates.byTime, plainInstant(dueAt));
}

function ownDays({ id, provider, startsOn, endsOn }: PlacementView, { now }: CaseView): OwnDate[] {
  const today = londonDate(now);
  const day = (name: 'start' | 'end', on: string | null): OwnDate[] =>
    on === null || on < today ? [] : [{ key: `${name}-${id}`, ...dayWords(texts().dates.yours[name], on, { provider: provider.name }) }];
  return [...day('start', startsOn), ...day('end', endsOn)];
}

function events({ records, placements, now }: CaseView): OwnDate[] {
  const today = londonDate(now);
  return records.filter(({ kind, details }) => kind === 'consultation-event' && String(details.eventOn) >= today).map(({ id, placementId, details, words }) => {
    const provider = placements.find((placement) => placement.id === placementId)?.provider.name ?? '';
    return { key: `event-${id}`, ...dayWords(texts().dates.yours.event, String(details.eventOn), { provider, event: words.event ?? '' }) };
  });
}

function dayWords([what, why]: readonly [string, string], on: string, values: Record<string, string>) {
  return { when: say(texts().dates.on, { on: plainDay(on) }), what: say(what, values), why, isLate: false, sort: on };
}
