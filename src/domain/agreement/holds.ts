import { addMonths, type LocalDate } from '../time/local-date.js';
import { CLAUSES, type Clause } from './clauses.js';
import type { Hold } from './duty.js';
import { HOLD_DECISIONS, HOLD_RECORDS, type OrganisationHoldDecisionKind, type OrganisationHoldKind } from './records/holds.js';
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

/** A record as a hold is read from it. */
type HoldRecord = Pick<RecordFact<string>, 'id' | 'kind' | 'aboutId' | 'details'>;

/** The last hold approved on a duty; of several the one that lasts longest. It is kept when it is over: it counts in the figures. One on an urgent duty is none. */
export function holdOn(key: string, records: readonly HoldRecord[]): Hold | null {
  const own = !canBeHeld(key) ? [] : records.filter((one) => isHold(one.kind) && one.details.dutyKey === key && isApproved(one, records));
  const last = own.map(({ details }) => String(details.until)).sort().at(-1);
  return last === undefined ? null : { until: last };
}

const isHold = (kind: string): boolean => kind === 'hold' || isOrganisationHold(kind);

/** Whether a kind of record is a hold on a duty of an organisation. */
export const isOrganisationHold = (kind: string): kind is OrganisationHoldKind => Object.hasOwn(HOLD_RECORDS, kind);

/** Whether a kind of record decides on such a hold. */
export const isOrganisationHoldDecision = (kind: string): kind is OrganisationHoldDecisionKind => Object.hasOwn(HOLD_DECISIONS, kind);

const decisionsOn = ({ id, kind }: Pick<HoldRecord, 'id' | 'kind'>, records: readonly HoldRecord[]): HoldRecord[] => records.filter((one) => one.aboutId === id && one.kind === `${kind}-decision`);

/** One recorded before a second person had to approve it names who did: it stays as it is. */
const namesApprover = ({ details: { approvedBy } }: HoldRecord): boolean => approvedBy !== undefined;

const isApproved = (hold: HoldRecord, records: readonly HoldRecord[]): boolean =>
  namesApprover(hold) || decisionsOn(hold, records).some(({ details }) => details.decision === 'approved');

/** Whether somebody has decided on a hold, either way. */
export const isDecided = (hold: HoldRecord, records: readonly HoldRecord[]): boolean => namesApprover(hold) || decisionsOn(hold, records).length > 0;

/** Whether a hold waits for a second person: nobody has decided on it, and its end has not come. */
export const isWaiting = (hold: HoldRecord, records: readonly HoldRecord[], today: LocalDate): boolean => !isDecided(hold, records) && String(hold.details.until) > today;

/** The agreement that a duty of a provider is about, by its key: `IM4/agreement-12/challenge-7`; null where it is about none. */
export function agreementOfDuty(key: string): number | null {
  const id = /^[A-Z0-9]+\/agreement-(\d+)(\/|$)/.exec(key)?.[1];
  return id === undefined ? null : Number(id);
}

/** Whether one of these posts owes a duty, for its own organisation or as those who signed: nobody approves a hold on what they owe. */
export const isOwedByPost = (posts: readonly Post[], owedBy: readonly Role[]): boolean => posts.some((post) => owedBy.some((role) => role === post || role === `signing-${post}`));
