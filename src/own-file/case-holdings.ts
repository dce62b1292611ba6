import type { Holding } from './holding.js';

const CASE = { case_id: 'young_person' } as const;

/** What is recorded about a young person, and what is derived from it. */
export const CASE_HOLDINGS = {
  young_person: {
    title: 'The case', by: {}, where: ['home_authority_code'],
    given: ['id', 'reference', 'team', 'local_id', 'number_given_at', 'preferred_name', 'legal_name', 'former_names', 'born_on', 'uln', 'upn', 'care_status', 'registered_at', 'refresh_at', 'version', 'erased_at'],
    withheld: { uln_hash: 'secret', upn_hash: 'secret' }, whenErased: 'blanked',
  },
  key_worker_assignment: { title: 'Key workers', by: CASE, given: ['id', 'kind', 'from_at', 'until_at', 'authority_to_act_confirmed_at', 'taken_back_at'], who: ['person_id'], whenErased: 'removed' },
  key_worker_notice: { title: 'What the provider knows of a key worker', by: { placement_id: 'placement', key_worker_id: 'key_worker_assignment' }, given: ['id', 'acknowledged_at', 'taken_back_at'], who: ['acknowledged_by'], whenErased: 'removed' },
  placement: { title: 'Placements', by: CASE, given: ['id', 'course', 'level', 'agreed_on', 'starts_on', 'ends_on', 'taken_back_at'], where: ['provider_id'], whenErased: 'removed' },
  placement_ending: { title: 'How placements ended', by: { ...CASE, placement_id: 'placement' }, given: ['id', 'kind', 'ended_on', 'reason', 'recorded_at', 'taken_back_at', 'recorded_by_provider'], who: ['recorded_by'], whenErased: 'removed' },
  plan: { title: 'Education plans', by: { ...CASE, placement_id: 'placement' }, given: ['id', 'number', 'reason_after_start', 'version', 'written_at'], who: ['written_by'], whenErased: 'removed' },
  plan_section: { title: 'What the plans say', by: { ...CASE, plan_id: 'plan' }, given: ['id', 'section', 'text', 'version', 'written_at'], who: ['written_by'], whenErased: 'removed' },
  plan_agreement: { title: 'Who agreed to a plan', by: { plan_id: 'plan' }, given: ['id', 'party', 'agreed_at', 'recorded_at', 'taken_back_at'], who: ['recorded_by'], withheld: { witness: 'somebody else' }, whenErased: 'removed' },
  review: {
    title: 'Meetings', by: { ...CASE, placement_id: 'placement' }, who: ['recorded_by'], withheld: { present: 'somebody else' }, whenErased: 'removed',
    given: ['id', 'held_on', 'reason_elsewhere', 'what_changed', 'young_persons_view', 'recorded_at', 'taken_back_at', 'feels_safe', 'attended', 'counts_for', 'pep_quality', 'pep_form', 'also_placement_ids'],
  },
  record: {
    title: 'What was recorded', by: { ...CASE, placement_id: 'placement', about_id: 'record', review_id: 'review' },
    given: ['id', 'kind', 'happened_on', 'details', 'words', 'recorded_at', 'taken_back_at', 'import_id'], who: ['recorded_by'], whenErased: 'removed',
  },
  status_letter: {
    title: 'Letters about care status', by: { ...CASE, record_id: 'record' }, withheld: { signed_by: 'somebody else' }, whenErased: 'removed',
    given: ['id', 'recipient', 'authority_name', 'legal_name', 'born_on', 'status', 'to_whom', 'what_for', 'written_on'],
  },
  risk_notice: { title: 'Risk notices', by: { ...CASE, placement_id: 'placement' }, given: ['id', 'kind', 'what_happened', 'occurred_at', 'recorded_at', 'taken_back_at'], who: ['recorded_by'], whenErased: 'removed' },
  risk_call: { title: 'Calls about a risk notice', by: { notice_id: 'risk_notice' }, given: ['id', 'recipient', 'called_at', 'outcome', 'recorded_at', 'taken_back_at'], who: ['recorded_by'], withheld: { spoke_to: 'somebody else' }, whenErased: 'removed' },
  risk_acknowledgement: { title: 'Who knows of a risk notice', by: { notice_id: 'risk_notice' }, given: ['id', 'recipient', 'acknowledged_at', 'taken_back_at'], who: ['person_id'], whenErased: 'removed' },
  professionals_meeting: {
    title: 'Professionals’ meetings', by: { ...CASE, notice_id: 'risk_notice' }, given: ['id', 'held_on', 'outcome', 'notes', 'recorded_at', 'taken_back_at'],
    who: ['recorded_by'], withheld: { present: 'somebody else' }, whenErased: 'removed',
  },
  emergency: {
    title: 'Emergencies', by: { ...CASE, placement_id: 'placement' }, who: ['raised_by', 'acknowledged_by', 'responded_by'], whenErased: 'removed',
    given: ['id', 'what_happened', 'how_to_reach', 'quiet', 'raised_at', 'recorded_at', 'acknowledged_at', 'responded_at', 'response', 'taken_back_at'],
  },
  correction: { title: 'Corrections', by: { ...CASE, placement_id: 'placement' }, given: ['id', 'fact', 'fact_id', 'before', 'after', 'reason', 'corrected_at', 'import_id'], who: ['corrected_by'], whenErased: 'removed' },
  duty: {
    title: 'What is owed to the young person', by: { ...CASE, placement_id: 'placement' }, where: ['provider_id', 'authority_code', 'signed_by'], whenErased: 'removed',
    given: ['id', 'key', 'clause', 'owed_by', 'owed_to', 'opens_at', 'due_on', 'due_at', 'missed_from', 'preferred_from', 'preferred_to', 'target_on', 'why', 'outcome', 'met_on', 'met_at', 'because', 'late', 'schedule_version', 'known_at', 'next_action_at', 'held_until'],
  },
  duty_release: { title: 'What is no longer owed', by: CASE, given: ['id', 'duty_key', 'reason', 'released_at', 'taken_back_at'], who: ['released_by'], whenErased: 'removed' },
  escalation: { title: 'What was missed, in the queue', by: { ...CASE, duty_id: 'duty' }, given: ['id', 'level', 'opened_at', 'level_at', 'taken_at', 'closed_at', 'closed_because', 'version'], who: ['taken_by'], whenErased: 'removed' },
  escalation_note: { title: 'Notes in the queue', by: { ...CASE, escalation_id: 'escalation' }, given: ['id', 'kind', 'text', 'written_at'], who: ['written_by'], whenErased: 'removed' },
  notice: { title: 'Notices', by: { ...CASE, duty_id: 'duty' }, given: ['id', 'clause', 'schedule_version', 'stage', 'recipient', 'channel', 'delivery', 'state', 'send_at', 'written_at'], whenErased: 'removed' },
  message_notice: { title: 'Mails in which a notice was', by: { notice_id: 'notice', message_id: 'message' }, whenErased: 'removed' },
  disclosure: { title: 'What was given out by the system', by: CASE, given: ['id', 'means', 'items', 'to_whom', 'why', 'basis', 'made_at'], who: ['made_by'], withheld: { request_id: 'machine' }, whenErased: 'removed' },
  legal_hold: { title: 'Why it is kept longer', by: CASE, given: ['id', 'reason', 'from_on', 'until_on', 'approved_at', 'lifted_at'], who: ['approved_by', 'lifted_by'], whenErased: 'kept' },
  subject_request: { title: 'Requests for this file', by: CASE, given: ['id', 'by_themselves', 'words', 'asked_at', 'answer_by', 'released_at', 'given_at'], who: ['asked_by', 'released_by'], whenErased: 'kept' },
  subject_request_alert: { title: 'Who was told of that', by: { request_id: 'subject_request', message_id: 'message' }, given: ['stage', 'written_at'], who: ['person_id'], whenErased: 'kept' },
  mistake_alert: { title: 'Who was told that it was said to be a mistake', by: { ...CASE, message_id: 'message' }, given: ['stage', 'written_at'], who: ['person_id'], whenErased: 'kept' },
} as const satisfies Record<string, Holding>;

/** Who may look at a case, who looked, and the keys of what is sealed. */
export const ACCESS_HOLDINGS = {
  audit_event: {
    title: 'Who looked, and who did what', by: { case_id: 'young_person', person_id: 'person' }, among: ['case_ids'], given: ['id', 'happened_at', 'name', 'subject', 'fields', 'capacity', 'purpose', 'reason', 'outcome'], who: ['person_id'],
    withheld: { session: 'machine', request_id: 'machine', transaction_id: 'machine', written_at: 'machine', epoch: 'machine', case_ids: 'somebody else' }, whenErased: 'kept',
  },
  // Told without who: that somebody is a relative is theirs.
  case_exclusion: { title: 'That somebody is kept out', by: CASE, given: ['id', 'reason', 'recorded_at', 'ended_at'], who: ['recorded_by', 'ended_by'], withheld: { person_id: 'somebody else' }, whenErased: 'removed' },
  case_restriction: { title: 'When the case was restricted', by: CASE, given: ['id', 'reason', 'imposed_at', 'lifted_at'], who: ['imposed_by', 'lifted_by'], whenErased: 'removed' },
  case_admission: { title: 'Who was let in while it was', by: CASE, given: ['id', 'given_at', 'ended_at'], who: ['person_id', 'given_by', 'ended_by'], whenErased: 'removed' },
  emergency_access: {
    title: 'Opened in an emergency', by: CASE, given: ['id', 'reason', 'words', 'opened_at', 'until_at', 'verdict', 'verdict_words', 'judged_at'], who: ['person_id', 'judged_by'], where: ['authority_code'], whenErased: 'kept',
  },
  emergency_alert: { title: 'Who was told of that', by: { access_id: 'emergency_access', message_id: 'message' }, given: ['stage', 'written_at'], who: ['person_id'], whenErased: 'kept' },
  inspection_case: { title: 'Inspections of this case', by: CASE, given: ['grant_id'], whenErased: 'removed' },
  case_key: { title: 'The key of the texts', by: CASE, given: ['made_at', 'shredded_at', 'shredded_because'], withheld: { wrapped_key: 'secret', wrapping_key_id: 'secret' }, whenErased: 'kept' },
} as const satisfies Record<string, Holding>;
