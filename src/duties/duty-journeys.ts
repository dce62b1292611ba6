import type { ClauseId } from '../domain/agreement/clauses.js';
import { ROLES, type Role } from '../domain/agreement/roles.js';
import type { Action } from '../domain/permissions.js';

/** The page on which a duty is done. */
export interface Journey {
  text: string;
  href: string;
}

interface JourneyRow {
  text: string;
  /** Any of these lets a person do it. */
  needs: readonly Action[];
  /** The roles that do it, where a list knows who owes a duty but not what each case allows. */
  doneBy: readonly Role[];
  /** Below the case, from the ids in the duty's key. */
  path: (ids: Ids) => string;
}

/** The rows that a duty's key names: `{ placement: '3', 'key-worker': '9' }`. */
type Ids = Record<string, string | undefined>;

const riskNotice = ({ notice }: Ids) => `/risk-notices/${notice}`;

/** Where each clause's duty is done. EP12 cannot be done any more: it is dealt with in the queue. */
const JOURNEYS: Record<ClauseId, JourneyRow | null> = {
  SC1: { text: 'Assign a key worker', needs: ['key-worker.assign'], doneBy: ['team-manager'], path: () => '/key-worker' },
  SC2: { text: 'Acknowledge the new key worker', needs: ['key-worker-notice.acknowledge'], doneBy: ['designated-person'], path: (ids) => `/placements/${ids['placement']}/key-worker-notices/${ids['key-worker']}` },
  KW3: { text: 'Go to the plan', needs: ['plan.write', 'plan.agree'], doneBy: ['key-worker', 'designated-person'], path: ({ placement }) => `/placements/${placement}/plan` },
  KW4: { text: 'Record the review', needs: ['review.record'], doneBy: ['key-worker', 'designated-person'], path: ({ placement }) => `/placements/${placement}/reviews/new` },
  KW8: { text: 'Answer the emergency', needs: ['emergency.respond'], doneBy: ['key-worker'], path: ({ emergency }) => `/emergencies/${emergency}` },
  EP11: { text: 'Go to the risk notice', needs: ['risk-call.record', 'risk-notice.acknowledge'], doneBy: ['designated-person'], path: riskNotice },
  EP11M: { text: 'Record the meeting', needs: ['professionals-meeting.record'], doneBy: ['designated-person'], path: riskNotice },
  EP12: null,
};

/** What a page needs of a duty to lead to where it is done. */
interface DutyAsShown {
  key: string;
  clause: ClauseId;
}

/** Where somebody with these permissions in the case does the duty; null where they cannot. */
export function journeyAllowed(duty: DutyAsShown, reference: string, allowed: readonly Action[]): Journey | null {
  const row = JOURNEYS[duty.clause];
  return row?.needs.some((action) => allowed.includes(action)) ? journey(row, duty, reference) : null;
}

/** Where somebody who owes the duty themselves does it; null where another has to. */
export function journeyOfOwner(duty: DutyAsShown & { owedBy: readonly string[] }, reference: string): Journey | null {
  const row = JOURNEYS[duty.clause];
  return row?.doneBy.some((role) => duty.owedBy.includes(role)) ? journey(row, duty, reference) : null;
}

/** What tells the four legs of EP11 apart: “the key worker by phone”. Null for other duties. */
export function legOf({ key }: { key: string }): string | null {
  const [, channel, to] = /^EP11\/[^/]+\/(phone|email)\/(.+)$/.exec(key) ?? [];
  return to === undefined ? null : `the ${ROLES[to as Role].name} by ${channel === 'phone' ? 'phone' : 'e-mail'}`;
}

function journey(row: JourneyRow, { key }: DutyAsShown, reference: string): Journey {
  const ids: Ids = Object.fromEntries([...key.matchAll(/\/([a-z-]+)-(\d+)/g)].map(([, name, id]) => [name, id]));
  return { text: row.text, href: `/cases/${reference}${row.path(ids)}` };
}
