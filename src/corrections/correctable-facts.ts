import type { ObjectLiteral } from 'typeorm';
import { CALL_OUTCOMES, ENDINGS, MEETING_OUTCOMES, RISK_KINDS, type CaseFacts } from '../domain/agreement/facts.js';
import { choice, date, line, optionalText, text, tick } from '../domain/agreement/records/record-kind.js';
import { checkUln, isUpn } from '../domain/identifiers.js';
import { DutyRelease } from '../duties/duty-release.entity.js';
import { Emergency } from '../emergencies/emergency.entity.js';
import type { Reason } from '../errors.js';
import { PlacementEnding } from '../placements/placement-ending.entity.js';
import { Placement } from '../placements/placement.entity.js';
import { KeyWorkerNotice } from '../placements/key-worker-notice.entity.js';
import { Plan } from '../plans/plan.entity.js';
import { PlanAgreement } from '../plans/plan-agreement.entity.js';
import { ProfessionalsMeeting } from '../risk-notices/professionals-meeting.entity.js';
import { RiskAcknowledgement } from '../risk-notices/risk-acknowledgement.entity.js';
import { RiskCall } from '../risk-notices/risk-call.entity.js';
import { RiskNotice } from '../risk-notices/risk-notice.entity.js';
import { RISK_RECIPIENTS } from '../risk-notices/risk-notices.dto.js';
import { KEY_WORKER_KINDS, KeyWorkerAssignment } from '../young-people/key-worker-assignment.entity.js';
import { CARE_STATUSES } from '../domain/agreement/care-status.js';
import { YoungPerson } from '../young-people/young-person.entity.js';
import { mistaken, type CorrectableFact } from './correctable-fact.js';
import { OF_PLAN, OF_PLAN_VERSION, OF_SELF, ofCase, ofNotice, ofPlacement, QUIET } from './find-fact-sql.js';
import { hangingOn } from './hanging-facts.js';
import { RECORD_FACTS } from './record-facts.js';
import { REVIEW_FACT } from './review-fact.js';

const instant = (label: string) => ({ type: 'instant', label }) as const;
const optional = <F extends object>(field: F) => ({ ...field, optional: true }) as const;

/** Refuses a time that comes before another one of the same row, where there are both; `field` is the one to put right. */
const inOrder = (first: string, second: string, field: string, sentence: string) => (row: ObjectLiteral): Reason[] =>
  row[first] !== null && row[second] !== null && row[second] < row[first] ? [{ code: 'TOO_EARLY', field, sentence }] : [];

/** A placement goes to another provider only while nothing hangs on it: what one provider wrote is not shown to another. */
function movedToProvider({ id, providerId }: ObjectLiteral, before: ObjectLiteral, facts: CaseFacts): Reason[] {
  if (providerId === before.providerId) return [];
  const isFree = hangingOn(facts, 'placement', Number(id)).length === 0 && facts.placements.every((one) => one.id !== id || one.plans.length === 0);
  return isFree ? [] : [{ code: 'HAS_FACTS', field: 'providerId', sentence: 'Other facts hang on this placement. Take them back first, or record the end of this one and the start of another.' }];
}

const ENDING_NAMES = Object.fromEntries(Object.entries(ENDINGS).map(([kind, { name }]) => [kind, name]));

/** Every kind of fact that can be corrected, by its name in addresses and in the trail. */
export const CORRECTABLE_FACTS: Readonly<Record<string, CorrectableFact>> = {
  'young-person': {
    name: 'young person', entity: YoungPerson, find: OF_SELF, takenBack: null,
    fields: {
      preferredName: line('Preferred name'), legalName: line('Legal name'), bornOn: date('Date of birth'), careStatus: choice('Care status when the case was registered', CARE_STATUSES),
      team: optional(line('Social care team')), registeredAt: instant('When was the case registered?'),
      uln: { type: 'pattern', label: 'Unique learner number', pattern: /^\d{10}$/, example: '9276308686', optional: true },
      upn: { type: 'pattern', label: 'Unique pupil number', pattern: /^[A-Z]\d{11}[0-9A-Z]$/, example: 'H801200001001', optional: true },
    },
    faults: ({ uln, upn }) => [
      ...(uln !== null && checkUln(uln) !== 'valid' ? [{ code: 'ULN_CHECK', field: 'uln', sentence: 'This is not a valid unique learner number: its last digit does not fit.' }] : []),
      ...(upn !== null && !isUpn(upn) ? [{ code: 'UPN_CHECK', field: 'upn', sentence: 'This is not a valid unique pupil number: its first letter does not fit.' }] : []),
    ],
  },
  'key-worker': {
    name: "key worker's time", entity: KeyWorkerAssignment, find: ofCase('key_worker_assignment'), takenBack: mistaken,
    fields: { kind: choice('What are they to the young person?', KEY_WORKER_KINDS), fromAt: instant('From when?'), untilAt: optional(instant('Until when?')), authorityToActConfirmedAt: optional(instant('When was the authority to act confirmed?')) },
    faults: inOrder('fromAt', 'untilAt', 'untilAt', 'The end cannot be before the start.'),
  },
  placement: {
    name: 'placement', entity: Placement, find: ofCase('placement', { placement: 'f.id' }), takenBack: mistaken,
    fields: { providerId: { type: 'row', of: 'provider', label: 'At which provider?' }, course: line('Course, apprenticeship or job'), level: { type: 'number', label: 'Level', min: 0, max: 8 }, agreedOn: date('When was it agreed?'), startsOn: date('When does it start?'), endsOn: optional(date('When does it end?')) },
    faults: (row, before, { facts }) => [...inOrder('startsOn', 'endsOn', 'endsOn', 'The end cannot be before the start.')(row), ...movedToProvider(row, before, facts)],
  },
  'placement-ending': {
    name: 'end of the placement', entity: PlacementEnding, find: ofPlacement('placement_ending'), takenBack: mistaken,
    fields: { kind: choice('How did it end?', ENDING_NAMES), endedOn: date('On which day?'), reason: optionalText('Why?') },
  },
  'plan-agreement': { name: 'agreement to the plan', entity: PlanAgreement, find: OF_PLAN, takenBack: mistaken, fields: { agreedAt: instant('When did they agree?'), witness: optional(line('Who saw it, where it was in a meeting?')) } },
  plan: { name: 'version of the plan', entity: Plan, find: OF_PLAN_VERSION, takenBack: null, fields: { reasonAfterStart: optionalText('Why was it not possible before the start?') } },
  'key-worker-notice': {
    name: 'acknowledgement of the new key worker', entity: KeyWorkerNotice, find: ofPlacement('key_worker_notice', 'f.acknowledged_by'), takenBack: mistaken,
    fields: { acknowledgedAt: instant('When was it acknowledged?') },
  },
  review: REVIEW_FACT,
  'risk-notice': {
    name: 'risk notice', entity: RiskNotice, find: ofCase('risk_notice', { placement: 'f.placement_id', by: 'f.recorded_by' }), takenBack: mistaken,
    fields: { kind: choice('What is it?', RISK_KINDS), whatHappened: text('What happened?'), occurredAt: instant('When did it happen?') },
  },
  'risk-call': {
    name: 'call about the risk notice', entity: RiskCall, find: ofNotice('risk_call'), takenBack: mistaken,
    fields: { to: choice('Who was called?', RISK_RECIPIENTS), calledAt: instant('When?'), outcome: choice('How did the call end?', CALL_OUTCOMES), spokeTo: optional(line('Who answered, if it was somebody else?')) },
  },
  'professionals-meeting': {
    name: "professionals' meeting", entity: ProfessionalsMeeting, find: ofNotice('professionals_meeting'), takenBack: mistaken,
    fields: { heldOn: date('When was it held?'), present: text('Who was there?'), outcome: choice('What was decided?', MEETING_OUTCOMES), notes: text('Alternatives considered, and how the young person is kept safe') },
  },
  'risk-acknowledgement': {
    name: 'acknowledgement of the risk notice', entity: RiskAcknowledgement, find: ofNotice('risk_acknowledgement', 'f.person_id'), takenBack: mistaken,
    fields: { acknowledgedAt: instant('When was it acknowledged?') },
  },
  emergency: {
    name: 'emergency', entity: Emergency, find: ofCase('emergency', { placement: 'f.placement_id', by: 'f.raised_by', quiet: QUIET }), takenBack: mistaken,
    fields: {
      whatHappened: text('What happened?'), raisedAt: instant('When was it raised?'), placementId: optional({ type: 'row', of: 'placement', label: 'About which placement?' }),
      quiet: tick('The young person must not be seen to have raised it'), howToReach: optionalText('How can the young person be reached safely?'),
    },
    faults: (row, _before, { facts }) => [
      ...inOrder('raisedAt', 'respondedAt', 'raisedAt', 'It cannot have been raised after it was answered.')(row),
      ...(row.placementId === null || facts.placements.some(({ id }) => id === row.placementId) ? [] : [{ code: 'UNKNOWN_PLACEMENT', field: 'placementId', sentence: 'Choose a placement of this case.' }]),
    ],
  },
  'emergency-acknowledgement': {
    name: 'taking in hand of the emergency', entity: Emergency,
    find: ofCase('emergency', { placement: 'f.placement_id', by: 'f.acknowledged_by', where: 'f.taken_back_at IS NULL AND f.acknowledged_at IS NOT NULL', quiet: QUIET }),
    takenBack: () => ({ acknowledgedAt: null, acknowledgedBy: null }),
    fields: { acknowledgedAt: instant('When was it taken in hand?') },
    faults: (row, _before, { now }) => [
      ...inOrder('raisedAt', 'acknowledgedAt', 'acknowledgedAt', 'It cannot have been taken in hand before it was raised.')(row),
      ...(row.acknowledgedAt > now ? [{ code: 'IN_THE_FUTURE', field: 'acknowledgedAt', sentence: 'This cannot be in the future.' }] : []),
    ],
  },
  'emergency-response': {
    name: 'response to the emergency', entity: Emergency,
    find: ofCase('emergency', { placement: 'f.placement_id', by: 'f.responded_by', where: 'f.taken_back_at IS NULL AND f.responded_at IS NOT NULL', quiet: QUIET }),
    takenBack: () => ({ respondedAt: null, respondedBy: null, response: null }),
    fields: { response: text('What was done?'), respondedAt: instant('When did they respond?') },
    faults: inOrder('raisedAt', 'respondedAt', 'respondedAt', 'It cannot have been answered before it was raised.'),
  },
  'duty-release': {
    name: 'reason why a duty is no longer owed', entity: DutyRelease,
    find: ofCase('duty_release', { placement: '(SELECT d.placement_id FROM duty d WHERE d.key = f.duty_key)', by: 'f.released_by' }), takenBack: mistaken,
    fields: { reason: text('Why is it no longer owed?') },
  },
  ...RECORD_FACTS,
};
