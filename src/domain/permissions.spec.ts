import { describe, expect, it } from '@jest/globals';
import { somebody, TODAY } from '../../test/support/arbitrary-parties.js';
import { ELSEWHERE, endedOn, EVERYONE, HOME, parties, signatoryAsked, someone } from '../../test/support/case-of-policy.js';
import { POSTS, type Post } from './agreement/roles.js';
import {
  can, canInOrganisation, ORGANISATION_PERMISSIONS, PERMISSIONS, relationsTo, RELATIONS, type Action, type Actor,
  type CaseParties, type OrganisationAction, type Relation,
} from './permissions.js'; // prettier-ignore

const allowed = (actor: Actor, of: CaseParties = parties()): Action[] =>
  (Object.keys(PERMISSIONS) as Action[]).filter((action) => can(actor, action, of, TODAY));

describe('the policy', () => {
  it.each([
    ['case.read', 'key-worker team-manager designated-person key-contact virtual-head inspector emergency-access'],
    ['case.read-limited', 'key-worker team-manager designated-person key-contact virtual-head director local-virtual-school signatory inspector emergency-access'],
    ['case.read-private', 'key-worker team-manager key-contact virtual-head inspector emergency-access'],
    ['own-case.read', 'young-person'],
    ['own-trail.read', 'young-person'],
    ['own-file.ask', 'young-person'],
    ['own-file.fetch', 'young-person'],
    ['own-access.give', 'key-worker team-manager'],
    ['access.read', 'team-manager virtual-head'],
    ['exclusion.record', 'team-manager virtual-head'],
    ['exclusion.end', 'team-manager virtual-head'],
    ['restriction.impose', 'virtual-head'],
    ['restriction.lift', 'virtual-head'],
    ['admission.give', 'virtual-head'],
    ['admission.end', 'virtual-head'],
    ['emergency.acknowledge', 'key-worker team-manager key-contact virtual-head emergency-access'],
    ['emergency-access.open', 'emergency-access colleague'],
    ['case.register', 'team-manager key-contact virtual-head'],
    ['messages.read', 'key-worker team-manager designated-person key-contact virtual-head inspector emergency-access'],
    ['key-worker.assign', 'team-manager key-contact virtual-head'],
    ['key-worker.end', 'team-manager key-contact virtual-head'],
    ['key-worker-notice.acknowledge', 'designated-person'],
    ['placement.agree', 'key-worker team-manager key-contact virtual-head'],
    ['placement.end', 'key-worker team-manager designated-person key-contact'],
    ['plan.write', 'key-worker designated-person'],
    ['plan.agree', 'key-worker designated-person'],
    ['review.record', 'key-worker designated-person key-contact'],
    ['meeting.record', 'key-worker team-manager key-contact virtual-head'],
    ['risk-notice.report', 'key-worker team-manager designated-person key-contact'],
    ['risk-call.record', 'designated-person'],
    ['risk-notice.acknowledge', 'key-worker team-manager key-contact virtual-head'],
    ['professionals-meeting.record', 'designated-person'],
    ['emergency.raise', 'key-worker team-manager designated-person key-contact virtual-head director local-virtual-school signatory young-person emergency-access'],
    ['emergency.respond', 'key-worker team-manager key-contact virtual-head emergency-access'],
    ['escalation.read', 'team-manager key-contact virtual-head director'],
    ['escalation.take', 'team-manager key-contact virtual-head'],
    ['escalation.note', 'team-manager key-contact virtual-head'],
    ['escalation.hand-over', 'team-manager key-contact virtual-head'],
    ['escalation.resolve', 'key-contact virtual-head'],
    ['duty.release', 'key-contact virtual-head'],
    ['consent-decision.record', 'key-worker team-manager young-person'],
    ['sharing-basis.record', 'key-worker team-manager key-contact virtual-head'],
    ['sharing-without-consent.record', 'key-worker team-manager designated-person'],
    ['disclosure.record', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['contact-card-acknowledged.record', 'designated-person'],
    ['view.record', 'key-worker team-manager designated-person key-contact virtual-head young-person'],
    ['view-answer.record', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['consultation-event.record', 'designated-person'],
    ['consultation-attendance.record', 'key-worker team-manager'],
    ['problem.record', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['problem-contact.record', 'key-worker team-manager'],
    ['attendance-contact.record', 'key-worker team-manager'],
    ['problem-meeting.record', 'key-worker team-manager designated-person'],
    ['need.record', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['need-outcome.record', 'key-worker team-manager'],
    ['unmet-need.record', 'key-worker team-manager key-contact virtual-head'],
    ['good-enough-question.record', 'key-worker team-manager designated-person key-contact virtual-head young-person'],
    ['good-enough-answer.record', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['joint-action.record', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['joint-action-done.record', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['visit.record', 'designated-person'],
    ['advice-given.record', 'designated-person'],
    ['entitlement.record', 'designated-person'],
    ['mentor-introduced.record', 'designated-person'],
    ['employer.record', 'designated-person'],
    ['employer-agreement.record', 'designated-person'],
    ['careers-advice.record', 'designated-person key-contact virtual-head'],
    ['attendance-return.record', 'designated-person'],
    ['term-return.record', 'designated-person'],
    ['outcome-return.record', 'designated-person'],
    ['challenge.record', 'key-contact virtual-head'],
    ['challenge-answer.record', 'team-manager designated-person signatory'],
    ['support-request.record', 'key-contact virtual-head local-virtual-school'],
    ['support-answer.record', 'key-contact virtual-head local-virtual-school'],
    ['pep-review.record', 'key-contact virtual-head'],
    ['care-status.record', 'team-manager key-contact virtual-head'],
    ['status.record', 'key-worker team-manager key-contact virtual-head'],
    ['leaver-contact.record', 'key-worker team-manager key-contact virtual-head'],
    ['follow-up.record', 'key-worker team-manager key-contact virtual-head'],
    ['case-closing.record', 'team-manager key-contact virtual-head'],
    ['hold.record', 'key-contact virtual-head'],
    ['fact.correct', 'key-worker team-manager designated-person key-contact virtual-head'],
    ['fact.correct-any', 'key-worker team-manager key-contact virtual-head'],
  ] as [Action, string][])('allows %s to %s, and forbids it to everyone else', (action, expected) => {
    const level3 = { ...signatoryAsked(), highestOpenLevel: 3 as const };
    const who = (Object.keys(EVERYONE) as Relation[]).filter((name) => can(EVERYONE[name], action, level3, TODAY));
    expect(who).toEqual(expected.split(' '));
  });

  it('has a row for each action, and this test too', () => {
    expect(Object.keys(PERMISSIONS)).toHaveLength(84);
    expect(Object.keys(EVERYONE).sort()).toEqual(Object.keys(RELATIONS).sort());
  });

  it('forbids everything to a stranger, a signatory of the provider, an administrator and a data protection lead of the authority', () => {
    const level3 = parties({ highestOpenLevel: 3 });
    expect(allowed(someone(), level3)).toEqual([]);
    expect(allowed(someone({ post: 'signatory', providerId: 5 }), level3)).toEqual([]);
    expect(allowed(someone({ post: 'administrator', authorityCode: HOME }), level3)).toEqual([]);
    expect(allowed(someone({ post: 'data-protection-lead', authorityCode: HOME }), level3)).toEqual([]);
  });
});

describe('a signatory to whom a challenge was put (IM4)', () => {
  const { signatory } = EVERYONE;

  it('sees that there is a case, answers, and can raise an emergency; nothing more', () => {
    expect(allowed(signatory, signatoryAsked())).toEqual(['case.read-limited', 'emergency.raise', 'challenge-answer.record']);
    expect([allowed(signatory), allowed(someone({ post: 'signatory', providerId: 6 }), signatoryAsked())]).toEqual([[], []]);
  });

  it('sees nothing of a case that is restricted, or from which they are excluded', () => {
    expect([allowed(signatory, { ...signatoryAsked(), restricted: true }), allowed(signatory, { ...signatoryAsked(), excludedPersonIds: [signatory.personId] })]).toEqual([[], []]);
  });
});

describe('who somebody is to a case', () => {
  const is = (actor: Actor, of: CaseParties = parties()): Relation[] => relationsTo(actor, of, TODAY);

  it('a key worker is the one now, not somebody else', () => {
    expect(is(somebody({ personId: 3 }))).toEqual(['key-worker']);
    expect(is(somebody({ personId: 4 }))).toEqual([]);
  });

  it('a team manager of the authority sees all its cases, one of a team those of the team', () => {
    const manager = (authorityCode: string, team: string | null): Actor => someone({ post: 'team-manager', authorityCode, team });
    expect(is(manager(HOME, null))).toEqual(['team-manager']);
    expect(is(manager(HOME, 'Leaving care'))).toEqual(['team-manager']);
    expect(is(manager(HOME, 'Through care'))).toEqual([]);
    expect(is(manager(HOME, 'Leaving care'), parties({ team: null }))).toEqual([]);
    expect(is(manager(ELSEWHERE, 'Leaving care'))).toEqual([]);
  });

  it('a designated person sees young people at their provider until 90 days after the end: Wed 22 Jul 2026 on Tue 20 Oct', () => {
    const person = someone({ post: 'designated-person', providerId: 5 });
    expect(is(person, endedOn('2026-07-22'))).toEqual(['designated-person']);
    expect(is(person, endedOn('2026-07-21'))).toEqual([]);
    expect(is(someone({ post: 'designated-person', providerId: 6 }))).toEqual([]);
  });

  it("the Virtual School of the provider's area has the limited view of another authority's young person, as long as the provider sees them", () => {
    const local = someone({ post: 'virtual-head', authorityCode: ELSEWHERE });
    expect(allowed(local)).toEqual(['case.read-limited', 'emergency.raise', 'support-request.record', 'support-answer.record']);
    expect(is(local, endedOn('2026-07-21'))).toEqual([]);
    expect(is(someone({ post: 'virtual-head', authorityCode: 'E10000034' }))).toEqual([]);
  });

  it('a Director sees a case while an escalation is open at level 3, without its content', () => {
    const director = someone({ post: 'director', authorityCode: HOME });
    expect(allowed(director, parties({ highestOpenLevel: 2 }))).toEqual([]);
    expect(allowed(director, parties({ highestOpenLevel: 3 }))).toEqual(['case.read-limited', 'emergency.raise', 'escalation.read']);
    expect(allowed(someone({ post: 'director', authorityCode: ELSEWHERE }), parties({ highestOpenLevel: 3 }))).toEqual([]);
  });

  it('several posts add up', () => {
    const both = someone({ post: 'key-contact', authorityCode: HOME }, { post: 'designated-person', providerId: 5 });
    expect(is(both)).toEqual(['designated-person', 'key-contact']);
  });
});

describe('what belongs to an authority', () => {
  const imports: OrganisationAction[] = ['young-people.import', 'people.import', 'placements.import'];

  it.each(imports)('allows %s to its administrator and its key contact alone', (action) => {
    const who = (Object.keys(POSTS) as Post[]).filter((post) => canInOrganisation(someone({ post, authorityCode: HOME }), action, HOME));
    expect(who).toEqual(['key-contact', 'administrator']);
    expect(canInOrganisation(someone({ post: 'administrator', authorityCode: ELSEWHERE }), action, HOME)).toBe(false);
    expect(canInOrganisation(someone({ post: 'administrator' }), action, null)).toBe(false);
  });

  it('lets an administrator, Virtual Head and key contact read the settings of their authority, and the first two change them', () => {
    const who = (action: OrganisationAction) => (Object.keys(POSTS) as Post[]).filter((post) => canInOrganisation(someone({ post, authorityCode: HOME }), action, HOME));
    expect([who('settings.read'), who('settings.change')]).toEqual([['key-contact', 'virtual-head', 'administrator'], ['virtual-head', 'administrator']]);
  });

  it('lets anyone signed in read the mailbox and move the clock of a training installation', () => {
    const open = (Object.keys(ORGANISATION_PERMISSIONS) as OrganisationAction[]).filter((action) => canInOrganisation(someone(), action, null));
    expect(open).toEqual(['mailbox.read', 'training-clock.move']);
  });
});

describe('by cover', () => {
  const covering = (post: Post): Actor => someone({ post, authorityCode: HOME, covered: true });
  const OWN_ALONE: Action[] = ['restriction.impose', 'restriction.lift', 'admission.give', 'admission.end'];

  it('somebody does all that a Virtual Head does in a case, but for who is shut out of it and let in', () => {
    const head = someone({ post: 'virtual-head', authorityCode: HOME });
    expect(allowed(covering('virtual-head'))).toEqual(allowed(head).filter((action) => !OWN_ALONE.includes(action)));
    expect(allowed({ ...head, posts: [...covering('virtual-head').posts, ...head.posts] })).toEqual(allowed(head));
  });

  it.each([['own-file.give'], ['emergency-access.judge'], ['inspection.grant'], ['inspection.approve'], ['retention.manage']] as const)('nobody has the right of %s', (action) => {
    for (const post of ORGANISATION_PERMISSIONS[action]) {
      expect([canInOrganisation(covering(post), action, HOME), canInOrganisation(someone({ post, authorityCode: HOME }), action, HOME)]).toEqual([false, true]);
    }
  });

  it('everything else of an organisation is theirs', () => {
    const posts = (Object.keys(POSTS) as Post[]).filter((post) => POSTS[post].at === 'authority');
    const may = (covered: boolean) => posts.flatMap((post) => (Object.keys(ORGANISATION_PERMISSIONS) as OrganisationAction[]).filter((action) => canInOrganisation(someone({ post, authorityCode: HOME, covered }), action, HOME)));
    expect(may(true)).toEqual(may(false).filter((action) => !['own-file.give', 'emergency-access.judge', 'inspection.grant', 'inspection.approve', 'retention.manage'].includes(action)));
  });
});
