import type { CaseRecordKind } from './agreement/records.js';
import { ROLES, type Role } from './agreement/roles.js';
import type { Actor, ActorPost, CaseParties } from './permissions.js';
import { isSeenNoMore } from './relations.js';
import { isSameTeam } from './teams.js';
import type { LocalDate } from './time/local-date.js';

/** What a record that asks somebody needs to show of itself. */
interface Asking {
  kind: CaseRecordKind;
  placementId: number | null;
  details: Readonly<Record<string, unknown>>;
}

/** The field that names whom a record of a kind asks. A joint action is done by whoever owns it, but anybody who was there may say so (P4). */
const ASKS: Partial<Record<CaseRecordKind, string>> = { view: 'addressedTo', 'good-enough-question': 'addressedTo', challenge: 'to', 'support-request': 'to' };

/** The role that a record puts its question to; null where it asks nobody (KW5, EP5, VS3, IM4, P2). */
export function askedRole({ kind, details }: Pick<Asking, 'kind' | 'details'>): Role | null {
  const named = details[ASKS[kind] ?? ''];
  return typeof named === 'string' && named in ROLES ? (named as Role) : null;
}

/**
 * As whom somebody answers what a record asks: as whoever was asked, or as that role's manager on their behalf, which is also who
 * stands in while nobody holds it; null where it was put to another. What was put to a provider that no longer sees the placement is the home authority's key contact's,
 * and its Virtual Head's (docs/decisions/0032-what-a-provider-does-after-the-end.md). What asks nobody is answered by whoever the policy names.
 */
export function answersAs(actor: Actor, asking: Asking, parties: CaseParties, today: LocalDate): 'asked' | 'manager' | null {
  const role = askedRole(asking);
  if (role !== null && isOfGoneProvider(role, asking, parties, today)) return IN_ITS_PLACE.some((one) => holdsRole(actor, one, parties, null)) ? 'manager' : null;
  if (role === null || holdsRole(actor, role, parties, asking.placementId)) return 'asked';
  const { manager } = ROLES[role];
  return manager !== null && holdsRole(actor, manager, parties, asking.placementId) ? 'manager' : null;
}

/** Who does what a provider owes once it sees the placement no more. */
const IN_ITS_PLACE: readonly Role[] = ['key-contact', 'virtual-head'];

/** Whether it is a role at a provider that no longer sees the placement. */
function isOfGoneProvider(role: Role, { placementId }: Asking, parties: CaseParties, today: LocalDate): boolean {
  return ROLES[role].of === 'provider' && parties.placements.some((placement) => placement.id === placementId && isSeenNoMore(placement, parties, today));
}

/** Whether somebody holds a role in a case, themselves or as cover; a provider's, or that of its area, for the placement. */
export function holdsRole(actor: Actor, role: Role, parties: CaseParties, placementId: number | null): boolean {
  const { personId, coversFor = [], posts } = actor;
  const placement = parties.placements.find(({ id }) => id === placementId);
  const isHome = ({ authorityCode }: ActorPost): boolean => authorityCode === parties.homeAuthorityCode;
  const isLocal = ({ authorityCode }: ActorPost): boolean => placement !== undefined && authorityCode === placement.providerAuthorityCode;
  const held = (post: string, isThere: (one: ActorPost) => boolean): boolean => posts.some((one) => one.post === post && isThere(one));
  switch (role) {
    case 'key-worker':
      return [personId, ...coversFor].some((id) => parties.keyWorkerPersonIds.includes(id));
    case 'team-manager':
      return held('team-manager', (one) => isHome(one) && (one.team === null || isSameTeam(one.team, parties.team)));
    case 'key-contact':
    case 'virtual-head':
    case 'director':
      return held(role, isHome);
    case 'local-key-contact':
      return held('key-contact', isLocal);
    case 'local-virtual-head':
      return held('virtual-head', isLocal);
    case 'designated-person':
    case 'signatory':
      return placement !== undefined && held(role, ({ providerId }) => providerId === placement.providerId);
    // Of these nothing is asked in a case: they are told (EP2, EP11S, KW8), or owe what is about an agreement (IM3, IM5).
    case 'social-worker':
    case 'signing-key-contact':
    case 'signing-virtual-head':
    case 'key-workers-there':
    case 'key-contacts-there':
    case 'out-of-hours':
      return false;
  }
}
