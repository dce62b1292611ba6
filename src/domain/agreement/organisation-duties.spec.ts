import { describe, expect, it } from '@jest/globals';
import { at } from '../../../test/support/case-facts.js';
import { ENGLAND } from '../time/working-days.js';
import { deriveAuthorityDuties, deriveProviderDuties } from './derive-organisation-duties.js';
import type { Derivation, Duty } from './duty.js';
import type { AuthorityFacts, PostFact, ProviderFacts } from './organisation-facts.js';
import { agreementOfDuty, isOwedByPost } from './holds.js';
import type { Role } from './roles.js';
import { BY_DEFAULT, settingsFrom } from './settings.js';

const inPost = (id: number, fromOn: string, untilOn: string | null = null, reachable = true, out: PostFact['out'] = []): PostFact => ({ id, fromOn, untilOn, withoutPhone: reachable ? [] : [{ fromOn: '0001-01-01', untilOn: null }], out });

const COVENTRY = 'E08000026';
const BIRMINGHAM = 'E08000025';

/** An agreement signed on Tue 9 Jun 2026; a designated person in post since May. */
const aProvider = (facts: Partial<ProviderFacts> = {}): ProviderFacts => ({
  provider: { id: 5, authorityCode: COVENTRY },
  agreements: [{ id: 1, authorityCode: COVENTRY, signedOn: '2026-06-09', endedOn: null }],
  designatedPeople: [inPost(1, '2026-05-01')],
  changes: [],
  contactChecks: [],
  records: [],
  ...facts,
});

/** Joined on Tue 9 Jun 2026; a key contact in post since May. */
const anAuthority = (facts: Partial<AuthorityFacts> = {}): AuthorityFacts => ({
  authority: { code: 'E08000025', joinedOn: '2026-06-09' },
  keyContacts: [inPost(1, '2026-05-01')],
  contactChecks: [],
  records: [],
  ...facts,
});

const line = ({ key, due, outcome }: Duty): string =>
  `${key} until ${due.kind === 'day' ? due.on : due.kind}: ${outcome.kind === 'met' ? `met${outcome.late ? ' late' : ''} ${outcome.on}` : outcome.kind}`;
const linesOf = ({ duties }: Derivation, clause: string): string[] => duties.filter((duty) => duty.clause === clause).map(line);
const provider = (clause: string, facts: Partial<ProviderFacts>, now: string): string[] => linesOf(deriveProviderDuties(aProvider(facts), [], () => BY_DEFAULT, ENGLAND, at(now)), clause);
const authority = (clause: string, facts: Partial<AuthorityFacts>, now: string): string[] => linesOf(deriveAuthorityDuties(anAuthority(facts), [], BY_DEFAULT, ENGLAND, at(now)), clause);
const record = (kind: ProviderFacts['records'][number]['kind'], on: string, details: object = {}, id = 1) => ({ id, kind, placementId: null, aboutId: null, agreementId: 1, on, details: { ...details } });

describe('a designated person in post (EP1)', () => {
  it('is owed on signing, and met that day by one who can be reached', () => {
    expect(provider('EP1', {}, '2026-06-10 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met 2026-06-09']);
    expect(provider('EP1', { designatedPeople: [inPost(1, '2026-05-01', null, false)] }, '2026-06-10 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: open']);
    expect(provider('EP1', { designatedPeople: [inPost(1, '2026-06-12')] }, '2026-06-20 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met late 2026-06-12']);
  });

  it('is met by a phone from the day on which there is one, and not undone by the day on which there is none any more', () => {
    const since = (withoutPhone: PostFact['withoutPhone']) => ({ designatedPeople: [{ ...inPost(1, '2026-05-01'), withoutPhone }] });
    expect(provider('EP1', since([{ fromOn: '0001-01-01', untilOn: '2026-06-15' }]), '2026-06-20 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met late 2026-06-15']);
    expect(provider('EP1', since([{ fromOn: '0001-01-01', untilOn: '2026-06-15' }]), '2026-06-14 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: open']);
    expect(provider('EP1', since([{ fromOn: '2026-06-15', untilOn: null }]), '2026-06-20 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met 2026-06-09']);
    expect(provider('EP1', since([{ fromOn: '0001-01-01', untilOn: '2026-05-20' }, { fromOn: '2026-06-01', untilOn: '2026-06-11' }]), '2026-06-20 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met late 2026-06-11']);
  });

  it('is owed for 5 working days after a vacancy: from Thu 24 Dec 2026 until Tue 5 Jan 2027', () => {
    const left = [inPost(1, '2026-05-01', '2026-12-24')];
    expect(provider('EP1', { designatedPeople: left }, '2026-12-24 09:00')).toContain('EP1/holding-1 until 2027-01-05: open');
    expect(provider('EP1', { designatedPeople: [...left, inPost(2, '2027-01-04')] }, '2027-01-04 09:00')).toContain('EP1/holding-1 until 2027-01-05: met 2027-01-04');
    expect(provider('EP1', { designatedPeople: [...left, inPost(2, '2026-12-24')] }, '2027-01-04 09:00')).toHaveLength(1);
    expect(provider('EP1', { designatedPeople: left, agreements: [] }, '2027-01-04 09:00')).toEqual([]);
  });

  it('is owed from the day on which the one in post is put out, and nothing of before moves', () => {
    const out = (fromOn: string, untilOn: string | null = null, endedOn: string | null = null) => ({ designatedPeople: [inPost(1, '2026-05-01', endedOn, true, [{ fromOn, untilOn }])] });
    expect(provider('EP1', out('2026-10-01'), '2026-09-30 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met 2026-06-09']);
    expect(provider('EP1', out('2026-10-01'), '2026-10-02 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met 2026-06-09', 'EP1/holding-1/out-2026-10-01 until 2026-10-08: open']);
    expect(provider('EP1', out('2026-10-01', '2026-10-05'), '2026-10-05 09:00')).toContain('EP1/holding-1/out-2026-10-01 until 2026-10-08: met 2026-10-05');
    // Their post ends while they are out: it was vacant already.
    expect(provider('EP1', out('2026-10-01', null, '2026-10-05'), '2026-10-06 09:00').slice(1)).toEqual(['EP1/holding-1/out-2026-10-01 until 2026-10-08: open']);
    // They are back, and leave later.
    expect(provider('EP1', out('2026-10-01', '2026-10-05', '2026-11-02'), '2026-11-03 09:00').slice(1)).toEqual(['EP1/holding-1 until 2026-11-09: open', 'EP1/holding-1/out-2026-10-01 until 2026-10-08: met 2026-10-05']);
  });

  it('is not owed for whoever is put out while somebody else is in post, nor kept by who is out', () => {
    const out = [{ fromOn: '2026-06-05', untilOn: '2026-06-12' }];
    expect(provider('EP1', { designatedPeople: [inPost(1, '2026-05-01', null, true, out), inPost(2, '2026-06-01')] }, '2026-06-20 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met 2026-06-09']);
    expect(provider('EP1', { designatedPeople: [inPost(1, '2026-05-01', null, true, out)] }, '2026-06-20 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: met late 2026-06-12']);
    expect(provider('EP1', { designatedPeople: [inPost(1, '2026-06-07', '2026-06-10', true, out)] }, '2026-06-20 09:00')).toEqual(['EP1/agreement-1 until 2026-06-09: open']);
  });

  it('is owed while the one in post cannot be reached', () => {
    const check = { id: 3, sinceOn: '2026-07-01', clearedOn: null };
    expect(provider('EP1', { contactChecks: [check] }, '2026-07-02 09:00')).toContain('EP1/contact-check-3 until 2026-07-08: open');
    expect(provider('EP1', { contactChecks: [{ ...check, clearedOn: '2026-07-09' }] }, '2026-07-10 09:00')).toContain('EP1/contact-check-3 until 2026-07-08: met late 2026-07-09');
  });
});

describe('a new designated person is made known (EP2)', () => {
  const two = [inPost(1, '2026-05-01'), inPost(2, '2026-10-02')];
  const told = (acknowledgedAt: string | null, endedOn: string | null, personId: number) => ({ personId, sentAt: at('2026-10-02 09:00'), acknowledgedAt: acknowledgedAt === null ? null : at(acknowledgedAt), endedOn });
  const of = (hasPlacements: boolean, endedOn: string | null, people: readonly (readonly [string | null, string | null])[], untold: readonly (string | null)[] = []) => ({
    designatedPeople: two,
    changes: [{ holdingId: 1, hasPlacements: true, endedOn: null, told: [], untold: [] }, { holdingId: 2, hasPlacements, endedOn, told: people.map(([acknowledgedAt, ended], personId) => told(acknowledgedAt, ended, personId)), untold: untold.map((ended) => ({ authorityCode: BIRMINGHAM, endedOn: ended })) }],
  });
  const change = (hasPlacements: boolean, ...acknowledged: (string | null)[]) => of(hasPlacements, null, acknowledged.map((on) => [on, null] as const));

  it('by the next working day after Fri 2 Oct 2026, to those with a placement there, and not for the first of all', () => {
    expect(provider('EP2', change(true, null), '2026-10-02 12:00')).toEqual(['EP2/holding-2 until 2026-10-05: open']);
    expect(provider('EP2', change(false), '2026-10-02 12:00')).toEqual([]);
  });

  it('is kept when everyone who was told has acknowledged it', () => {
    expect(provider('EP2', change(true, '2026-10-02 10:00', null), '2026-10-07 09:00')).toEqual(['EP2/holding-2 until 2026-10-05: open']);
    expect(provider('EP2', change(true, '2026-10-02 10:00', '2026-10-06 10:00'), '2026-10-07 09:00')).toEqual(['EP2/holding-2 until 2026-10-05: met late 2026-10-06']);
  });

  const KEPT = '2026-10-02 10:00';
  it.each([
    ['not for whoever had no placement there any more by the last day', [[KEPT, null], [null, '2026-10-05']], 'met 2026-10-05'],
    ['not as kept for whoever had one until later and did not say so', [[KEPT, null], [null, '2026-10-06']], 'no longer owed'],
    ['not as kept where nobody has said so', [[null, '2026-10-03'], [null, '2026-10-05']], 'no longer owed'],
    ['while one of them still has one', [[KEPT, null], [null, '2026-10-06'], [null, null]], 'open'],
    ['while one of them has one until a day to come', [[KEPT, null], [null, '2026-11-30']], 'open'],
    ['as kept where they said so before it ended', [[KEPT, '2026-10-09'], ['2026-10-05 09:00', '2026-10-07']], 'met 2026-10-05'],
  ] as const)('is owed %s', (_, people, outcome) => {
    expect(provider('EP2', of(true, null, people), '2026-10-12 09:00')).toEqual([`EP2/holding-2 until 2026-10-05: ${outcome}`]);
  });

  it.each([
    ['while nobody of a Virtual School with a placement there has been told', [null], 'open'],
    ['not for one whose last placement there ended by the last day', ['2026-10-05'], 'met 2026-10-05'],
    ['not as kept for one whose last placement there ended later, and of which nobody was told', ['2026-10-06'], 'no longer owed'],
    ['by one Virtual School while another has none there any more', ['2026-10-06', null], 'open'],
  ] as const)('is owed, though everyone who was told has acknowledged it, %s', (_, untold, outcome) => {
    expect(provider('EP2', of(true, null, [[KEPT, null]], untold), '2026-10-12 09:00')).toEqual([`EP2/holding-2 until 2026-10-05: ${outcome}`]);
  });

  it('is no longer owed, and not kept, where the last placement ended before anybody was told', () => {
    expect(provider('EP2', of(true, '2026-10-12', []), '2026-10-11 09:00')).toEqual(['EP2/holding-2 until 2026-10-05: open']);
    expect(provider('EP2', of(true, '2026-10-12', []), '2026-10-12 09:00')).toEqual(['EP2/holding-2 until 2026-10-05: no longer owed']);
    expect(deriveProviderDuties(aProvider(of(true, '2026-10-12', [])), [], () => BY_DEFAULT, ENGLAND, at('2026-10-11 09:00')).refreshAt).toEqual(at('2026-10-12 00:00'));
  });
});

describe('the application round (EP6)', () => {
  it('is checked by 30 September of each academic year in which an agreement is in force', () => {
    const done = record('application-check', '2026-09-20', { year: '2026-27', tickBox: true, matched: true });
    expect(provider('EP6', {}, '2026-08-31 23:59')).toEqual([]);
    expect(provider('EP6', {}, '2026-09-01 00:00')).toEqual(['EP6/provider-5/2026-27 until 2026-09-30: open']);
    expect(provider('EP6', { records: [done] }, '2026-10-01 09:00')).toEqual(['EP6/provider-5/2026-27 until 2026-09-30: met 2026-09-20']);
    expect(provider('EP6', { records: [{ ...done, details: { year: '2026-27', tickBox: true } }] }, '2026-10-01 09:00')).toEqual(['EP6/provider-5/2026-27 until 2026-09-30: open']);
    expect(provider('EP6', { agreements: [{ id: 1, authorityCode: COVENTRY, signedOn: '2026-10-01', endedOn: null }] }, '2026-10-02 09:00')).toEqual([]);
    expect(provider('EP6', { agreements: [{ id: 1, authorityCode: COVENTRY, signedOn: '2026-06-09', endedOn: '2026-08-31' }] }, '2026-10-02 09:00')).toEqual([]);
  });
});

describe('an agreement is kept up', () => {
  it('publicised by each party in 20 working days (IM3): by Tue 7 Jul 2026', () => {
    const done = record('publicised', '2026-07-01', { party: 'provider' });
    expect(provider('IM3', { records: [done] }, '2026-07-02 09:00')).toEqual(['IM3/agreement-1/provider until 2026-07-07: met 2026-07-01', 'IM3/agreement-1/virtual-school until 2026-07-07: open']);
  });

  it('with each challenge under it answered in 10 working days (IM4), by whoever was asked, until it ends', () => {
    const challenge = record('agreement-challenge', '2026-10-12', { to: 'signatory' }, 7);
    const answer = { ...record('agreement-challenge-answer', '2026-10-20', {}, 8), aboutId: 7 };
    expect(provider('IM4', { records: [challenge] }, '2026-10-13 09:00')).toEqual(['IM4/agreement-1/challenge-7 until 2026-10-26: open']);
    expect(provider('IM4', { records: [challenge, answer] }, '2026-10-21 09:00')).toEqual(['IM4/agreement-1/challenge-7 until 2026-10-26: met 2026-10-20']);
    expect(provider('IM4', { records: [challenge, { ...answer, aboutId: 9 }] }, '2026-10-21 09:00')).toEqual(['IM4/agreement-1/challenge-7 until 2026-10-26: open']);
    expect(provider('IM4', { records: [challenge], agreements: [{ id: 1, authorityCode: COVENTRY, signedOn: '2026-06-09', endedOn: '2026-10-15' }] }, '2026-10-21 09:00')).toEqual(['IM4/agreement-1/challenge-7 until 2026-10-26: no longer owed']);
  });

  it('reviewed every 12 months (IM5), until it ends', () => {
    const review = record('agreement-review', '2027-06-01', {}, 7);
    expect(provider('IM5', { records: [review] }, '2027-06-02 09:00')).toEqual(['IM5/agreement-1/after-review-7 until 2028-06-01: open', 'IM5/agreement-1/first until 2027-06-09: met 2027-06-01']);
    expect(provider('IM5', { agreements: [{ id: 1, authorityCode: COVENTRY, signedOn: '2026-06-09', endedOn: '2026-12-31' }] }, '2027-01-02 09:00')).toEqual(['IM5/agreement-1/first until 2027-06-09: no longer owed']);
  });

  it('belongs to the Virtual School that signed, by its settings, and not to that of the area (IM2, IM3, IM5)', () => {
    const facts = aProvider({ agreements: [{ id: 1, authorityCode: BIRMINGHAM, signedOn: '2026-06-09', endedOn: null }] });
    const stricter = settingsFrom([{ name: 'publicisedWorkingDays', value: 10, effectiveOn: '2026-01-01' }]);
    const { duties } = deriveProviderDuties(facts, [], (code) => (code === BIRMINGHAM ? stricter : BY_DEFAULT), ENGLAND, at('2026-06-10 09:00'));
    expect(duties.filter(({ clause }) => ['EP1', 'IM3', 'IM5'].includes(clause)).map((one) => `${line(one)}, ${one.owedBy.join('+')}, signed by ${one.signedBy}`)).toEqual([
      `EP1/agreement-1 until 2026-06-09: met 2026-06-09, signatory, signed by ${BIRMINGHAM}`,
      `IM3/agreement-1/provider until 2026-06-23: open, signatory, signed by ${BIRMINGHAM}`,
      `IM3/agreement-1/virtual-school until 2026-06-23: open, signing-key-contact, signed by ${BIRMINGHAM}`,
      `IM5/agreement-1/first until 2027-06-09: open, signing-key-contact+signatory, signed by ${BIRMINGHAM}`,
    ]);
  });
});

describe('an authority', () => {
  it('has a key contact on joining, and 5 working days after a vacancy (VS1)', () => {
    expect(authority('VS1', {}, '2026-06-10 09:00')).toEqual(['VS1/authority-E08000025 until 2026-06-09: met 2026-06-09']);
    expect(authority('VS1', { keyContacts: [inPost(1, '2026-05-01', '2026-07-01')] }, '2026-07-02 09:00')).toContain('VS1/holding-1 until 2026-07-08: open');
    const out = [{ fromOn: '2026-07-01', untilOn: null }];
    expect(authority('VS1', { keyContacts: [inPost(1, '2026-05-01', null, true, out)] }, '2026-07-02 09:00')).toEqual(['VS1/authority-E08000025 until 2026-06-09: met 2026-06-09', 'VS1/holding-1/out-2026-07-01 until 2026-07-08: open']);
  });

  it('promotes the agreement to all four audiences by 30 September (VS2)', () => {
    const promoted = ['social-care', 'director', 'members', 'providers'].map((audience, index) => ({ ...record('promotion', `2026-09-1${index}`, { audience }, index + 1), agreementId: null }));
    expect(authority('VS2', { records: promoted.slice(1) }, '2026-10-01 09:00')).toEqual(['VS2/authority-E08000025/2026-27 until 2026-09-30: open']);
    expect(authority('VS2', { records: promoted }, '2026-10-01 09:00')).toEqual(['VS2/authority-E08000025/2026-27 until 2026-09-30: met 2026-09-13']);
    expect(authority('VS2', { authority: { code: 'E08000025', joinedOn: '2026-10-01' } }, '2026-10-02 09:00')).toEqual([]);
  });

  it('checks its public pages each year (VS7), one duty open at a time', () => {
    const check = { ...record('web-check', '2027-05-01', {}, 4), agreementId: null };
    expect(authority('VS7', { records: [check] }, '2027-05-02 09:00')).toEqual(['VS7/authority-E08000025/after-check-4 until 2028-05-01: open', 'VS7/authority-E08000025/first until 2027-06-09: met 2027-05-01']);
  });

  it('is looked at again when a fact to come acts: a key contact who leaves on Wed 1 Jul 2026', () => {
    expect(deriveAuthorityDuties(anAuthority({ keyContacts: [inPost(1, '2026-05-01', '2026-07-01')] }), [], BY_DEFAULT, ENGLAND, at('2026-06-20 09:00')).refreshAt).toEqual(at('2026-07-01 00:00'));
  });
});

describe('a duty of an organisation on hold', () => {
  const hold = (kind: 'provider-hold' | 'agreement-hold' | 'authority-hold', dutyKey: string, until: string, on = '2026-07-02') => [record(kind, on, { dutyKey, until }, 3), { ...record(`${kind}-decision`, on, { decision: 'approved' }, 4), aboutId: 3 }];
  const heldBy = ({ duties }: Derivation): string[] => duties.flatMap(({ key, hold: one }) => (one === null ? [] : [`${key} held until ${one.until}`]));
  const ofProvider = (records: ProviderFacts['records'], now: string) => deriveProviderDuties(aProvider({ records }), [], () => BY_DEFAULT, ENGLAND, at(now));
  const ofAuthority = (records: AuthorityFacts['records'], now: string) => deriveAuthorityDuties(anAuthority({ records }), [], BY_DEFAULT, ENGLAND, at(now));

  it('is so by its key alone, from the day of the hold on: a provider’s, one under an agreement, an authority’s', () => {
    expect(heldBy(ofProvider(hold('agreement-hold', 'IM3/agreement-1/provider', '2026-08-03'), '2026-07-02 00:00'))).toEqual(['IM3/agreement-1/provider held until 2026-08-03']);
    expect(heldBy(ofProvider(hold('provider-hold', 'EP6/provider-5/2026-27', '2026-11-02', '2026-09-02'), '2026-09-10 09:00'))).toEqual(['EP6/provider-5/2026-27 held until 2026-11-02']);
    expect(heldBy(ofAuthority(hold('authority-hold', 'VS7/authority-E08000025/first', '2027-07-01', '2027-06-02'), '2027-06-03 09:00'))).toEqual(['VS7/authority-E08000025/first held until 2027-07-01']);
  });

  it('is looked at again when the hold begins, and not held before: Thu 2 Jul 2026', () => {
    const before = ofProvider(hold('agreement-hold', 'IM3/agreement-1/provider', '2026-08-03'), '2026-07-01 23:59');
    expect([heldBy(before), before.refreshAt]).toEqual([[], at('2026-07-02 00:00')]);
  });

  it('keeps its due time, and is approved by nobody in a post that owes it', () => {
    expect(ofProvider(hold('agreement-hold', 'IM3/agreement-1/provider', '2026-08-03'), '2026-07-08 09:00').duties.filter(({ clause }) => clause === 'IM3').map(line)[0]).toBe('IM3/agreement-1/provider until 2026-07-07: open');
    expect([['virtual-head'], ['key-contact'], ['signing-key-contact', 'signatory'], ['designated-person'], ['signing-virtual-head', 'key-contact']].map((owedBy) => (['key-contact', 'virtual-head', 'director'] as const).filter((post) => !isOwedByPost([post], owedBy as Role[])).join())).toEqual([
      'key-contact,director', 'virtual-head,director', 'virtual-head,director', 'key-contact,virtual-head,director', 'director',
    ]);
  });

  it('is of an agreement where its key names one: IM4 under agreement 12', () => {
    expect(['IM4/agreement-12/challenge-7', 'EP1/agreement-3', 'EP1/holding-3', 'VS1/authority-E08000025'].map(agreementOfDuty)).toEqual([12, 3, null, null]);
  });
});
