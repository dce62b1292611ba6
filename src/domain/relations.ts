import type { Post } from './agreement/roles.js';
import { isSameTeam } from './teams.js';
import { addDays, type LocalDate } from './time/local-date.js';

/** Someone signed in, as they are at an instant. A post is held at an authority (perhaps for one team) or at a provider. */
export interface Actor {
  personId: number;
  /** The instant of which all this is said: what ends, such as emergency access, is asked of it. */
  asOf: Date;
  /** The organisation somebody works for: one of the two, or neither for a young person and an inspector. */
  authorityCode: string | null;
  providerId: number | null;
  /** Those whose part this person takes today while they are away; their posts are among `posts`. */
  coversFor?: readonly number[];
  posts: readonly ActorPost[];
  /** A young person's own case; null for everybody else. */
  ownCaseId: number | null;
  /** What a Virtual Head let this person inspect: all cases of the authority, or those listed. */
  inspections: readonly { id?: number; authorityCode: string; caseIds: readonly number[] | null; untilAt: Date }[];
  /** Cases opened without a part in them, for a reason (`emergency_access`). */
  emergencyAccess: readonly { id?: number; caseId: number; untilAt: Date }[];
}

export interface ActorPost {
  post: Post;
  authorityCode: string | null;
  providerId: number | null;
  team: string | null;
  /** Whether it is held by somebody for whom this person covers, and not by themselves. */
  covered?: boolean;
}

/** Who has a part in a case. */
export interface CaseParties {
  id: number;
  homeAuthorityCode: string;
  team: string | null;
  /** Key workers now, not former ones. */
  keyWorkerPersonIds: readonly number[];
  placements: readonly PlacementParty[];
  highestOpenLevel: 0 | 1 | 2 | 3;
  /** Staff who may have nothing to do with this case: the young person is a relative, say. */
  excludedPersonIds: readonly number[];
  /** Whether a post over a whole authority or team is not enough here. */
  restricted: boolean;
  /** For whom it is enough all the same. */
  admittedPersonIds: readonly number[];
}

export interface PlacementParty {
  id: number;
  providerId: number;
  providerAuthorityCode: string;
  agreedOn: LocalDate;
  startsOn: LocalDate;
  endedOn: LocalDate | null;
  /** So many days after the end its provider still sees it, where the provider said fewer than `DAYS_AFTER_ENDING`. */
  seenDays?: number;
  /** Whether, of a restricted case, somebody who is its provider's designated person is admitted. */
  providerAdmitted?: boolean;
  /** Whether a challenge about it was put to the provider's signatory (IM4). */
  signatoryAsked?: boolean;
}

/** What somebody is to a case. `local-virtual-school` is that of the provider's area where it is not the home authority's. */
export type Relation =
  | 'key-worker'
  | 'team-manager'
  | 'designated-person'
  | 'key-contact'
  | 'virtual-head'
  | 'director'
  | 'local-virtual-school'
  | 'signatory'
  | 'young-person'
  | 'inspector'
  | 'emergency-access'
  | 'colleague';

type Question = (actor: Actor, parties: CaseParties, today: LocalDate) => boolean;

interface RelationRow {
  /** The posts it comes by; empty where it comes by something else. */
  posts: readonly Post[];
  holds: Question;
  /** Whether it counts in a restricted case for somebody whom the case does not name. */
  inRestricted: Question;
}

const always: Question = () => true;
const never: Question = () => false;

/**
 * Who somebody is to a case, by post and otherwise: the first half of the policy, of which `PERMISSIONS` is the second. What is
 * not here is no part in a case: an administrator and a data protection lead have none by their posts.
 */
export const RELATIONS: Record<Relation, RelationRow> = {
  /** With whoever covers for them. */
  'key-worker': { posts: [], holds: (actor, { keyWorkerPersonIds }) => actsFor(actor).some((id) => keyWorkerPersonIds.includes(id)), inRestricted: always },
  'team-manager': { posts: ['team-manager'], holds: byPost('team-manager', (held, parties) => isHome(held, parties) && (held.team === null || isSameTeam(held.team, parties.team))), inRestricted: never },
  /** While a placement at their provider is agreed, under way, and for 90 days after. */
  'designated-person': { posts: ['designated-person'], holds: byPost('designated-person', hasPlacementSeen), inRestricted: byPost('designated-person', hasPlacementRunning) },
  'key-contact': { posts: ['key-contact'], holds: byPost('key-contact', isHome), inRestricted: never },
  'virtual-head': { posts: ['virtual-head'], holds: byPost('virtual-head', isHome), inRestricted: always },
  director: { posts: ['director'], holds: byPost('director', (held, parties) => isHome(held, parties) && parties.highestOpenLevel === 3), inRestricted: never },
  'local-virtual-school': { posts: ['key-contact', 'virtual-head'], holds: byPost('local-virtual-school', isOfArea), inRestricted: never },
  /** Of a provider, where a Virtual School has put a challenge to them. Where nobody is its designated person they are that too (`SignedInPeople`). */
  signatory: { posts: ['signatory'], holds: byPost('signatory', (held, parties, today) => placementsSeen(parties, today).some((placement) => isAskedAsSignatory(held, placement))), inRestricted: never },
  'young-person': { posts: [], holds: ({ ownCaseId }, { id }) => ownCaseId === id, inRestricted: always },
  /** Named by a Virtual Head, for a time. In a restricted case the Virtual Head has to have listed it. */
  inspector: { posts: [], holds: (actor, parties) => inspects(actor, parties, (caseIds) => caseIds === null || caseIds.includes(parties.id)), inRestricted: (actor, parties) => inspects(actor, parties, (caseIds) => caseIds?.includes(parties.id) ?? false) },
  /** "Break glass": for an hour, in a case of the own organisation's remit. A verdict follows. */
  'emergency-access': { posts: [], holds: (actor, parties, today) => actor.emergencyAccess.some(({ caseId, untilAt }) => caseId === parties.id && untilAt > actor.asOf) && isInRemit(actor, parties, today), inRestricted: always },
  /** Anyone who works for the home authority, or for a provider with a placement: no part, but who may break the glass. */
  colleague: { posts: [], holds: isInRemit, inRestricted: always },
};

/**
 * Everything that someone is to a case on a day; empty for a stranger, and for whoever is excluded from it, whatever else they are.
 * Exclusion and admission go by the person who acts, not by whom they cover for.
 */
export function relationsTo(actor: Actor, parties: CaseParties, today: LocalDate): Relation[] {
  if (parties.excludedPersonIds.includes(actor.personId)) return [];
  const isOpen = !parties.restricted || parties.admittedPersonIds.includes(actor.personId);
  return (Object.keys(RELATIONS) as Relation[]).filter((relation) => {
    const { holds, inRestricted } = RELATIONS[relation];
    return holds(actor, parties, today) && (isOpen || inRestricted(actor, parties, today));
  });
}

/** The person, and those they cover for. */
export const actsFor = ({ personId, coversFor = [] }: Actor): number[] => [personId, ...coversFor];

/** The same person with what they are by themselves alone: what comes of covering for somebody is left out. */
export const byThemselves = <A extends Pick<Actor, 'posts'>>(actor: A): A => ({ ...actor, posts: actor.posts.filter(({ covered }) => !covered), coversFor: [] });

/** How long a provider still sees a young person after the placement ended. */
export const DAYS_AFTER_ENDING = 90;

/** The day from which an ended placement is still seen by its provider. */
export const endedNotBefore = (today: LocalDate): LocalDate => addDays(today, -DAYS_AFTER_ENDING);

/** The placements that their providers see: those that run, and those that ended no more than 90 days ago, or fewer where the provider says so. */
export const placementsSeen = ({ placements }: CaseParties, today: LocalDate): PlacementParty[] =>
  placements.filter(({ endedOn, seenDays = DAYS_AFTER_ENDING }) => endedOn === null || endedOn >= addDays(today, -seenDays));

/**
 * Whether the provider of a placement sees it no more: so many days after its end, and in a restricted case from the end on, unless another
 * placement runs there or the case admits its designated person. What it owes is done in its place from then on (decision 32).
 */
export function isSeenNoMore(placement: PlacementParty, parties: CaseParties, today: LocalDate): boolean {
  if (placement.endedOn === null) return false;
  if (placementsSeen({ ...parties, placements: [placement] }, today).length === 0) return true;
  return parties.restricted && placement.providerAdmitted !== true && !parties.placements.some(({ providerId, endedOn }) => endedOn === null && providerId === placement.providerId);
}

/** Whether a case is within the remit of the organisation that somebody works for. */
export function isInRemit({ authorityCode, providerId }: Actor, parties: CaseParties, today: LocalDate): boolean {
  if (authorityCode !== null && authorityCode === parties.homeAuthorityCode) return true;
  return providerId !== null && placementsSeen(parties, today).some((placement) => placement.providerId === providerId);
}

/** Whether a post makes its holder the Virtual School of the area a placement is in, while the home authority is another. */
export const isInAreaOf = (held: ActorPost, { homeAuthorityCode }: CaseParties, { providerAuthorityCode }: PlacementParty): boolean =>
  RELATIONS['local-virtual-school'].posts.includes(held.post) && held.authorityCode !== homeAuthorityCode && held.authorityCode === providerAuthorityCode;

/** Whether a challenge about a placement was put to the holder of this post as its provider's signatory. */
export const isAskedAsSignatory = ({ post, providerId }: ActorPost, placement: PlacementParty): boolean =>
  post === 'signatory' && placement.signatoryAsked === true && placement.providerId === providerId;

/** Whether an inspection still runs. */
export const inspectionsRunning = ({ inspections, asOf }: Actor): Actor['inspections'] => inspections.filter(({ untilAt }) => untilAt > asOf);

function byPost(relation: Relation, holds: (held: ActorPost, parties: CaseParties, today: LocalDate) => boolean): Question {
  return (actor, parties, today) => actor.posts.some((held) => RELATIONS[relation].posts.includes(held.post) && holds(held, parties, today));
}

function isHome(held: ActorPost, parties: CaseParties): boolean {
  return held.authorityCode === parties.homeAuthorityCode;
}

function hasPlacementSeen(held: ActorPost, parties: CaseParties, today: LocalDate): boolean {
  return placementsSeen(parties, today).some(({ providerId }) => providerId === held.providerId);
}

function hasPlacementRunning(held: ActorPost, { placements }: CaseParties): boolean {
  return placements.some(({ providerId, endedOn }) => endedOn === null && providerId === held.providerId);
}

function isOfArea(held: ActorPost, parties: CaseParties, today: LocalDate): boolean {
  return placementsSeen(parties, today).some((placement) => isInAreaOf(held, parties, placement));
}

function inspects(actor: Actor, { homeAuthorityCode }: CaseParties, covers: (caseIds: readonly number[] | null) => boolean): boolean {
  return inspectionsRunning(actor).some(({ authorityCode, caseIds }) => authorityCode === homeAuthorityCode && covers(caseIds));
}
