import { deriveDuties } from '../domain/agreement/derive-duties.js';
import type { CaseFacts } from '../domain/agreement/facts.js';
import type { RecordFact } from '../domain/agreement/records.js';
import { BY_DEFAULT } from '../domain/agreement/settings.js';
import { ENGLAND } from '../domain/time/working-days.js';
import type { BenchRow } from './measure.js';

const DERIVATIONS = 20_000;
const RUNS = 5;
const NOW = new Date('2026-11-20T09:00:00Z');

/** Deriving every duty of a case with two placements, four reviews, a suspension and six records, beside reading the same facts from JSON text. */
export function benchDerivations(): BenchRow {
  const facts = eventfulCase();
  const text = JSON.stringify(facts);
  return {
    name: 'Derivations of a case',
    unit: 'cases',
    perSecond: medianOf(() => void deriveDuties(facts, BY_DEFAULT, ENGLAND, NOW)),
    peer: 'JSON.parse of the same facts',
    peerPerSecond: medianOf(() => void JSON.parse(text)),
  };
}

function medianOf(work: () => void): number {
  const rates = Array.from({ length: RUNS + 1 }, () => {
    const from = performance.now();
    for (let count = 0; count < DERIVATIONS; count += 1) work();
    return (DERIVATIONS / (performance.now() - from)) * 1000;
  }).slice(1);
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0;
}

function eventfulCase(): CaseFacts {
  const at = (text: string) => new Date(text);
  const agreed = { keyWorker: at('2025-09-20T10:00:00Z'), designatedPerson: at('2025-09-21T10:00:00Z'), youngPerson: at('2025-09-22T10:00:00Z') };
  const placement = { id: 1, providerType: 'further-education-college', agreedOn: '2025-06-01', startsOn: '2025-09-08', endsOn: '2027-06-30', ending: null, keyWorkerNotices: [], riskNotices: [], plans: [{ id: 1, complete: true, agreedAt: agreed }], reviews: [1, 2, 3, 4].map((id) => ({ id, heldOn: `2026-0${id * 2}-10` })) };
  const notice = {
    id: 1, kind: 'suspended' as const, occurredAt: at('2026-10-30T16:00:00Z'), acknowledgements: [], statutoryEmails: [], meetings: [{ id: 1, heldOn: '2026-11-04', outcome: 'ends' as const }],
    calls: [{ to: 'key-worker' as const, calledAt: at('2026-10-30T16:20:00Z'), outcome: 'spoke' as const }],
    emails: [{ to: 'key-worker' as const, sentAt: at('2026-10-30T16:01:00Z') }],
  };
  return {
    youngPerson: { id: 1, bornOn: '2009-01-15', registeredAt: at('2025-01-10T09:00:00Z'), inCare: true },
    keyWorkers: [
      { id: 1, kind: 'social-worker', fromAt: at('2025-01-12T09:00:00Z'), untilAt: at('2026-05-01T09:00:00Z'), authorityToActConfirmedAt: at('2025-01-12T09:00:00Z') },
      { id: 2, kind: 'personal-adviser', fromAt: at('2026-05-01T09:00:00Z'), untilAt: null, authorityToActConfirmedAt: at('2026-05-01T09:00:00Z') },
    ],
    placements: [{ ...placement, riskNotices: [notice] }, { ...placement, id: 2, agreedOn: '2026-11-01', startsOn: '2027-01-04', plans: [], reviews: [] }],
    emergencies: [{ id: 1, raisedAt: at('2026-03-28T12:00:00Z'), respondedAt: at('2026-03-28T20:00:00Z'), placementId: 1 }],
    releases: [],
    records: eventfulRecords(),
  };
}

function eventfulRecords(): RecordFact[] {
  const ofPlacement = { placementId: 1, aboutId: null };
  return [
    { ...ofPlacement, id: 1, kind: 'consent-decision', on: '2025-08-20', details: { decision: 'given' } },
    { ...ofPlacement, id: 2, kind: 'contact-card-acknowledged', on: '2025-08-21', details: { keyContactNamed: true } },
    { ...ofPlacement, id: 3, kind: 'view', on: '2025-11-03', details: { addressedTo: 'designated-person' } },
    { ...ofPlacement, id: 4, kind: 'view-answer', aboutId: 3, on: '2025-11-10', details: {} },
    { ...ofPlacement, id: 5, kind: 'problem', on: '2026-10-12', details: { kind: 'attendance', meetingAsked: true } },
    { ...ofPlacement, id: 6, kind: 'careers-advice', on: '2026-02-04', details: { moment: 'staying in' } },
  ];
}
