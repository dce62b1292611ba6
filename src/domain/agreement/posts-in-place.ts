import type { LocalDate } from '../time/local-date.js';
import type { Done } from './due.js';
import type { PostFact, TimeOut } from './organisation-facts.js';

/** A time in post without a break: how its end is called in a duty's key, and the first day on which it was over. */
interface Span {
  key: string;
  fromOn: LocalDate;
  untilOn: LocalDate | null;
  withoutPhone: readonly TimeOut[];
}

/** The first day from a day on with somebody in post who can be reached; null if there is none (EP1, VS1). */
export function firstInPost(posts: readonly PostFact[], from: LocalDate): Done | null {
  return firstOf(posts.flatMap(spansOf), from);
}

/** Every time in post whose end, on or after a day, left nobody there who can be reached: the post ended, or its holder was put out. */
export function vacancies(posts: readonly PostFact[], since: LocalDate): { key: string; untilOn: LocalDate }[] {
  const spans = posts.flatMap(spansOf);
  return spans.flatMap(({ key, untilOn }) => (untilOn !== null && untilOn >= since && firstOf(spans, untilOn)?.on !== untilOn ? [{ key, untilOn }] : []));
}

/** A time in post without those in which its holder was out, which are apart from each other and in order. */
function spansOf({ id, fromOn, untilOn, withoutPhone, out }: PostFact): Span[] {
  const within = out.filter((one) => (untilOn === null || one.fromOn < untilOn) && (one.untilOn === null || one.untilOn > fromOn));
  const starts = [fromOn, ...within.map((one) => one.untilOn)];
  const ends = [...within.map((one) => ({ key: `holding-${id}/out-${one.fromOn}`, untilOn: one.fromOn })), { key: `holding-${id}`, untilOn }];
  return ends.flatMap((end, index) => {
    const start = starts[index];
    return start && (end.untilOn === null || start < end.untilOn) ? [{ ...end, fromOn: start, withoutPhone }] : [];
  });
}

function firstOf(spans: readonly Span[], from: LocalDate): Done | null {
  const days = spans.flatMap(({ fromOn, untilOn, withoutPhone }) => {
    const first = firstOutside(withoutPhone, fromOn > from ? fromOn : from);
    return first !== null && (untilOn === null || first < untilOn) ? [first] : [];
  });
  const [first] = days.sort();
  return first === undefined ? null : { on: first, at: null };
}

/** The first day from one on that is in none of these times, which are in order; null where the last of them lasts. */
const firstOutside = (times: readonly TimeOut[], from: LocalDate): LocalDate | null =>
  times.reduce<LocalDate | null>((first, { fromOn, untilOn }) => (first !== null && fromOn <= first && (untilOn === null || first < untilOn) ? untilOn : first), from);
