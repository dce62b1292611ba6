import { addMonths, type LocalDate } from '../time/local-date.js';
import { CLAUSES, type Clause } from './clauses.js';
import type { Hold } from './duty.js';
import { HOLD_RECORDS, type OrganisationHoldKind } from './records/holds.js';
import type { RecordFact } from './records.js';
import type { Post, Role } from './roles.js';

/** The last day on which a hold from a day on may end: a year later. */
export const longestHold = (from: LocalDate): LocalDate => addMonths(from, 12);

/** Whether a duty can be put on hold: an urgent one cannot wait (EP11, EP11S, EP12, KW8). */
export function canBeHeld(key: string): boolean {
  const [clause = ''] = key.split('/');
  const row = (CLAUSES as Readonly<Record<string, Clause | undefined>>)[clause];
  return row !== undefined && row.urgency !== 'urgent';
}

/** The last hold put on a duty; of several the one that lasts longest. It is kept when it is over: it counts in the figures. One on an urgent duty is none. */
export function holdOn(key: string, records: readonly Pick<RecordFact<string>, 'kind' | 'details'>[]): Hold | null {
  const own = !canBeHeld(key) ? [] : records.filter(({ kind, details }) => (kind === 'hold' || isOrganisationHold(kind)) && details.dutyKey === key);
  const last = own.map(({ details }) => String(details.until)).sort().at(-1);
  return last === undefined ? null : { until: last };
}

/** Whether a kind of record is a hold on a duty of an organisation. */
export const isOrganisationHold = (kind: string): kind is OrganisationHoldKind => Object.hasOwn(HOLD_RECORDS, kind);

/** The agreement that a duty of a provider is about, by its key: `IM4/agreement-12/challenge-7`; null where it is about none. */
export function agreementOfDuty(key: string): number | null {
  const id = /^[A-Z0-9]+\/agreement-(\d+)(\/|$)/.exec(key)?.[1];
  return id === undefined ? null : Number(id);
}

/** Of some posts those that may approve a hold on a duty: nobody approves what they owe, for their own organisation or as those who signed. */
export function postsApproving(posts: readonly Post[], owedBy: readonly Role[]): Post[] {
  return posts.filter((post) => !owedBy.some((role) => role === post || role === `signing-${post}`));
}
