import { describe, expect, it } from '@jest/globals';
import { somebody } from '../../test/support/arbitrary-parties.js';
import type { Post } from './agreement/roles.js';
import { answersAs } from './answering.js';
import type { Actor, CaseParties } from './permissions.js';

const BIRMINGHAM = 'E08000025';
const COVENTRY = 'E08000026';
const parties: CaseParties = {
  id: 1, excludedPersonIds: [], restricted: false, admittedPersonIds: [],
  homeAuthorityCode: BIRMINGHAM, team: 'Leaving care', keyWorkerPersonIds: [3], highestOpenLevel: 0,
  placements: [{ id: 17, providerId: 5, providerAuthorityCode: COVENTRY, agreedOn: '2026-05-20', startsOn: '2026-09-07', endedOn: null }],
}; // prettier-ignore
const holding = (post: Post, place: { authorityCode?: string; providerId?: number; team?: string }): Actor => somebody({ posts: [{ post, authorityCode: null, providerId: null, team: null, ...place }] });

const EVERYONE: Record<string, Actor> = {
  'key worker': somebody({ personId: 3 }),
  'cover of the key worker': somebody({ personId: 8, coversFor: [3] }),
  'team manager': holding('team-manager', { authorityCode: BIRMINGHAM }),
  'manager of another team': holding('team-manager', { authorityCode: BIRMINGHAM, team: 'Through care' }),
  'designated person': holding('designated-person', { providerId: 5 }),
  'another designated person': holding('designated-person', { providerId: 6 }),
  signatory: holding('signatory', { providerId: 5 }),
  'key contact': holding('key-contact', { authorityCode: BIRMINGHAM }),
  'Virtual Head': holding('virtual-head', { authorityCode: BIRMINGHAM }),
  director: holding('director', { authorityCode: BIRMINGHAM }),
  'local key contact': holding('key-contact', { authorityCode: COVENTRY }),
  'local Virtual Head': holding('virtual-head', { authorityCode: COVENTRY }),
};

const answering = (kind: Parameters<typeof answersAs>[1]['kind'], details: object, placementId: number | null = 17, of: CaseParties = parties) =>
  Object.entries(EVERYONE).flatMap(([name, actor]) => {
    const as = answersAs(actor, { kind, placementId, details: details as Record<string, unknown> }, of, '2027-09-29');
    return as === null ? [] : [as === 'asked' ? name : `${name} for them`];
  });

describe('an answer is given by whoever was asked, by who covers for them, or by their manager on their behalf', () => {
  it.each([
    ['view', { addressedTo: 'key-worker' }, ['key worker', 'cover of the key worker', 'team manager for them']],
    ['view', { addressedTo: 'designated-person' }, ['designated person', 'signatory for them']],
    ['view', { addressedTo: 'key-contact' }, ['key contact', 'Virtual Head for them']],
    ['good-enough-question', { addressedTo: 'virtual-head' }, ['Virtual Head', 'director for them']],
    ['good-enough-question', { addressedTo: 'team-manager' }, ['team manager', 'director for them']],
    ['challenge', { to: 'signatory' }, ['signatory', 'local key contact for them']],
    ['support-request', { to: 'local-key-contact' }, ['local key contact', 'local Virtual Head for them']],
    ['support-request', { to: 'key-contact' }, ['key contact', 'Virtual Head for them']],
  ] as const)('%s %j', (kind, details, who) => {
    expect(answering(kind, details)).toEqual(who);
  });

  it('of a record that asks nobody, by anybody whom the policy names', () => {
    expect(answering('problem', { kind: 'learning' })).toHaveLength(Object.keys(EVERYONE).length);
    expect(answering('joint-action', { owner: 'key-worker' })).toHaveLength(Object.keys(EVERYONE).length);
  });

  it.each([['2027-07-01', ['designated person', 'signatory for them']], ['2027-06-30', ['key contact for them', 'Virtual Head for them']]])('at a provider that sees a placement that ended on %s no more on 29 September 2027, by key contact or Virtual Head in its place: %j', (endedOn, who) => {
    const of = { ...parties, placements: parties.placements.map((one) => ({ ...one, endedOn })) };
    expect(answering('view', { addressedTo: 'designated-person' }, 17, of)).toEqual(who);
  });

  it('at a provider whose placement in a restricted case has ended, likewise from the end on', () => {
    const of = { ...parties, restricted: true, placements: parties.placements.map((one) => ({ ...one, endedOn: '2027-09-28' })) };
    expect(answering('view', { addressedTo: 'designated-person' }, 17, of)).toEqual(['key contact for them', 'Virtual Head for them']);
  });

  it('at a provider only where there is a placement', () => {
    expect(answering('challenge', { to: 'designated-person' }, null)).toEqual([]);
  });
});
