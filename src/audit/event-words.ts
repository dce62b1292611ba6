import { CASE_RECORD_KINDS, type CaseRecordKind } from '../domain/agreement/records.js';
import type { Action } from '../domain/permissions.js';

/** What leaves a trace in a case's trail: looking at it, everything that the policy allows to be done to it, and a file's corrections. */
type CaseEvent = Exclude<Action, 'case.read-limited' | 'messages.read' | 'escalation.read' | 'duty.release' | 'fact.correct-any'> | 'case.change' | 'key-worker.change' | 'placement.change';

const RECORD_WORDS = Object.fromEntries(Object.entries(CASE_RECORD_KINDS).map(([kind, { name }]) => [`${kind}.record`, `recorded: ${name}`])) as Record<`${CaseRecordKind}.record`, string>;

/** Each event of a case's trail in words: “Dan Pike” and then these. */
export const EVENT_WORDS: Record<CaseEvent, string> = {
  ...RECORD_WORDS,
  'case.read': 'looked at the case',
  'case.register': 'registered the young person',
  'case.change': "corrected the young person's details",
  'key-worker.assign': 'assigned a key worker',
  'key-worker.change': "corrected the key worker's details",
  'key-worker.end': "ended the key worker's time",
  'key-worker-notice.acknowledge': 'acknowledged the new key worker',
  'placement.agree': 'recorded that a placement is agreed',
  'placement.change': "corrected a placement's details",
  'placement.end': 'ended a placement',
  'plan.write': 'wrote the education plan',
  'plan.agree': 'recorded an agreement to the education plan',
  'review.record': 'recorded a review meeting',
  'meeting.record': 'recorded a meeting',
  'risk-notice.report': 'reported that the young person may not be able to stay',
  'risk-call.record': 'recorded a call about the risk notice',
  'risk-notice.acknowledge': 'acknowledged the risk notice',
  'professionals-meeting.record': "recorded the professionals' meeting",
  'emergency.raise': 'raised an emergency',
  'emergency.acknowledge': 'took the emergency in hand',
  'emergency.respond': 'responded to the emergency',
  'fact.correct': 'corrected what had been recorded',
  'escalation.take': 'took a queue item',
  'escalation.note': 'wrote a note on a queue item',
  'escalation.hand-over': 'handed a queue item over',
  'escalation.resolve': 'closed a queue item for a reason',
};

/** An event in words; one that this version does not know, as it was written. */
export const eventInWords = (name: string): string => (EVENT_WORDS as Record<string, string | undefined>)[name] ?? name;
