/** Whom the policy lets read an agreement: its parties, and the Virtual School of the area the provider is in. $2 authorities, $3 providers. */
const VISIBLE = '(g.authority_code = ANY($2::text[]) OR v.authority_code = ANY($2::text[]) OR g.provider_id = ANY($3::int[]))';

const inPost = (post: string, at: string, email: string): string =>
  `EXISTS (SELECT FROM post_holding h JOIN person n ON n.id = h.person_id AND n.active WHERE h.post = '${post}' AND ${at}
    AND h.from_on <= $1 AND (h.until_on IS NULL OR h.until_on > $1) AND n.email = lower(${email}))`;

const contact = (post: string, at: string, column: string): string =>
  `jsonb_build_object('post', '${post}', 'name', g.${column}_name, 'email', g.${column}_email, 'inPost', ${inPost(post, at, `g.${column}_email`)})`;

const reviews = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'heldOn', r.happened_on, 'decision', r.details->>'decision') ORDER BY r.happened_on DESC, r.id DESC), '[]')
  FROM agreement_review w JOIN organisation_record r ON r.id = w.organisation_record_id AND r.taken_back_at IS NULL WHERE w.agreement_id = g.id)`;

const publicised = `(SELECT coalesce(jsonb_agg(jsonb_build_object('party', r.details->>'party', 'on', r.happened_on) ORDER BY r.happened_on, r.id), '[]')
  FROM organisation_record r WHERE r.agreement_id = g.id AND r.kind = 'publicised' AND r.taken_back_at IS NULL)`;

/** What was put right of it, the latest first. */
const corrections = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'before', c.before, 'after', c.after, 'reason', c.reason, 'correctedByName', cn.name, 'correctedAt', c.corrected_at) ORDER BY c.id DESC), '[]')
  FROM organisation_correction c JOIN person cn ON cn.id = c.corrected_by WHERE c.fact = 'agreement' AND c.fact_id = g.id)`;

/** The signatures that count under a form or a review. */
const signaturesUnder = (what: string): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'party', s.party, 'how', s.how, 'signerName', s.signer_name, 'witness', s.witness,
    'signedOn', s.signed_on, 'fileName', s.file_name, 'fileType', s.file_type) ORDER BY s.id), '[]')
  FROM agreement_signature s WHERE ${what} AND s.taken_back_at IS NULL)`;

const signatures = signaturesUnder('s.agreement_id = g.id AND s.review_id IS NULL');

/** $1 a review. */
export const REVIEW_SIGNATURES_SQL = `SELECT ${signaturesUnder('s.review_id = $1')} AS signatures`;

/** Another agreement between the two, not the one whose place this takes, that is in force on the first day that this one would be, or later. */
const isSignedAlready = `(g.signed_on IS NULL AND EXISTS (SELECT FROM agreement o WHERE o.provider_id = g.provider_id AND o.authority_code = g.authority_code
    AND o.id <> g.id AND o.id IS DISTINCT FROM g.supersedes_id AND o.signed_on IS NOT NULL
    AND (o.ended_on IS NULL OR o.ended_on >= coalesce(greatest(g.meeting_on, (SELECT max(s.signed_on) FROM agreement_signature s WHERE s.agreement_id = g.id AND s.taken_back_at IS NULL)), $1::date))))`;

/** The one whose place it takes, or that takes its place: in the making or signed. */
const other = (from: string): string => `(SELECT jsonb_build_object('id', o.id, 'signedOn', o.signed_on) FROM agreement o WHERE ${from} AND o.discarded_at IS NULL)`;

/** $1 today, $2 authorities, $3 providers, $4 an agreement's number or null for all. */
export const AGREEMENTS_SQL = `
SELECT g.id, g.version, jsonb_build_object('id', v.id, 'name', v.name, 'authorityCode', v.authority_code, 'authorityName', va.name) AS provider,
  jsonb_build_object('code', a.code, 'name', a.name) AS authority, v.authority_code = g.authority_code AS "isLocal",
  CASE WHEN g.discarded_at IS NOT NULL THEN 'discarded' WHEN g.signed_on IS NULL THEN 'draft' WHEN g.ended_on < $1 THEN 'ended' ELSE 'in force' END AS state,
  CASE WHEN g.supported_on IS NOT NULL THEN jsonb_build_object('on', g.supported_on, 'words', g.support_words, 'confirmedByName', n.name) END AS support,
  CASE WHEN g.consulted_on IS NOT NULL THEN jsonb_build_object('on', g.consulted_on, 'withWhom', g.consulted_whom, 'outcome', g.consultation_outcome) END AS consultation,
  CASE WHEN g.meeting_on IS NOT NULL THEN jsonb_build_object('on', g.meeting_on, 'signatoryRank', g.signatory_rank) END AS meeting,
  jsonb_build_object('signatoryName', g.signatory_name, 'signatoryEmail', g.signatory_email, 'signatoryRole', g.signatory_role,
    'designatedTutorName', g.designated_tutor_name, 'designatedTutorEmail', g.designated_tutor_email, 'designatedTutorPhone', g.designated_tutor_phone,
    'virtualHeadName', g.virtual_head_name, 'virtualHeadEmail', g.virtual_head_email, 'keyContactName', g.key_contact_name, 'keyContactEmail', g.key_contact_email) AS form,
  ${signatures} AS signatures, ${isSignedAlready} AS "isSignedAlready", g.signed_on AS "signedOn", g.ended_on AS "endedOn", g.ended_because AS "endedBecause",
  ${other('o.id = g.supersedes_id')} AS supersedes, ${other('o.supersedes_id = g.id')} AS "supersededBy",
  CASE WHEN g.discarded_at IS NOT NULL THEN jsonb_build_object('on', (g.discarded_at AT TIME ZONE 'Europe/London')::date, 'because', g.discarded_because, 'byName', x.name) END AS discarded,
  jsonb_build_array(${contact('signatory', 'h.provider_id = v.id', 'signatory')}, ${contact('designated-person', 'h.provider_id = v.id', 'designated_tutor')},
    ${contact('virtual-head', 'h.authority_code = a.code', 'virtual_head')}, ${contact('key-contact', 'h.authority_code = a.code', 'key_contact')}) AS contacts,
  (SELECT min(d.due_on) FROM duty d WHERE d.provider_id = v.id AND d.outcome = 'open' AND d.key LIKE 'IM5/agreement-' || g.id || '/%') AS "nextReviewOn",
  ${reviews} AS reviews, ${publicised} AS publicised, ${corrections} AS corrections
FROM agreement g JOIN provider v ON v.id = g.provider_id JOIN authority va ON va.code = v.authority_code JOIN authority a ON a.code = g.authority_code
LEFT JOIN person n ON n.id = g.support_confirmed_by LEFT JOIN person x ON x.id = g.discarded_by
WHERE ${VISIBLE} AND ($4::int IS NULL OR g.id = $4) ORDER BY (g.ended_on < $1) IS TRUE OR g.discarded_at IS NOT NULL, v.name, a.name, g.id`;
