import { describe, expect, it } from '@jest/globals';
import type { Post } from './agreement/roles.js';
import { dutyScopeFor, dutyScopesOf } from './duty-scopes.js';

const posts = (...held: Post[]) => held.map((post) => ({ post, authorityCode: null, providerId: null, team: null }));
const offered = (held: Post[], isKeyWorker = false, more: object = {}) => dutyScopesOf({ posts: posts(...held), inspections: [], emergencyAccess: [], ...more }, isKeyWorker);

describe('the scopes of the home page', () => {
  it.each<[string, Post[], boolean, string[]]>([
    ['a key worker without a post', [], true, ['mine', 'all']],
    ['a team manager', ['team-manager'], false, ['mine', 'team']],
    ['a team manager who is a key worker', ['team-manager'], true, ['mine', 'team', 'all']],
    ['a designated person who signs, too', ['designated-person', 'signatory'], false, ['mine', 'provider']],
    ['a Virtual Head', ['virtual-head'], false, ['mine', 'authority']],
    ['a key contact who manages a team', ['key-contact', 'team-manager'], false, ['mine', 'team', 'authority', 'all']],
    ['an administrator', ['administrator'], false, ['mine', 'all']],
  ])('of %s', (_who, held, isKeyWorker, scopes) => {
    expect(offered(held, isKeyWorker)).toEqual(scopes);
  });

  it('have all cases, where some are seen beside the posts', () => {
    expect(offered(['key-contact'], false, { emergencyAccess: [{ caseId: 1, untilAt: new Date() }] })).toContain('all');
  });

  it.each<[Post[], Parameters<typeof dutyScopeFor>[1], string]>([
    [['key-contact'], undefined, 'authority'], [['team-manager'], undefined, 'mine'], [[], undefined, 'mine'], [['team-manager', 'virtual-head'], undefined, 'authority'],
    [['team-manager'], 'team', 'team'], [['team-manager'], 'provider', 'mine'], [['key-contact'], 'team', 'authority'], [['key-contact'], 'mine', 'mine'], [['key-contact'], 'all', 'all'],
  ])('of %j, asked for %s, are read by %s', (held, asked, scope) => {
    expect(dutyScopeFor(posts(...held), asked)).toBe(scope);
  });
});
