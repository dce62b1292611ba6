import type { AgreementFact, AuthorityFacts, PostFact, ProviderFacts } from '../../src/domain/agreement/organisation-facts.js';
import type { SettingChange } from '../../src/domain/agreement/settings.js';
import { inOrder } from './duties-oracle-case.js';
import { limitsChanged, settled, type Raw } from './duties-oracle.js';
import { dayOf, latest, midnight, plusDays, plusMonths, workingDaysAfter, yearName, yearOf } from './duties-oracle-time.js';
import { inWords, limitsOf, type Limit } from './duties-oracle-words.js';

/*
 * The second reading of what providers and authorities owe whatever the young person (EP1, EP2, EP6, IM3, IM4, IM5, VS1, VS2, VS7), from
 * decision 8. Posts are looked at day by day. It shares no code with src/domain.
 */

type Releases = Parameters<typeof settled>[1];

export function expectedProviderDuties(facts: ProviderFacts, releases: Releases, [area, other]: readonly [readonly SettingChange[], readonly SettingChange[]], now: Date): string[] {
  const today = dayOf(now);
  const begun = asOf(facts, today);
  const elsewhere = new Set(facts.agreements.filter(({ authorityCode }) => authorityCode !== facts.provider.authorityCode).map(({ id }) => `agreement-${id}`));
  const isElsewhere = ({ key }: Raw): boolean => elsewhere.has(key.split('/')[1] ?? '');
  const byArea = limitsChanged((limit) => ofProvider(begun, today, limit, limitsOf(other)).filter((raw) => !isElsewhere(raw)), area, releases);
  const byOther = limitsChanged((limit) => ofProvider(begun, today, limitsOf(area), limit).filter(isElsewhere), other, releases);
  return lines([...byArea, ...byOther], releases, begun.records, now);
}

export function expectedAuthorityDuties(facts: AuthorityFacts, releases: Releases, settings: readonly SettingChange[], now: Date): string[] {
  const begun = asOf(facts, dayOf(now));
  return lines(limitsChanged((limit) => ofAuthority(begun, dayOf(now), limit), settings, releases), releases, begun.records, now);
}

const lines = (raws: Raw[], releases: Releases, records: ProviderFacts['records'], now: Date): string[] =>
  raws.filter(({ opensAt }) => opensAt <= now).map((raw) => settled(raw, releases, lastHold(raw.key, records), now)).sort();

/** The end of the hold that lasts longest, of those that have begun and that somebody has approved by then; formerly whoever recorded one named who did. */
function lastHold(key: string, records: ProviderFacts['records']): string | null {
  let last: string | null = null;
  for (const { id, kind, details } of records) {
    const until = String(details.until);
    const isAgreedTo = 'approvedBy' in details || records.some((answer) => answer.aboutId === id && answer.kind === `${kind}-decision` && answer.details.decision === 'approved');
    if (kind.endsWith('-hold') && details.dutyKey === key && isAgreedTo && (last === null || until > last)) last = until;
  }
  return last;
}

/** Only what has begun; an end to come is none yet. */
function asOf<F extends ProviderFacts | AuthorityFacts>(facts: F, today: string): F {
  const begun = (on: string | null): string | null => (on !== null && on <= today ? on : null);
  const times = (rows: PostFact['out']): PostFact['out'] => rows.filter((one) => one.fromOn <= today).map((one) => ({ ...one, untilOn: begun(one.untilOn) }));
  const posts = (rows: PostFact[]): PostFact[] => rows.filter(({ fromOn }) => fromOn <= today).map((row) => ({ ...row, untilOn: begun(row.untilOn), out: times(row.out), withoutPhone: times(row.withoutPhone) }));
  return {
    ...facts,
    ...('agreements' in facts && { agreements: facts.agreements.filter(({ signedOn }) => signedOn <= today).map((row) => ({ ...row, endedOn: begun(row.endedOn) })), designatedPeople: posts(facts.designatedPeople) }),
    ...('keyContacts' in facts && { keyContacts: posts(facts.keyContacts) }),
    contactChecks: facts.contactChecks.filter(({ sinceOn }) => sinceOn <= today).map((row) => ({ ...row, clearedOn: begun(row.clearedOn) })),
    records: facts.records.filter(({ on }) => on <= today),
  };
}

const isAt = ({ fromOn, untilOn }: { fromOn: string; untilOn: string | null }, on: string): boolean => fromOn <= on && (untilOn === null || on < untilOn);
const isIn = (post: PostFact, on: string): boolean => isAt(post, on) && !post.out.some((one) => isAt(one, on));
const isThere = (posts: PostFact[], on: string): boolean => posts.some((post) => isIn(post, on) && !post.withoutPhone.some((one) => isAt(one, on)));

/** The first day from one on with somebody in post who can be reached: only a day on which somebody begins, is back, or has a phone, can be the first. */
function firstThere(posts: PostFact[], from: string): string | null {
  return [from, ...posts.flatMap(({ fromOn, out, withoutPhone }) => [fromOn, ...[...out, ...withoutPhone].flatMap(({ untilOn }) => untilOn ?? [])]).filter((on) => on > from)].sort().find((on) => isThere(posts, on)) ?? null;
}

/** EP1 and VS1 alike: after each vacancy, and while the one in post cannot be reached. */
function vacant(clause: string, posts: PostFact[], checks: ProviderFacts['contactChecks'], since: (untilOn: string) => boolean, days: (on: string) => string | null): Raw[] {
  return [
    ...posts.flatMap((post) => [{ name: '', on: post.untilOn }, ...post.out.map(({ fromOn }) => ({ name: `/out-${fromOn}`, on: fromOn }))].flatMap(({ name, on }) =>
      on !== null && isIn(post, plusDays(on, -1)) && !isIn(post, on) && (name === '' || isAt(post, on)) && since(on) && !isThere(posts, on)
        ? [{ key: `${clause}/holding-${post.id}${name}`, opensAt: midnight(on), last: days(on), doneOn: firstThere(posts, on) }] : [])),
    ...checks.map(({ id, sinceOn, clearedOn }) => ({ key: `${clause}/contact-check-${id}`, opensAt: midnight(sinceOn), last: days(sinceOn), doneOn: clearedOn })),
  ];
}

const inForce = ({ signedOn, endedOn }: AgreementFact, on: string): boolean => signedOn <= on && (endedOn === null || on <= endedOn);

function ofProvider({ provider, agreements, designatedPeople, changes, contactChecks, records }: ProviderFacts, today: string, limit: Limit, ofOther: Limit): Raw[] {
  const raws = vacant('EP1', designatedPeople, contactChecks, (on) => agreements.some((one) => inForce(one, on)), (on) => workingDaysAfter(on, limit('designatedPersonVacancyWorkingDays', on)));
  for (const one of agreements) raws.push(...ofAgreement(one, designatedPeople, records.filter(({ agreementId }) => agreementId === one.id), one.authorityCode === provider.authorityCode ? limit : ofOther));
  const [first] = [...designatedPeople].sort((a, b) => (a.fromOn === b.fromOn ? a.id - b.id : a.fromOn < b.fromOn ? -1 : 1));
  for (const { id, fromOn } of designatedPeople) {
    const change = changes.find(({ holdingId }) => holdingId === id);
    if (id === first?.id || !change?.hasPlacements) continue;
    const last = workingDaysAfter(fromOn, limit('designatedPersonNoticeWorkingDays', fromOn));
    raws.push({ key: `EP2/holding-${id}`, opensAt: midnight(fromOn), last, ...ofTelling(change, last, today) });
  }
  for (let year = Math.min(...agreements.map(({ signedOn }) => yearOf(signedOn))); year <= yearOf(today); year += 1) {
    const days = Array.from({ length: limit('applicationCheckDays', `${year}-09-01`) }, (_, day) => plusDays(`${year}-09-01`, day));
    const opensOn = days.find((on) => agreements.some((one) => one.signedOn === on || (on === `${year}-09-01` && inForce(one, on))));
    if (opensOn === undefined) continue;
    const done = inOrder(records, 'application-check').find(({ details }) => details.year === yearName(year) && details.tickBox === true && details.matched === true);
    raws.push({ key: `EP6/provider-${provider.id}/${yearName(year)}`, opensAt: midnight(opensOn), last: days.at(-1) ?? null, doneOn: done?.on ?? null });
  }
  return raws;
}

/** EP2: when everyone told had acknowledged it or had, by the last day, nothing in common any more; or when nobody was left to ask. A Virtual School that nobody told cannot have. */
function ofTelling({ told, untold, endedOn }: ProviderFacts['changes'][number], last: string | null, today: string): Partial<Raw> {
  const over = (on: string | null): on is string => on !== null && on <= today;
  if (told.length === 0) return over(endedOn) ? { end: { on: endedOn, because: `nobody was told, and the last placement there ended on ${inWords(endedOn)}` } } : {};
  const days: string[] = [];
  let lastAt: Date | null = null;
  let kept = true;
  const left: string[] = [];
  for (const one of told) {
    if (one.acknowledgedAt !== null) {
      if (lastAt === null || one.acknowledgedAt > lastAt) lastAt = one.acknowledgedAt;
      days.push(dayOf(one.acknowledgedAt));
    } else if (over(one.endedOn)) {
      left.push(one.endedOn);
      if (last !== null && one.endedOn > last) kept = false;
    } else return {};
  }
  for (const school of untold) {
    if (!over(school.endedOn)) return {};
    left.push(school.endedOn);
    if (last !== null && school.endedOn > last) kept = false;
  }
  if (left.length === 0) return { doneAt: lastAt };
  const [goneOn, doneOn] = [latest(...left), latest(...left, ...days)];
  if (kept && lastAt !== null) return goneOn > dayOf(lastAt) ? { doneOn: goneOn } : { doneAt: lastAt };
  return { end: { on: doneOn, because: `not everyone acknowledged it, and the last placement in common with those who had not ended on ${inWords(goneOn)}` } };
}

/** EP1 on signing, IM3, IM4 and IM5. */
function ofAgreement({ id, signedOn, endedOn }: AgreementFact, people: PostFact[], own: ProviderFacts['records'], limit: Limit): Raw[] {
  const end = endedOn === null ? null : { on: endedOn, because: `the agreement ended on ${inWords(endedOn)}` };
  const publicised = (party: string): string | null => inOrder(own, 'publicised').find(({ details }) => details.party === party)?.on ?? null;
  const publicisedBy = workingDaysAfter(signedOn, limit('publicisedWorkingDays', signedOn));
  const raws: Raw[] = [
    { key: `EP1/agreement-${id}`, opensAt: midnight(signedOn), last: signedOn, doneOn: firstThere(people, signedOn), end },
    { key: `IM3/agreement-${id}/provider`, owedBy: ['signatory'], opensAt: midnight(signedOn), last: publicisedBy, doneOn: publicised('provider'), end },
    { key: `IM3/agreement-${id}/virtual-school`, owedBy: ['signing-key-contact'], opensAt: midnight(signedOn), last: publicisedBy, doneOn: publicised('virtual-school'), end },
  ];
  for (const { id: challenge, on, details } of inOrder(own, 'agreement-challenge')) {
    const answer = inOrder(own, 'agreement-challenge-answer').find(({ aboutId }) => aboutId === challenge);
    raws.push({ key: `IM4/agreement-${id}/challenge-${challenge}`, owedBy: [String(details.to)], opensAt: midnight(on), last: workingDaysAfter(on, limit('challengeWorkingDays', on)), doneOn: answer?.on ?? null, end });
  }
  const reviews = inOrder(own, 'agreement-review');
  [{ name: 'first', on: signedOn }, ...reviews.map((one) => ({ name: `after-review-${one.id}`, on: one.on }))].forEach(({ name, on }, place) =>
    raws.push({ key: `IM5/agreement-${id}/${name}`, opensAt: midnight(on), last: plusMonths(on, limit('agreementReviewMonths', on)), doneOn: reviews[place]?.on ?? null, end }),
  );
  return raws;
}

function ofAuthority({ authority: { code, joinedOn }, keyContacts, contactChecks, records }: AuthorityFacts, today: string, limit: Limit): Raw[] {
  const raws = vacant('VS1', keyContacts, contactChecks, (on) => on >= joinedOn, (on) => workingDaysAfter(on, limit('keyContactVacancyWorkingDays', on)));
  raws.push({ key: `VS1/authority-${code}`, opensAt: midnight(joinedOn), last: joinedOn, doneOn: firstThere(keyContacts, joinedOn) });
  const checks = inOrder(records, 'web-check');
  [{ name: 'first', on: joinedOn }, ...checks.map((one) => ({ name: `after-check-${one.id}`, on: one.on }))].forEach(({ name, on }, place) =>
    raws.push({ key: `VS7/authority-${code}/${name}`, opensAt: midnight(on), last: plusMonths(on, limit('webCheckMonths', on)), doneOn: checks[place]?.on ?? null }),
  );
  for (let year = yearOf(joinedOn); year <= yearOf(today); year += 1) {
    const opensOn = latest(`${year}-09-01`, joinedOn);
    const last = plusDays(`${year}-08-31`, limit('promotionDays', `${year}-09-01`));
    if (opensOn > last) continue;
    const told = ['social-care', 'director', 'members', 'providers'].map((audience) =>
      inOrder(records, 'promotion').find(({ on, details }) => `${year}-09-01` <= on && on <= `${year + 1}-08-31` && details.audience === audience)?.on);
    raws.push({ key: `VS2/authority-${code}/${yearName(year)}`, opensAt: midnight(opensOn), last, doneOn: told.includes(undefined) ? null : latest(...told.map(String)) });
  }
  return raws;
}
