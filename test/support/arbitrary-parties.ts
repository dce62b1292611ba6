import fc from 'fast-check';
import { POSTS, type Post } from '../../src/domain/agreement/roles.js';
import type { Actor, CaseParties, CaseScope } from '../../src/domain/permissions.js';

/* Small random worlds: so few authorities, providers, teams and people that relations meet often. */

const authority = fc.constantFrom('E08000025', 'E08000031', 'E10000034');
const team = fc.option(fc.constantFrom('Leaving care', 'Through care'), { nil: null });
const provider = fc.integer({ min: 1, max: 3 });
const day = fc.constantFrom('2026-07-01', '2026-07-21', '2026-07-22', '2026-07-23', '2026-10-19', '2026-10-20', '2026-10-21');

/** The day of these worlds: 90 days before it is 22 July 2026. */
export const TODAY = '2026-10-20';

export const anActor: fc.Arbitrary<Actor> = fc.record({
  personId: fc.integer({ min: 1, max: 4 }),
  posts: fc.array(
    fc.constantFrom(...(Object.keys(POSTS) as Post[])).chain((post) =>
      fc.record({
        post: fc.constant(post),
        authorityCode: POSTS[post].at === 'authority' ? authority : fc.constant(null),
        providerId: POSTS[post].at === 'provider' ? provider : fc.constant(null),
        team: post === 'team-manager' ? team : fc.constant(null),
      }),
    ),
    { maxLength: 3 },
  ),
});

export const someParties: fc.Arbitrary<CaseParties> = fc.record({
  homeAuthorityCode: authority,
  team,
  keyWorkerPersonIds: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  placements: fc.array(
    fc.record({
      id: fc.nat(),
      providerId: provider,
      providerAuthorityCode: authority,
      agreedOn: fc.constant('2026-05-20'),
      startsOn: fc.constant('2026-06-01'),
      endedOn: fc.option(day, { nil: null }),
    }),
    { maxLength: 2 },
  ),
  highestOpenLevel: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
});

/** Whether a case is in a scope, read as a query reads it, without the policy. */
export function isInScope(scope: CaseScope, parties: CaseParties): boolean {
  if (scope.keyWorkerPersonIds.some((id) => parties.keyWorkerPersonIds.includes(id))) return true;
  if (scope.authorityCodes.includes(parties.homeAuthorityCode)) return true;
  for (const one of scope.teams) {
    if (one.authorityCode === parties.homeAuthorityCode && [null, parties.team].includes(one.team)) return true;
  }
  for (const { providerId, endedOn } of parties.placements) {
    if (scope.providerIds.includes(providerId) && (endedOn ?? '9999-12-31') >= scope.endedNotBefore) return true;
  }
  return false;
}
