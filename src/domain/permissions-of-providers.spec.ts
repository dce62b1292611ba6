import { describe, expect, it } from '@jest/globals';
import { somebody, TODAY } from '../../test/support/arbitrary-parties.js';
import { HOME, parties, someone } from '../../test/support/case-of-policy.js';
import { can, lastDayToRecord, PERMISSIONS, type Action, type Actor, type CaseParties } from './permissions.js';

const allowed = (actor: Actor, of: CaseParties = parties()): Action[] =>
  (Object.keys(PERMISSIONS) as Action[]).filter((action) => can(actor, action, of, TODAY));

describe('a provider acts', () => {
  const person = someone({ post: 'designated-person', providerId: 5 });
  const [own] = parties().placements;
  const elsewhere = { id: 18, providerId: 6, providerAuthorityCode: HOME, agreedOn: '2026-08-18', startsOn: '2026-09-07', endedOn: null };
  const two = (endedOn: string | null): CaseParties => parties({ placements: own ? [{ ...own, endedOn }, elsewhere] : [] });
  const on = (placementId: number | undefined, of: CaseParties, actor = person): Action[] =>
    (Object.keys(PERMISSIONS) as Action[]).filter((action) => can(actor, action, of, TODAY, placementId));
  const READING: Action[] = ['case.read', 'case.read-limited', 'messages.read'];

  it("on its own placement while it runs, never on another provider's in the same case, nor on one that is not there", () => {
    expect(on(17, two(null))).toEqual(allowed(person));
    expect(on(18, two(null))).toEqual([]);
    expect(on(99, two(null))).toEqual([]);
  });

  it('for 90 days after it has ended too, but for what is of a placement that runs', () => {
    const ofRunning: Action[] = ['key-worker-notice.acknowledge', 'placement.end', 'plan.write'];
    const afterEnding = allowed(person).filter((action) => !ofRunning.includes(action));
    expect(on(17, two('2026-08-08'))).toEqual(afterEnding);
    expect(on(undefined, two('2026-08-08'))).toEqual(afterEnding);
    expect(on(18, two('2026-08-08'))).toEqual([]);
    expect(on(17, two('2026-07-21'))).toEqual([]);
  });

  it('of a day to its end then; of any day where it reads, finishes what it owes about a risk, answers what it was asked, sends returns, or corrects', () => {
    const answers: Action[] = ['view-answer.record', 'good-enough-answer.record', 'joint-action-done.record', 'challenge-answer.record'];
    const returns: Action[] = ['attendance-return.record', 'term-return.record', 'outcome-return.record'];
    const ofAnyDay: Action[] = [...READING, 'risk-call.record', 'professionals-meeting.record', 'emergency.raise', ...answers, ...returns, 'fact.correct'];
    for (const action of on(17, two('2026-08-08'))) {
      expect([action, lastDayToRecord(person, action, two('2026-08-08'), TODAY, 17)]).toEqual([action, ofAnyDay.includes(action) ? null : '2026-08-08']);
      expect([action, lastDayToRecord(person, action, two(null), TODAY, 17)]).toEqual([action, null]);
    }
    const again = { ...elsewhere, id: 19, providerId: 5 };
    const three = (endedOn: string | null): CaseParties => parties({ placements: [...two('2026-08-08').placements, { ...again, endedOn }] });
    expect([undefined, 17, 19].map((id) => lastDayToRecord(person, 'need.record', three('2026-09-30'), TODAY, id))).toEqual(['2026-09-30', '2026-08-08', '2026-09-30']);
    expect([undefined, 17, 19].map((id) => lastDayToRecord(person, 'need.record', three(null), TODAY, id))).toEqual([null, '2026-08-08', null]);
    expect(lastDayToRecord(somebody({ personId: 3 }), 'view.record', two('2026-07-21'), TODAY, 17)).toBeNull();
  });

  it('sends its returns, and does what it owes about a risk, as long as it sees the placement; from then on key contact and Virtual Head in its place, and nobody else', () => {
    const returns: Action[] = ['attendance-return.record', 'term-return.record', 'outcome-return.record', 'risk-call.record', 'professionals-meeting.record'];
    const may = (of: CaseParties, actor: Actor, placementId?: number) => returns.filter((action) => can(actor, action, of, TODAY, placementId));
    for (const post of ['key-contact', 'virtual-head'] as const) {
      const school = someone({ post, authorityCode: HOME });
      for (const endedOn of [null, '2026-07-22']) expect([may(two(endedOn), person, 17), may(two(endedOn), school, 17), may(two(endedOn), school)]).toEqual([returns, [], []]);
      expect([may(two('2026-07-21'), person, 17), may(two('2026-07-21'), school, 17), may(two('2026-07-21'), school)]).toEqual([[], returns, returns]);
    }
    expect(may(two('2026-07-21'), someone({ post: 'team-manager', authorityCode: HOME }), 17)).toEqual([]);
  });

  it('in a restricted case sees it until the day of the end alone, unless another placement runs there or it is admitted', () => {
    const head = someone({ post: 'virtual-head', authorityCode: HOME });
    const restricted = (of: CaseParties): CaseParties => ({ ...of, restricted: true });
    const may = (of: CaseParties, actor: Actor) => can(actor, 'outcome-return.record', restricted(of), TODAY, 17);
    const ended = two('2026-10-19');
    const alsoRuns = parties({ placements: [...ended.placements, { ...elsewhere, id: 19, providerId: 5, endedOn: null }] });
    const admitted = { ...ended, admittedPersonIds: [person.personId], placements: ended.placements.map((one) => ({ ...one, providerAdmitted: true })) };
    expect([two(null), ended, alsoRuns, admitted].map((of) => [may(of, person), may(of, head)])).toEqual([[true, false], [false, true], [true, false], [true, false]]);
  });

  it('while somebody of the home authority acts on any placement', () => {
    const keyWorker: Actor = somebody({ personId: 3 });
    expect(on(18, two(null), keyWorker)).toEqual(allowed(keyWorker));
    expect(on(17, two('2026-07-21'), keyWorker)).toEqual(allowed(keyWorker));
  });
});
