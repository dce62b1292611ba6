import type { Post } from './agreement/roles.js';
import { RECORD_PERMISSIONS, WITH_FULL_VIEW, type Relation } from './record-permissions.js';
import { addDays, type LocalDate } from './time/local-date.js';

export { NOT_FOR_PROVIDERS, type Relation } from './record-permissions.js';

/** Someone signed in, with the posts they hold now. A post is held at an authority (perhaps for one team) or at a provider. */
export interface Actor {
  personId: number;
  /** Those whose part this person takes today while they are away; their posts are among `posts`. */
  coversFor?: readonly number[];
  /** A signatory's are also the designated person's, while nobody is that (docs/security.md). */
  posts: ActorPost[];
}

export interface ActorPost {
  post: Post;
  authorityCode: string | null;
  providerId: number | null;
  team: string | null;
}

/** Who has a part in a case. */
export interface CaseParties {
  homeAuthorityCode: string;
  team: string | null;
  /** Key workers now, not former ones. */
  keyWorkerPersonIds: number[];
  placements: {
    id: number;
    providerId: number;
    providerAuthorityCode: string;
    agreedOn: LocalDate;
    startsOn: LocalDate;
    endedOn: LocalDate | null;
    /** Whether a challenge about it was put to the provider's signatory (IM4). */
    signatoryAsked?: boolean;
  }[];
  highestOpenLevel: 0 | 1 | 2 | 3;
}

/** How long a provider still sees a young person after the placement ended. */
const DAYS_AFTER_ENDING = 90;

const WITH_THE_QUEUE = ['team-manager', 'key-contact', 'virtual-head'] as const;

/** The policy: what each relation to a case allows (docs/security.md, Who sees what). What is not here is forbidden. */
export const PERMISSIONS = {
  'case.read': WITH_FULL_VIEW,
  /** That there is a case, its reference, its placements and the home key contact. */
  'case.read-limited': [...WITH_FULL_VIEW, 'director', 'local-virtual-school', 'signatory'],
  'case.register': ['team-manager', 'key-contact', 'virtual-head'],
  'messages.read': WITH_FULL_VIEW,
  'key-worker.assign': ['team-manager'],
  'key-worker.end': ['team-manager'],
  'key-worker-notice.acknowledge': ['designated-person'],
  'placement.agree': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'placement.end': ['key-worker', 'team-manager', 'designated-person', 'key-contact'],
  'plan.write': ['key-worker', 'designated-person'],
  'plan.agree': ['key-worker', 'designated-person'],
  'review.record': ['key-worker', 'designated-person', 'key-contact'],
  /** A looked-after review, a pathway plan: the home authority's own meetings, about placements or not. */
  'meeting.record': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  /** Also those of the home authority, where the provider stays silent; the provider owes the procedure all the same. */
  'risk-notice.report': ['designated-person', 'key-worker', 'team-manager', 'key-contact'],
  'risk-call.record': ['designated-person'],
  /** A manager stands in for a key worker's or a key contact's vacant post. */
  'risk-notice.acknowledge': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'professionals-meeting.record': ['designated-person'],
  'emergency.raise': WITH_FULL_VIEW,
  'emergency.acknowledge': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'emergency.respond': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'escalation.read': [...WITH_THE_QUEUE, 'director'],
  'escalation.take': WITH_THE_QUEUE,
  'escalation.note': WITH_THE_QUEUE,
  'escalation.hand-over': WITH_THE_QUEUE,
  'escalation.resolve': ['key-contact', 'virtual-head'],
  'duty.release': ['key-contact', 'virtual-head'],
  ...RECORD_PERMISSIONS,
  /** A provider corrects what it recorded itself, the home authority any fact. */
  'fact.correct': WITH_FULL_VIEW,
  'fact.correct-any': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
} as const satisfies Record<string, readonly Relation[]>;

/** Something done to or seen of one case. */
export type Action = keyof typeof PERMISSIONS;

/** What is done about one placement: the policy has to be asked with it. */
export type PlacementAction =
  | 'key-worker-notice.acknowledge'
  | 'placement.end'
  | 'plan.write'
  | 'plan.agree'
  | 'review.record'
  | 'risk-notice.report'
  | 'risk-call.record'
  | 'professionals-meeting.record';

/** Returns for a time before the end, and answers that are still owed. */
const RECORDED_AFTER_ENDING = [
  'attendance-return.record', 'term-return.record', 'outcome-return.record', 'view-answer.record', 'challenge-answer.record',
  'good-enough-answer.record', 'joint-action-done.record',
] as const;

/** What a provider still does after its placement ended: it reads, an ending in breach leaves EP11 and EP11M owed, and what it recorded may have been wrong. */
const AFTER_ENDING: readonly Action[] = ['case.read', 'case.read-limited', 'messages.read', 'risk-call.record', 'professionals-meeting.record', 'fact.correct', ...RECORDED_AFTER_ENDING];

/** The policy for what belongs to an authority rather than to a case; `anyone` is anyone signed in. */
export const ORGANISATION_PERMISSIONS = {
  'providers.import': ['administrator', 'key-contact'],
  'young-people.import': ['administrator', 'key-contact'],
  'people.import': ['administrator', 'key-contact'],
  'placements.import': ['administrator', 'key-contact'],
  /** The queue items of an authority's own duties, and of the providers in its area. */
  'organisation-escalation.work': ['key-contact', 'virtual-head'],
  'application-check.record': ['designated-person', 'signatory'],
  'promotion.record': ['key-contact', 'virtual-head'],
  'web-check.record': ['key-contact', 'virtual-head'],
  'publicised.record': ['signatory', 'designated-person', 'key-contact', 'virtual-head'],
  /** Who is in which post: an authority's own, a provider's also through the Virtual School of its area. */
  'authority-posts.manage': ['administrator', 'virtual-head'],
  'designated-person.appoint': ['signatory', 'designated-person', 'key-contact', 'virtual-head'],
  'signatory.appoint': ['signatory', 'key-contact', 'virtual-head'],
  /** Of somebody else; an administrator comes to no case through it. */
  'absence.record': ['team-manager', 'virtual-head', 'signatory'],
  'handover.read': ['team-manager', 'key-contact', 'virtual-head', 'signatory', 'designated-person'],
  'settings.read': ['administrator', 'virtual-head', 'key-contact'],
  'settings.change': ['administrator', 'virtual-head'],
  /** Making the agreement: the Virtual School that signs, and the provider (IM1 to IM5). */
  'agreement.read': ['key-contact', 'virtual-head', 'signatory', 'designated-person'],
  'agreement.draft': ['key-contact', 'virtual-head'],
  'agreement.support': ['virtual-head'],
  'agreement.consult': ['key-contact', 'virtual-head'],
  'agreement.meet': ['key-contact', 'virtual-head'],
  'agreement.fill': ['key-contact', 'virtual-head', 'signatory', 'designated-person'],
  'agreement.sign': ['virtual-head', 'signatory'],
  'agreement.record-signature': ['key-contact', 'virtual-head', 'signatory'],
  'agreement.activate': ['virtual-head'],
  'agreement.end': ['key-contact', 'virtual-head'],
  'agreement.review': ['key-contact', 'virtual-head'],
  /** Only a training installation has a mailbox page and a clock to move. */
  'mailbox.read': 'anyone',
  'training-clock.move': 'anyone',
} as const satisfies Record<string, readonly Post[] | 'anyone'>;

export type OrganisationAction = keyof typeof ORGANISATION_PERMISSIONS;

/**
 * Whether someone may do this in this case, on this day: about one placement, or about any that they may do it about. A
 * designated person acts for their own provider alone, and while its placement runs; another Virtual School for placements in its area.
 */
export function can(actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  const allowed: readonly Relation[] = PERMISSIONS[action];
  return relationsTo(actor, parties, today).some(
    (relation) => allowed.includes(relation) && (REACH[relation]?.(actor, action, parties, today, placementId) ?? true),
  );
}

type Reach = (actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number) => boolean;

/** How far those reach who have a part in some placements of a case only. */
const REACH: Partial<Record<Relation, Reach>> = { 'designated-person': isForProvider, 'local-virtual-school': isInArea, signatory: isAskedOfSignatory };

function isInArea(actor: Actor, _action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  return placementsSeen(parties, today).some(
    ({ id, providerAuthorityCode }) => (placementId === undefined || id === placementId) && actor.posts.some((held) => held.authorityCode === providerAuthorityCode),
  );
}

function isAskedOfSignatory(actor: Actor, _action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  const asked = placementsSeen(parties, today).filter(({ id, signatoryAsked }) => signatoryAsked === true && (placementId === undefined || id === placementId));
  return asked.some(({ providerId }) => actor.posts.some((held) => held.post === 'signatory' && held.providerId === providerId));
}

function isForProvider(actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  const placements = AFTER_ENDING.includes(action) ? placementsSeen(parties, today) : parties.placements.filter(({ endedOn }) => endedOn === null);
  return placements.some(
    ({ id, providerId }) =>
      (placementId === undefined || id === placementId) && actor.posts.some((held) => held.post === 'designated-person' && held.providerId === providerId),
  );
}

/**
 * Whether someone may do this for an authority, or for a provider in its area: by a post held at either. Both are null only
 * where the action belongs to neither.
 */
export function canInOrganisation(actor: Actor, action: OrganisationAction, authorityCode: string | null, providerId: number | null = null): boolean {
  const allowed: readonly Post[] | 'anyone' = ORGANISATION_PERMISSIONS[action];
  if (allowed === 'anyone') return true;
  const isThere = (held: ActorPost): boolean => (held.providerId === null ? held.authorityCode !== null && held.authorityCode === authorityCode : held.providerId === providerId);
  return actor.posts.some((held) => allowed.includes(held.post) && isThere(held));
}

/** The person, and those they cover for. */
const actsFor = ({ personId, coversFor = [] }: Actor): number[] => [personId, ...coversFor];

/** Everything that someone is to a case on a day; empty for a stranger. */
export function relationsTo(actor: Actor, parties: CaseParties, today: LocalDate): Relation[] {
  const relations = new Set<Relation>(actsFor(actor).some((id) => parties.keyWorkerPersonIds.includes(id)) ? ['key-worker'] : []);
  for (const held of actor.posts) {
    const relation = RELATION_OF_POST[held.post](held, parties, today);
    if (relation !== null) relations.add(relation);
  }
  return [...relations];
}

/** The cases that somebody has the full view of, as values that a query can use; `can(…, 'case.read')` as data. */
export interface CaseScope {
  keyWorkerPersonIds: number[];
  /** Cases of a home authority, and of one team where it is named. */
  teams: { authorityCode: string; team: string | null }[];
  /** Cases with a placement at one of these, not ended or ended on or after `endedNotBefore`. */
  providerIds: number[];
  endedNotBefore: LocalDate;
  /** All cases of these home authorities. */
  authorityCodes: string[];
  /** Limited view only: cases of these home authorities while an escalation is open at level 3. */
  levelThreeAuthorityCodes: string[];
}

/** The scope of somebody's cases on a day. */
export function visibleTo(actor: Actor, today: LocalDate): CaseScope {
  const at = (...posts: Post[]): ActorPost[] => actor.posts.filter((held) => posts.includes(held.post));
  const authorities = (held: ActorPost[]): string[] => [...new Set(held.flatMap((post) => post.authorityCode ?? []))];
  return {
    keyWorkerPersonIds: actsFor(actor),
    teams: at('team-manager').flatMap(({ authorityCode, team }) => (authorityCode === null ? [] : [{ authorityCode, team }])),
    providerIds: [...new Set(at('designated-person').flatMap((post) => post.providerId ?? []))],
    endedNotBefore: addDays(today, -DAYS_AFTER_ENDING),
    authorityCodes: authorities(at('key-contact', 'virtual-head')),
    levelThreeAuthorityCodes: authorities(at('director')),
  };
}

type RelationRule = (held: ActorPost, parties: CaseParties, today: LocalDate) => Relation | null;

/** What each post makes of its holder in a case. An administrator is nothing to any case. */
const RELATION_OF_POST: Record<Post, RelationRule> = {
  'team-manager': (held, parties) =>
    isHome(held, parties) && (held.team === null || held.team === parties.team) ? 'team-manager' : null,
  'key-contact': (held, parties, today) => (isHome(held, parties) ? 'key-contact' : localVirtualSchool(held, parties, today)),
  'virtual-head': (held, parties, today) => (isHome(held, parties) ? 'virtual-head' : localVirtualSchool(held, parties, today)),
  director: (held, parties) => (isHome(held, parties) && parties.highestOpenLevel === 3 ? 'director' : null),
  'designated-person': (held, parties, today) =>
    placementsSeen(parties, today).some((placement) => placement.providerId === held.providerId) ? 'designated-person' : null,
  signatory: (held, parties, today) => (placementsSeen(parties, today).some(({ providerId, signatoryAsked }) => signatoryAsked && providerId === held.providerId) ? 'signatory' : null),
  administrator: () => null,
};

function isHome(held: ActorPost, parties: CaseParties): boolean {
  return held.authorityCode === parties.homeAuthorityCode;
}

function localVirtualSchool(held: ActorPost, parties: CaseParties, today: LocalDate): Relation | null {
  const isLocal = placementsSeen(parties, today).some((placement) => placement.providerAuthorityCode === held.authorityCode);
  return isLocal ? 'local-virtual-school' : null;
}

function placementsSeen({ placements }: CaseParties, today: LocalDate): CaseParties['placements'] {
  return placements.filter(({ endedOn }) => endedOn === null || endedOn >= addDays(today, -DAYS_AFTER_ENDING));
}
