import type { Asked } from './two-of-everything.js';
import { BIRMINGHAM, COVENTRY } from './region.js';
import { SANDWELL } from './two-of-everything.js';

/*
 * "Who sees what" of docs/security.md read once more, table by table and row by row, for the two cases of `two-of-everything.ts`.
 * Nothing here is taken from the application or from its row security.
 */

export type Row = Record<string, unknown>;
type Case = 'ours' | 'theirs';

/** What somebody is to the cases and to organisations. */
export interface Part {
  /** Cases read from the home authority's side: all of them. */
  home?: Case;
  /** The case of a placement at one's own provider. */
  provider?: Case;
  /** A case of another authority, with a placement in one's own area. */
  area?: Case;
  /** With something open at level 3, of one's authority. */
  levelThree?: Case;
  /** About which a challenge was put to one. */
  challenged?: Case;
  /** One's own. */
  own?: Case;
  /** Has the queue of the case's authority. */
  queue?: true;
  /** Where somebody works, or holds a post. */
  at?: string | 'ashgrove' | 'elmfield';
  /** Holds a post over the providers in the area. */
  overProviders?: true;
  /** Signs agreements for the authority. */
  signs?: true;
  /** Judges what was opened in an emergency, and reads of inspections. */
  judges?: true;
}

export const PARTS: Record<Asked, Part> = {
  keyWorker: { home: 'ours', at: BIRMINGHAM },
  manager: { home: 'ours', queue: true, at: BIRMINGHAM },
  keyContact: { home: 'ours', area: 'theirs', queue: true, at: BIRMINGHAM, overProviders: true, signs: true },
  head: { home: 'ours', area: 'theirs', queue: true, at: BIRMINGHAM, overProviders: true, signs: true, judges: true },
  director: { levelThree: 'ours', at: BIRMINGHAM, overProviders: true },
  administrator: { at: BIRMINGHAM, overProviders: true },
  dataProtectionLead: { at: BIRMINGHAM, judges: true },
  outOfHours: { at: BIRMINGHAM },
  /** Opened the one in an emergency; tried the other, beyond the remit. */
  successor: { home: 'ours', at: BIRMINGHAM },
  designatedPerson: { provider: 'ours', at: 'ashgrove' },
  otherDesignatedPerson: { provider: 'theirs', at: 'elmfield' },
  signatory: { challenged: 'ours', at: 'ashgrove' },
  neighbourContact: { home: 'theirs', area: 'ours', queue: true, at: COVENTRY, overProviders: true, signs: true },
  neighbourManager: { home: 'theirs', queue: true, at: COVENTRY },
  neighbourLead: { at: COVENTRY, judges: true },
  inspector: { home: 'ours' },
  stranger: { at: SANDWELL },
  youngPerson: { own: 'ours' },
};

/** Somebody who asks, with what can be looked up of the rows. */
export interface Asking extends Part {
  id: number;
  /** Whether their transaction has left its trace of the cases they know of. */
  traced: boolean;
  caseOf: (row: Row) => Case | null;
  /** The row that a column points to. */
  parent: (row: Row, column: string, table: string) => Row | undefined;
  rowsOf: (table: string) => Row[];
  ashgrove: number;
  elmfield: number;
}

type Sees = (asking: Asking, row: Row) => boolean;

const isYoung = ({ own }: Asking): boolean => own !== undefined;
const staff: Sees = (asking) => !isYoung(asking);
const everybody: Sees = () => true;
const is = (part: keyof Part): Sees => (asking, row) => asking[part] !== undefined && asking.caseOf(row) === asking[part];
const either = (...some: Sees[]): Sees => (asking, row) => some.some((sees) => sees(asking, row));
const both = (...all: Sees[]): Sees => (asking, row) => all.every((sees) => sees(asking, row));
const not = (sees: Sees): Sees => (asking, row) => !sees(asking, row);
/** Nothing that was recorded about a case is there without a trace of it. */
const traced = (sees: Sees): Sees => (asking, row) => asking.traced && sees(asking, row);
const me = (column: string): Sees => ({ id }, row) => row[column] === id;
const where = (column: string, ...values: unknown[]): Sees => (_asking, row) => values.includes(row[column]);
const without = (column: string): Sees => where(column, null);
/** Whoever sees the row that it hangs on. */
const withParent = (column: string, table: string): Sees => (asking, row) => {
  const parent = asking.parent(row, column, table);
  return parent !== undefined && SEEN[table] !== 'nobody' && (SEEN[table] as Sees)(asking, parent);
};

const home = is('home');
const provider = is('provider');
const own = is('own');
/** The full view of a case. */
const full = either(home, provider);
const limited = either(is('area'), is('levelThree'), is('challenged'));
/** In these two cases a provider's learner has one placement, which is at that provider. */
const onPlacement = both(provider, not(without('placement_id')));

const providersOf = ({ at, overProviders, ashgrove, elmfield }: Asking): number[] => {
  if (at === 'ashgrove') return [ashgrove];
  if (at === 'elmfield') return [elmfield];
  // Ashgrove is in Coventry's area, Elmfield in Birmingham's.
  return overProviders ? [at === COVENTRY ? ashgrove : elmfield] : [];
};
/** Of an organisation that is one's own, or a provider in the area one's post is over. */
const ofOrganisation: Sees = (asking, row) => (row.authority_code !== null && row.authority_code === asking.at) || providersOf(asking).includes(row.provider_id as number);
/** And of a provider that signed with one's authority: Ashgrove, with Birmingham. */
const ofRelated: Sees = either(ofOrganisation, (asking, row) => asking.signs === true && asking.at === BIRMINGHAM && row.provider_id === asking.ashgrove);
/** Of the authority whose emergencies and inspections one judges. */
const judged: Sees = ({ judges, at }, row) => judges === true && row.authority_code === at;

/** A young person knows of the people of their authority, Birmingham, and of their provider, Ashgrove; and of themselves. */
const isOwnPerson: Sees = (asking, person) => isYoung(asking) && (person.authority_code === BIRMINGHAM || person.provider_id === asking.ashgrove || person.id === asking.id);

/** Raised quietly by the home authority: its provider knows nothing of it. */
const isQuietEmergency: Sees = where('quiet', true);
const emergencyOf = (asking: Asking, duty: Row): Row | undefined => asking.rowsOf('emergency').find(({ id }) => duty.key === `KW8/emergency-${String(id)}`);
/** What is between the young person and the home authority. */
const isPrivateDuty: Sees = either(where('clause', 'KW9', 'VS3', 'VS5', 'VS6'), (asking, duty) => emergencyOf(asking, duty)?.quiet === true);
const isOpenAtLevelThree: Sees = both(where('level', 3), without('closed_at'));

/** What providers do not read of what is recorded, whichever case. */
const HOME_ALONE = ['support-request', 'support-answer', 'care-status'];
const isPutToProvider: Sees = (_asking, { details }) => Object.values(details as Row).includes('designated-person');
const isOfProviderPeople: Sees = (asking, row) => (asking.parent(row, 'recorded_by', 'person')?.provider_id ?? null) !== null;
const isForProvider: Sees = both(provider, not((_asking, { kind }) => HOME_ALONE.includes(String(kind))), either(not(without('placement_id')), isPutToProvider, isOfProviderPeople));
const isToSignatory: Sees = (_asking, { kind, details }) => kind === 'challenge' && (details as Row).to === 'signatory';
const answersSignatory: Sees = (asking, row) => { const about = asking.parent(row, 'about_id', 'record'); return about !== undefined && isToSignatory(asking, about); };

const isToldTo: Sees = (asking, notice) => asking.rowsOf('message_notice').some(({ notice_id, message_id }) => notice_id === notice.id && asking.rowsOf('message').some(({ id, person_id }) => id === message_id && person_id === asking.id));
const toldOf: Sees = (asking, duty) => asking.rowsOf('notice').some((notice) => notice.duty_id === duty.id && isToldTo(asking, notice));

const known = either(full, own);
const seenOfPlacement = traced(either(home, onPlacement));

/** Each table: whose a row is to see. `nobody` may not even ask. */
export const SEEN: Record<string, Sees | 'nobody'> = {
  absence: staff,
  access_token: 'nobody',
  agreement: ofOrganisation,
  agreement_review: withParent('agreement_id', 'agreement'),
  agreement_signature: withParent('agreement_id', 'agreement'),
  approval: ofOrganisation,
  audit_event: either(me('person_id'), traced(either(full, own))),
  audit_seal: everybody,
  authority: either(staff, where('code', BIRMINGHAM, COVENTRY)),
  case_admission: either(me('person_id'), traced(full)),
  case_exclusion: either(me('person_id'), traced(full)),
  case_key: either(full, limited, own),
  case_restriction: traced(full),
  branding: either(staff, where('authority_code', BIRMINGHAM, COVENTRY)),
  calendar_addition: everybody,
  calendar_alert: 'nobody',
  contact_check: staff,
  correction: traced(either(home, onPlacement)),
  credential: 'nobody',
  designated_person_notice: staff,
  disclosure: traced(either(home, own)),
  duty: either(
    home, own, both(provider, not(isPrivateDuty)),
    both(is('area'), where('clause', 'VS3')), both(is('challenged'), where('clause', 'IM4')),
    both(is('levelThree'), (asking, duty) => asking.rowsOf('escalation').some((one) => one.duty_id === duty.id && isOpenAtLevelThree(asking, one))),
    both(without('case_id'), either(ofRelated, toldOf)),
  ),
  duty_release: either(home, both(either(provider, without('case_id')), (asking, release) => asking.rowsOf('duty').some((duty) => duty.key === release.duty_key && (SEEN.duty as Sees)(asking, duty)))),
  emergency: traced(either(home, own, both(provider, not(isQuietEmergency)), both(limited, me('raised_by'), without('responded_at')))),
  emergency_access: either(me('person_id'), judged),
  emergency_alert: 'nobody',
  mistake_alert: 'nobody',
  entry_link: 'nobody',
  escalation: either(home, both(is('levelThree'), isOpenAtLevelThree), both(either(provider, without('case_id')), withParent('duty_id', 'duty'))),
  draft: me('person_id'),
  escalation_note: (asking, note) => { const escalation = asking.parent(note, 'escalation_id', 'escalation'); return escalation !== undefined && (escalation.case_id === null ? withParent('escalation_id', 'escalation')(asking, note) : asking.queue === true && home(asking, escalation)); },
  external_identity: 'nobody',
  feedback: 'nobody',
  published_counts: 'nobody',
  published_figures: staff,
  idempotent_request: me('person_id'),
  identity_link: 'nobody',
  identity_provider: 'nobody',
  identity_provider_secret: 'nobody',
  import_batch: 'nobody',
  inspection_case: withParent('grant_id', 'inspection_grant'),
  inspection_grant: either(me('person_id'), judged),
  installation: staff,
  invitation: 'nobody',
  key_worker_assignment: known,
  key_worker_notice: withParent('placement_id', 'placement'),
  legal_hold: 'nobody',
  long_work: me('begun_by'),
  message: either(me('person_id'), (asking, { id }) => asking.rowsOf('message_notice').some((one) => one.message_id === id && withParent('notice_id', 'notice')(asking, one))),
  message_notice: withParent('notice_id', 'notice'),
  migration: 'nobody',
  notice: either(traced(known), isToldTo),
  organisation_correction: ofRelated,
  organisation_record: either(ofOrganisation, withParent('agreement_id', 'agreement')),
  passkey: 'nobody',
  passkey_challenge: 'nobody',
  person: either(both(staff, either(without('case_id'), full)), isOwnPerson),
  placement: known,
  placement_ending: known,
  plan: traced(either(home, onPlacement, own)),
  plan_agreement: withParent('plan_id', 'plan'),
  plan_section: withParent('plan_id', 'plan'),
  post_holding: either(staff, (asking, holding) => { const person = asking.parent(holding, 'person_id', 'person'); return person !== undefined && isOwnPerson(asking, person); }),
  professionals_meeting: withParent('notice_id', 'risk_notice'),
  provider: either(staff, (asking, { id }) => id === asking.ashgrove),
  purpose_key: not(where('purpose', 'sign-in')),
  record: traced(either(home, own, isForProvider, both(is('area'), where('kind', 'support-request', 'support-answer')), both(is('challenged'), either(isToSignatory, answersSignatory)))),
  recovery_code: 'nobody',
  retention_schedule: staff,
  review: traced(either(home, own, onPlacement)),
  risk_acknowledgement: withParent('notice_id', 'risk_notice'),
  risk_call: withParent('notice_id', 'risk_notice'),
  risk_notice: seenOfPlacement,
  session: 'nobody',
  saved_view: me('person_id'),
  setting: staff,
  sign_in_attempt: 'nobody',
  sign_in_flow: 'nobody',
  sign_in_rescue: 'nobody',
  sign_in_step: 'nobody',
  status_letter: traced(home),
  subject_request: 'nobody',
  subject_request_alert: 'nobody',
  totp_factor: 'nobody',
  young_person: known,
  young_person_pin: 'nobody',
};
