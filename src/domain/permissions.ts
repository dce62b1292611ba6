import { WHEN_ENDED } from './after-ending.js';
import { RECORD_PERMISSIONS, WITH_FULL_VIEW } from './record-permissions.js';
import { actsFor, byThemselves, endedNotBefore, inspectionsRunning, isAskedAsSignatory, isInAreaOf, isSeenNoMore, placementsSeen, relationsTo, RELATIONS, type Actor, type ActorPost, type CaseParties, type PlacementParty, type Relation } from './relations.js';
import type { LocalDate } from './time/local-date.js';

export { canInOrganisation, NOT_BY_COVER_IN_ORGANISATION, ORGANISATION_PERMISSIONS, type OrganisationAction } from './organisation-permissions.js';
export { NOT_FOR_PROVIDERS } from './record-permissions.js';
export { DAYS_AFTER_ENDING, relationsTo, RELATIONS, type Actor, type ActorPost, type CaseParties, type Relation } from './relations.js';

const WITH_THE_QUEUE = ['team-manager', 'key-contact', 'virtual-head'] as const;

/** Everyone who reads all of a case, in their time. */
const READERS = [...WITH_FULL_VIEW, 'inspector', 'emergency-access'] as const;

/**
 * The policy: what is done to which thing, by whom, as what they are to the case (`RELATIONS`; docs/security.md, Who sees what).
 * What is not here is forbidden.
 */
export const PERMISSIONS = {
  'case.read': READERS,
  /** What no provider reads: quiet emergencies that it did not raise, and what is between the young person and the home authority. */
  'case.read-private': ['key-worker', 'team-manager', 'key-contact', 'virtual-head', 'inspector', 'emergency-access'],
  /** That there is a case, its reference, its placements and the home key contact. */
  'case.read-limited': [...READERS, 'director', 'local-virtual-school', 'signatory'],
  /** A young person's own plan, dates and people, what they said and what was done; and who looked at it. */
  'own-case.read': ['young-person'],
  'own-trail.read': ['young-person'],
  /** Everything that is held about them: asked for, and fetched once the data protection lead has let it go. */
  'own-file.ask': ['young-person'],
  'own-file.fetch': ['young-person'],
  'case.register': ['team-manager', 'key-contact', 'virtual-head'],
  'messages.read': READERS,
  /** The Virtual School too: where nobody manages the team, or the case is restricted, somebody who has it must be able to (SC1). */
  'key-worker.assign': ['team-manager', 'key-contact', 'virtual-head'],
  'key-worker.end': ['team-manager', 'key-contact', 'virtual-head'],
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
  /** Key contact and Virtual Head in the provider's place, once it no longer sees the placement (`REACH`). */
  'risk-call.record': ['designated-person', 'key-contact', 'virtual-head'],
  /** A manager stands in for a key worker's or a key contact's vacant post. */
  'risk-notice.acknowledge': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
  'professionals-meeting.record': ['designated-person', 'key-contact', 'virtual-head'],
  /** Also those who know no more than that there is a case: what cannot wait does not wait for the right person (KW8). */
  'emergency.raise': [...WITH_FULL_VIEW, 'emergency-access', 'young-person', 'director', 'local-virtual-school', 'signatory'],
  'emergency.acknowledge': ['key-worker', 'team-manager', 'key-contact', 'virtual-head', 'emergency-access'],
  'emergency.respond': ['key-worker', 'team-manager', 'key-contact', 'virtual-head', 'emergency-access'],
  'escalation.read': [...WITH_THE_QUEUE, 'director'],
  'escalation.take': WITH_THE_QUEUE,
  'escalation.note': WITH_THE_QUEUE,
  'escalation.hand-over': WITH_THE_QUEUE,
  'escalation.resolve': ['key-contact', 'virtual-head'],
  'duty.release': ['key-contact', 'virtual-head'],
  /** A way in for the young person: given, ended, a code shown face to face. */
  'own-access.give': ['key-worker', 'team-manager'],
  /** Who is kept out of a case, whether posts alone open it, and for whom they do. */
  'access.read': ['team-manager', 'virtual-head'],
  'exclusion.record': ['team-manager', 'virtual-head'],
  'exclusion.end': ['team-manager', 'virtual-head'],
  'restriction.impose': ['virtual-head'],
  'restriction.lift': ['virtual-head'],
  'admission.give': ['virtual-head'],
  'admission.end': ['virtual-head'],
  /** "Break glass": whoever has no part, in a case of their organisation's remit. */
  'emergency-access.open': ['colleague'],
  ...RECORD_PERMISSIONS,
  /** A provider corrects what it recorded itself, the home authority any fact. */
  'fact.correct': WITH_FULL_VIEW,
  'fact.correct-any': ['key-worker', 'team-manager', 'key-contact', 'virtual-head'],
} as const satisfies Record<string, readonly Relation[]>;

/** Something done to or seen of one case. */
export type Action = keyof typeof PERMISSIONS;

/**
 * What nobody does in the place of somebody for whom they cover: who is shut out of a case and who is let in. Whoever names a cover would else
 * decide who decides (docs/decisions/0026-own-posts-and-second-people.md).
 */
export const NOT_BY_COVER: readonly Action[] = ['restriction.impose', 'restriction.lift', 'admission.give', 'admission.end'];

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

const { inItsPlace, ofAnyDay, whileRunning }: Readonly<Record<keyof typeof WHEN_ENDED, readonly Action[]>> = WHEN_ENDED;

/** Whether a provider whose placement has ended still records this of any day. */
export const isOfAnyDay = (action: Action): boolean => ofAnyDay.includes(action);

/** What emergency access opens to staff of the home authority alone. */
const NOT_FOR_PROVIDERS_IN_EMERGENCY: readonly Action[] = ['case.read-private', 'emergency.acknowledge', 'emergency.respond'];

/**
 * Whether someone may do this in this case, on this day: about one placement, or about any that they may do it about. Someone
 * of a provider acts for their own provider alone, while its placement runs and of that time; another Virtual School for placements in its area.
 */
export function can(actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  const allowed: readonly Relation[] = PERMISSIONS[action];
  const acting = NOT_BY_COVER.includes(action) ? byThemselves(actor) : actor;
  return relationsTo(acting, parties, today).some(
    (relation) => allowed.includes(relation) && (REACH[relation]?.(acting, action, parties, today, placementId) ?? true),
  );
}

type Reach = (actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number) => boolean;

/** How far those reach who have a part in some placements of a case only. */
const REACH: Partial<Record<Relation, Reach>> = { 'designated-person': isForProvider, 'key-contact': isNotProvidersOwn, 'virtual-head': isNotProvidersOwn, 'local-virtual-school': isInArea, 'emergency-access': isInEmergency, signatory: isAskedOfSignatory };

function isInArea(actor: Actor, _action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  return placementsSeen(parties, today).some((placement) => isAbout(placement, placementId) && actor.posts.some((held) => isInAreaOf(held, parties, placement)));
}

function isAskedOfSignatory(actor: Actor, _action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  return placementsSeen(parties, today).some((placement) => isAbout(placement, placementId) && actor.posts.some((held) => isAskedAsSignatory(held, placement)));
}

function isForProvider(actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  return placementsFor(action, parties, today).some(
    (placement) => isAbout(placement, placementId) && actor.posts.some((held) => held.post === 'designated-person' && held.providerId === placement.providerId),
  );
}

/** A return, and what is owed about a risk, is the provider's as long as it sees the placement; then the key contact's and the Virtual Head's, in its place. */
function isNotProvidersOwn(_actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  if (!inItsPlace.includes(action)) return true;
  return parties.placements.some((placement) => isAbout(placement, placementId) && isSeenNoMore(placement, parties, today));
}

function isInEmergency(actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number): boolean {
  if (actor.authorityCode !== null && actor.authorityCode === parties.homeAuthorityCode) return true;
  if (NOT_FOR_PROVIDERS_IN_EMERGENCY.includes(action)) return false;
  return placementsFor(action, parties, today).some((placement) => isAbout(placement, placementId) && actor.providerId === placement.providerId);
}

const isAbout = ({ id }: PlacementParty, placementId: number | undefined): boolean => placementId === undefined || id === placementId;

const placementsFor = (action: Action, parties: CaseParties, today: LocalDate): PlacementParty[] =>
  whileRunning.includes(action) ? running(parties) : placementsSeen(parties, today);

const running = ({ placements }: CaseParties): PlacementParty[] => placements.filter(({ endedOn }) => endedOn === null);

/**
 * The last day of which somebody may still record this, who may (`can`): the end of the placement, of several the latest, where they act through
 * what has ended; null where any day will do.
 */
export function lastDayToRecord(actor: Actor, action: Action, parties: CaseParties, today: LocalDate, placementId?: number): LocalDate | null {
  const through = (placements: readonly PlacementParty[]): boolean => can(actor, action, { ...parties, placements }, today, placementId);
  if (isOfAnyDay(action) || through(running(parties))) return null;
  return parties.placements.filter((placement) => through([placement])).map(({ endedOn }) => endedOn).sort().at(-1) ?? null;
}

/** What lists are asked for. */
export type ScopedAction = 'case.read' | 'case.read-private' | 'case.read-limited' | 'messages.read' | 'escalation.read' | 'own-case.read' | 'own-trail.read';

/**
 * The cases that somebody may do this to, as values that a query can use: `can(…)` as data. Nothing counts in a case that the
 * person is excluded from; in a restricted one, what is marked so counts only for whom the case admits.
 */
export interface CaseScope {
  /** Whose exclusions and admissions they are. */
  personId: number;
  keyWorkerPersonIds: number[];
  /** Cases of a home authority, and of one team where it is named. Not restricted ones. */
  teams: { authorityCode: string; team: string | null }[];
  /** Cases with a placement at one of these, not ended or ended on or after `endedNotBefore`; of restricted ones, not ended. */
  providerIds: number[];
  endedNotBefore: LocalDate;
  /** All cases of these home authorities. Not restricted ones. */
  authorityCodes: string[];
  /** All cases of these home authorities, the restricted too. */
  headOfAuthorityCodes: string[];
  /** Cases of these home authorities while an escalation is open at level 3. Not restricted ones. */
  levelThreeAuthorityCodes: string[];
  /** Cases of another home authority with a placement in one of these areas, as long as its provider sees them. Not restricted ones. */
  localAuthorityCodes: string[];
  /** Cases with a placement at one of these about which a challenge was put to the signatory, as long as they see it. Not restricted ones. */
  askedProviderIds: number[];
  /** The case of a young person themselves. */
  ownCaseIds: number[];
  /** Cases under inspection, of this home authority. */
  inspectedCases: { authorityCode: string; caseId: number }[];
  /** Cases opened in an emergency: of the home authority, or with a placement at the provider as above. Restricted ones too. */
  emergencyCaseIds: number[];
  emergencyAuthorityCode: string | null;
  emergencyProviderId: number | null;
}

/**
 * The cases that a Director counts beyond those that they see: their authority's, as its key contact has them, as numbers alone
 * (docs/decisions/0023-what-is-told-without-the-case.md). Null for whoever is none.
 */
export function figuresOf(actor: Actor, today: LocalDate): CaseScope | null {
  const posts = actor.posts.filter(({ post }) => post === 'director').map((held) => ({ ...held, post: 'key-contact' as const }));
  return posts.length === 0 ? null : visibleTo({ ...actor, posts, inspections: [], emergencyAccess: [] }, today);
}

/** The scope of somebody's cases on a day. */
export function visibleTo(actor: Actor, today: LocalDate, action: ScopedAction = 'case.read'): CaseScope {
  const allowed: readonly Relation[] = PERMISSIONS[action];
  const as = <T>(relation: Relation, values: readonly T[]): T[] => (allowed.includes(relation) ? [...new Set(values)] : []);
  const at = (relation: Relation): ActorPost[] => as(relation, actor.posts.filter(({ post }) => RELATIONS[relation].posts.includes(post)));
  const authorities = (relation: Relation): string[] => [...new Set(at(relation).flatMap(({ authorityCode }) => authorityCode ?? []))];
  const providers = (relation: Relation): number[] => [...new Set(at(relation).flatMap(({ providerId }) => providerId ?? []))];
  const inspections = as('inspector', inspectionsRunning(actor));
  return {
    personId: actor.personId,
    keyWorkerPersonIds: as('key-worker', actsFor(actor)),
    teams: at('team-manager').flatMap(({ authorityCode, team }) => (authorityCode === null ? [] : [{ authorityCode, team }])),
    providerIds: providers('designated-person'),
    endedNotBefore: endedNotBefore(today),
    authorityCodes: [...authorities('key-contact'), ...inspections.flatMap(({ authorityCode, caseIds }) => (caseIds === null ? authorityCode : []))],
    headOfAuthorityCodes: authorities('virtual-head'),
    levelThreeAuthorityCodes: authorities('director'),
    localAuthorityCodes: authorities('local-virtual-school'),
    askedProviderIds: providers('signatory'),
    ownCaseIds: as('young-person', actor.ownCaseId === null ? [] : [actor.ownCaseId]),
    inspectedCases: inspections.flatMap(({ authorityCode, caseIds }) => (caseIds ?? []).map((caseId) => ({ authorityCode, caseId }))),
    emergencyCaseIds: as('emergency-access', actor.emergencyAccess.filter(({ untilAt }) => untilAt > actor.asOf).map(({ caseId }) => caseId)),
    emergencyAuthorityCode: actor.authorityCode,
    emergencyProviderId: NOT_FOR_PROVIDERS_IN_EMERGENCY.includes(action) ? null : actor.providerId,
  };
}
