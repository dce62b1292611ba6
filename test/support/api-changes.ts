import type { TestApplication } from './application.js';
import { BIRMINGHAM, type Who } from './region.js';
import * as situations from './situations.js';

/** A change that the API can make, ready to be made: by whom, where, with what. */
export interface ApiChange {
  /** The operation's id in the description. */
  id: string;
  method: 'POST' | 'PUT';
  /** Who may, and who sees the case but may not: null where all who see it may. */
  right: Who;
  wrong: Who | null;
  /** What If-Match stands for; the new case of a registration has none yet. */
  version: 'case' | 'plan' | 'section' | 'queue item' | null;
  /** Brings the situation about; answers the path below /api/v1 and the path that the version is read at. */
  arrange(test: TestApplication): Promise<{ path: string; read: string; body?: object }>;
}

const HOME: Who[] = ['keyWorker', 'manager', 'keyContact', 'head'];
const QUEUE: Who[] = ['manager', 'keyContact', 'head'];

/**
 * Who may, of everyone in the region, as the agreement and docs/security.md have it, written down once more by hand: whoever gains a
 * right has to be written here, too.
 */
export const MAY: Readonly<Record<string, readonly Who[]>> = {
  'Cases.register': QUEUE,
  'KeyWorkers.assign': QUEUE,
  'KeyWorkers.callOff': QUEUE,
  'KeyWorkers.end': QUEUE,
  'Placements.agree': HOME,
  'Placements.end': ['keyWorker', 'manager', 'keyContact', 'designatedPerson'],
  'Placements.acknowledgeKeyWorker': ['designatedPerson'],
  'Plans.writeSection': ['keyWorker', 'designatedPerson'],
  'Plans.agree': ['keyWorker', 'designatedPerson'],
  'Reviews.record': ['keyWorker', 'designatedPerson', 'keyContact'],
  'Meetings.record': HOME,
  'UnmetNeedRecords.record': HOME,
  'StatusLetters.write': HOME,
  'RiskNotices.report': ['designatedPerson', 'keyWorker', 'manager', 'keyContact'],
  'RiskNotices.call': ['designatedPerson'],
  'RiskNotices.acknowledge': HOME,
  'RiskNotices.meet': ['designatedPerson'],
  // Whoever knows that there is a case, too: the Virtual School of the provider's area.
  'Emergencies.raise': [...HOME, 'designatedPerson', 'neighbourContact'],
  'Emergencies.acknowledge': HOME,
  'Emergencies.respond': HOME,
  'Corrections.correct': HOME,
  'Settings.preview': ['administrator', 'head'],
  'Settings.change': ['administrator', 'head'],
  'Branding.set': ['administrator', 'head'],
  'Escalations.take': QUEUE,
  'Escalations.annotate': QUEUE,
  'Escalations.handOver': QUEUE,
  'Escalations.resolve': ['keyContact', 'head'],
};

let made = 0;

const onCase = (situation: (test: TestApplication) => Promise<{ reference: string }>, path: string, body: (test: TestApplication) => object | undefined) => async (test: TestApplication) => {
  const { reference } = await situation(test);
  return { path: `/cases/${reference}${path}`, read: `/cases/${reference}`, body: body(test) };
};

const onPlacement = (situation: (test: TestApplication) => Promise<situations.Placed>, path: string, body: object, read = '') => async (test: TestApplication) => {
  const { reference, placementId } = await situation(test);
  return { path: `/cases/${reference}/placements/${placementId}${path}`, read: `/cases/${reference}${read && `/placements/${placementId}${read}`}`, body };
};

const onNotice = (path: string, body?: object) => async (test: TestApplication) => {
  const { reference, noticeId } = await situations.suspension(test);
  return { path: `/cases/${reference}/risk-notices/${noticeId}/${path}`, read: `/cases/${reference}`, body };
};

const onItem = (path: string, body: (test: TestApplication) => object | undefined) => async (test: TestApplication) => {
  const { escalationId } = await situations.planMissed(test);
  return { path: `/escalations/${escalationId}/${path}`, read: `/escalations/${escalationId}`, body: body(test) };
};

const nothing = () => undefined;
const change = (id: string, right: Who, wrong: Who | null, version: ApiChange['version'], arrange: ApiChange['arrange'], method: ApiChange['method'] = 'POST'): ApiChange => ({
  id, method, right, wrong, version, arrange,
});

/** No two alike, since a limit that is so already is refused. */
const tighterPlan = () => ({ name: 'planDays', value: 29 - (made += 1) % 20, effectiveOn: '2036-01-01' });

/** Every change of a case, its plans and its queue items. */
export const API_CHANGES: ApiChange[] = [
  change('Cases.register', 'manager', 'designatedPerson', null, async () => ({
    path: '/cases',
    read: '/me',
    body: { homeAuthorityCode: BIRMINGHAM, localId: `C-${(made += 1)}`, preferredName: 'Zora', legalName: 'Zora Ashdown', bornOn: '2010-01-31', careStatus: 'in-care' },
  })),
  change('KeyWorkers.assign', 'manager', 'keyWorker', 'case', onCase(situations.keyWorkerAssigned, '/key-worker', ({ region }) => ({ personId: region.people.successor, kind: 'other' }))),
  change('KeyWorkers.end', 'manager', 'keyWorker', 'case', onCase(situations.keyWorkerAssigned, '/key-worker/ending', () => ({}))),
  change('KeyWorkers.callOff', 'manager', 'keyWorker', 'case', async (test) => {
    const { reference } = await situations.keyWorkerAssigned(test);
    await test.post('manager', `/api/v1/cases/${reference}/key-worker`, { personId: test.region.people.successor, kind: 'other', fromAt: '2026-06-08T08:00:00Z' });
    return { path: `/cases/${reference}/key-worker/calling-off`, read: `/cases/${reference}` };
  }),
  change('Placements.agree', 'keyWorker', 'designatedPerson', 'case', onCase(situations.placementAgreed, '/placements', ({ region }) => ({ providerId: region.providers.elmfield, course: 'A levels', level: 3, startsOn: '2026-09-07' }))),
  change('Placements.end', 'keyWorker', 'head', 'case', onPlacement(situations.placementAgreed, '/ending', { kind: 'withdrawn-before-start' })),
  change('Placements.acknowledgeKeyWorker', 'designatedPerson', 'keyWorker', 'case', async (test) => {
    const { reference, placementId, keyWorkerId } = await situations.placementAgreed(test);
    return { path: `/cases/${reference}/placements/${placementId}/key-worker-acknowledgements`, read: `/cases/${reference}`, body: { keyWorkerId } };
  }),
  change('Plans.writeSection', 'keyWorker', 'keyContact', 'section', onPlacement(situations.planWritten, '/plan/sections/key-contacts', { text: 'Kofi Mensah' }, '/plan/sections/key-contacts'), 'PUT'),
  change('Plans.agree', 'keyWorker', 'keyContact', 'plan', onPlacement(situations.planWritten, '/plan/agreements', { party: 'key-worker' }, '/plan')),
  change('Reviews.record', 'keyWorker', 'manager', 'case', onPlacement(situations.reviewHeld, '/reviews', { heldOn: '2026-10-19', attended: ['key-worker'], present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good', feelsSafe: 'yes' })),
  change('Meetings.record', 'keyContact', 'designatedPerson', 'case', onCase(situations.planAgreed, '/meetings', () => ({ heldOn: '2026-06-15', countsFor: ['looked-after-review'], attended: ['young-person', 'independent-reviewing-officer'], present: 'All', whatChanged: 'Nothing', youngPersonsView: 'Good' }))),
  change('UnmetNeedRecords.record', 'keyWorker', 'designatedPerson', 'case', onCase(situations.planAgreed, '/records/unmet-need', () => ({ happenedOn: '2026-06-15', kind: 'place', area: 'Coventry', what: 'A place that starts in January' }))),
  change('StatusLetters.write', 'keyWorker', 'designatedPerson', 'case', onCase(situations.planAgreed, '/status-letters', () => ({ recipient: 'fund', toWhom: 'The fund', whatFor: 'Fees', basis: 'consent' }))),
  change('RiskNotices.report', 'designatedPerson', 'head', 'case', async (test) => {
    const { reference, placementId } = await situations.planAgreed(test);
    return { path: `/cases/${reference}/risk-notices`, read: `/cases/${reference}`, body: { placementId, kind: 'at-risk', whatHappened: 'He does not come' } };
  }),
  change('RiskNotices.call', 'designatedPerson', 'keyWorker', 'case', onNotice('calls', { to: 'key-worker', outcome: 'spoke' })),
  change('RiskNotices.acknowledge', 'keyWorker', 'designatedPerson', 'case', onNotice('acknowledgements')),
  change('RiskNotices.meet', 'designatedPerson', 'keyWorker', 'case', onNotice('meetings', { heldOn: '2026-10-30', present: 'All', outcome: 'stays', notes: 'Back on Monday' })),
  change('Emergencies.raise', 'keyWorker', null, 'case', onCase(situations.planAgreed, '/emergencies', () => ({ whatHappened: 'Missing' }))),
  change('Emergencies.acknowledge', 'keyWorker', 'designatedPerson', 'case', async (test) => {
    const { reference, emergencyId } = await situations.emergencyRaised(test);
    return { path: `/cases/${reference}/emergencies/${emergencyId}/acknowledgement`, read: `/cases/${reference}` };
  }),
  change('Emergencies.respond', 'keyWorker', 'designatedPerson', 'case', async (test) => {
    const { reference, emergencyId } = await situations.emergencyRaised(test);
    return { path: `/cases/${reference}/emergencies/${emergencyId}/response`, read: `/cases/${reference}`, body: { response: 'Found' } };
  }),
  change('Corrections.correct', 'keyWorker', 'designatedPerson', 'case', async (test) => {
    const { reference, placementId, reviewId } = await situations.reviewHeld(test);
    const path = `/cases/${reference}/facts/review/${reviewId}/corrections`;
    return { path, read: `/cases/${reference}`, body: { reason: 'It was held at another provider', values: { reasonElsewhere: `Placement ${placementId}` } } };
  }),
  change('Settings.preview', 'head', 'keyContact', null, async () => ({ path: `/authorities/${BIRMINGHAM}/settings/preview`, read: '/me', body: tighterPlan() })),
  change('Settings.change', 'head', 'keyContact', null, async () => ({ path: `/authorities/${BIRMINGHAM}/settings`, read: '/me', body: tighterPlan() })),
  change('Branding.set', 'head', 'keyContact', null, async () => ({ path: `/authorities/${BIRMINGHAM}/branding`, read: '/me', body: { serviceName: `Learner Support ${(made += 1)}` } })),
  change('Escalations.take', 'keyContact', 'keyWorker', 'queue item', onItem('take', nothing)),
  change('Escalations.annotate', 'keyContact', 'keyWorker', 'queue item', onItem('notes', () => ({ text: 'Called' }))),
  change('Escalations.handOver', 'keyContact', 'keyWorker', 'queue item', onItem('hand-over', ({ region }) => ({ personId: region.people.head }))),
  change('Escalations.resolve', 'keyContact', 'keyWorker', 'queue item', onItem('resolve', () => ({ reason: 'It never began' }))),
];
