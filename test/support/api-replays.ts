import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { CASE_RECORD_KINDS, type CaseRecordKind } from '../../src/domain/agreement/records.js';
import { DutiesService } from '../../src/duties/duties.service.js';
import { NightlyDerivation } from '../../src/duties/nightly-derivation.service.js';
import { AccessTokensService } from '../../src/sign-in/access-tokens.service.js';
import { EVERY_SCOPE } from '../../src/sign-in/scopes.js';
import { SessionsService } from '../../src/sign-in/sessions.service.js';
import { CONSULTATION, scanned, SUPPORT, type Agreement } from './agreements.js';
import type { ApiCalls } from './api-calls.js';
import type { TestApplication } from './application.js';
import { federate } from './federation.js';
import { inspectorLetIn } from './inspector-let-in.js';
import { insertRows } from './insert-rows.js';
import { exampleBody, recordAbout } from './record-examples.js';
import { BIRMINGHAM, EVERYONE, type Who } from './region.js';
import { manyCases, planAgreed } from './situations.js';
import { SANDWELL } from './two-of-everything.js';
import { accessGiven, ownToken } from './young-person.js';

/** Everybody who asks: the region's people, somebody with every post of another authority, an inspector of all of Birmingham's cases, young people, and a stranger. */
export type Asker = Who | 'elsewhere' | 'inspector' | 'youngPerson' | 'youngPersonByLink' | 'anotherYoungPerson' | 'nobody';
const STAFF: readonly Asker[] = [...EVERYONE, 'elsewhere', 'inspector'];
export const ASKERS: readonly Asker[] = [...EVERYONE, 'elsewhere', 'inspector', 'youngPerson', 'youngPersonByLink', 'anotherYoungPerson', 'nobody'];

/** Those to whom nothing of Birmingham's, of Ashgrove's or of the case is anything: a number of these is to them as one that there is not. */
export const OUTSIDE: readonly Asker[] = ['elsewhere', 'otherDesignatedPerson', 'neighbourManager', 'neighbourLead', 'anotherYoungPerson', 'nobody'];

/** A change that succeeds as whoever is named first; everybody else who may is named, too. */
export interface Replay {
  id: string;
  may: readonly Asker[];
  /** Brings about what it needs; the path is below /api/v1. `absent` is the same of what there is not, where a path alone does not say it. */
  of(world: World): Promise<Request> | Request;
  /** What somebody is told who has what they ask for already, or to whom it is not ready; it says nothing of anybody else's. */
  conflict?: string;
  /** It is of what anyone may know that there is. */
  isPublic?: true;
}

interface Request {
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  absent?: { path?: string; body?: unknown };
}

/** One case of Birmingham's placed at Ashgrove College in Coventry, on Monday 9 November 2026, and everybody's way in. */
export interface World {
  test: TestApplication;
  api: ApiCalls;
  reference: string;
  placementId: number;
  /** What to send as somebody. */
  headers: Record<Asker, Record<string, string>>;
  /** What earlier replays left for later ones. */
  ids: Record<string, number>;
}

const TODAY = '2026-11-09';
export const NOW = `${TODAY} 10:00`;

export async function replayWorld(test: TestApplication, api: ApiCalls): Promise<World> {
  const { reference: others } = await planAgreed(test);
  const { reference, placementId } = await planAgreed(test);
  test.setNow(NOW);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const youngPerson = await accessGiven(test, reference);
  const granted = await inspectorLetIn(test);
  // It runs whenever a situation happens.
  await test.operator.query(`UPDATE inspection_grant SET granted_at = '2026-01-01', until_at = '2027-12-31'`);
  const theirs = Object.fromEntries(EVERYONE.map((who) => [who, bearer(test.token(who))])) as Record<string, Record<string, string>> as Record<Who, Record<string, string>>;
  const headers = {
    ...theirs,
    elsewhere: bearer(await test.app.get(AccessTokensService).issue(await everyPostElsewhere(test), 'test', 3650, EVERY_SCOPE)),
    inspector: bearer(await test.app.get(AccessTokensService).issue(granted.personId, 'test', 3650, EVERY_SCOPE)),
    youngPerson: bearer(await ownToken(test, youngPerson)),
    youngPersonByLink: { cookie: `lsa=${await test.app.get(SessionsService).start(youngPerson, 'link')}` },
    anotherYoungPerson: bearer(await ownToken(test, await accessGiven(test, others, { email: 'other@mail.example' }))),
    nobody: {},
  };
  return { test, api, reference, placementId, headers, ids: {} };
}

/** Every post of Sandwell for somebody of there, and those of Elmfield for its designated person; answers the number of the first. */
async function everyPostElsewhere({ operator, region: { people, providers } }: TestApplication): Promise<number> {
  await operator.query(`INSERT INTO authority (code, name) VALUES ($1, 'Sandwell')`, [SANDWELL]);
  const person = await insertRows(operator, 'person', [{ name: 'Else Where', email: 'else.where@sandwell.example', active: true, authority_code: SANDWELL }]);
  for (const post of ['administrator', 'virtual-head', 'key-contact', 'team-manager', 'data-protection-lead', 'director']) await insertRows(operator, 'post_holding', [{ person_id: person, post, authority_code: SANDWELL, from_on: '2020-01-01' }]);
  for (const post of ['administrator', 'signatory']) await insertRows(operator, 'post_holding', [{ person_id: people.otherDesignatedPerson, post, provider_id: providers.elmfield, from_on: '2020-01-01' }]);
  return person;
}

const HOME: Asker[] = ['keyWorker', 'manager', 'keyContact', 'head'];
const FULL: Asker[] = [...HOME, 'designatedPerson'];
const COLLEGE: Asker[] = ['designatedPerson'];
const QUEUE: Asker[] = ['manager', 'keyContact', 'head'];
const SCHOOL: Asker[] = ['keyContact', 'head'];

/** Who records what of a case, first whoever is asked where it is an answer: as the agreement and docs/security.md have it. */
const RECORDERS: Record<Exclude<CaseRecordKind, 'unmet-need'>, Asker[]> = {
  'consent-decision': ['keyWorker', 'manager'], 'sharing-basis': HOME, 'sharing-without-consent': ['keyWorker', 'manager', 'designatedPerson'], disclosure: FULL, 'contact-card-acknowledged': COLLEGE,
  view: FULL, 'view-answer': ['keyWorker', 'manager'], 'consultation-event': COLLEGE, 'consultation-attendance': ['keyWorker', 'manager'], problem: FULL, 'problem-contact': ['keyWorker', 'manager'], 'attendance-contact': ['keyWorker', 'manager'],
  'problem-meeting': ['keyWorker', 'manager', 'designatedPerson'], need: FULL, 'need-outcome': ['keyWorker', 'manager'], 'good-enough-question': FULL, 'good-enough-answer': ['keyWorker', 'manager'],
  'joint-action': FULL, 'joint-action-done': FULL, visit: COLLEGE, 'advice-given': COLLEGE, entitlement: COLLEGE, 'mentor-introduced': COLLEGE, employer: COLLEGE, 'employer-agreement': COLLEGE,
  'careers-advice': ['designatedPerson', 'keyContact', 'head'], 'attendance-return': COLLEGE, 'term-return': COLLEGE, 'outcome-return': COLLEGE, challenge: SCHOOL, 'challenge-answer': COLLEGE,
  'support-request': [...SCHOOL, 'neighbourContact'], 'support-answer': ['neighbourContact'], 'pep-review': SCHOOL, 'care-status': QUEUE, status: HOME, 'leaver-contact': HOME, 'follow-up': HOME, 'case-closing': QUEUE, hold: SCHOOL, 'hold-decision': ['head', 'manager'],
};

const className = (kind: string) => kind.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/** What comes last, since the case takes little more after it. */
const LAST: CaseRecordKind[] = ['case-closing'];
const records = (kinds: CaseRecordKind[]): Replay[] => kinds.filter((kind) => kind !== 'unmet-need').map((kind) => ({
  id: `${className(kind)}Records.record`,
  may: RECORDERS[kind as keyof typeof RECORDERS],
  of: async ({ test, api, reference, placementId }) => {
    const [duty] = await test.dataSource.query<{ key: string }[]>(`SELECT key FROM duty WHERE placement_id = $1 AND clause = 'KW4' AND outcome = 'open'`, [placementId]);
    const ids = { placementId, happenedOn: TODAY, dutyKey: duty?.key ?? '' };
    const aboutId = await recordAbout(api, reference, kind, ids);
    return { path: `/cases/${reference}/records/${kind}`, body: exampleBody(kind, { ...ids, aboutId }) };
  },
}));

const ofCase = (id: string, may: Asker[], path: string, body?: object | ((world: World) => object)): Replay => ({
  id, may, of: (world) => ({ path: `/cases/${world.reference}${path}`, body: typeof body === 'function' ? body(world) : body }),
});
/** Of a row that the query finds. */
const ofRow = (id: string, may: readonly Asker[], path: (row: number, world: World) => string, sql: string, body?: object): Replay => ({
  id, may, of: async (world) => {
    const [row] = await world.test.dataSource.query<{ id: number }[]>(sql);
    return { path: path(row?.id ?? 0, world), body };
  },
});
const newest = (table: string) => `SELECT max(id) AS id FROM ${table}`;
const newestDraft = (page: string) => `SELECT max(id) AS id FROM draft WHERE page = '${page}'`;
/** Whoever changes the bank holidays: an administrator of any authority. */
const ADMINISTRATORS: Asker[] = ['administrator', 'elsewhere'];
const FIRST_ADDED = 'SELECT min(id) AS id FROM calendar_addition';
const bankHoliday = (on: string) => ({ on, name: 'One more bank holiday', notice: 'www.gov.uk/bank-holidays' });

/** All of 2029, once its eight are there. */
async function known2029({ api }: World): Promise<object> {
  for (const on of ['2029-01-01', '2029-03-30', '2029-04-02', '2029-05-07', '2029-05-28', '2029-08-27', '2029-12-25', '2029-12-26']) await api.post('administrator', '/bank-holidays', bankHoliday(on));
  return { until: '2029-12-31', notice: 'www.gov.uk/bank-holidays' };
}

const WORDS = 'Asked for in the office on Monday morning';
const provider = ({ test }: World) => test.region.providers.ashgrove;

/** A hold on a duty of an organisation. */
const held = (dutyKey: string) => ({ happenedOn: TODAY, dutyKey, until: '2027-01-15', reason: 'The office moves' });
/** The decision on the last of a kind, which the key contact asked for. */
const decision = async ({ test }: World, kind: string) => {
  const [hold] = await test.dataSource.query<{ id: number }[]>('SELECT max(id) AS id FROM organisation_record WHERE kind = $1', [kind]);
  return { happenedOn: TODAY, aboutId: hold?.id, decision: 'approved' };
};

const APPOINTED = { name: 'Vera Lind', email: 'vera.lind@birmingham.example', phone: '07700 900881', fromOn: TODAY };

const ACCESS: Replay[] = [
  ofCase('CaseAccess.exclude', ['manager', 'head'], '/exclusions', ({ test }) => ({ personId: test.region.people.successor, reason: 'relative' })),
  ofRow('CaseAccess.endExclusion', ['manager', 'head'], (id, { reference }) => `/cases/${reference}/exclusions/${id}/ending`, newest('case_exclusion')),
  ofCase('CaseAccess.restrict', ['head'], '/restriction', { because: 'other' }),
  ofCase('CaseAccess.admit', ['head'], '/admissions', ({ test }) => ({ admittedPersonId: test.region.people.manager })),
  ofRow('CaseAccess.endAdmission', ['head'], (id, { reference }) => `/cases/${reference}/admissions/${id}/ending`, newest('case_admission')),
  ofCase('CaseAccess.lift', ['head'], '/restriction/lifting'),
  { id: 'EmergencyAccess.open', conflict: 'ALREADY_SEEN', may: ['successor', 'administrator', 'director', 'dataProtectionLead', 'signatory'], of: ({ reference }) => ({ path: '/emergency-access', body: { reference, reason: 'missing', words: WORDS }, absent: { body: { reference: 'LS-222222', reason: 'missing', words: WORDS } } }) },
  ofRow('EmergencyAccess.end', ['successor'], (id) => `/emergency-access/${id}/ending`, newest('emergency_access')),
  ofRow('EmergencyAccess.judge', ['dataProtectionLead', 'head'], (id) => `/emergency-access/${id}/verdict`, newest('emergency_access'), { verdict: 'justified', words: 'The key worker was away' }),
  { id: 'Inspections.grant', may: ['head', 'elsewhere'], of: () => ({ path: '/inspections', body: { name: 'Ivo Look', email: 'ivo.look@inspection.example', lastOn: '2026-12-31' } }) },
  { id: 'Inspections.invite', may: ['head'], of: async ({ test, api }) => {
    const [asked] = await test.dataSource.query<{ id: number }[]>(newest('approval'));
    await api.post('dataProtectionLead', `/approvals/${asked?.id}/approval`);
    const [row] = await test.dataSource.query<{ id: number }[]>(newest('inspection_grant'));
    return { path: `/inspections/${row?.id}/invitation` };
  } },
  ofRow('Inspections.end', ['head'], (id) => `/inspections/${id}/ending`, newest('inspection_grant')),
  ofCase('OwnAccess.give', ['keyWorker', 'manager'], '/own-access', { email: 'zeb@mail.example', phone: '07700 900321' }),
  ofCase('OwnAccess.showCode', ['keyWorker', 'manager'], '/own-access/codes', { purpose: 'code' }),
  ofCase('Sharing.recordWishes', ['keyWorker', 'manager'], '/sharing/wishes', ({ placementId }) => ({ placementId, recipient: 'provider', plan: 'yes', how: 'face to face' })),
];

const OWN: Replay[] = [
  { id: 'MeVoice.saySomething', may: ['youngPerson'], of: ({ placementId }) => ({ path: '/me/views', body: { addressedTo: 'designated-person', placementId, ownWords: 'More workshops' }, absent: { body: { addressedTo: 'designated-person', placementId: 999_999, ownWords: 'More workshops' } } }) },
  { id: 'MeVoice.askIfGoodEnough', may: ['youngPerson'], of: ({ placementId }) => ({ path: '/me/questions', body: { addressedTo: 'designated-person', placementId, decision: 'The room' }, absent: { body: { addressedTo: 'designated-person', placementId: 999_999, decision: 'The room' } } }) },
  { id: 'MeVoice.wish', may: ['youngPerson'], of: ({ placementId }) => ({ path: '/me/wishes', body: { placementId, recipient: 'provider', plan: 'no' }, absent: { body: { placementId: 999_999, recipient: 'provider', plan: 'no' } } }) },
  // Their own case alone is named by it: each young person calls for themselves.
  { id: 'MeVoice.callForHelp', may: ['youngPerson', 'anotherYoungPerson'], of: () => ({ path: '/me/emergencies', body: { whatHappened: 'I am not safe' } }) },
  { id: 'MeOwnFile.ask', may: ['youngPerson', 'anotherYoungPerson'], of: () => ({ path: '/me/own-file/requests' }) },
  ofRow('OwnFiles.release', ['dataProtectionLead', 'head'], (id) => `/own-files/${id}/release`, newest('subject_request')),
  { id: 'MeOwnFile.fetch', conflict: 'NOT_READY', may: ['youngPerson'], of: () => ({ path: '/me/own-file/file' }) },
  { id: 'OwnFiles.ask', may: ['dataProtectionLead', 'head'], of: ({ reference }) => ({ path: '/own-files', body: { reference, words: WORDS }, absent: { body: { reference: 'LS-222222', words: WORDS } } }) },
  ofRow('OwnFiles.give', ['dataProtectionLead', 'head'], (id) => `/own-files/${id}/file`, newest('subject_request')),
];

const agreementOf = async ({ api, ids }: World) => (await api.get<Agreement>('head', `/agreements/${ids.agreement}`)).body;
const draft = async (world: World): Promise<Request> => ({ path: '/agreements', body: { providerId: provider(world), authorityCode: BIRMINGHAM } });
const onAgreement = (id: string, may: Asker[], path: string, body?: unknown, headers?: Record<string, string>): Replay => ({ id, may, of: ({ ids }) => ({ path: `/agreements/${ids.agreement}${path}`, body, headers }) });
const noted = (replay: Replay): Replay => ({
  ...replay,
  of: async (world) => {
    const [row] = await world.test.dataSource.query<{ id: number }[]>(newest('agreement'));
    world.ids.agreement = row?.id ?? 0;
    return replay.of(world);
  },
});
const [scan, scanHeaders] = scanned({ party: 'virtual-school', signedOn: TODAY, witness: 'Prudence Vale' });

const [reviewScan] = scanned({ party: 'virtual-school', signerName: 'Hugh Farrow', signedOn: TODAY, witness: 'Prudence Vale' });
const CORRECTED = { reason: 'The letter of Friday says so' };
const underAgreement = (id: string, may: Asker[], kind: string, body: (world: World) => Promise<object> | object): Replay => ({ id, may, of: async (world) => {
  const path = (agreement: unknown) => `/providers/${provider(world)}/records/${kind}?agreement=${String(agreement)}`;
  return { path: path(world.ids.agreement), body: { happenedOn: TODAY, ...(await body(world)) }, absent: { path: path(999_999) } };
} });

const AGREEMENTS: Replay[] = [
  { id: 'Agreements.draft', may: SCHOOL, of: draft },
  noted(onAgreement('Agreements.discard', SCHOOL, '/discarding', { because: 'Drafted twice' })),
  { id: 'Agreements.support', may: ['head'], of: async (world) => {
    world.ids.agreement = (await world.api.post<Agreement>('keyContact', '/agreements', (await draft(world)).body)).body.id;
    return { path: `/agreements/${world.ids.agreement}/support`, body: SUPPORT };
  } },
  onAgreement('Agreements.consult', SCHOOL, '/consultation', CONSULTATION),
  onAgreement('Agreements.meet', SCHOOL, '/meeting', { meetingOn: TODAY, signatoryRank: 'principal' }),
  { id: 'Agreements.fill', may: [...SCHOOL, 'signatory', 'designatedPerson'], of: async (world) => ({ path: `/agreements/${world.ids.agreement}/form`, body: { ...(await agreementOf(world)).form, signatoryRole: 'Principal' } }) },
  onAgreement('Signatures.sign', ['signatory', 'head'], '/signatures'),
  onAgreement('Signatures.scan', [...SCHOOL, 'signatory'], '/signatures/scans', scan, scanHeaders),
  onAgreement('Agreements.activate', ['head'], '/activation'),
  onAgreement('AgreementReviews.meeting', SCHOOL, '/review/meeting', { heldOn: TODAY, attended: 'Both' }),
  onAgreement('AgreementReviews.words', SCHOOL, '/review/words', { youngPeopleSaid: 'More workshops', wentWrong: 'Nothing', virtualSchoolNeeds: 'Nothing' }),
  onAgreement('AgreementReviews.providerWords', ['signatory', 'designatedPerson'], '/review/provider', { views: 'A good year', needs: 'Plans by July' }),
  onAgreement('AgreementReviews.contacts', [...SCHOOL, 'signatory', 'designatedPerson'], '/review/contacts', { signatory: 'right', designatedPerson: 'right' }),
  onAgreement('AgreementReviews.evidence', ['designatedPerson', 'signatory'], '/review/clauses/KW3/provider-evidence', { providerEvidence: 'All plans are signed' }),
  onAgreement('AgreementReviews.rate', SCHOOL, '/review/clauses/KW3', { rating: 'green' }),
  onAgreement('AgreementReviews.addAction', SCHOOL, '/review/actions', { what: 'A room', owner: 'Dan Pike', dueOn: '2027-07-01' }),
  onAgreement('AgreementReviews.removeAction', SCHOOL, '/review/actions/1'),
  { id: 'AgreementReviews.decide', may: SCHOOL, of: async ({ api, ids }) => {
    const at = (path: string) => `/agreements/${ids.agreement}${path}`;
    await api.put('keyContact', at('/review/contacts'), { virtualHead: 'right', keyContact: 'right' });
    await api.post('keyContact', at('/review/actions'), { what: 'A room', owner: 'Dan Pike', dueOn: '2027-07-01' });
    return { path: at('/review/decision'), body: { decision: 'renew' } };
  } },
  onAgreement('AgreementReviews.sign', ['signatory', 'head'], '/review/signatures'),
  onAgreement('AgreementReviews.scan', [...SCHOOL, 'signatory'], '/review/signatures/scans', reviewScan, scanHeaders),
  onAgreement('AgreementReviews.record', SCHOOL, '/reviews'),
  onAgreement('AgreementReviews.settle', SCHOOL, '/review/earlier-actions/1', { outcome: 'done' }),
  { id: 'OrganisationPublicised.record', may: [...SCHOOL, 'signatory', 'designatedPerson'], of: (world) => ({ path: `/providers/${provider(world)}/records/publicised?agreement=${world.ids.agreement}`, body: { happenedOn: TODAY, party: 'virtual-school', how: 'The newsletter' }, absent: { path: `/providers/${provider(world)}/records/publicised?agreement=999999` } }) },
  ofRow('OrganisationCorrections.correct', SCHOOL, (id) => `/organisation-records/${id}/correction`, newest('organisation_record'), { happenedOn: '2026-11-06', reason: 'It went out on Friday' }),
  ofRow('OrganisationCorrections.takeBack', SCHOOL, (id) => `/organisation-records/${id}/taking-back`, newest('organisation_record'), { reason: 'Another newsletter' }),
  onAgreement('AgreementCorrections.support', ['head'], '/support/correction', { ...SUPPORT, words: 'The Director, by letter', ...CORRECTED }),
  onAgreement('AgreementCorrections.consultation', SCHOOL, '/consultation/correction', { ...CONSULTATION, outcome: 'Coventry agrees to it', ...CORRECTED }),
  onAgreement('AgreementCorrections.meeting', SCHOOL, '/meeting/correction', { meetingOn: '2026-11-06', signatoryRank: 'principal', ...CORRECTED }),
  onAgreement('AgreementCorrections.form', [...SCHOOL, 'signatory', 'designatedPerson'], '/form/correction', { signatoryRole: 'Head of college', ...CORRECTED }),
  { id: 'AgreementCorrections.signature', may: [...SCHOOL, 'signatory'], of: async (world) => {
    const paper = (await agreementOf(world)).signatures.find(({ how }) => how === 'scanned');
    return { path: `/agreements/${world.ids.agreement}/signatures/${paper?.id}/correction`, body: { signedOn: TODAY, witness: 'Olga Dean', ...CORRECTED } };
  } },
  underAgreement('OrganisationAgreementChallenge.record', SCHOOL, 'agreement-challenge', () => ({ to: 'designated-person', what: 'Plans come after the start' })),
  underAgreement('OrganisationAgreementChallengeAnswer.record', ['designatedPerson', 'signatory'], 'agreement-challenge-answer', async ({ test }) => {
    const [challenge] = await test.dataSource.query<{ id: number }[]>(`SELECT max(id) AS id FROM organisation_record WHERE kind = 'agreement-challenge'`);
    return { aboutId: challenge?.id, resolved: 'yes', answer: 'They come in July now' };
  }),
  { id: 'OrganisationReleases.takeBack', may: SCHOOL, of: async (world) => {
    const duty = { duty_key: `IM3/agreement-${world.ids.agreement}/provider`, reason: 'It was publicised before', released_by: world.test.region.people.head, released_at: `${TODAY}T09:00:00Z` };
    const id = await insertRows(world.test.operator, 'duty_release', [duty]);
    await world.test.app.get(UnitOfWork).run(() => world.test.app.get(DutiesService).rederiveProviders([provider(world)]));
    return { path: `/duty-releases/${id}/taking-back`, body: { reason: 'It was another college' } };
  } },
  { id: 'OrganisationAgreementHold.record', may: SCHOOL, of: (world) => ({ path: `/providers/${provider(world)}/records/agreement-hold?agreement=${world.ids.agreement}`, body: held(`IM3/agreement-${world.ids.agreement}/virtual-school`), absent: { path: `/providers/${provider(world)}/records/agreement-hold?agreement=999999` } }) },
  { id: 'OrganisationAgreementHoldDecision.record', may: ['head', 'director'], of: async (world) => ({ path: `/providers/${provider(world)}/records/agreement-hold-decision?agreement=${world.ids.agreement}`, body: await decision(world, 'agreement-hold'), absent: { path: `/providers/${provider(world)}/records/agreement-hold-decision?agreement=999999` } }) },
  onAgreement('Agreements.amend', SCHOOL, '/successor'),
  onAgreement('Agreements.end', SCHOOL, '/ending', { endedOn: '2026-11-30', because: 'The college closes' }),
  onAgreement('AgreementCorrections.ending', SCHOOL, '/ending/correction', CORRECTED),
];

const onPerson = (id: string, may: Asker[], who: Who, path: string, from = '/accounts'): Replay => ({ id, may, of: ({ test }) => ({ path: `${from}/${test.region.people[who]}${path}` }) });

const ORGANISATIONS: Replay[] = [
  { id: 'OrganisationApplicationCheck.record', isPublic: true, may: ['designatedPerson', 'signatory'], of: (world) => ({ path: `/providers/${provider(world)}/records/application-check`, body: { happenedOn: TODAY, year: '2026-27', tickBox: true, matched: true } }) },
  { id: 'OrganisationPromotion.record', isPublic: true, may: SCHOOL, of: () => ({ path: `/authorities/${BIRMINGHAM}/records/promotion`, body: { happenedOn: TODAY, audience: 'members', how: 'An evening' } }) },
  { id: 'OrganisationAuthorityHold.record', isPublic: true, may: SCHOOL, of: () => ({ path: `/authorities/${BIRMINGHAM}/records/authority-hold`, body: held(`VS7/authority-${BIRMINGHAM}/first`) }) },
  { id: 'OrganisationProviderHold.record', isPublic: true, may: SCHOOL, of: async (world) => {
    const { test } = world;
    const [check] = await test.dataSource.query<{ id: number }[]>(`INSERT INTO contact_check (holding_id, since_on) SELECT id, $2 FROM post_holding WHERE person_id = $1 RETURNING id`, [test.region.people.otherDesignatedPerson, TODAY]);
    await test.app.get(NightlyDerivation).deriveAll();
    return { path: `/providers/${test.region.providers.elmfield}/records/provider-hold`, body: held(`EP1/contact-check-${check?.id}`) };
  } },
  { id: 'OrganisationAuthorityHoldDecision.record', isPublic: true, may: ['head', 'director'], of: async (world) => ({ path: `/authorities/${BIRMINGHAM}/records/authority-hold-decision`, body: await decision(world, 'authority-hold') }) },
  { id: 'OrganisationProviderHoldDecision.record', isPublic: true, may: ['head', 'director'], of: async (world) => ({ path: `/providers/${world.test.region.providers.elmfield}/records/provider-hold-decision`, body: await decision(world, 'provider-hold') }) },
  { id: 'OrganisationWebCheck.record', isPublic: true, may: SCHOOL, of: () => ({ path: `/authorities/${BIRMINGHAM}/records/web-check`, body: { happenedOn: TODAY, finding: 'right' } }) },
  { id: 'Absences.record', may: ['keyWorker', 'manager'], of: ({ test: { region: { people } } }) => ({ path: '/absences', body: { personId: people.keyWorker, coverPersonId: people.successor, fromOn: '2026-12-01', untilOn: '2026-12-04' }, absent: { body: { personId: 999_999, coverPersonId: 999_998, fromOn: '2026-12-01', untilOn: '2026-12-04' } } }) },
  ofRow('Absences.end', ['keyWorker', 'manager'], (id) => `/absences/${id}`, newest('absence')),
  { id: 'Accounts.invite', may: ['administrator', 'head'], of: () => ({ path: `/accounts/invitations?authority=${BIRMINGHAM}`, body: { name: 'Wanda Pell', email: 'wanda.pell@region.example' }, absent: { path: '/accounts/invitations?authority=E99999999' } }) },
  onPerson('Accounts.inviteAgain', ['administrator', 'head'], 'successor', '/invitation'),
  onPerson('Accounts.deactivate', ['administrator', 'head'], 'successor', '/deactivation'),
  onPerson('Accounts.reactivate', ['administrator', 'head'], 'successor', '/reactivation'),
  { id: 'SignIns.enterSubject', may: ['administrator'], of: async ({ test }) => {
    const issuer = { issuer: 'https://login.birmingham.example', clientId: 'learner-support', clientSecret: 'a secret of the issuer' };
    const identityProvider = await federate(test, issuer as Parameters<typeof federate>[1], BIRMINGHAM, ['birmingham.example']);
    return { path: `/people/${test.region.people.keyContact}/identities`, body: { identityProvider, subject: 'b-17' } };
  } },
  ofRow('SignIns.disconnect', ['administrator'], (id) => `/identities/${id}`, newest('external_identity')),
  onPerson('SignIns.makeLink', ['administrator'], 'keyContact', '/identity-links', '/people'),
  { id: 'Posts.appoint', may: ['administrator', 'head'], of: () => ({ path: `/posts?authority=${BIRMINGHAM}`, body: { post: 'director', ...APPOINTED }, absent: { path: '/posts?authority=E99999999' } }) },
  ofRow('Approvals.refuse', ['head'], (id) => `/approvals/${id}/refusal`, newest('approval')),
  { id: 'Approvals.approve', may: ['administrator'], of: async ({ api }) => {
    const { body } = await api.post<{ id: number }>('head', `/posts?authority=${BIRMINGHAM}`, { post: 'director', ...APPOINTED });
    return { path: `/approvals/${body.id}/approval` };
  } },
  ofRow('Posts.correct', ['administrator', 'head'], (id) => `/posts/${id}/correction`, newest('post_holding'), { fromOn: TODAY, lastOn: '2026-12-31', reason: 'For this year alone' }),
  ofRow('Posts.correctPerson', ['administrator', 'head'], (id) => `/posts/${id}/person-correction`, newest('post_holding'), { name: 'Another Name', phone: '07700 900890', reason: 'A slip' }),
  ofRow('Posts.end', ['administrator', 'head'], (id) => `/posts/${id}/ending`, newest('post_holding'), { lastOn: TODAY }),
  ofRow('Posts.takeBack', ['administrator', 'head'], (id) => `/posts/${id}/taking-back`, newest('post_holding'), { reason: 'It was a namesake' }),
  { id: 'DesignatedPersonNotices.acknowledge', may: ['keyContact', 'keyWorker'], of: async (world) => {
    const { body } = await world.api.post<{ id: number }>('signatory', `/posts?provider=${provider(world)}`, { post: 'designated-person', name: 'Dora Finch', email: 'dora.finch@ashgrove.example', phone: '07700 900871', fromOn: TODAY });
    await world.test.runJobs();
    return { path: `/designated-people/${body.id}/acknowledgement` };
  } },
  { id: 'AcknowledgementsTakenBack.takeBack', may: ['keyContact', 'neighbourContact'], of: async ({ test }) => {
    const [given] = await test.dataSource.query<{ id: number; holding_id: number }[]>('SELECT id, holding_id FROM designated_person_notice WHERE taken_back_at IS NULL ORDER BY id DESC LIMIT 1');
    return { path: `/designated-people/${given?.holding_id}/acknowledgements/${given?.id}/taking-back`, body: { reason: 'I pressed the wrong button' } };
  } },
  { id: 'Imports.preview', may: ['administrator', 'keyContact', 'neighbourContact', 'elsewhere'], of: () => ({ path: '/imports/young-people', body: `authority_code,local_id,legal_name,date_of_birth,care_status\n${BIRMINGHAM},Ida-1,Ida Holm,2010-01-31,in-care`, headers: { 'content-type': 'text/csv; charset=utf-8' } }) },
  ofRow('Imports.confirm', ['administrator'], (id) => `/imports/${id}/confirm`, newest('import_batch')),
  { id: 'Imports.takeBack', may: ['designatedPerson'], of: async (world) => {
    const { body } = await world.api.post<{ id: number }>('designatedPerson', '/imports/attendance', `reference,week,possible,attended,authorised\n${world.reference},2026-10-05,10,9,1`, { 'content-type': 'text/csv; charset=utf-8' });
    await world.api.post('designatedPerson', `/imports/${body.id}/confirm`);
    return { path: `/imports/${body.id}/taking-back`, body: { reason: 'It was the file of last year' } };
  } },
  { id: 'Settings.recalculate', may: ['administrator', 'head'], of: () => ({ path: `/authorities/${BIRMINGHAM}/settings/recalculation`, absent: { path: '/authorities/E99999999/settings/recalculation' } }) },
  ofRow('LongWork.cancel', ['administrator'], (id) => `/long-work/${id}/cancel`, newest('long_work')),
  { id: 'Imports.discard', may: ['keyContact'], of: async (world) => {
    const { body } = await world.api.post<{ id: number }>('keyContact', '/imports/young-people', `authority_code,local_id,legal_name,date_of_birth,care_status\n${BIRMINGHAM},Ida-2,Ida Holt,2010-01-31,in-care`, { 'content-type': 'text/csv; charset=utf-8' });
    return { path: `/imports/${body.id}` };
  } },
  { id: 'CaseExports.ask', conflict: 'NOT_MANY', may: ['keyContact', 'manager', 'head'], of: async ({ test }) => {
    await manyCases(test, 51);
    return { path: '/cases/exports', body: { search: 'Zora', authority: BIRMINGHAM }, absent: { body: { search: 'Nobody', authority: 'E99999999' } } };
  } },
  { id: 'CaseExports.fetch', may: ['keyContact'], of: async ({ test, api }) => {
    const [row] = await test.dataSource.query<{ id: number }[]>(newest('approval'));
    await api.post('head', `/approvals/${row?.id}/approval`);
    return { path: `/approvals/${row?.id}/export` };
  } },
  { id: 'BankHolidays.preview', isPublic: true, may: ADMINISTRATORS, of: () => ({ path: '/bank-holidays/preview', body: bankHoliday('2026-11-25') }) },
  { id: 'BankHolidays.add', isPublic: true, may: ADMINISTRATORS, of: () => ({ path: '/bank-holidays', body: bankHoliday('2026-11-25') }) },
  { id: 'BankHolidays.previewKnown', isPublic: true, may: ADMINISTRATORS, of: async (world) => ({ path: '/bank-holidays/known-until/preview', body: await known2029(world) }) },
  { id: 'BankHolidays.know', isPublic: true, may: ADMINISTRATORS, of: async (world) => ({ path: '/bank-holidays/known-until', body: await known2029(world) }) },
  { ...ofRow('BankHolidays.previewTakingBack', ADMINISTRATORS, (id) => `/bank-holidays/additions/${id}/taking-back/preview`, FIRST_ADDED, { reason: WORDS }), isPublic: true },
  { ...ofRow('BankHolidays.takeBack', ADMINISTRATORS, (id) => `/bank-holidays/additions/${id}/taking-back`, FIRST_ADDED, { reason: WORDS }), isPublic: true },
  { id: 'StatutoryReturns.ask', may: ['keyContact', 'head', 'neighbourContact', 'elsewhere'], of: () => ({ path: '/statutory-returns/exports', body: { file: 'oc3', year: 2027 } }) },
  { id: 'StatutoryReturns.fetch', may: ['keyContact'], of: async ({ api }) => {
    const { body } = await api.post<{ id: number }>('keyContact', '/statutory-returns/exports', { file: 'oc3', year: 2027 });
    await api.post('head', `/approvals/${body.id}/approval`);
    return { path: `/approvals/${body.id}/return` };
  } },
  { id: 'Retention.setSchedule', may: ['dataProtectionLead', 'head', 'neighbourLead', 'elsewhere', 'otherDesignatedPerson', 'designatedPerson', 'signatory'], of: () => ({ path: '/retention/schedules', body: { value: 76, effectiveOn: '2026-11-13' } }) },
  { id: 'Tokens.end', may: ['keyWorker'], of: async ({ test, api }) => {
    await api.post('keyWorker', '/tokens', { name: 'spare', scopes: ['read'], days: 1 });
    const [row] = await test.operator.query<{ id: number }[]>(`SELECT id FROM access_token WHERE name = 'spare'`);
    return { path: `/tokens/${row?.id}` };
  } },
  { id: 'Tokens.make', may: STAFF, of: () => ({ path: '/tokens', body: { name: 'another', scopes: ['read'], days: 1 } }) },
  { id: 'CalendarFeeds.make', may: STAFF, of: () => ({ path: '/calendar-feeds', body: { name: 'phone' } }) },
  { id: 'Feedback.write', isPublic: true, may: ASKERS, of: () => ({ path: '/feedback', body: { words: 'Good' } }) },
  { id: 'SavedViews.make', may: STAFF, of: () => ({ path: '/saved-views', body: { list: 'cases', name: 'Missed', filters: { missed: 'yes' } } }) },
  { id: 'SavedViews.rename', may: ['manager'], of: async ({ api }) => {
    const { body } = await api.post<{ id: number }>('manager', '/saved-views', { list: 'coverage', name: 'Since June', filters: { from: '2026-06-01' } });
    return { path: `/saved-views/${body.id}`, body: { name: 'Since the first of June' } };
  } },
  ofRow('SavedViews.remove', ['manager'], (id) => `/saved-views/${id}`, newest("saved_view WHERE list = 'coverage'")),
  { id: 'Drafts.begin', may: STAFF, of: () => ({ path: '/drafts', body: { page: '/register', action: '/register', fields: { preferredName: 'Ida' } } }) },
  ofRow('Drafts.goOn', ['manager'], (id) => `/drafts/${id}`, newestDraft('/register'), { fields: { preferredName: 'Ida Holm' } }),
  ofRow('Drafts.throwAway', ['manager'], (id) => `/drafts/${id}`, newestDraft('/register')),
  { id: 'MeDrafts.begin', may: ['youngPerson', 'anotherYoungPerson'], of: () => ({ path: '/me/drafts', body: { page: '/me/say', action: '/me/say', fields: { ownWords: 'A quiet room' } } }) },
  ofRow('MeDrafts.goOn', ['youngPerson'], (id) => `/me/drafts/${id}`, newestDraft('/me/say'), { fields: { ownWords: 'A quiet room, please' } }),
  ofRow('MeDrafts.throwAway', ['youngPerson'], (id) => `/me/drafts/${id}`, newestDraft('/me/say')),
  { id: 'MeCalendar.make', may: ['youngPerson', 'anotherYoungPerson'], of: () => ({ path: '/me/calendar-feeds', body: { name: 'phone' } }) },
  { id: 'MeCalendar.end', may: ['youngPerson'], of: async ({ test, headers }) => {
    await test.send(null, 'POST', '/api/v1/me/calendar-feeds', { name: 'my tablet' }, headers.youngPerson);
    const [row] = await test.operator.query<{ id: number }[]>(`SELECT id FROM access_token WHERE name = 'my tablet'`);
    return { path: `/me/calendar-feeds/${row?.id}` };
  } },
  { id: 'CalendarFeeds.end', may: ['keyWorker'], of: async ({ test, api }) => {
    await api.post('keyWorker', '/calendar-feeds', { name: 'tablet' });
    const [row] = await test.operator.query<{ id: number }[]>(`SELECT id FROM access_token WHERE name = 'tablet'`);
    return { path: `/calendar-feeds/${row?.id}` };
  } },
  { id: 'Training.move', may: STAFF, of: () => ({ path: '/training/clock', body: { now: '2026-11-09T10:00:01Z' } }) },
];

const ENDS: Replay[] = [
  ofCase('OwnAccess.end', ['keyWorker', 'manager'], '/own-access'),
  ...records(LAST),
  { id: 'Retention.hold', may: ['dataProtectionLead', 'head'], of: ({ reference }) => ({ path: `/retention/cases/${reference}/holds`, body: { reason: 'A claim of 2024' } }) },
  ofRow('Retention.lift', ['dataProtectionLead', 'head'], (id, { reference }) => `/retention/cases/${reference}/holds/${id}/lifting`, newest('legal_hold')),
  { id: 'Retention.ask', may: ['dataProtectionLead', 'head'], of: async ({ test, reference }) => {
    await test.dataSource.query(`UPDATE young_person SET born_on = '1950-01-31' WHERE reference = $1`, [reference]);
    return { path: `/retention/cases/${reference}/erasure` };
  } },
];

/** Every change that is not in api-changes.ts, in an order in which each can be made. */
export const REPLAYS: Replay[] = [...records((Object.keys(CASE_RECORD_KINDS) as CaseRecordKind[]).filter((kind) => !LAST.includes(kind))), ...ACCESS, ...OWN, ...AGREEMENTS, ...ORGANISATIONS, ...ENDS];
