import { can, visibleTo, type Action, type Actor, type CaseParties, type CaseScope, type ScopedAction } from '../../src/domain/permissions.js';
import { addDays, type LocalDate } from '../../src/domain/time/local-date.js';
import { POLICY, type Policy } from './policy-property.js';

/** A policy with one mistake in it. Whoever compares something with the policy must notice each. */
export interface BrokenPolicy extends Policy {
  name: string;
}

interface Asked {
  actor: Actor;
  action: Action;
  of: CaseParties;
  today: LocalDate;
  placementId: number | undefined;
}

/** Asks the right policy about something that is not quite so. */
const asking = (name: string, twist: (asked: Asked) => Partial<Asked>): BrokenPolicy => ({
  ...POLICY,
  name,
  can: (...[actor, action, of, today, placementId]) => {
    const asked = { actor, action, of, today, placementId };
    const twisted = { ...asked, ...twist(asked) };
    return can(twisted.actor, twisted.action, twisted.of, twisted.today, twisted.placementId);
  },
});

const allowing = (name: string, also: (asked: Asked) => boolean): BrokenPolicy => ({
  ...POLICY,
  name,
  can: (actor, action, of, today, placementId) => can(actor, action, of, today, placementId) || also({ actor, action, of, today, placementId }),
});

const listing = (name: string, twist: (scope: CaseScope, action: ScopedAction) => Partial<CaseScope>): BrokenPolicy => ({
  ...POLICY,
  name,
  visibleTo: (actor, today, action = 'case.read') => {
    const scope = visibleTo(actor, today, action);
    return { ...scope, ...twist(scope, action) };
  },
});

const holds = (actor: Actor, post: string): boolean => actor.posts.some((held) => held.post === post);
const notExcluded = (asked: Asked, when: boolean): Partial<Asked> => (when ? { of: { ...asked.of, excludedPersonIds: [] } } : {});
const unrestricted = (asked: Asked, when: boolean): Partial<Asked> => (when ? { of: { ...asked.of, restricted: false } } : {});
const withPosts = ({ actor }: Asked, twist: (held: Actor['posts'][number]) => Partial<Actor['posts'][number]>): Partial<Asked> => ({ actor: { ...actor, posts: actor.posts.map((held) => ({ ...held, ...twist(held) })) } });
const LATER = new Date('2099-01-01');

const EXCLUSIONS = [
  asking('nobody is ever excluded', (asked) => notExcluded(asked, true)),
  asking('a key worker is never excluded', (asked) => notExcluded(asked, asked.of.keyWorkerPersonIds.includes(asked.actor.personId))),
  asking('a Virtual Head is never excluded', (asked) => notExcluded(asked, holds(asked.actor, 'virtual-head'))),
  asking('emergency access beats an exclusion', (asked) => notExcluded(asked, asked.actor.emergencyAccess.length > 0)),
  asking('cover beats an exclusion', (asked) => notExcluded(asked, (asked.actor.coversFor ?? []).length > 0)),
  asking('an inspector is never excluded', (asked) => notExcluded(asked, asked.actor.inspections.length > 0)),
  allowing('somebody excluded still breaks the glass', (asked) => asked.action === 'emergency-access.open' && can(asked.actor, asked.action, { ...asked.of, excludedPersonIds: [] }, asked.today)),
  listing('lists show cases that somebody is excluded from', () => ({ personId: -1 })),
];

const RESTRICTIONS = [
  asking('no case is restricted', (asked) => unrestricted(asked, true)),
  asking('a restricted case is open to key contacts', (asked) => unrestricted(asked, holds(asked.actor, 'key-contact'))),
  asking('a restricted case is open to team managers', (asked) => unrestricted(asked, holds(asked.actor, 'team-manager'))),
  asking('a restricted case is open to designated persons after the placement', (asked) => unrestricted(asked, holds(asked.actor, 'designated-person'))),
  asking('a restricted case is open to everyone once one person is admitted', (asked) => unrestricted(asked, asked.of.admittedPersonIds.length > 0)),
  asking('a restricted case is open to whoever covers for somebody admitted', (asked) => unrestricted(asked, (asked.actor.coversFor ?? []).some((id) => asked.of.admittedPersonIds.includes(id)))),
  asking('a restricted case is shut to its Virtual Head', (asked) => (asked.of.restricted ? withPosts(asked, ({ post }) => (post === 'virtual-head' ? { post: 'administrator' } : {})) : {})),
  asking('a restricted case is shut to its key worker', ({ of }) => (of.restricted ? { of: { ...of, keyWorkerPersonIds: [] } } : {})),
  asking('admission opens a case to somebody without a part in it', ({ actor, of }) => (of.admittedPersonIds.includes(actor.personId) ? { of: { ...of, keyWorkerPersonIds: [actor.personId] } } : {})),
  listing('lists show restricted cases', ({ authorityCodes, headOfAuthorityCodes }) => ({ headOfAuthorityCodes: [...headOfAuthorityCodes, ...authorityCodes] })),
];

const PLACEMENTS = [
  asking('a provider sees somebody for 91 days', ({ today }) => ({ today: addDays(today, -1) })),
  asking('a provider sees somebody for 89 days', ({ today }) => ({ today: addDays(today, 1) })),
  asking('a provider sees its learners for ever', ({ of }) => ({ of: { ...of, placements: of.placements.map((one) => ({ ...one, endedOn: one.endedOn && '2026-10-01' })) } })),
  asking('a provider writes in a plan after its placement ended', ({ of, action }) => (action === 'plan.write' ? { of: { ...of, placements: of.placements.map((one) => ({ ...one, endedOn: null })) } } : {})),
  asking("a provider acts on another provider's placement", () => ({ placementId: undefined })),
  asking('a designated person sees the learners of every provider', (asked) => withPosts(asked, ({ post }) => (post === 'designated-person' ? { providerId: asked.of.placements[0]?.providerId ?? null } : {}))),
  asking('a signatory sees the learners', (asked) => withPosts(asked, ({ post }) => (post === 'signatory' ? { post: 'designated-person' } : {}))),
  asking('a signatory sees a case without being asked', ({ of }) => ({ of: { ...of, placements: of.placements.map((one) => ({ ...one, signatoryAsked: true })) } })),
  asking('a signatory is never asked', ({ of }) => ({ of: { ...of, placements: of.placements.map((one) => ({ ...one, signatoryAsked: false })) } })),
  listing('lists show a provider its learners for 91 days', ({ endedNotBefore }) => ({ endedNotBefore: addDays(endedNotBefore, -1) })),
];

const POSTS_OF_AUTHORITIES = [
  asking('a team manager sees every team', (asked) => withPosts(asked, () => ({ team: null }))),
  asking('a team manager without a team sees none', (asked) => withPosts(asked, ({ post, team }) => (post === 'team-manager' && team === null ? { team: 'Nobody' } : {}))),
  asking('an administrator reads cases', (asked) => withPosts(asked, ({ post }) => (post === 'administrator' ? { post: 'key-contact' } : {}))),
  asking('a data protection lead reads cases', (asked) => withPosts(asked, ({ post }) => (post === 'data-protection-lead' ? { post: 'key-contact' } : {}))),
  asking('a Director sees cases at every level', ({ of }) => ({ of: { ...of, highestOpenLevel: 3 } })),
  asking('a Director reads what they may only know of', ({ action, actor }) => (action === 'case.read' && holds(actor, 'director') ? { action: 'case.read-limited' } : {})),
  asking("the area's Virtual School reads what it may only know of", ({ action, actor }) => (action === 'case.read' && holds(actor, 'key-contact') ? { action: 'case.read-limited' } : {})),
  asking('a key contact sees the cases of every authority', (asked) => withPosts(asked, ({ post }) => (post === 'key-contact' ? { authorityCode: asked.of.homeAuthorityCode } : {}))),
  asking('whoever covers for a Virtual Head restricts their cases', (asked) => withPosts(asked, () => ({ covered: false }))),
  asking('whoever covers takes no part', ({ actor }) => ({ actor: { ...actor, coversFor: [] } })),
  listing('whoever covers has nothing in their lists', ({ keyWorkerPersonIds }) => ({ keyWorkerPersonIds: keyWorkerPersonIds.slice(0, 1) })),
];

const FOR_A_TIME = [
  asking('an inspection never ends', ({ actor }) => ({ actor: { ...actor, inspections: actor.inspections.map((one) => ({ ...one, untilAt: LATER })) } })),
  asking('an inspector of some cases sees all', ({ actor }) => ({ actor: { ...actor, inspections: actor.inspections.map((one) => ({ ...one, caseIds: null })) } })),
  asking("an inspector sees another authority's cases", ({ actor, of }) => ({ actor: { ...actor, inspections: actor.inspections.map((one) => ({ ...one, authorityCode: of.homeAuthorityCode })) } })),
  asking('an inspector corrects what is recorded', ({ action, actor }) => (action === 'fact.correct-any' && actor.inspections.length > 0 ? { action: 'case.read-private' } : {})),
  asking('emergency access lasts for ever', ({ actor }) => ({ actor: { ...actor, emergencyAccess: actor.emergencyAccess.map((one) => ({ ...one, untilAt: LATER })) } })),
  asking('emergency access opens every case', ({ actor, of }) => ({ actor: { ...actor, emergencyAccess: actor.emergencyAccess.map((one) => ({ ...one, caseId: of.id })) } })),
  asking('emergency access goes beyond the remit', ({ actor, of }) => (actor.emergencyAccess.length > 0 ? { actor: { ...actor, authorityCode: of.homeAuthorityCode } } : {})),
  asking('emergency access shows a provider what is private', ({ action, actor }) => (action === 'case.read-private' && actor.emergencyAccess.length > 0 ? { action: 'case.read' } : {})),
  allowing('anybody breaks any glass', ({ action }) => action === 'emergency-access.open'),
  listing('lists forget cases opened in an emergency', () => ({ emergencyCaseIds: [] })),
];

const YOUNG_PEOPLE = [
  asking('a young person reads all of their case', ({ action, actor }) => (action === 'case.read' && actor.ownCaseId !== null ? { action: 'own-case.read' } : {})),
  asking("a young person reads another's plan", ({ actor, of }) => (actor.ownCaseId === null ? {} : { actor: { ...actor, ownCaseId: of.id } })),
  asking('staff read what is for the young person alone', ({ action }) => (action === 'own-trail.read' ? { action: 'case.read' } : {})),
];

export const BROKEN_POLICIES: readonly BrokenPolicy[] = [...EXCLUSIONS, ...RESTRICTIONS, ...PLACEMENTS, ...POSTS_OF_AUTHORITIES, ...FOR_A_TIME, ...YOUNG_PEOPLE];
