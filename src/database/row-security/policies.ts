import { CASE_RECORD_KINDS, type RecordKind } from '../../domain/agreement/records.js';
import { NOT_FOR_PROVIDERS } from '../../domain/permissions.js';

/** Which rows of a table the pages and the API have, as whoever is signed in; what is not said is none. */
export interface TablePolicy {
  select?: string;
  insert?: string;
  update?: string;
  delete?: string;
  /** What anyone may read, without a sign-in. */
  public?: string;
  /** What sign-in has of it, before anybody is signed in. */
  door?: Partial<Record<'select' | 'insert' | 'update' | 'delete', string>>;
  /** Sign-in's alone: not even the engine has it. */
  secret?: true;
}

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
/** An array, and the same as rows. */
const set = (name: string): string => `(SELECT authz.held_${name}())::int[]`;
const texts = (name: string): string => `(SELECT authz.held_${name}())::text[]`;
const of = (name: string): string => `(SELECT unnest((SELECT authz.held_${name}())))`;

const ME = '(SELECT authz.held_person_id())';
const STAFF = '(SELECT authz.held_is_staff())';
/** Small sets: an index finds their rows. Sets of a whole authority are probed instead (`IN`). */
const OPENED = `case_id = ANY(${set('opened')})`;
const OPENED_HOME = `case_id = ANY(${set('opened_home')})`;
/** What has to do with a case that was opened is found among the few of these: the set of a whole authority is worked out for the rows of others alone. */
const among = (column: string, opened: string, whole: string): string => `(${column} = ANY(${set(opened)}) OR ${column} IN ${of(whole)})`;
/** And one's own case. */
const READ = among('case_id', 'opened', 'cases_read');
const HOME = among('case_id', 'opened_home', 'cases_home');
const AT_PROVIDER = among('case_id', 'opened_provider', 'cases_provider');
/** A young person's own case: what they read of it, and what they say in it themselves. */
const OWN_CASE = `case_id IN ${of('own_case')}`;
const OWN = `case_id = ANY(${set('opened_own')})`;
/** Whoever knows of a case no more than that there is one raises an emergency in it all the same (KW8). */
const RAISED_IN_LIMITED_VIEW = `case_id = ANY(${set('opened_limited')}) AND raised_by = ${ME}`;
const OPENED_PLACEMENT = `placement_id = ANY(${set('opened_placements')})`;
const OPENED_PLACEMENT_IF_ANY = `(placement_id IS NULL OR ${OPENED_PLACEMENT})`;
const OWN_ORGANISATION = `(authority_code = ANY(${texts('own_authorities')}) OR provider_id = ANY(${set('own_providers')}))`;
/** Of a case whose Virtual Head somebody is by a post of their own. */
const OF_CASE_HEADED = `EXISTS (SELECT FROM young_person y WHERE y.id = case_id AND y.home_authority_code = ANY(${texts('own_headed_authorities')}))`;
/** What its organisation owes and records, also for who has an agreement with it. */
const OF_RELATED = `(authority_code = ANY(${texts('own_authorities')}) OR provider_id = ANY(${set('related_providers')}))`;
const IN_AREA = `placement_id = ANY(${set('opened_placements_in_area')})`;

/** What the database says of an event itself, nobody says otherwise: transaction, time, epoch. */
const BY_ITSELF = 'transaction_id = pg_current_xact_id_if_assigned() AND written_at BETWEEN transaction_timestamp() AND clock_timestamp() AND epoch = audit_epoch()';

/** These have a function that asks for them. */
const SEES = ['plan', 'risk_notice'];
const withParent = (column: string, parent: string): string => (SEES.includes(parent) ? `authz.sees_${parent}(${column})` : `EXISTS (SELECT FROM ${parent} parent WHERE parent.id = ${column})`);
/** The same rows, to read and to write. */
const all = (condition: string): TablePolicy => ({ select: condition, insert: condition, update: condition });

const UNSEEN_KINDS = Object.entries<RecordKind>(CASE_RECORD_KINDS).flatMap(([kind, { notForProviders }]) => (notForProviders ? [kind] : []));
/** What lies between the two Virtual Schools. */
const SUPPORT = `kind IN ('support-request', 'support-answer') AND ${IN_AREA}`;
/** What was put to a signatory, and what was answered (IM4). */
const CHALLENGED = set('opened_challenges');
/** Of what is recorded on the case as a whole a provider reads what it is asked, and what a provider recorded. */
const RECORD_FOR_PROVIDER = `${OPENED} AND kind NOT IN (${quoted(UNSEEN_KINDS)}) AND ${OPENED_PLACEMENT_IF_ANY}
  AND (placement_id IS NOT NULL OR EXISTS (SELECT FROM person w WHERE w.id = recorded_by AND w.provider_id IS NOT NULL)
    OR EXISTS (SELECT FROM jsonb_each_text(details) said WHERE said.value = 'designated-person'))`;
const DUTY_FOR_PROVIDER = `clause NOT IN (${quoted(NOT_FOR_PROVIDERS)}) AND ${AT_PROVIDER}
  AND (placement_id IS NULL OR placement_id = ANY(${set('provider_placements')}))
  AND (clause <> 'KW8' OR key <> ALL(ARRAY(SELECT 'KW8/emergency-' || unseen FROM unnest(authz.held_emergencies_unseen()) unseen)))`;

/** What a young person says themselves, and decides. */
const SAID_THEMSELVES = `${OWN} AND recorded_by = ${ME} AND kind IN ('view', 'good-enough-question', 'consent-decision')`;

/** A meeting: the home side has all of its case, a provider those about its own placements. */
const OF_REVIEW = `${OPENED_HOME} OR (placement_id || also_placement_ids) && ${set('opened_placements')}`;

/** A fact that hangs on a placement. */
const ON_PLACEMENT = all(OPENED_PLACEMENT);
/** The same, read by the young person too. */
const ON_OWN_PLACEMENT: TablePolicy = { ...ON_PLACEMENT, select: `placement_id = ANY(${set('opened_placements_read')})` };
/** What hangs on a row that is itself seen or not; a young person reads it where they see that. */
const ON = (column: string, parent: string): TablePolicy => ({ ...all(`${STAFF} AND ${withParent(column, parent)}`), select: withParent(column, parent) });
const DOOR: TablePolicy = { secret: true, door: { select: 'true', insert: 'true', update: 'true', delete: 'true' } };
/** Sign-in's alone, to make, to read and to take away. */
const ONCE: TablePolicy = { secret: true, door: { select: 'true', insert: 'true', delete: 'true' } };
/** Sign-in's alone, and kept. */
const KEPT: TablePolicy = { secret: true, door: { select: 'true', insert: 'true', update: 'true' } };
/** The engine's alone: what is in it is told by other means. */
const ENGINE: TablePolicy = {};

/** Every table, each with who has which of its rows. A table that is not here stops the start. */
export const POLICIES: Readonly<Record<string, TablePolicy>> = {
  absence: all(`${STAFF} AND ${withParent('person_id', 'person')}`),
  access_token: DOOR,
  agreement: { ...all(OWN_ORGANISATION), public: 'signed_on IS NOT NULL' },
  agreement_review: ON('agreement_id', 'agreement'),
  agreement_signature: ON('agreement_id', 'agreement'),
  /** Asked by one, decided by another of the same organisation; what was asked stays as it is. */
  approval: {
    select: OWN_ORGANISATION,
    insert: `asked_by = ${ME} AND ${OWN_ORGANISATION}`,
    update: `${OWN_ORGANISATION} AND (decided_by = ${ME} OR decided_by IS NULL OR asked_by = ${ME})`,
  },
  audit_event: {
    select: `${OPENED} OR person_id = ${ME} OR ${OWN}`,
    // What stood on a list the system writes down, which knows all of it.
    insert: `person_id = ${ME} AND ${BY_ITSELF} AND case_ids IS NULL AND (case_id IS NULL OR case_id = ANY(authz.held_cases_home_of(ARRAY[case_id])) OR case_id = ANY(authz.held_cases_provider_of(ARRAY[case_id])) OR EXISTS (SELECT FROM authz.cases_limited_of(ARRAY[case_id])) OR ${OWN_CASE})`,
    door: { insert: `case_id IS NULL AND case_ids IS NULL AND ${BY_ITSELF}` },
  },
  /** Numbers and hashes: nothing of anybody. Whoever writes the trail asks it for the epoch. */
  audit_seal: { select: `${ME} IS NOT NULL`, door: { select: 'true' } },
  authority: { select: `${STAFF} OR code = ANY(${texts('own_case_authorities')})`, public: 'true' },
  /** Anybody may read what an authority calls the service, and whom to call. */
  branding: { select: `${STAFF} OR authority_code = ANY(${texts('own_case_authorities')})`, insert: `set_by = ${ME} AND authority_code = ANY(${texts('own_authorities')})`, public: 'true' },
  /** The bank holidays are no secret; the system writes them, once it has asked whether somebody may. */
  calendar_addition: { select: `${ME} IS NOT NULL` },
  calendar_alert: ENGINE,
  /* Whoever opened the case filters by them. Its Virtual Head alone changes who is let in, not whoever covers for one; those with its queue who is kept out. */
  case_admission: { ...all(`${OPENED_HOME} AND ${OF_CASE_HEADED}`), select: `${OPENED} OR person_id = ${ME}` },
  case_exclusion: { ...all(`${OPENED_HOME} AND case_id IN ${of('cases_queue')}`), select: `${OPENED} OR person_id = ${ME}` },
  case_restriction: { ...all(`${OPENED_HOME} AND ${OF_CASE_HEADED}`), select: OPENED },
  // A case's key goes with any part of the case: what it opens is guarded row by row.
  case_key: { select: `${READ} OR ${among('case_id', 'opened_limited', 'cases_limited')}` },
  contact_check: { select: STAFF },
  correction: { select: `${OPENED_HOME} OR (${OPENED} AND ${OPENED_PLACEMENT})`, insert: OPENED },
  credential: DOOR,
  designated_person_notice: { select: STAFF, insert: `person_id = ${ME}` },
  disclosure: { select: `${OPENED_HOME} OR ${OWN}` },
  /** Their own alone. Sign-in keeps what somebody sends whose session has just ended. */
  draft: { ...all(`person_id = ${ME}`), delete: `person_id = ${ME}`, door: { select: 'true', insert: 'true', update: 'true', delete: 'true' } },
  duty: {
    select: `${HOME} OR ${OWN_CASE} OR (${DUTY_FOR_PROVIDER})
      OR id = ANY(${set('duties_limited')}) OR (case_id IS NULL AND (${OF_RELATED} OR id IN ${of('duties_noticed')}))`,
  },
  /** Of an organisation's duty whoever sees the duty. */
  // What hangs on a duty a provider has of those alone that it is told of.
  duty_release: { select: `${HOME} OR ((${AT_PROVIDER} OR (case_id IS NULL AND ${STAFF})) AND authz.sees_duty_of(duty_key, case_id))`, insert: `case_id IN ${of('cases_queue')} OR (case_id IS NULL AND ${STAFF})`, update: OPENED_HOME },
  emergency: {
    ...all(`${OPENED_HOME} OR (${OPENED} AND ${OPENED_PLACEMENT_IF_ANY} AND id <> ALL(${set('emergencies_unseen')}))`),
    select: `${OPENED_HOME} OR ${OWN} OR (${OPENED} AND ${OPENED_PLACEMENT_IF_ANY} AND id <> ALL(${set('emergencies_unseen')})) OR (${RAISED_IN_LIMITED_VIEW} AND responded_at IS NULL)`,
    insert: `${OPENED} OR (${OWN} AND raised_by = ${ME}) OR (${RAISED_IN_LIMITED_VIEW})`,
  },
  emergency_access: {
    select: `person_id = ${ME} OR authority_code = ANY(${texts('judged_authorities')})`,
    insert: `person_id = ${ME}`,
    update: `person_id = ${ME} OR authority_code = ANY(${texts('own_judged_authorities')})`,
  },
  emergency_alert: ENGINE,
  entry_link: DOOR,
  escalation: {
    select: `${HOME} OR ((${AT_PROVIDER} OR case_id IS NULL) AND authz.sees_duty(duty_id)) OR id = ANY(${set('director_escalations')})`,
    update: `case_id IN ${of('cases_queue')} OR (case_id IS NULL AND authz.sees_duty(duty_id))`,
  },
  escalation_note: {
    ...all(`escalation_id IN (SELECT e.id FROM escalation e WHERE e.case_id IN ${of('cases_queue')} OR e.case_id IS NULL)`),
  },
  external_identity: DOOR,
  feedback: ENGINE,
  idempotent_request: { ...all(`person_id = ${ME}`), delete: `person_id = ${ME}` },
  identity_link: ONCE,
  identity_provider: { public: 'active', door: { select: 'true' } },
  identity_provider_secret: KEPT,
  import_batch: ENGINE,
  /** Two people grant one, and the system writes it once the second has approved; a Virtual Head ends it. */
  inspection_case: { select: withParent('grant_id', 'inspection_grant') },
  inspection_grant: { update: `authority_code = ANY(${texts('headed_authorities')})`, select: `person_id = ${ME} OR authority_code = ANY(${texts('judged_authorities')})` },
  installation: { select: STAFF, public: 'true' },
  invitation: DOOR,
  key_worker_assignment: { ...all(OPENED_HOME), select: READ },
  key_worker_notice: { ...all(OPENED_PLACEMENT), select: withParent('placement_id', 'placement') },
  legal_hold: ENGINE,
  /** Whoever began it watches it, and may cancel it; others of an organisation learn by the engine that there is some. */
  long_work: { select: `begun_by = ${ME}`, update: `begun_by = ${ME}` },
  message: { select: `person_id = ${ME} OR id IN (SELECT m.message_id FROM message_notice m)` },
  message_notice: { select: withParent('notice_id', 'notice') },
  migration: ENGINE,
  notice: { select: `${OPENED} OR ${OWN} OR id IN ${of('notices_told')}` },
  organisation_correction: { select: OF_RELATED, insert: `corrected_by = ${ME} AND ${OF_RELATED}` },
  organisation_record: all(`${OWN_ORGANISATION} OR ${withParent('agreement_id', 'agreement')}`),
  passkey: DOOR,
  passkey_challenge: DOOR,
  person: { select: `ARRAY[id, CASE WHEN case_id IS NULL THEN 0 END] && ${set('people_known')} OR (case_id IS NOT NULL AND authz.knows_sign_in_of(case_id))`, insert: OWN_ORGANISATION, update: OWN_ORGANISATION, public: 'active AND case_id IS NULL', door: { select: 'true', insert: 'case_id IS NOT NULL', update: 'true' } },
  placement: { ...all(OPENED_HOME), select: READ, update: OPENED },
  placement_ending: { ...all(OPENED_PLACEMENT), select: withParent('placement_id', 'placement') },
  plan: ON_OWN_PLACEMENT,
  plan_agreement: { ...ON('plan_id', 'plan'), delete: `${STAFF} AND ${withParent('plan_id', 'plan')}` },
  plan_section: { ...ON('plan_id', 'plan'), delete: `${STAFF} AND ${withParent('plan_id', 'plan')}` },
  post_holding: { select: `${STAFF} OR person_id = ANY(${set('own_people')})`, insert: OWN_ORGANISATION, update: OWN_ORGANISATION, public: `post IN ('designated-person', 'key-contact', 'virtual-head')` },
  professionals_meeting: ON('notice_id', 'risk_notice'),
  provider: { select: `${STAFF} OR id = ANY(${set('own_case_providers')})`, public: 'true' },
  /** Numbers that say nothing of any one young person; the counts they were made from are the engine's. */
  published_counts: ENGINE,
  published_figures: { select: STAFF },
  purpose_key: { select: `${ME} IS NOT NULL AND purpose <> 'sign-in'`, door: { select: `purpose IN ('sign-in', 'drafts')` } },
  recovery_code: DOOR,
  record: {
    update: `${OPENED_HOME} OR (${RECORD_FOR_PROVIDER}) OR (${SUPPORT})`,
    select: `${OPENED_HOME} OR ${OWN} OR (${RECORD_FOR_PROVIDER}) OR (${SUPPORT}) OR id = ANY(${CHALLENGED}) OR (kind = 'challenge-answer' AND about_id = ANY(${CHALLENGED}))`,
    insert: `(${SAID_THEMSELVES}) OR ${OPENED_HOME} OR (${OPENED} AND ${OPENED_PLACEMENT_IF_ANY}) OR (${SUPPORT}) OR (kind = 'challenge-answer' AND about_id = ANY(${CHALLENGED}))`,
  },
  /** About a placement, several or none: of a meeting about none a provider knows nothing. */
  retention_schedule: { select: STAFF },
  review: { select: `${OF_REVIEW} OR ${OWN}`, insert: `${OPENED_HOME} OR (${OPENED_PLACEMENT} AND also_placement_ids <@ ${set('opened_placements')})`, update: OF_REVIEW },
  risk_acknowledgement: ON('notice_id', 'risk_notice'),
  risk_call: ON('notice_id', 'risk_notice'),
  risk_notice: ON_PLACEMENT,
  saved_view: { ...all(`person_id = ${ME}`), delete: `person_id = ${ME}` },
  session: DOOR,
  setting: { select: STAFF, insert: `authority_code = ANY(${texts('own_authorities')})` },
  sign_in_attempt: DOOR,
  sign_in_flow: ONCE,
  sign_in_rescue: KEPT,
  sign_in_step: DOOR,
  status_letter: { select: OPENED_HOME, insert: OPENED_HOME },
  mistake_alert: ENGINE,
  subject_request: ENGINE,
  subject_request_alert: ENGINE,
  totp_factor: DOOR,
  young_person_pin: DOOR,
  young_person: { select: among('id', 'opened', 'cases_read'), update: `id = ANY(${set('opened_home')})` },
};
