/** Texts of rows about a case that are not sealed, each with why not. A new one has to be sealed, or to be here. */
export const OPEN: Readonly<Record<string, string>> = {
  'audit_event.case_ids': 'numbers', 'audit_event.fields': 'names of fields', 'audit_event.name': 'a word of ours', 'audit_event.request_id': 'chance', 'audit_event.subject': 'a number',
  'audit_event.capacity': 'a word of ours', 'audit_event.outcome': 'a word of ours', 'audit_event.purpose': 'a choice', 'audit_event.reason': 'where the words are', 'audit_event.session': 'chance',
  'case_exclusion.reason': 'a choice', 'case_restriction.reason': 'a choice',
  'disclosure.basis': 'of an export: the same for all in it', 'disclosure.items': 'words of ours', 'disclosure.means': 'a word of ours', 'disclosure.request_id': 'chance', 'disclosure.to_whom': 'of an export: the same for all in it', 'disclosure.why': 'of an export: the same for all in it',
  'emergency_access.authority_code': 'a code', 'emergency_access.reason': 'a choice', 'emergency_access.verdict': 'a choice',
  'entry_link.purpose': 'a word of ours', 'entry_link.secret_hash': 'a hash',
  'person.authority_code': 'a code', 'person.email': 'mail needs it', 'person.inspects_for': 'a code', 'person.name': 'lists show it', 'person.phone': 'whoever is called needs it',
  'young_person_pin.pin_hash': 'a hash',
  'case_key.shredded_because': "the operator's words, for when nothing else is left", 'case_key.wrapped_key': 'is ciphertext', 'case_key.wrapping_key_id': 'an id',
  'correction.fact': 'a word of ours',
  'duty.authority_code': 'a code', 'duty.because': 'a sentence of ours', 'duty.clause': 'a word of ours', 'duty.key': 'a word of ours', 'duty.outcome': 'a word of ours', 'duty.owed_by': 'words of ours', 'duty.owed_to': 'a word of ours', 'duty.signed_by': 'a code', 'duty.why': 'a sentence of ours',
  'duty_release.duty_key': 'a word of ours',
  'mistake_alert.stage': 'a word of ours',
  'escalation.closed_because': 'a sentence of ours', 'escalation_note.kind': 'a word of ours',
  'key_worker_assignment.kind': 'a choice',
  'notice.channel': 'a word of ours', 'notice.clause': 'a word of ours', 'notice.delivery': 'a word of ours', 'notice.recipient': 'a word of ours', 'notice.stage': 'a word of ours', 'notice.state': 'a word of ours',
  'placement.course': 'lists show it', 'placement_ending.kind': 'a choice', 'plan_section.section': 'a word of ours',
  'professionals_meeting.outcome': 'a choice',
  'record.details': 'what the duties go by', 'record.kind': 'a word of ours',
  'review.attended': 'choices', 'review.counts_for': 'choices', 'review.feels_safe': 'a choice', 'review.also_placement_ids': 'numbers', 'review.pep_form': 'a choice', 'review.pep_quality': 'a choice',
  'risk_notice.kind': 'a choice',
  'status_letter.authority_name': 'an organisation', 'status_letter.recipient': 'a choice', 'status_letter.signed_by': 'who wrote it', 'status_letter.status': 'a word of ours',
  'young_person.care_status': 'a choice', 'young_person.home_authority_code': 'a code', 'young_person.legal_name': 'lists are searched by it', 'young_person.local_id': 'files are matched by it',
  'young_person.preferred_name': 'lists are searched by it', 'young_person.former_names': 'lists are searched by them', 'young_person.reference': 'chance', 'young_person.team': 'lists are filtered by it',
};

/** Why a text can say nothing of anybody. */
const OURS = /\bours\b|\bchoices?$|^a code$|^numbers?$|^a number$|^chance$|^an? hash$|^an id$|ciphertext|^names of fields$|^where the words are$|^an organisation$|^of an export:|^the operator's words|^what the duties go by$/;

/** Texts of rows about a case that are neither sealed nor the system's own words: names, and how somebody is reached. */
export const OPEN_AND_PERSONAL: readonly string[] = Object.keys(OPEN).filter((name) => !OURS.test(OPEN[name] ?? ''));
