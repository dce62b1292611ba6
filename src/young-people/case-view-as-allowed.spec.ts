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
  ending: { kind: 'permanently-excluded', endedOn: '2026-10-29', reason: 'A fight', breach: true, breachReasons: [{ code: 'NO_RISK_NOTICE', sentence: 'Report the risk first.' }] },
  designatedPeople: [contact],
  plans: [{ id, number: 1, version: 1, keyContacts: 'Olga Dean', safeguardingIssues: 'Not to be told', youngPersonsWords: 'Law', reasonAfterStart: null, writtenByName: 'Olga Dean', writtenAt: NOW, agreements: [] }],
  reviews: [{ id, heldOn: '2026-10-20', reasonElsewhere: null, present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good', recordedByName: 'Olga Dean' }],
  allowed,
}); // prettier-ignore
const notice = (placementId: number): RiskNoticeView => ({
  id: placementId, placementId, kind: 'suspended', whatHappened: 'A fight', occurredAt: NOW, recordedAt: NOW, recordedByName: 'Olga Dean', calls: [], acknowledgements: [], meetings: [],
}); // prettier-ignore
const emergency = (placementId: number | null): CaseView['emergencies'][number] => ({
  id: placementId ?? 99, placementId, whatHappened: 'Missing', raisedAt: NOW, raisedByName: 'Olga Dean', respondedAt: null, respondedByName: null, response: null,
}); // prettier-ignore
const duty = (placementId: number | null): DutyView => ({
  id: placementId ?? 99, key: 'KW3', clause: 'KW3', owedBy: ['key-worker'], placementId, opensAt: NOW, dueOn: '2026-11-06', dueAt: null, missedFrom: null, preferredFrom: null,
  preferredTo: null, targetOn: null, why: 'Because', outcome: 'open', metOn: null, metAt: null, because: null, late: false, escalationId: null, escalationLevel: null, status: 'open',
}); // prettier-ignore

const view = (of18: PlacementView['allowed']): CaseView => ({
  reference: 'LS-AAAA-AAAA', version: 1, now: NOW, homeAuthority: { code: 'E08000025', name: 'Birmingham' }, team: null, localId: 'B-1', preferredName: 'Zebedee',
  legalName: 'Zebedee Quill', bornOn: '2010-03-14', age: 16, uln: null, upn: null, careStatus: 'in-care', keyContacts: [],
  keyWorkers: [{ ...contact, id: 1, kind: 'social-worker', fromAt: NOW, untilAt: null, authorityToActConfirmedAt: NOW, acknowledgedPlacementIds: [17, 18] }],
  placements: [placement(17, ['case.read', 'plan.write']), placement(18, of18)],
  riskNotices: [notice(17), notice(18)],
  emergencies: [emergency(17), emergency(18), emergency(null)],
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
    const ending = { kind: null, endedOn: '2026-10-29', reason: null, breach: false, breachReasons: [] };
    expect(placements).toEqual([placement(17, ['case.read', 'plan.write']), { ...own, ending, designatedPeople: [], plans: [], reviews: [] }]);
  });

  it('has nothing that hangs on such a placement, and all that belongs to the case itself', () => {
    const { riskNotices, emergencies, duties, keyWorkers } = asAllowed(view([]));
    expect([riskNotices, emergencies, duties].map((rows) => rows.map(({ placementId }) => placementId))).toEqual([[17], [17, null], [17, null]]);
    expect(keyWorkers.map(({ acknowledgedPlacementIds }) => acknowledgedPlacementIds)).toEqual([[17]]);
  });
});
