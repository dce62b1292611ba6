import { expect, it } from '@jest/globals';
import { ELSEWHERE, HOME, someone } from '../../test/support/case-of-policy.js';
import { takesTwo } from './appointing.js';

it('takes two people for every post of an authority', () => {
  const here = { authorityCode: HOME, providerId: null };
  for (const post of ['key-contact', 'virtual-head', 'administrator', 'out-of-hours'] as const) expect(takesTwo(someone({ post: 'virtual-head', authorityCode: HOME }), post, here)).toBe(true);
});

it('takes two people for a provider’s post unless somebody of the provider itself fills it', () => {
  const there = { authorityCode: HOME, providerId: 5 };
  const ofProvider = (post: 'designated-person' | 'signatory' | 'administrator', providerId = 5) => someone({ post, providerId });
  const takes = (actor: ReturnType<typeof someone>) => (['designated-person', 'signatory'] as const).map((post) => takesTwo(actor, post, there));
  expect([takes(ofProvider('signatory')), takes(ofProvider('administrator')), takes(ofProvider('designated-person'))]).toEqual([[false, false], [false, false], [false, true]]);
  for (const actor of [someone({ post: 'key-contact', authorityCode: HOME }), someone({ post: 'virtual-head', authorityCode: HOME }), someone({ post: 'key-contact', authorityCode: ELSEWHERE }), ofProvider('signatory', 6)]) {
    expect(takes(actor)).toEqual([true, true]);
  }
});
