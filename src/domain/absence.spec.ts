import { expect, it } from '@jest/globals';
import { ELSEWHERE, HOME, someone } from '../../test/support/case-of-policy.js';
import { mayRecordAbsenceOf, type PartAway } from './absence.js';
import type { Post } from './agreement/roles.js';
import type { Actor } from './relations.js';

const away = (facts: Partial<PartAway> = {}): PartAway => ({ authorityCode: HOME, providerId: null, posts: [], teams: [], ...facts });
const inPost = (...posts: Post[]): PartAway => away({ posts: posts.map((post) => ({ post, authorityCode: HOME, providerId: null })) });
const atProvider = (...posts: Post[]): PartAway => away({ authorityCode: null, providerId: 5, posts: posts.map((post) => ({ post, authorityCode: ELSEWHERE, providerId: 5 })) });
const at = (post: Post, team: string | null = null): Actor => someone({ post, authorityCode: HOME, team });
const may = (actor: Actor, part: PartAway, own: Actor = actor): boolean => mayRecordAbsenceOf(actor, own, part);

it('of a holder of posts it is for whoever may fill each of them, by a post of their own', () => {
  const who = (part: PartAway) => (['team-manager', 'key-contact', 'virtual-head', 'director', 'administrator', 'data-protection-lead'] as const).filter((post) => may(at(post), part));
  for (const post of ['virtual-head', 'data-protection-lead', 'team-manager'] as const) expect(who(inPost(post))).toEqual(['virtual-head', 'administrator']);
  expect([may(at('virtual-head'), inPost('director'), someone()), may(someone({ post: 'virtual-head', authorityCode: ELSEWHERE }), inPost('director'))]).toEqual([false, false]);
  const ofProvider = (post: Post) => someone({ post, providerId: 5 });
  expect([may(ofProvider('designated-person'), atProvider('designated-person')), may(ofProvider('designated-person'), atProvider('designated-person', 'signatory')), may(ofProvider('signatory'), atProvider('designated-person', 'signatory'))]).toEqual([true, false, true]);
});

it('of a colleague in no post it is for the manager of their team, at a provider for its signatory', () => {
  const ofTeam = away({ teams: ['Leaving care'] });
  expect([at('team-manager'), at('team-manager', 'Leaving care'), at('team-manager', 'Through care'), at('virtual-head'), at('administrator')].map((actor) => may(actor, ofTeam))).toEqual([true, true, false, false, false]);
  expect([may(at('team-manager', 'Leaving care'), away({ teams: ['Leaving care', null] })), may(someone({ post: 'signatory', providerId: 5 }), atProvider())]).toEqual([false, true]);
});
