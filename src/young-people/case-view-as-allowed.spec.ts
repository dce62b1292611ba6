import { describe, expect, it } from '@jest/globals';
import { at } from '../../test/support/case-facts.js';
import { asAllowed } from './case-view-as-allowed.js';
import type { CaseView, DutyView, PlacementView, RiskNoticeView } from './case-view.js';

const NOW = at('2026-10-30 16:00');
const contact = { personId: 4, name: 'Olga Dean', email: 'olga.dean@region.example', phone: null };

const placement = (id: number, allowed: PlacementView['allowed']): PlacementView => ({
  id,
  provider: { id, name: `College ${id}`, type: 'school-sixth-form', authorityName: 'Birmingham' },
  course: 'Joinery', level: 2, agreedOn: '2026-05-20', startsOn: '2026-09-07', endsOn: null,
  ending: { id: 3, kind: 'permanently-excluded', endedOn: '2026-10-29', reason: 'A fight', mayCorrect: false, breach: true, breachReasons: [{ code: 'NO_RISK_NOTICE', sentence: 'Report the risk first.' }] },
  agreements: [],
  designatedPeople: [contact],
  plans: [{ id, number: 1, version: 1, sections: [{ section: 'safeguarding', text: 'Not to be told', version: 1, writtenByName: 'Olga Dean', writtenAt: NOW }], reasonAfterStart: null, mayCorrect: false, writtenByName: 'Olga Dean', writtenAt: NOW, agreements: [], withdrawn: [] }],
  reviews: [{ id, placementIds: [id], heldOn: '2026-10-20', reasonElsewhere: null, present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good', feelsSafe: 'yes', attended: ['mentor'], countsFor: ['review'], pepQuality: null, pepForm: null, recordedByName: 'Olga Dean', mayCorrect: false, clocks: [] }],
  mayCorrect: false, allowed,
}); // prettier-ignore
const notice = (placementId: number): RiskNoticeView => ({
  id: placementId, placementId, kind: 'suspended', whatHappened: 'A fight', occurredAt: NOW, recordedAt: NOW, recordedByName: 'Olga Dean', mayCorrect: false, calls: [], acknowledgements: [], meetings: [],
}); // prettier-ignore
const emergency = (placementId: number | null): CaseView['emergencies'][number] => ({
  id: placementId ?? 99, placementId, whatHappened: 'Missing', raisedAt: NOW, raisedById: 8, raisedByName: 'Olga Dean', respondedAt: null, respondedByName: null, response: null,
  raisedAtProviderId: null, quiet: false, howToReach: null, acknowledgedAt: null, acknowledgedByName: null, mayCorrect: false, mayCorrectAcknowledgement: false, mayCorrectResponse: false,
}); // prettier-ignore
const duty = (placementId: number | null): DutyView => ({
  id: placementId ?? 99, key: 'KW3', clause: 'KW3', owedBy: ['key-worker'], placementId, opensAt: NOW, dueOn: '2026-11-06', dueAt: null, missedFrom: null, preferredFrom: null,
  preferredTo: null, targetOn: null, why: 'Because', outcome: 'open', metOn: null, metAt: null, because: null, late: false, heldUntil: null, releaseId: null, mayCorrectRelease: false, escalationId: null, escalationLevel: null, status: 'open',
}); // prettier-ignore

const record = (placementId: number): CaseView['records'][number] => ({
  id: placementId, kind: 'visit', placementId, aboutId: null, happenedOn: '2026-09-01', details: {}, words: {}, recordedById: 3, recordedByName: 'Olga Dean', recordedAt: NOW, isPutToReader: true, concern: [], mayCorrect: false, recordedAtProviderId: 5,
}); // prettier-ignore

const view = (of18: PlacementView['allowed']): CaseView => ({
  id: 1, reference: 'LS-AAAA-AAAA', version: 1, now: NOW, homeAuthority: { code: 'E08000025', name: 'Birmingham' }, team: null, localId: 'B-1', preferredName: 'Zebedee',
  legalName: 'Zebedee Quill', bornOn: '2010-03-14', age: 16, uln: null, upn: null, careStatus: 'in-care', registeredCareStatus: 'in-care', ended: null, mayCorrect: false, keyContacts: [], teamManaged: true, inPlaceOf: { 'key-worker': null, 'team-manager': null },
  keyWorkers: [{ ...contact, id: 1, kind: 'social-worker', fromAt: NOW, untilAt: null, authorityToActConfirmedAt: NOW, active: true, mayCorrect: false, acknowledgements: [17, 18].map((placementId, id) => ({ id, placementId, acknowledgedAt: NOW, mayCorrect: false })) }],
  placements: [placement(17, ['case.read', 'plan.write']), placement(18, of18)],
  meetings: [],
  riskNotices: [notice(17), notice(18)],
  emergencies: [emergency(17), emergency(18), emergency(null)],
  records: [record(17), record(18)],
  duties: [duty(17), duty(18), duty(null)],
  allowed: ['case.read'],
}); // prettier-ignore

describe('a case as somebody may read it', () => {
  it('is all of it for who may read each placement', () => {
    expect(asAllowed(view(['case.read']))).toEqual(view(['case.read']));
  });

  it('has of a placement they may not read only that there is one, where, which course and its dates', () => {
    const { placements } = asAllowed(view([]));
    const own = placement(18, []);
    const ending = { id: 3, kind: null, endedOn: '2026-10-29', reason: null, mayCorrect: false, breach: false, breachReasons: [] };
    expect(placements).toEqual([placement(17, ['case.read', 'plan.write']), { ...own, ending, designatedPeople: [], plans: [], reviews: [] }]);
  });

  it('has nothing that hangs on such a placement, and all that belongs to the case itself', () => {
    const { riskNotices, emergencies, duties, keyWorkers } = asAllowed(view([]));
    expect([riskNotices, emergencies, duties].map((rows) => rows.map(({ placementId }) => placementId))).toEqual([[17], [17, null], [17, null]]);
    expect(keyWorkers.map(({ acknowledgements }) => acknowledgements.map(({ placementId }) => placementId))).toEqual([[17]]);
  });

  it('has nothing of a quiet emergency for a provider that did not raise it, and all of it for the home authority', () => {
    const quietly = (raisedAtProviderId: number | null) => ({ ...emergency(17), quiet: true, raisedAtProviderId });
    const seen = (raisedAtProviderId: number | null, allowed: CaseView['allowed']) => {
      const all = { ...view([]), allowed, emergencies: [quietly(raisedAtProviderId)], duties: [{ ...duty(17), key: 'KW8/emergency-17' }] };
      const { emergencies, duties } = asAllowed(all);
      return [emergencies.length, duties.length];
    };
    expect(seen(null, ['case.read'])).toEqual([0, 0]);
    expect(seen(18, ['case.read'])).toEqual([0, 0]);
    expect(seen(17, ['case.read'])).toEqual([1, 1]);
    expect(seen(null, ['case.read', 'case.read-private'])).toEqual([1, 1]);
  });
});
