import { madeUnder } from './made-under-sql.js';
import { RELEASED } from '../duties/released.js';
import { sealed } from '../encryption/sealed-sql.js';
import { manages } from '../people/team-sql.js';
import { careStatusOn } from './care-status-sql.js';
import { isNotExcluded, postsOfPersonCount } from './case-scope-sql.js';

const list = (select: string, order: string, from: string): string =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object(${select}) ORDER BY ${order}), '[]') FROM ${from})`;

const contact = `'personId', n.id, 'name', n.name, 'email', n.email, 'phone', n.phone`;

const keyContacts = list(contact, 'n.name', `post_holding h JOIN person n ON n.id = h.person_id AND n.active
  WHERE h.post = 'key-contact' AND h.authority_code = y.home_authority_code AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3) AND ${postsOfPersonCount('y.id', 'n.id')}`);

/** Whether somebody is team manager of the case's team, or of all, whether or not they have the case. */
const teamManaged = `EXISTS (SELECT FROM post_holding h JOIN person n ON n.id = h.person_id AND n.active WHERE h.post = 'team-manager' AND h.authority_code = y.home_authority_code
  AND ${manages('h.team', 'y.team')} AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3))`;

const designatedPeople = list(contact, 'n.name', `post_holding h JOIN person n ON n.id = h.person_id AND n.active
  WHERE h.post = 'designated-person' AND h.provider_id = v.id AND h.from_on <= $3 AND (h.until_on IS NULL OR h.until_on > $3) AND ${isNotExcluded('y.id', 'n.id')}`);

const plans = list(
  `'id', l.id, 'number', l.number, 'version', l.version, 'reasonAfterStart', ${sealed('plan', 'reason_after_start', 'l', 'y.id')}, 'writtenByName', coalesce(n.name, 'an import'), 'writtenAt', l.written_at, 'recordedAtProviderId', n.provider_id,
   'sections', ${list(`'section', s.section, 'text', ${sealed('plan_section', 'text', 's', 'y.id')}, 'version', s.version, 'writtenByName', coalesce(w.name, 'an import'), 'writtenAt', s.written_at`, 's.id',
     'plan_section s LEFT JOIN person w ON w.id = s.written_by WHERE s.plan_id = l.id')},
   'agreements', ${list(`'id', g.id, 'party', g.party, 'agreedAt', g.agreed_at, 'witness', g.witness, 'recordedByName', coalesce(r.name, 'an import'), 'recordedAtProviderId', r.provider_id`, 'g.id',
     'plan_agreement g LEFT JOIN person r ON r.id = g.recorded_by WHERE g.plan_id = l.id AND g.taken_back_at IS NULL')},
   'withdrawn', ${list(`'party', g.party, 'agreedAt', g.agreed_at, 'takenBackAt', g.taken_back_at`, 'g.taken_back_at, g.id', 'plan_agreement g WHERE g.plan_id = l.id AND g.taken_back_at IS NOT NULL')}`,
  'l.number DESC', 'plan l LEFT JOIN person n ON n.id = l.written_by WHERE l.placement_id = p.id',
);

const reviewsWhere = (which: string): string => list(
  `'id', r.id, 'placementIds', CASE WHEN r.placement_id IS NULL THEN '{}'::int[] ELSE r.placement_id || r.also_placement_ids END, 'heldOn', r.held_on,
   'reasonElsewhere', ${sealed('review', 'reason_elsewhere', 'r', 'y.id')}, 'present', ${sealed('review', 'present', 'r', 'y.id')}, 'whatChanged', ${sealed('review', 'what_changed', 'r', 'y.id')},
   'youngPersonsView', ${sealed('review', 'young_persons_view', 'r', 'y.id')}, 'feelsSafe', r.feels_safe, 'attended', r.attended, 'countsFor', r.counts_for, 'pepQuality', r.pep_quality, 'pepForm', r.pep_form,
   'recordedByName', coalesce(n.name, 'an import'), 'recordedAtProviderId', n.provider_id`,
  'r.held_on DESC', `review r LEFT JOIN person n ON n.id = r.recorded_by WHERE r.case_id = y.id AND ${which} AND r.taken_back_at IS NULL`,
);
const reviews = reviewsWhere('(r.placement_id = p.id OR p.id = ANY(r.also_placement_ids))');
const meetings = reviewsWhere('r.placement_id IS NULL');

/** The provider's agreements that are in force today, or were when the placement was agreed. */
const agreements = list(
  `'authorityName', ga.name, 'signedOn', ag.signed_on, 'endedOn', ag.ended_on, 'inForceNow', ag.signed_on <= $3 AND (ag.ended_on IS NULL OR ag.ended_on >= $3),
   'madeUnder', ${madeUnder('ag', 'p')}`,
  'ag.signed_on, ag.id', `agreement ag JOIN authority ga ON ga.code = ag.authority_code WHERE ag.provider_id = v.id
    AND (ag.signed_on <= $3 AND (ag.ended_on IS NULL OR ag.ended_on >= $3) OR ${madeUnder('ag', 'p')})`,
);

const placements = list(
  `'id', p.id, 'provider', jsonb_build_object('id', v.id, 'name', v.name, 'type', v.type, 'authorityName', va.name), 'course', p.course,
   'level', p.level, 'agreedOn', p.agreed_on, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
   'ending', (SELECT jsonb_build_object('id', e.id, 'kind', e.kind, 'endedOn', e.ended_on, 'reason', ${sealed('placement_ending', 'reason', 'e', 'y.id')}, 'recordedAtProviderId', n.provider_id)
      FROM placement_ending e LEFT JOIN person n ON n.id = e.recorded_by WHERE e.placement_id = p.id AND e.taken_back_at IS NULL),
   'agreements', ${agreements}, 'designatedPeople', ${designatedPeople}, 'plans', ${plans}, 'reviews', ${reviews}`,
  'p.starts_on DESC, p.id DESC', 'placement p JOIN provider v ON v.id = p.provider_id JOIN authority va ON va.code = v.authority_code WHERE p.case_id = y.id AND p.taken_back_at IS NULL',
);

const riskNotices = list(
  `'id', t.id, 'placementId', t.placement_id, 'kind', t.kind, 'whatHappened', ${sealed('risk_notice', 'what_happened', 't', 'y.id')}, 'occurredAt', t.occurred_at,
   'recordedAt', t.recorded_at, 'recordedByName', n.name, 'recordedAtProviderId', n.provider_id,
   'calls', ${list(`'id', c.id, 'to', c.recipient, 'calledAt', c.called_at, 'outcome', c.outcome, 'spokeTo', c.spoke_to, 'recordedByName', r.name, 'recordedAtProviderId', r.provider_id`, 'c.called_at, c.id',
     'risk_call c JOIN person r ON r.id = c.recorded_by WHERE c.notice_id = t.id AND c.taken_back_at IS NULL')},
   'acknowledgements', ${list(`'id', k.id, 'by', k.recipient, 'acknowledgedAt', k.acknowledged_at, 'name', r.name, 'recordedAtProviderId', r.provider_id`, 'k.id',
     'risk_acknowledgement k JOIN person r ON r.id = k.person_id WHERE k.notice_id = t.id AND k.taken_back_at IS NULL')},
   'meetings', ${list(`'id', m.id, 'heldOn', m.held_on, 'present', ${sealed('professionals_meeting', 'present', 'm', 'y.id')}, 'outcome', m.outcome, 'notes', ${sealed('professionals_meeting', 'notes', 'm', 'y.id')}, 'recordedAtProviderId', r.provider_id`, 'm.held_on, m.id',
     'professionals_meeting m LEFT JOIN person r ON r.id = m.recorded_by WHERE m.notice_id = t.id AND m.taken_back_at IS NULL')}`,
  't.occurred_at DESC, t.id DESC', 'risk_notice t JOIN person n ON n.id = t.recorded_by WHERE t.case_id = y.id AND t.taken_back_at IS NULL',
);

const emergencies = list(
  `'id', e.id, 'placementId', e.placement_id, 'whatHappened', ${sealed('emergency', 'what_happened', 'e', 'y.id')}, 'raisedAt', e.raised_at, 'raisedById', n.id, 'raisedByName', n.name,
   'raisedAtProviderId', n.provider_id, 'quiet', e.quiet, 'howToReach', ${sealed('emergency', 'how_to_reach', 'e', 'y.id')}, 'acknowledgedAt', e.acknowledged_at, 'acknowledgedByName', k.name, 'acknowledgedAtProviderId', k.provider_id,
   'respondedAt', e.responded_at, 'respondedByName', r.name, 'respondedAtProviderId', r.provider_id, 'response', ${sealed('emergency', 'response', 'e', 'y.id')}`,
  'e.raised_at DESC, e.id DESC',
  'emergency e JOIN person n ON n.id = e.raised_by LEFT JOIN person r ON r.id = e.responded_by LEFT JOIN person k ON k.id = e.acknowledged_by WHERE e.case_id = y.id AND e.taken_back_at IS NULL',
);

const keyWorkers = list(
  `'id', k.id, 'kind', k.kind, 'fromAt', k.from_at, 'untilAt', k.until_at, 'authorityToActConfirmedAt', k.authority_to_act_confirmed_at, 'active', n.active, ${contact.replace('n.phone', 'CASE WHEN n.active THEN n.phone END')},
   'acknowledgements', ${list(`'id', w.id, 'placementId', w.placement_id, 'acknowledgedAt', w.acknowledged_at, 'recordedAtProviderId', r.provider_id`, 'w.id', 'key_worker_notice w LEFT JOIN person r ON r.id = w.acknowledged_by WHERE w.key_worker_id = k.id AND w.taken_back_at IS NULL')}`,
  'k.from_at DESC, k.id DESC', 'key_worker_assignment k JOIN person n ON n.id = k.person_id WHERE k.case_id = y.id AND k.taken_back_at IS NULL',
);

export const recordFields = `'id', c.id, 'kind', c.kind, 'placementId', c.placement_id, 'aboutId', c.about_id, 'happenedOn', c.happened_on, 'details', c.details,
   'words', ${sealed('record', 'words', 'c', 'y.id')}, 'recordedById', c.recorded_by, 'recordedByName', coalesce(n.name, 'an import'), 'recordedAt', c.recorded_at, 'recordedAtProviderId', n.provider_id, 'concern', '[]'::jsonb`;

const records = list(recordFields, 'c.happened_on DESC, c.id DESC', 'record c LEFT JOIN person n ON n.id = c.recorded_by WHERE c.case_id = y.id AND c.taken_back_at IS NULL');

const duties = list(
  `'id', d.id, 'key', d.key, 'clause', d.clause, 'owedBy', d.owed_by, 'placementId', d.placement_id, 'opensAt', d.opens_at, 'dueOn', d.due_on,
   'dueAt', d.due_at, 'missedFrom', d.missed_from, 'preferredFrom', d.preferred_from, 'preferredTo', d.preferred_to, 'targetOn', d.target_on,
   'why', d.why, 'outcome', d.outcome, 'metOn', d.met_on, 'metAt', d.met_at, 'because', CASE WHEN d.because = '${RELEASED}' AND w.id IS NOT NULL THEN ${sealed('duty_release', 'reason', 'w', 'y.id')} ELSE to_jsonb(d.because) END, 'late', d.late, 'heldUntil', d.held_until, 'releaseId', w.id, 'releasedAtProviderId', b.provider_id,
   'escalationId', e.id, 'escalationLevel', e.level`,
  `(d.outcome <> 'open'), d.missed_from NULLS LAST, d.id`,
  'duty d LEFT JOIN escalation e ON e.duty_id = d.id AND e.case_id = y.id AND e.closed_at IS NULL LEFT JOIN duty_release w ON w.duty_key = d.key AND w.case_id = y.id AND w.taken_back_at IS NULL LEFT JOIN person b ON b.id = w.released_by WHERE d.case_id = y.id',
);

/** $1 case, $2 now, $3 today. */
export const CASE_VIEW_SQL = `
SELECT jsonb_build_object('id', y.id, 'reference', y.reference, 'version', y.version, 'homeAuthority', jsonb_build_object('code', a.code, 'name', a.name),
    'team', y.team, 'localId', y.local_id, 'preferredName', y.preferred_name, 'legalName', y.legal_name, 'bornOn', y.born_on)
  || jsonb_build_object('uln', ${sealed('young_person', 'uln', 'y', 'y.id')}, 'upn', ${sealed('young_person', 'upn', 'y', 'y.id')}, 'careStatus', ${careStatusOn('$3')}, 'registeredCareStatus', y.care_status,
    'keyWorkers', ${keyWorkers}, 'keyContacts', ${keyContacts}, 'teamManaged', ${teamManaged},
    'placements', ${placements}, 'meetings', ${meetings}, 'riskNotices', ${riskNotices}, 'emergencies', ${emergencies}, 'records', ${records}, 'duties', ${duties}) AS view
FROM young_person y JOIN authority a ON a.code = y.home_authority_code WHERE y.id = $1 AND $2::timestamptz IS NOT NULL AND $3::date IS NOT NULL`;

/** $1 case, $2 now, $3 today. */
export const LIMITED_CASE_VIEW_SQL = `
SELECT jsonb_build_object('limited', true, 'reference', y.reference, 'homeAuthority', jsonb_build_object('code', a.code, 'name', a.name),
  'keyContacts', ${keyContacts},
  'placements', ${list(`'id', p.id, 'providerName', v.name, 'startsOn', p.starts_on, 'endedOn', g.ended_on`, 'p.starts_on DESC',
    'placement p JOIN provider v ON v.id = p.provider_id LEFT JOIN placement_ending g ON g.placement_id = p.id AND g.taken_back_at IS NULL WHERE p.case_id = y.id AND p.taken_back_at IS NULL')},
  'emergencies', ${list(`'id', e.id, 'placementId', e.placement_id, 'raisedAt', e.raised_at, 'raisedById', e.raised_by, 'acknowledgedAt', e.acknowledged_at, 'acknowledgedByName', k.name, 'respondedAt', e.responded_at, 'respondedByName', r.name`,
    'e.raised_at DESC, e.id DESC', 'emergency e LEFT JOIN person r ON r.id = e.responded_by LEFT JOIN person k ON k.id = e.acknowledged_by WHERE e.case_id = y.id AND e.taken_back_at IS NULL')},
  'supportRequests', ${list(recordFields, 'c.happened_on DESC, c.id DESC', `record c LEFT JOIN person n ON n.id = c.recorded_by
    WHERE c.case_id = y.id AND c.kind IN ('support-request', 'support-answer') AND c.taken_back_at IS NULL`)},
  'challenges', ${list(recordFields, 'c.happened_on DESC, c.id DESC', `record c LEFT JOIN person n ON n.id = c.recorded_by LEFT JOIN record q ON q.id = c.about_id
    WHERE c.case_id = y.id AND c.kind IN ('challenge', 'challenge-answer') AND coalesce(q.details, c.details)->>'to' = 'signatory' AND c.taken_back_at IS NULL`)}) AS view
FROM young_person y JOIN authority a ON a.code = y.home_authority_code WHERE y.id = $1 AND $2::timestamptz IS NOT NULL AND $3::date IS NOT NULL`;
