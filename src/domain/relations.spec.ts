import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOW, somebody, TODAY } from '../../test/support/arbitrary-parties.js';
import { BROKEN_POLICIES } from '../../test/support/broken-policies.js';
import { ELSEWHERE, endedOn, EVERYONE, HOME, parties, someone, STILL } from '../../test/support/case-of-policy.js';
import { keepsToTheSentences, POLICY } from '../../test/support/policy-property.js';
import { inspectionsOfLists, tracedAs } from './capacity.js';
import { can, PERMISSIONS, type Action } from './permissions.js';
import { relationsTo, type Actor, type CaseParties, type Relation } from './relations.js';

const is = (actor: Actor, of: CaseParties): Relation[] => relationsTo(actor, of, TODAY);
const allowed = (actor: Actor, of: CaseParties = parties()): Action[] => (Object.keys(PERMISSIONS) as Action[]).filter((action) => can(actor, action, of, TODAY));

describe('somebody excluded', () => {
  const everything: Actor = {
    ...someone({ post: 'virtual-head', authorityCode: HOME }, { post: 'designated-person', providerId: 5 }),
    coversFor: [3], authorityCode: HOME, ownCaseId: 1,
    inspections: [{ authorityCode: HOME, caseIds: [1], untilAt: STILL }],
    emergencyAccess: [{ caseId: 1, untilAt: STILL }],
  }; // prettier-ignore

  it('has no part whatever else they are, not through cover and not by breaking the glass', () => {
    expect(is(everything, parties())).toHaveLength(7);
    expect(is(everything, parties({ excludedPersonIds: [7], admittedPersonIds: [7] }))).toEqual([]);
    expect(allowed(everything, parties({ excludedPersonIds: [7] }))).toEqual([]);
  });

  it('takes nothing from whoever covers for them: an exclusion is of a person, not of a post', () => {
    const cover: Actor = { ...someone({ post: 'key-contact', authorityCode: HOME }), coversFor: [9] };
    expect(is(cover, parties({ excludedPersonIds: [9] }))).toEqual(['key-contact']);
  });
});

describe('a restricted case', () => {
  const restricted = parties({ restricted: true, highestOpenLevel: 3 });

  it('is open to its key worker, the Virtual Head, the designated person, the young person and in an emergency, and by no other post', () => {
    const who = Object.entries(EVERYONE).filter(([relation, actor]) => is(actor, restricted).includes(relation as Relation));
    expect(who.map(([relation]) => relation)).toEqual(['key-worker', 'designated-person', 'virtual-head', 'young-person', 'emergency-access', 'colleague']);
  });

  it('is open by a post again to whom it admits, and gives whom it admits nothing that they had not', () => {
    const admitting = { ...restricted, admittedPersonIds: [7] };
    expect([is(EVERYONE['team-manager'], admitting), is(EVERYONE.director, admitting), is(someone(), admitting)]).toEqual([['team-manager'], ['director'], []]);
  });

  it('is shut to a designated person once the placement has ended, and to an inspector whom it was not listed to', () => {
    expect(is(EVERYONE['designated-person'], { ...endedOn('2026-10-20'), restricted: true })).toEqual([]);
    const inspector = (caseIds: number[]) => somebody({ inspections: [{ authorityCode: HOME, caseIds, untilAt: STILL }] });
    expect([is(inspector([1]), restricted), is(inspector([2]), restricted)]).toEqual([['inspector'], []]);
  });
});

describe('for a time', () => {
  const opened = (untilAt: Date, facts: Partial<Actor>) => somebody({ ...facts, emergencyAccess: [{ caseId: 1, untilAt }] });

  it('emergency access ends at its instant, and does not go beyond the remit of the organisation', () => {
    expect(is(opened(STILL, { authorityCode: HOME }), parties())).toEqual(['emergency-access', 'colleague']);
    expect(is(opened(NOW, { authorityCode: HOME }), parties())).toEqual(['colleague']);
    expect(is(opened(STILL, { authorityCode: ELSEWHERE }), parties())).toEqual([]);
    expect(is(opened(STILL, { providerId: 5 }), endedOn('2026-07-22'))).toEqual(['emergency-access', 'colleague']);
    expect(is(opened(STILL, { providerId: 5 }), endedOn('2026-07-21'))).toEqual([]);
  });

  it('somebody of a provider reads in an emergency what its designated person reads, and answers no emergency', () => {
    expect(allowed(opened(STILL, { providerId: 5 }))).toEqual(['case.read', 'case.read-limited', 'messages.read', 'emergency.raise', 'emergency-access.open']);
  });

  it('an inspector reads, and does nothing', () => {
    expect(allowed(EVERYONE.inspector)).toEqual(['case.read', 'case.read-private', 'case.read-limited', 'messages.read']);
    expect(is(somebody({ inspections: [{ authorityCode: HOME, caseIds: null, untilAt: NOW }] }), parties())).toEqual([]);
  });
});

describe('in every world', () => {
  it('the policy is what its sentences say, for one case and as a query', () => {
    fc.assert(keepsToTheSentences(POLICY), { numRuns: 20_000 });
  });

  it('there are at least 20 broken policies to be told from it', () => {
    expect(new Set(BROKEN_POLICIES.map(({ name }) => name)).size).toBe(BROKEN_POLICIES.length);
    expect(BROKEN_POLICIES.length).toBeGreaterThanOrEqual(20);
  });

  it.each(BROKEN_POLICIES.map((broken) => [broken.name, broken] as const))('a policy in which %s is found out', (_name, broken) => {
    expect(fc.check(keepsToTheSentences(broken), { numRuns: 100_000, endOnFailure: true }).failed).toBe(true);
  });
});

describe('for an exceptional purpose', () => {
  const inspecting = (id: number, caseIds: number[] | null) => ({ id, authorityCode: HOME, caseIds, untilAt: STILL });

  it('acts whoever is let in for a time, with where its reason is kept; nobody with a part of their own', () => {
    const opened = somebody({ authorityCode: HOME, emergencyAccess: [{ id: 5, caseId: 1, untilAt: STILL }] });
    expect(tracedAs(opened, 'case.read', parties(), TODAY)).toEqual({ capacity: 'emergency-access', purpose: 'emergency-access', reason: 'emergency-access-5' });
    const inspector = somebody({ inspections: [inspecting(6, null)] });
    expect(tracedAs(inspector, 'case.read', parties(), TODAY)).toEqual({ capacity: 'inspector', purpose: 'inspection', reason: 'inspection-6' });
    expect(tracedAs({ ...inspector, personId: 3 }, 'case.read', parties(), TODAY)).toEqual({ capacity: 'key-worker' });
  });

  it('of a list names the inspections that run, but not of an authority where they have a post', () => {
    const over = { ...inspecting(8, null), untilAt: NOW };
    expect(inspectionsOfLists(somebody({ inspections: [inspecting(6, null), over] })).map(({ id }) => id)).toEqual([6]);
    const colleague = someone({ post: 'key-contact', authorityCode: HOME });
    expect(inspectionsOfLists({ ...colleague, inspections: [inspecting(6, null), { ...inspecting(7, null), authorityCode: ELSEWHERE }] }).map(({ id }) => id)).toEqual([7]);
  });

  it('names in a restricted case the inspection that lists it', () => {
    const inspector = somebody({ inspections: [inspecting(6, null), inspecting(7, [1])] });
    expect(tracedAs(inspector, 'case.read', parties({ restricted: true }), TODAY).reason).toBe('inspection-7');
  });
});
