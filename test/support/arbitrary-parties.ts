import fc from 'fast-check';
import { POSTS, type Post } from '../../src/domain/agreement/roles.js';
import type { Actor, ActorPost, CaseParties } from '../../src/domain/permissions.js';

/* Small random worlds: so few authorities, providers, teams, people and cases that relations meet often. */

const authority = fc.constantFrom('E08000025', 'E08000031', 'E10000034');
const team = fc.option(fc.constantFrom('Leaving care', 'Through care', ' LEAVING care'), { nil: null });
const provider = fc.integer({ min: 1, max: 3 });
const person = fc.integer({ min: 1, max: 4 });
const aCase = fc.integer({ min: 1, max: 2 });
const day = fc.constantFrom('2026-07-01', '2026-07-21', '2026-07-22', '2026-07-23', '2026-10-19', '2026-10-20', '2026-10-21');
const sometimes = { weight: 1, arbitrary: fc.constant(true) };
const mostly = { weight: 3, arbitrary: fc.constant(false) };
const few = { maxLength: 1 };

/** The day of these worlds: 90 days before it is 22 July 2026. */
export const TODAY = '2026-10-20';
/** The instant of these worlds. */
export const NOW = new Date('2026-10-20T10:00:00Z');
/** Over a second ago, over now, and still running for a second. */
const until = fc.constantFrom(new Date(NOW.getTime() - 1000), NOW, new Date(NOW.getTime() + 1000));

const aPost: fc.Arbitrary<ActorPost> = fc.constantFrom(...(Object.keys(POSTS) as Post[])).chain((post) =>
  fc.record({
    post: fc.constant(post),
    authorityCode: POSTS[post].at === 'authority' ? authority : fc.constant(null),
    providerId: POSTS[post].at === 'provider' ? provider : fc.constant(null),
    team: post === 'team-manager' ? team : fc.constant(null),
    covered: fc.boolean(),
  }),
);

const organisation = fc.oneof(
  authority.map((authorityCode) => ({ authorityCode, providerId: null })),
  provider.map((providerId) => ({ authorityCode: null, providerId })),
  fc.constant({ authorityCode: null, providerId: null }),
);

export const anActor: fc.Arbitrary<Actor> = fc
  .record({
    personId: person,
    asOf: fc.constant(NOW),
    organisation,
    coversFor: fc.array(person, few),
    posts: fc.array(aPost, { maxLength: 3 }),
    ownCaseId: fc.oneof({ weight: 1, arbitrary: aCase }, { weight: 5, arbitrary: fc.constant(null) }),
    inspections: fc.array(fc.record({ authorityCode: authority, caseIds: fc.option(fc.array(aCase, { maxLength: 2 }), { nil: null }), untilAt: until }), few),
    emergencyAccess: fc.array(fc.record({ caseId: aCase, untilAt: until }), few),
  })
  .map(({ organisation: place, ...actor }) => ({ ...actor, ...place }));

export const someParties: fc.Arbitrary<CaseParties> = fc.record({
  id: aCase,
  homeAuthorityCode: authority,
  team,
  keyWorkerPersonIds: fc.array(person, few),
  placements: fc.array(
    fc.record({
      id: fc.integer({ min: 1, max: 4 }),
      providerId: provider,
      providerAuthorityCode: authority,
      agreedOn: fc.constant('2026-05-20'),
      startsOn: fc.constant('2026-06-01'),
      endedOn: fc.option(day, { nil: null }),
      signatoryAsked: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  highestOpenLevel: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
  excludedPersonIds: fc.array(person, few),
  restricted: fc.oneof(sometimes, mostly),
  admittedPersonIds: fc.array(person, few),
});

/** Somebody at `NOW` with no part in anything, but for what is said of them. */
export const somebody = (facts: Partial<Actor> = {}): Actor => ({
  personId: 7, asOf: NOW, authorityCode: null, providerId: null, posts: [], ownCaseId: null, inspections: [], emergencyAccess: [], ...facts,
});
