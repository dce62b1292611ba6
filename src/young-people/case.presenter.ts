import { CALL_OUTCOMES, ENDINGS, RISK_KINDS } from '../domain/agreement/facts.js';
import { canBeHeld, isWaiting } from '../domain/agreement/holds.js';
import { MEETING_WORDS } from '../domain/agreement/meeting-clocks.js';
import type { Action } from '../domain/permissions.js';
import { londonDate } from '../domain/time/london.js';
import { CASE_PARTS, type CasePart } from './case-parts.js';
import { journeyAllowed, legOf, type Journey } from '../duties/duty-journeys.js';
import type { CaseView, DutyView, PlacementView } from './case-view.js';
import { KEY_WORKER_KINDS } from './key-worker-assignment.entity.js';
import { CARE_STATUSES } from '../domain/agreement/care-status.js';

/** A duty as a case's pages show it. */
export interface DutyLine extends DutyView {
  /** What tells the legs of a risk notice apart. */
  leg: string | null;
  /** What it is about in words, where a return opened it: '84 % in October 2026, under 90 %'. */
  reasons: string[];
  providerName: string | null;
  /** Where this person does it; null where they cannot, or where it is not open. */
  journey: Journey | null;
  /** Where this person puts it on hold; null where they cannot, where it is urgent, or where it is not open. */
  holdHref: string | null;
  /** A hold on it that waits for a second person, and where this person decides on it; null where none does. */
  holdAsked: { until: string; by: string; href: string | null } | null;
}

/** What every page of a case is made of. */
export function presentCase(view: CaseView, part: CasePart) {
  const base = `/cases/${view.reference}`;
  const duties = view.duties.map((duty) => dutyLine(duty, view));
  const running = view.placements.filter((placement) => placement.ending === null);
  return {
    case: view,
    base,
    part,
    partTitle: CASE_PARTS[part],
    parts: (Object.keys(CASE_PARTS) as CasePart[]).map((key) => ({ text: CASE_PARTS[key], href: key === 'overview' ? base : `${base}/${key}`, active: key === part })),
    careStatus: CARE_STATUSES[view.careStatus as keyof typeof CARE_STATUSES] ?? view.careStatus,
    keyWorker: view.keyWorkers.find(({ fromAt, untilAt }) => fromAt <= view.now && (untilAt === null || untilAt > view.now)) ?? null,
    keyWorkerKinds: KEY_WORKER_KINDS,
    running,
    openDuties: duties.filter(({ outcome }) => outcome === 'open'),
    closedDuties: duties.filter(({ outcome }) => outcome !== 'open').sort((a, b) => doneAt(b) - doneAt(a)),
    offers: offersFor(view, running),
    riskKinds: RISK_KINDS,
    callOutcomes: CALL_OUTCOMES,
    endings: ENDINGS,
    meetingWords: MEETING_WORDS,
  };
}

function dutyLine(duty: DutyView, { placements, reference, allowed, records, now }: CaseView): DutyLine {
  const placement = placements.find(({ id }) => id === duty.placementId);
  return {
    ...duty,
    leg: legOf(duty),
    reasons: records.find(({ id }) => id === Number(/\/attendance-(\d+)$/.exec(duty.key)?.[1]))?.concern ?? [],
    providerName: placement?.provider.name ?? null,
    journey: duty.outcome === 'open' && isPutToReader(duty, records) ? journeyAllowed(duty, reference, placement?.allowed ?? allowed) : null,
    holdHref: duty.outcome === 'open' && canBeHeld(duty.key) && allowed.includes('hold.record') ? `/cases/${reference}/records/hold/new?of=${duty.key}` : null,
    holdAsked: duty.outcome === 'open' ? holdAsked(duty.key, { reference, allowed, records, now }) : null,
  };
}

function holdAsked(dutyKey: string, { reference, allowed, records, now }: Pick<CaseView, 'reference' | 'allowed' | 'records' | 'now'>): DutyLine['holdAsked'] {
  const hold = records.find((one) => one.kind === 'hold' && one.details.dutyKey === dutyKey && isWaiting(one, records, londonDate(now)));
  if (!hold) return null;
  const mayDecide = hold.isPutToReader && allowed.includes('hold-decision.record');
  return { until: String(hold.details.until), by: hold.recordedByName, href: mayDecide ? `/cases/${reference}/records/hold-decision/new?about=${hold.id}` : null };
}

/** Whether the record that a duty is about asks this person, where it asks somebody: `P2/question-7`. */
function isPutToReader({ clause, key }: DutyView, records: CaseView['records']): boolean {
  const id = ASKED.includes(clause) ? Number(key.slice(key.lastIndexOf('-') + 1)) : null;
  return records.find((one) => one.id === id)?.isPutToReader ?? true;
}

const ASKED: readonly string[] = ['KW5', 'EP5', 'VS3', 'IM4', 'P2'];

const doneAt = ({ metAt, metOn, missedFrom, opensAt }: DutyView) => (metAt ?? (metOn ? new Date(metOn) : (missedFrom ?? opensAt))).getTime();

/** What this person may do here, as links to where it is done; nothing new on a case that has ended, but the young person's way in can be ended there. */
function offersFor({ allowed, ended, reference }: CaseView, running: readonly PlacementView[]): Journey[] {
  const base = `/cases/${reference}`;
  const ownAccess: Journey = { text: 'The young person’s own access', href: `${base}/own-access` };
  if (ended !== null) return allowed.includes('own-access.give') ? [ownAccess] : [];
  const each = (text: string, action: Action, path: string) =>
    running.filter((placement) => placement.allowed.includes(action)).map(({ id, provider }) => ({ text: running.length > 1 ? `${text}: ${provider.name}` : text, href: `${base}/placements/${id}${path}` }));
  const offers: [Action, Journey[]][] = [
    ['risk-notice.report', running.length > 0 ? [{ text: 'Report that they may not be able to stay', href: `${base}/risk-notices/new` }] : []],
    ['emergency.raise', [{ text: 'Raise an emergency', href: `${base}/emergencies/new` }]],
    ['plan.write', each('Write or agree the education plan', 'plan.write', '/plan')],
    ['review.record', each('Record a review meeting', 'review.record', '/reviews/new')],
    ['meeting.record', [{ text: 'Record a meeting', href: `${base}/meetings/new` }]],
    ['placement.agree', [{ text: 'Record a placement', href: `${base}/placements/new` }]],
    ['key-worker.assign', [{ text: 'Change the key worker', href: `${base}/key-worker` }]],
    ['own-access.give', [ownAccess]],
    ['access.read', [{ text: 'Keep somebody out, or restrict the case', href: `${base}/access` }]],
    ['placement.end', each('Record the end of the placement', 'placement.end', '/ending/new')],
  ];
  return offers.filter(([action]) => allowed.includes(action)).flatMap(([, journeys]) => journeys);
}
