import { describe, expect, it } from '@jest/globals';
import { somebody } from '../../test/support/arbitrary-parties.js';
import type { Post } from './agreement/roles.js';
import type { Actor, CaseParties } from './permissions.js';
import { mayCorrect, maySee, type Belonging } from './may-correct.js';

const TODAY = '2026-10-20';
const parties = (endedOn: string | null = null): CaseParties => ({
  id: 1, homeAuthorityCode: 'E08000025', team: null, keyWorkerPersonIds: [3], highestOpenLevel: 0, excludedPersonIds: [], restricted: false, admittedPersonIds: [],
  placements: [
    { id: 17, providerId: 5, providerAuthorityCode: 'E08000026', agreedOn: '2026-05-20', startsOn: '2026-09-07', endedOn },
    { id: 18, providerId: 6, providerAuthorityCode: 'E08000025', agreedOn: '2026-05-20', startsOn: '2026-09-07', endedOn: null },
  ],
}); // prettier-ignore
const holding = (post: Post, at: { authorityCode?: string; providerId?: number }): Actor => somebody({ posts: [{ post, authorityCode: null, providerId: null, team: null, ...at }] });
const college = holding('designated-person', { providerId: 5 });
const own: Belonging = { placementId: 17, recordedAtProviderId: 5, notForProviders: false };

describe('who may correct a fact', () => {
  it.each<[string, Actor]>([
    ['the key worker', somebody({ personId: 3 })],
    ['the team manager', holding('team-manager', { authorityCode: 'E08000025' })],
    ['the key contact', holding('key-contact', { authorityCode: 'E08000025' })],
    ['the Virtual Head', holding('virtual-head', { authorityCode: 'E08000025' })],
  ])('%s: any, whoever recorded it', (_who, actor) => {
    for (const fact of [own, { ...own, placementId: null, recordedAtProviderId: null }, { ...own, notForProviders: true }]) expect(mayCorrect(actor, parties(), TODAY, fact)).toBe(true);
  });

  it('a provider: what it recorded itself about its own placement', () => {
    expect(mayCorrect(college, parties(), TODAY, own)).toBe(true);
    expect(mayCorrect(college, parties(), TODAY, { ...own, recordedAtProviderId: null })).toBe(false);
    expect(mayCorrect(college, parties(), TODAY, { ...own, recordedAtProviderId: 6 })).toBe(false);
    expect(mayCorrect(college, parties(), TODAY, { ...own, placementId: 18 })).toBe(false);
    expect(mayCorrect(college, parties(), TODAY, { ...own, notForProviders: true })).toBe(false);
  });

  it('a provider: what it recorded itself about the case as a whole, such as a need; not what others did', () => {
    const need = { ...own, placementId: null };
    expect([parties(), parties('2026-07-22'), parties('2026-07-21')].map((of) => mayCorrect(college, of, TODAY, need))).toEqual([true, true, false]);
    for (const recordedAtProviderId of [6, null]) expect(mayCorrect(college, parties(), TODAY, { ...need, recordedAtProviderId })).toBe(false);
    expect(mayCorrect(college, parties(), TODAY, { ...need, notForProviders: true })).toBe(false);
    expect(mayCorrect(college, parties(), TODAY, { ...need, recordedAtProviderId: null, isPutToProvider: true })).toBe(false);
  });

  it('a provider: also once the placement has ended, until 90 days after', () => {
    expect(mayCorrect(college, parties('2026-07-22'), TODAY, own)).toBe(true);
    expect(mayCorrect(college, parties('2026-07-21'), TODAY, own)).toBe(false);
  });

  it("nobody else: the Virtual School of the provider's area, a Director, an administrator, a stranger", () => {
    for (const actor of [holding('key-contact', { authorityCode: 'E08000026' }), holding('director', { authorityCode: 'E08000025' }), holding('administrator', { authorityCode: 'E08000025' }), somebody({ personId: 9 })]) {
      expect([mayCorrect(actor, parties(), TODAY, own), maySee(actor, parties(), TODAY, own)]).toEqual([false, false]);
    }
  });
});

describe('who sees what was corrected', () => {
  it('a provider sees it of its own placement, whoever recorded it, of the case itself what a provider recorded or was asked, and nothing kept from providers', () => {
    const seen = (fact: Partial<Belonging>) => maySee(college, parties(), TODAY, { ...own, ...fact });
    expect([seen({}), seen({ placementId: 18 }), seen({ notForProviders: true })]).toEqual([true, false, false]);
    const ofCase = { placementId: null, recordedAtProviderId: null };
    expect([seen({ placementId: null }), seen({ ...ofCase, isPutToProvider: true }), seen(ofCase), seen({ placementId: null, notForProviders: true })]).toEqual([true, true, false, false]);
  });
});
