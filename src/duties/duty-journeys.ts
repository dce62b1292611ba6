import type { ClauseId } from '../domain/agreement/clauses.js';
import { CASE_RECORD_KINDS, type CaseRecordKind } from '../domain/agreement/records.js';
import { ROLES, type Role } from '../domain/agreement/roles.js';
import { PERMISSIONS, type Action } from '../domain/permissions.js';

/** The page on which a duty is done. */
export interface Journey {
  text: string;
  href: string;
}

interface JourneyRow {
  text: string;
  /** Any of these lets a person do it. */
  needs: readonly Action[];
  /** The roles that do it, where a list knows who owes a duty but not what each case allows; empty for whoever owes it. */
  doneBy: readonly Role[];
  /** Below the case, from the ids in the duty's key. */
  path: (ids: Ids) => string;
}

/** The rows that a duty's key names: `{ placement: '3', 'key-worker': '9' }`. */
type Ids = Record<string, string | undefined>;

const riskNotice = ({ notice }: Ids) => `/risk-notices/${notice}`;

/** The form of a kind of record: for a placement, for what it answers, or for a time, each from the duty's key. */
const form = (kind: CaseRecordKind, query: (ids: Ids) => string): JourneyRow => ({
  text: CASE_RECORD_KINDS[kind].ask,
  needs: [`${kind}.record`],
  doneBy: [],
  path: (ids) => `/records/${kind}/new?${query(ids)}`,
});
const placementOf = ({ placement }: Ids): string => `placement=${placement}`;
const answerTo = (what: string) => (ids: Ids): string => `about=${ids[what]}`;
const lastOf = ({ last }: Ids): string => `of=${last}`;

/** Where each clause's duty is done; where a clause has several duties, by what its key says. EP12 cannot be done any more: it is dealt with in the queue. */
const JOURNEYS: Partial<Record<ClauseId, JourneyRow | ((key: string) => JourneyRow)>> = {
  SC1: { text: 'Assign a key worker', needs: ['key-worker.assign'], doneBy: PERMISSIONS['key-worker.assign'], path: () => '/key-worker' },
  SC2: { text: 'Acknowledge the new key worker', needs: ['key-worker-notice.acknowledge'], doneBy: ['designated-person'], path: (ids) => `/placements/${ids['placement']}/key-worker-notices/${ids['key-worker']}` },
  KW1: form('consent-decision', (ids) => `${placementOf(ids)}&of=safeguarding`),
  KW2: { ...form('contact-card-acknowledged', placementOf), doneBy: ['designated-person'] },
  KW3: { text: 'Go to the plan', needs: ['plan.write', 'plan.agree'], doneBy: ['key-worker', 'designated-person'], path: ({ placement }) => `/placements/${placement}/plan` },
  KW4: { text: 'Record the review', needs: ['review.record'], doneBy: ['key-worker', 'designated-person'], path: ({ placement }) => `/placements/${placement}/reviews/new` },
  KW5: form('view-answer', answerTo('view')),
  KW6: form('consultation-attendance', answerTo('event')),
  KW7: (key) => (key.includes('/attendance-') ? form('attendance-contact', placementOf) : form(key.endsWith('/meeting') ? 'problem-meeting' : 'problem-contact', answerTo('problem'))),
  KW8: { text: 'Answer the emergency', needs: ['emergency.respond'], doneBy: ['key-worker'], path: ({ emergency }) => `/emergencies/${emergency}` },
  KW9: form('need-outcome', answerTo('need')),
  EP3: form('visit', (ids) => `${placementOf(ids)}&${lastOf(ids)}`),
  EP4: { text: 'Go to advice and entitlements', needs: ['entitlement.record'], doneBy: [], path: ({ placement }) => `/placements/${placement}/entitlements` },
  EP5: form('view-answer', answerTo('view')),
  EP7: form('contact-card-acknowledged', placementOf),
  EP10: form('mentor-introduced', placementOf),
  EP11: { text: 'Go to the risk notice', needs: ['risk-call.record', 'risk-notice.acknowledge'], doneBy: ['designated-person'], path: riskNotice },
  EP11M: { text: 'Record the meeting', needs: ['professionals-meeting.record'], doneBy: ['designated-person'], path: riskNotice },
  EP11S: (key) => ({ text: key.includes('/ending-') ? 'Go to the placement' : 'Go to the risk notice', needs: ['risk-call.record', 'risk-notice.acknowledge'], doneBy: ['designated-person'], path: (ids) => (ids['notice'] ? riskNotice(ids) : '/placements') }),
  EP13: form('employer-agreement', answerTo('employer')),
  EP14: form('careers-advice', ({ placement }) => (placement === undefined ? '' : `placement=${placement}`)),
  EP15: (key) => form(RETURN_KINDS[/\/(attendance|term|outcomes)-/.exec(key)?.[1] ?? ''] ?? 'attendance-return', (ids) => `${placementOf(ids)}&of=${ids['last']?.replace(/^(attendance|term|outcomes)-/, '')}`),
  VS3: form('support-answer', answerTo('request')),
  VS5: form('pep-review', lastOf),
  VS6: (key) => (key.includes('/follow-up-') ? form('follow-up', (ids) => (ids['follow-up-status'] ? `about=${ids['follow-up-status']}` : `placement=${ids['follow-up-placement']}`)) : form('status', () => '')),
  IM4: form('challenge-answer', answerTo('challenge')),
  P2: form('good-enough-answer', answerTo('question')),
  P4: form('joint-action-done', answerTo('action')),
};

const RETURN_KINDS: Readonly<Record<string, CaseRecordKind>> = { attendance: 'attendance-return', term: 'term-return', outcomes: 'outcome-return' };

const journeyRow = ({ clause, key }: DutyAsShown): JourneyRow | null => {
  const row = JOURNEYS[clause];
  return typeof row === 'function' ? row(key) : (row ?? null);
};

/** What a page needs of a duty to lead to where it is done. */
interface DutyAsShown {
  key: string;
  clause: ClauseId;
}

/** Where somebody with these permissions in the case does the duty; null where they cannot. */
export function journeyAllowed(duty: DutyAsShown, reference: string, allowed: readonly Action[]): Journey | null {
  const row = journeyRow(duty);
  return row?.needs.some((action) => allowed.includes(action)) ? journey(row, duty, reference) : null;
}

/** Where somebody who owes the duty themselves does it; null where another has to. */
export function journeyOfOwner(duty: DutyAsShown & { owedBy: readonly string[] }, reference: string): Journey | null {
  const row = journeyRow(duty);
  return row && (row.doneBy.length === 0 || row.doneBy.some((role) => duty.owedBy.includes(role))) ? journey(row, duty, reference) : null;
}

/** What tells the four legs of EP11 apart: “the key worker by phone”. Null for other duties. */
export function legOf({ key }: { key: string }): string | null {
  const [, channel, to] = /^EP11\/[^/]+\/(phone|email)\/(.+)$/.exec(key) ?? [];
  return to === undefined ? null : `the ${ROLES[to as Role].name} by ${channel === 'phone' ? 'phone' : 'e-mail'}`;
}

function journey(row: JourneyRow, { key }: DutyAsShown, reference: string): Journey {
  const ids: Ids = Object.fromEntries([...key.matchAll(/\/([a-z-]+)-(\d+)/g)].map(([, name, id]) => [name, id]));
  const path = row.path({ ...ids, last: key.slice(key.lastIndexOf('/') + 1) });
  return { text: row.text, href: `/cases/${reference}${path.replace(/\?$/, '')}` };
}
