import type { AuthorityFacts, PostFact, ProviderFacts } from '../../src/domain/agreement/organisation-facts.js';
import { ORGANISATION_RECORD_KINDS, type Field, type OrganisationRecordKind } from '../../src/domain/agreement/records.js';
import type { SettingChange } from '../../src/domain/agreement/settings.js';
import { addDays } from '../../src/domain/time/local-date.js';
import { academicYearOf } from '../../src/domain/time/periods.js';
import { someSettings } from './random-history.js';
import { Random } from './random.js';

/* Random providers and authorities, each from a seed: posts that come and go, agreements made, reviewed and ended, what was recorded. */

interface Drawn<F> {
  facts: F;
  releases: { dutyKey: string; reason: string; releasedAt: Date }[];
  settings: SettingChange[];
  now: Date;
}

const numbered = <R extends object>(rows: R[]): (R & { id: number })[] => rows.map((row, index) => ({ ...row, id: index + 1 }));

/** People in post one after the other, mostly: now and then with a gap, an overlap, or without a telephone. */
function posts(random: Random): PostFact[] {
  let on = random.day();
  return random.shuffled(numbered(random.some(0, 5, () => {
    const fromOn = random.nearDay(on, -10, 30);
    on = addDays(fromOn, random.int(1, 300));
    return { fromOn, untilOn: random.maybe(75, () => on), withoutPhone: random.chance(70) ? [] : random.chance(30) ? [{ fromOn: '0001-01-01', untilOn: random.maybe(50, () => random.nearDay(fromOn, -10, 60)) }] : out(random, fromOn), out: random.chance(30) ? out(random, fromOn) : [] };
  })));
}

/** Put out once or twice, mostly back again. */
function out(random: Random, after: string): PostFact['out'] {
  const fromOn = random.nearDay(after, -20, 200);
  const untilOn = addDays(fromOn, random.int(1, 60));
  const again = addDays(untilOn, random.int(1, 60));
  const lasts = random.chance(30);
  return random.chance(50) ? [{ fromOn, untilOn: lasts ? null : untilOn }] : [{ fromOn, untilOn }, { fromOn: again, untilOn: lasts ? null : addDays(again, random.int(1, 60)) }];
}

const checks = (random: Random) => numbered(random.some(0, 3, () => {
  const sinceOn = random.day();
  return { sinceOn, clearedOn: random.maybe(60, () => addDays(sinceOn, random.int(0, 20))) };
}));

/** What an organisation recorded about itself, of some kinds; what it puts on hold is one of these duties. */
function records(random: Random, kinds: readonly OrganisationRecordKind[], agreements: number, keys: readonly string[]): ProviderFacts['records'] {
  return random.shuffled(numbered(random.some(0, 60, () => {
    const kind = random.pick(kinds);
    const on = kind === 'promotion' && random.chance(60) ? `${random.int(2026, 2028)}-09-${random.int(10, 30)}` : random.day();
    const details: Record<string, string | boolean> = {};
    for (const [name, field] of Object.entries<Field>(ORGANISATION_RECORD_KINDS[kind].fields)) {
      if (field.type === 'choice') details[name] = random.pick(Object.keys(field.choices));
      else if (field.type === 'tick') details[name] = random.chance(85);
      else if (name === 'dutyKey') details[name] = random.pick(keys);
      else if (name === 'until') details[name] = addDays(on, random.int(1, 300));
      else if (name === 'year') details[name] = academicYearOf(random.nearDay(on, -100, 40)).name;
    }
    if ('dutyKey' in details && random.chance(30)) details.approvedBy = '7';
    return { kind, placementId: null, aboutId: 'about' in ORGANISATION_RECORD_KINDS[kind] ? random.int(1, 30) : null, on, details, agreementId: ORGANISATION_RECORD_KINDS[kind].of === 'agreement' ? random.int(1, agreements + 1) : null };
  })));
}

const releasesOf = (random: Random, keys: readonly string[]) => random.some(0, 3, () => ({ dutyKey: random.pick(keys), reason: random.pick(['settled otherwise', 'recorded twice']), releasedAt: random.at() }));

/** Duties that may be released, or put on hold. */
const OF_PROVIDER = ['EP1/agreement-1', 'EP1/holding-1', 'EP2/holding-2', 'EP6/provider-1/2026-27', 'IM3/agreement-1/provider', 'IM5/agreement-1/first', 'EP1/contact-check-1'];
const OF_AUTHORITY = ['VS1/authority-E08000025', 'VS1/holding-1', 'VS1/contact-check-1', 'VS2/authority-E08000025/2026-27', 'VS7/authority-E08000025/first'];

/** Half of its agreements were signed by another Virtual School than that of its area, with settings of its own. */
export function providerOf(seed: number): Drawn<ProviderFacts> & { ofSigning: SettingChange[] } {
  const random = new Random(seed);
  const now = random.at();
  const designatedPeople = posts(random);
  const agreements = random.shuffled(numbered(random.some(0, 3, () => {
    const signedOn = random.day();
    return { authorityCode: random.pick(['E08000026', 'E08000025']), signedOn, endedOn: random.maybe(40, () => addDays(signedOn, random.int(0, 600))) };
  })));
  const changes = designatedPeople.map(({ id, fromOn }) => ({
    holdingId: id, hasPlacements: random.chance(75), endedOn: random.maybe(30, () => addDays(fromOn, random.int(0, 60))),
    told: random.some(0, 4, (personId) => ({ personId, endedOn: random.maybe(50, () => addDays(fromOn, random.int(0, 8))), sentAt: new Date(`${fromOn}T09:00Z`), acknowledgedAt: random.maybe(80, () => new Date(Math.min(+now, Date.parse(`${fromOn}T09:00Z`) + random.int(0, 96) * 3_600_000))) })),
    untold: random.some(0, 1, () => ({ authorityCode: random.pick(['E08000025', 'E08000026']), endedOn: random.maybe(60, () => addDays(fromOn, random.int(0, 8))) })),
  }));
  const facts = { provider: { id: 1, authorityCode: 'E08000026' }, agreements, designatedPeople, changes, contactChecks: checks(random), records: records(random, ['application-check', 'publicised', 'agreement-review', 'agreement-challenge', 'agreement-challenge-answer', 'provider-hold', 'agreement-hold', 'provider-hold-decision', 'agreement-hold-decision'], agreements.length, OF_PROVIDER) };
  return { facts, now, settings: someSettings(random), ofSigning: someSettings(random), releases: releasesOf(random, OF_PROVIDER) };
}

export function authorityOf(seed: number): Drawn<AuthorityFacts> {
  const random = new Random(seed);
  const facts = { authority: { code: 'E08000025', joinedOn: random.day() }, keyContacts: posts(random), contactChecks: checks(random), records: records(random, ['promotion', 'promotion', 'promotion', 'web-check', 'authority-hold', 'authority-hold-decision'], 0, OF_AUTHORITY) };
  const releases = releasesOf(random, OF_AUTHORITY);
  return { facts, now: random.at(), settings: someSettings(random), releases };
}
