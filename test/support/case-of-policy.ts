import type { Post } from '../../src/domain/agreement/roles.js';
import type { Actor, ActorPost, CaseParties, Relation } from '../../src/domain/permissions.js';
import { NOW, somebody } from './arbitrary-parties.js';

export const HOME = 'E08000025';
export const ELSEWHERE = 'E08000031';
/** An instant that is still to come. */
export const STILL = new Date(NOW.getTime() + 1);

export const someone = (...posts: (Partial<ActorPost> & { post: Post })[]): Actor =>
  somebody({ posts: posts.map((post) => ({ authorityCode: null, providerId: null, team: null, ...post })) });

/** A case of Birmingham's, placed with provider 5 in another area. */
export const parties = (facts: Partial<CaseParties> = {}): CaseParties => ({
  id: 1,
  homeAuthorityCode: HOME,
  team: 'Leaving care',
  keyWorkerPersonIds: [3],
  placements: [{ id: 17, providerId: 5, providerAuthorityCode: ELSEWHERE, agreedOn: '2026-05-20', startsOn: '2026-09-07', endedOn: null }],
  highestOpenLevel: 0,
  excludedPersonIds: [],
  restricted: false,
  admittedPersonIds: [],
  ...facts,
});

export const endedOn = (on: string): CaseParties => parties({ placements: parties().placements.map((one) => ({ ...one, endedOn: on })) });

/** The same with a challenge put to the provider's signatory (IM4). */
export const signatoryAsked = (): CaseParties => parties({ placements: parties().placements.map((one) => ({ ...one, signatoryAsked: true })) });

/** Somebody in each relation to that case; the signatory once they are asked. */
export const EVERYONE: Record<Relation, Actor> = {
  'key-worker': somebody({ personId: 3 }),
  'team-manager': someone({ post: 'team-manager', authorityCode: HOME }),
  'designated-person': someone({ post: 'designated-person', providerId: 5 }),
  'key-contact': someone({ post: 'key-contact', authorityCode: HOME }),
  'virtual-head': someone({ post: 'virtual-head', authorityCode: HOME }),
  director: someone({ post: 'director', authorityCode: HOME }),
  'local-virtual-school': someone({ post: 'key-contact', authorityCode: ELSEWHERE }),
  signatory: someone({ post: 'signatory', providerId: 5 }),
  'young-person': somebody({ ownCaseId: 1 }),
  inspector: somebody({ inspections: [{ authorityCode: HOME, caseIds: null, untilAt: STILL }] }),
  'emergency-access': somebody({ authorityCode: HOME, emergencyAccess: [{ caseId: 1, untilAt: STILL }] }),
  colleague: somebody({ authorityCode: HOME }),
};
