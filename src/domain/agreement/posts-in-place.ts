import type { LocalDate } from '../time/local-date.js';
import type { Done } from './due.js';
import type { PostFact } from './organisation-facts.js';

/** The first day from a day on with somebody in post who can be reached; null if there is none (EP1, VS1). */
export function firstInPost(posts: readonly PostFact[], from: LocalDate): Done | null {
  const days = posts.flatMap(({ fromOn, untilOn, reachable }) => {
    const first = fromOn > from ? fromOn : from;
    return reachable && (untilOn === null || first < untilOn) ? [first] : [];
  });
  const [first] = days.sort();
  return first === undefined ? null : { on: first, at: null };
}

/** Every time in post whose end, on or after a day, left nobody there who can be reached. */
export function vacancies(posts: readonly PostFact[], since: LocalDate): { id: number; untilOn: LocalDate }[] {
  return posts.flatMap(({ id, untilOn }) => (untilOn !== null && untilOn >= since && firstInPost(posts, untilOn)?.on !== untilOn ? [{ id, untilOn }] : []));
}
