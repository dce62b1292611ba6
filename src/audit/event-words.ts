import { CASE_RECORD_KINDS, type CaseRecordKind } from '../domain/agreement/records.js';
import type { Action } from '../domain/permissions.js';

/** What leaves a trace in a case's trail: looking at it, everything that the policy allows to be done to it, and a file's corrections. */
type CaseEvent = Exclude<Action, 'case.read-limited' | 'case.read-private' | 'own-case.read' | 'own-trail.read' | 'access.read' | 'messages.read' | 'escalation.read' | 'duty.release' | 'fact.correct-any'> | 'list.read' | 'case.erase' | 'legal-hold.impose' | 'legal-hold.lift' | 'own-file.request' | 'own-file.give' | 'own-file.release' | 'own-access.end' | 'own-access.show-code' | 'pin.set' | 'case.refuse' | 'case.change' | 'case.erase-texts' | 'case.give-number' | 'emergency-access.end' | 'emergency-access.judge' | 'key-worker.change' | 'key-worker.call-off' | 'placement.change';

const RECORD_WORDS = Object.fromEntries(Object.entries(CASE_RECORD_KINDS).map(([kind, { name }]) => [`${kind}.record`, `recorded: ${name}`])) as Record<`${CaseRecordKind}.record`, string>;

/** Each event of a case's trail in words: “Dan Pike” and then these. */
export const EVENT_WORDS: Record<CaseEvent, string> = {
  ...RECORD_WORDS,
  'case.read': 'looked at the case',
  'list.read': 'had the case on a list',
  'own-file.ask': 'asked for everything that is held about them',
  'own-file.fetch': 'fetched everything that is held about them',
  'own-file.request': 'wrote down that the young person asked for what is held about them',
  'own-file.release': 'let the young person fetch what is held about them',
  'own-file.give': 'took out everything that is held about the young person',
  'own-access.give': 'gave the young person a way to their own pages',
  'own-access.end': 'ended the young person’s way to their own pages',
  'own-access.show-code': 'showed the young person a code',
  'pin.set': 'chose a PIN',
  'case.refuse': 'tried to open the case and was refused',
  'case.register': 'registered the young person',
  'case.give-number': 'gave the number of the case, which was registered by mistake, to another',
  'case.change': "corrected the young person's details",
  'case.erase': 'erased the case, whose time was over',
  'legal-hold.impose': 'held the record beyond its time, for a reason',
  'legal-hold.lift': 'lifted the hold of the record',
  'case.erase-texts': 'erased the texts of the case for good',
  'key-worker.assign': 'assigned a key worker',
  'key-worker.change': "corrected the key worker's details",
  'key-worker.call-off': 'called off the naming of a key worker',
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
  'exclusion.record': 'excluded somebody from the case',
  'exclusion.end': 'let somebody excluded back in',
  'restriction.impose': 'restricted the case to those with a part of their own in it',
  'restriction.lift': 'lifted the restriction of the case',
  'admission.give': 'admitted somebody to the restricted case',
  'admission.end': 'ended the admission of somebody to the restricted case',
  'emergency-access.open': 'opened the case in an emergency, without a part in it',
  'emergency-access.end': 'said that their emergency access is over',
  'emergency-access.judge': 'judged an opening of the case in an emergency',
  'fact.correct': 'corrected what had been recorded',
  'escalation.take': 'took a queue item',
  'escalation.note': 'wrote a note on a queue item',
  'escalation.hand-over': 'handed a queue item over',
  'escalation.resolve': 'closed a queue item for a reason',
};

/** An event in words; one that this version does not know, as it was written. */
export const eventInWords = (name: string): string => (EVENT_WORDS as Record<string, string | undefined>)[name] ?? name;
